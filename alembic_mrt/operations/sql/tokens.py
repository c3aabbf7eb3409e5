"""Tokens of SQL, as far as all supported dialects agree on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.sql.reserved import RESERVED
from alembic_mrt.operations.values import HOLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PATTERN: Final = re.compile(
    rf"""
    (?P<skip>\s+|--[^\n]*|/\*.*?\*/)
  | (?P<dollar>\$(?P<tag>[^\W\d]\w*)?\$.*?\$(?P=tag)\$|\$\$.*?\$\$)
  | (?P<string>[eE]'(?:[^'\\]|''|\\.)*'|[bBxXnN]?'(?:[^']|'')*')
  | (?P<quoted>"(?:[^"]|"")*"|`[^`]*`)
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)
  | (?P<word>(?:[^\W\d]|{HOLE})(?:[\w$]|{HOLE})*)
  | (?P<param>(?<!:):[^\W\d]\w*|%\(\w+\)s|\?)
  | (?P<op>::|->>|->|\#>>|\#>|<=|>=|<>|!=|\|\||:=|=>|@>|<@|&&|!?~~?\*?|.)
    """,
    re.VERBOSE | re.DOTALL,
)

_SPACED_BEFORE_PARENTHESIS_WORDS = (
    "all and any as between by case check conflict distinct else exists from group having in "
    "include is join key like not on or order over references returning select set table then "
    "union unique using values when where with"
)
SPACED_BEFORE_PARENTHESIS: Final = frozenset(_SPACED_BEFORE_PARENTHESIS_WORDS.split())


_BEFORE_SIGN: Final = frozenset("(,=<>+-*/") | {"<=", ">=", "<>", "!=", "||"}


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one token; ``text`` is as written, ``value`` folded (words) or unquoted (names)."""

    kind: str
    text: str
    value: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        """Tell whether the token may be an identifier."""
        return self.kind in {"word", "quoted"}


def tokenize(sql: str) -> list[Token]:
    """Return the tokens of ``sql`` without blanks and comments."""
    found = []
    for match in _PATTERN.finditer(sql):
        kind = match.lastgroup or "op"
        kind = "dollar" if match["dollar"] is not None else kind
        if kind != "skip":
            text = match.group()
            found.append(Token(kind, text, _value(kind, text), match.start(), match.end()))
    return found


def _value(kind: str, text: str) -> str:
    if kind == "word":
        return text.lower()
    if kind == "quoted":
        return text[1:-1].replace(text[0] * 2, text[0])
    return text


def string_value(token: Token) -> str:
    """Return what a string literal says."""
    body = token.text
    if token.kind == "dollar":
        return body[body.index("$", 1) + 1 : body.rindex("$", 0, -1)]
    return body[body.index("'") + 1 : -1].replace("''", "'")


def canonical(tokens: Iterable[Token]) -> str:
    """Return SQL in one spelling: words in lower case, blanks where they are needed."""
    parts: list[str] = []
    last: Token | None = None
    signed = False
    for token in tokens:
        if last is not None and not signed and _spaced(last, token):
            parts.append(" ")
        parts.append(_spelling(token))
        signed = token.text in {"-", "+"} and (last is None or last.text in _BEFORE_SIGN)
        last = token
    return "".join(parts)


def _spelling(token: Token) -> str:
    if token.kind == "quoted":
        plain = token.value == token.value.lower() and token.value.isidentifier()
        doubled = token.value.replace('"', '""')
        return token.value if plain and token.value not in RESERVED else f'"{doubled}"'
    return token.value


def _spaced(left: Token, right: Token) -> bool:
    if right.text in {",", ")", "]", ".", "::", ";", "["} or left.text in {"(", "[", ".", "::"}:
        return False
    if right.text == "(":
        return not left.is_name or left.value in SPACED_BEFORE_PARENTHESIS
    return True


def canonical_text(sql: str) -> str:
    """Return the one spelling of an expression, without parentheses around all of it."""
    return canonical(strip_parentheses(tokenize(sql)))


def strip_parentheses(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return ``tokens`` without pairs of parentheses around all of them."""
    while len(tokens) > 1 and tokens[0].text == "(" and closing(tokens, 0) == len(tokens) - 1:
        tokens = tokens[1:-1]
    return tokens


def closing(tokens: Sequence[Token], start: int) -> int:
    """Return the index of the parenthesis that closes the one at ``start``, or the end."""
    depth = 0
    for index in range(start, len(tokens)):
        if tokens[index].text == "(":
            depth += 1
        elif tokens[index].text == ")":
            depth -= 1
            if depth == 0:
                return index
    return len(tokens)


def split_on(tokens: Sequence[Token], separator: str = ",") -> list[Sequence[Token]]:
    """Split ``tokens`` at a separator that stands outside of all parentheses."""
    parts: list[Sequence[Token]] = []
    depth, start = 0, 0
    for index, token in enumerate(tokens):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth == 0 and token.text == separator:
            parts.append(tokens[start:index])
            start = index + 1
    parts.append(tokens[start:])
    return [part for part in parts if part]

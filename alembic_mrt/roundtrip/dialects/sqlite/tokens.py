"""Tokens of SQLite's SQL, and the normal form of an expression.

SQLite keeps the text of a CREATE statement as it was typed and rewrites parts of it in an ALTER
TABLE, so quoting, case and blanks say nothing about the schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      (?P<blank>\s+|--[^\n]*|/\*.*?(?:\*/|\Z))
    | (?P<blob>[xX]'[0-9a-fA-F]*')
    | (?P<string>'(?:[^']|'')*')
    | (?P<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])
    | (?P<number>0[xX][0-9a-fA-F]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d][\w$]*)
    | (?P<mark>\|\||->>|->|<<|>>|<=|>=|<>|!=|==|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_PLAIN = re.compile(r"[^\W\d][\w$]*\Z")
_WORDS = (
    "null true false current_time current_date current_timestamp add all alter and as "
    "autoincrement between case check collate commit constraint create default deferrable "
    "delete distinct drop else escape except exists foreign from group having in index insert "
    "intersect into is isnull join limit not nothing notnull on or order primary references "
    "returning select set table then to transaction union unique update using values when where"
)
_NO_NAMES = frozenset(_WORDS.split())
"""Words that are a name only in quotes (SQLite docs, "SQLite Keywords")."""

_BEFORE_GROUP = frozenset(
    [
        "and",
        "as",
        "between",
        "by",
        "case",
        "check",
        "collate",
        "else",
        "exists",
        "filter",
        "from",
        "glob",
        "in",
        "is",
        "like",
        "not",
        "on",
        "or",
        "over",
        "select",
        "then",
        "using",
        "values",
        "when",
        "where",
    ]
)


class Token(NamedTuple):
    """Hold one token: ``kind`` is the name of its group in the pattern, ``text`` as written."""

    kind: str
    text: str

    @property
    def word(self) -> str:
        """Return a bare word in lower case, and nothing for every other token."""
        return self.text.lower() if self.kind == "word" else ""

    @property
    def name(self) -> str:
        """Return the identifier that the token spells, without its quotes."""
        if self.kind not in ("quoted", "string"):
            return self.text
        quote = self.text[0]
        inner = self.text[1:-1]
        return inner if quote == "[" else inner.replace(quote * 2, quote)

    @property
    def normal(self) -> str:
        """Return the token as every spelling of it is written in a normal form."""
        if self.kind == "quoted":
            plain = _PLAIN.match(self.name) and self.name.lower() not in _NO_NAMES
            return self.name.lower() if plain else '"' + self.name.replace('"', '""') + '"'
        return self.text if self.kind == "string" else self.text.lower()


def tokens(sql: str) -> tuple[Token, ...]:
    """Split ``sql`` into tokens, without blanks and comments."""
    found = [Token(str(m.lastgroup), m[0]) for m in _TOKEN.finditer(sql) if m.lastgroup != "blank"]
    return tuple(found)


def group_end(items: Sequence[Token], start: int) -> int:
    """Return the index after the parenthesis that closes the one at ``start``."""
    depth = 0
    for index in range(start, len(items)):
        depth += (items[index].text == "(") - (items[index].text == ")")
        if depth == 0:
            return index + 1
    return len(items)


def split(items: Sequence[Token], separator: str = ",") -> list[Sequence[Token]]:
    """Split tokens at each ``separator`` outside of parentheses."""
    parts: list[Sequence[Token]] = []
    start = index = 0
    while index < len(items):
        if items[index].text == separator:
            parts.append(items[start:index])
            start = index + 1
        index = group_end(items, index) if items[index].text == "(" else index + 1
    return [*parts, items[start:]]


def strip_group(items: Sequence[Token]) -> Sequence[Token]:
    """Remove the parentheses that enclose all of ``items``."""
    while len(items) > 1 and items[0].text == "(" and group_end(items, 0) == len(items):
        items = items[1:-1]
    return items


def normal(items: Iterable[Token]) -> str:
    """Write tokens in their normal form: one spelling, one spacing."""
    found = list(items)
    if not found:
        return ""
    gaps = ("" if _joined(left, right) else " " for left, right in pairwise(found))
    texts = (token.normal for token in found)
    return next(texts) + "".join(gap + text for gap, text in zip(gaps, texts, strict=True))


def _joined(left: Token, right: Token) -> bool:
    if "." in (left.text, right.text) or left.text == "(" or right.text in (")", ","):
        return True
    named = left.kind == "quoted" or (left.kind == "word" and left.word not in _BEFORE_GROUP)
    return right.text == "(" and named


def normal_expression(items: Sequence[Token]) -> str:
    """Write an expression in its normal form, without parentheses around the whole of it."""
    return normal(strip_group(items))


def normal_default(sql: str) -> str:
    """Write the DEFAULT of a column in its normal form; a quoted name is a string there."""
    found = strip_group(tokens(sql))
    if len(found) == 1 and found[0].kind == "quoted":
        return "'" + found[0].name.replace("'", "''") + "'"
    signed = len(found) == 2 and found[0].text in ("+", "-")
    return "".join(token.text for token in found) if signed else normal(found)


def normal_type(type_: str) -> str:
    """Write the declared type of a column in capitals with one spacing."""
    return normal(tokens(type_)).upper()


class Cursor:
    """Walk over tokens; false once all are taken."""

    def __init__(self, items: Sequence[Token]) -> None:
        self._items = items
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self._items)

    def peek(self, ahead: int = 0) -> str:
        """Return a token that comes, words in lower case, and nothing after the end."""
        index = self._at + ahead
        if index >= len(self._items):
            return ""
        return self._items[index].word or self._items[index].text

    def next(self) -> Token:
        """Take one token."""
        self._at += 1
        return self._items[self._at - 1]

    def take(self, *words: str) -> bool:
        """Take ``words`` if they are what comes, and tell whether they were."""
        found = all(self.peek(i) == word for i, word in enumerate(words))
        self._at += len(words) if found else 0
        return found

    def skip(self) -> None:
        """Take one token, or a whole group in parentheses."""
        self._at = group_end(self._items, self._at) if self.peek() == "(" else self._at + 1

    def group(self) -> Sequence[Token]:
        """Take a group in parentheses and return what is inside."""
        start = self._at
        self.skip()
        return self._items[start + 1 : self._at - 1]

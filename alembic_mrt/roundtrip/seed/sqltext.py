"""Read CHECK expressions as text: their tokens, their columns and their top-level parts.

Whether a row satisfies an expression is for the server to say. All that is needed here are good
guesses, and those come from the tokens, whatever the dialect.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

_KEPT = 2048
"""How many expressions are remembered: the same ones are read for every table that is seeded."""

_TOKEN = re.compile(
    r"""
      (?P<blank>\s+|--[^\n]*|/\*.*?\*/)
    | (?P<escaped>[eE]'(?:[^'\\]|''|\\.)*')
    | (?P<string>'(?:[^']|'')*')
    | (?P<quoted>"(?:[^"]|"")*"|`[^`]*`|\[[A-Za-z_][^\]]*\])
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d][\w$]*)
    | (?P<mark>::|->>|->|\#>>|\#>|!~~\*?|~~\*?|!~\*?|~\*|<=|>=|<>|!=|==|\|\||.)
    """,
    re.VERBOSE | re.DOTALL,
)

_PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_ORDER = re.compile(r"\s+(?:asc|desc|nulls\s+(?:first|last)|\w+_ops)\s*$", re.IGNORECASE)


class Token(NamedTuple):
    """Hold one token and where it stands; ``text`` is an unquoted name or string."""

    kind: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=_KEPT)
def tokens(sql: str) -> tuple[Token, ...]:
    """Split SQL into tokens, without blanks and comments."""
    found = []
    for match in _TOKEN.finditer(sql):
        kind = str(match.lastgroup)
        if kind != "blank":
            found.append(Token(kind, _plain(kind, match.group()), match.start(), match.end()))
    return tuple(found)


def _plain(kind: str, text: str) -> str:
    if kind == "escaped":
        return re.sub(r"\\(.)", r"\1", text[2:-1].replace("''", "'"))
    if kind == "string":
        return text[1:-1].replace("''", "'")
    if kind == "quoted":
        return text[1:-1].replace(text[0] * 2, text[0])
    return text


@lru_cache(maxsize=_KEPT)
def columns_of(sql: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of ``names`` that an expression refers to, in the order of the table."""
    folded = {name.casefold(): name for name in names}
    used = set()
    found = tokens(sql)
    for token, after in zip_longest(found, found[1:]):
        called = after is not None and after.text == "("
        if token.text in names and (
            token.kind == "quoted" or (token.kind == "word" and not called)
        ):
            used.add(token.text)
        elif token.kind in ("word", "quoted") and not called:
            used.add(folded.get(token.text.casefold(), ""))
    return tuple(name for name in names if name in used)


def bare(definition: str) -> str:
    """Return the expression of a CHECK however its definition was written."""
    text = re.sub(r"\s+(NOT VALID|NO INHERIT)\s*$", "", definition.strip(), flags=re.IGNORECASE)
    match = re.match(r"CHECK\s*\((.*)\)\s*$", text, re.IGNORECASE | re.DOTALL)
    return match.group(1) if match else text


def generating(clause: str) -> str:
    """Return the expression of a generated column."""
    return re.sub(r"\s+(STORED|VIRTUAL)\s*$", "", clause.strip(), flags=re.IGNORECASE)


def inlined(sql: str, expressions: Mapping[str, str]) -> str:
    """Put ``expressions`` in the place of the columns that they stand for."""
    folded = {name.casefold(): text for name, text in expressions.items()}
    found, end = "", 0
    for token in tokens(sql) if expressions else ():
        if token.kind in ("word", "quoted") and token.text.casefold() in folded:
            found += f"{sql[end : token.start]}({folded[token.text.casefold()]})"
            end = token.end
    return found + sql[end:]


def renamed(sql: str, names: Mapping[str, str]) -> str:
    """Put new names in the place of the columns that bore the old ones."""
    quoted = {old: '"' + new.replace('"', '""') + '"' for old, new in names.items() if old != new}
    found, end = "", 0
    for token in tokens(sql) if quoted else ():
        if token.kind in ("word", "quoted") and token.text in quoted:
            plain = token.kind == "word" and _PLAIN_NAME.fullmatch(names[token.text])
            found += sql[end : token.start] + (names[token.text] if plain else quoted[token.text])
            end = token.end
    return found + sql[end:]


def unordered(part: str) -> str:
    """Return a part of an index without its order and its operator class."""
    text = part
    while (shorter := _ORDER.sub("", text)) != text:
        text = shorter
    return text


@lru_cache(maxsize=_KEPT)
def conjuncts(sql: str) -> tuple[str, ...]:
    """Split an expression at its outermost ANDs."""
    return tuple(
        part for whole in _split(_unwrap(sql), "and") for part in _again(whole, sql) if part
    )


def _again(part: str, whole: str) -> tuple[str, ...]:
    return (part,) if part == whole or part == _unwrap(whole) else conjuncts(part)


def _unwrap(sql: str) -> str:
    """Remove parentheses around the whole of an expression."""
    text = sql.strip()
    while text.startswith("(") and _closing(text) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def first_group(sql: str) -> str:
    """Return what stands in the first pair of parentheses, with these."""
    text = sql[sql.find("(") :]
    return text[: _closing(text) + 1]


def _closing(text: str) -> int:
    depth = 0
    for token in tokens(text):
        depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "mark" else 0
        if depth == 0:
            return token.start
    return -1


def _split(sql: str, separator: str) -> list[str]:
    parts, start, depth, between = [], 0, 0, 0
    for token in tokens(sql):
        word = token.text.casefold() if token.kind == "word" else ""
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token.text, 0) * (token.kind == "mark")
        depth += {"case": 1, "end": -1}.get(word, 0)
        if depth == 0 and word == "or" and separator == "and":
            return [sql]
        between += word == "between" and depth == 0
        if depth == 0 and word == separator:
            if between:
                between -= 1
                continue
            parts.append(sql[start : token.start].strip())
            start = token.end
    return [*parts, sql[start:].strip()]


@lru_cache(maxsize=_KEPT)
def disjuncts(sql: str) -> tuple[str, ...]:
    """Split an expression at its outermost ORs."""
    return tuple(_split(_unwrap(sql), "or"))

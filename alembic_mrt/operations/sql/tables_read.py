"""The tables that a query reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.operations.values import HOLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.operations.sql.tokens import Token

_INTRODUCE = frozenset({"from", "join", "using"})
_NO_TABLE = frozenset({"select", "lateral", "only", "values", "unnest", "generate_series"})
_FIELD_FUNCTIONS = frozenset({"extract", "substring", "trim", "overlay", "position"})


def read_tables(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the names behind FROM, JOIN and USING, each once, without those of WITH."""
    local = set(_common_table_expressions(tokens))
    found = dict.fromkeys(name for name in _sources(tokens) if name not in local)
    return tuple(found)


def _sources(tokens: Sequence[Token]) -> Iterator[str]:
    calls: list[bool] = []
    for index, token in enumerate(tokens):
        if token.text == "(":
            calls.append(index > 0 and tokens[index - 1].value in _FIELD_FUNCTIONS)
        elif token.text == ")" and calls:
            calls.pop()
        elif token.kind == "word" and token.value in _INTRODUCE and not any(calls[-1:]):
            distinct = token.value == "from" and index > 0 and tokens[index - 1].value == "distinct"
            if not distinct:
                yield from _list(tokens, index + 1)


def _list(tokens: Sequence[Token], at: int) -> Iterator[str]:
    """Yield the names of a comma-separated FROM list."""
    while at < len(tokens):
        name, at = _name(tokens, at)
        if name is None:
            return
        if HOLE not in name:
            yield name
        while at < len(tokens) and tokens[at].is_name and tokens[at].value not in _STOP:
            at += 1
        if at >= len(tokens) or tokens[at].text != ",":
            return
        at += 1


_STOP_WORDS = (
    "where set join inner left right full cross natural on group order having limit union "
    "except intersect returning using window for offset values when"
)
_STOP = frozenset(_STOP_WORDS.split())


def _name(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    if at < len(tokens) and tokens[at].value in {"only", "lateral"}:
        at += 1
    if at >= len(tokens) or not tokens[at].is_name or tokens[at].value in _NO_TABLE:
        return None, at
    name = tokens[at].value
    while at + 2 < len(tokens) and tokens[at + 1].text == "." and tokens[at + 2].is_name:
        at += 2
        name = tokens[at].value
    is_function = at + 1 < len(tokens) and tokens[at + 1].text == "("
    return (None if is_function else name), at + 1


def _common_table_expressions(tokens: Sequence[Token]) -> Iterator[str]:
    for index in range(1, len(tokens) - 2):
        before, token = tokens[index - 1].value, tokens[index]
        opens = tokens[index + 1].value in {"as", "("}
        if token.is_name and before in {"with", "recursive", ","} and opens:
            yield token.value

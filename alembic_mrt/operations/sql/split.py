"""Split a script of SQL into statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.operations.sql.tokens import Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BLOCK_OWNERS = frozenset({"trigger", "function", "procedure", "event"})
_ENDED_BY_NAME = frozenset({"if", "loop", "while", "repeat"})


def statements(sql: str) -> Iterator[list[Token]]:
    """Yield the tokens of each statement; a semicolon within a body does not end one."""
    current: list[Token] = []
    depth = 0
    for token in tokenize(sql):
        depth = max(0, depth + _nesting(token, current))
        if token.text == ";" and depth == 0:
            if current:
                yield current
            current = []
        else:
            current.append(token)
    if current:
        yield current


def statement_texts(sql: str) -> list[str]:
    """Return each statement of a script as it is written."""
    return [sql[tokens[0].start : tokens[-1].end] for tokens in statements(sql)]


def _nesting(token: Token, before: Sequence[Token]) -> int:
    """Return +1 where a body or CASE opens, -1 where one ends; plain BEGIN opens none."""
    if token.kind != "word" or not _defines_body(before):
        return 0
    if token.value in {"begin", "case"}:
        return 0 if _is_end(before) else 1
    if token.value in _ENDED_BY_NAME:
        # END IF and its like close what never counted as open: take the END back.
        return 1 if _is_end(before) else 0
    return -1 if token.value == "end" else 0


def _is_end(before: Sequence[Token]) -> bool:
    return bool(before) and before[-1].value == "end"


def _defines_body(before: Sequence[Token]) -> bool:
    words = [token.value for token in before[:8]]
    return bool(words) and words[0] == "create" and not _BLOCK_OWNERS.isdisjoint(words)

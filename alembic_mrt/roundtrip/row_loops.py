"""Statements that a script sends for some of the rows that it has read, and did not send.

Where Python decides which rows are changed, no statement tells that none of them was: the trip is
clean, and proves nothing. So the script is asked which statements stand in a loop over rows, and
the stack from which of its lines statements were sent.
"""

from __future__ import annotations

import ast
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.row_queries import (
    Function,
    Named,
    assigned,
    calls_in,
    functions_of,
    is_sent_change,
    lines_of,
    query_in,
    sends_changes,
    shortened,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


@dataclass(frozen=True, slots=True)
class RowLoop:
    """Hold the lines of a query and those of a change made for each of some of its rows."""

    query: range
    change: range
    text: str

    def is_missed(self, lines: Collection[int]) -> bool:
        """Tell whether the query was sent from ``lines``, and the change was not."""
        sent = set(lines)
        return not sent.isdisjoint(self.query) and sent.isdisjoint(self.change)


@functools.lru_cache(maxsize=4)
def row_loops(source: str) -> tuple[RowLoop, ...]:
    """Return the loops over rows in which a script changes some."""
    if " for " not in source or "execute" not in source:
        return ()
    tree = ast.parse(source)
    functions, named = functions_of(tree), assigned(tree)
    changing = {f.name for f in functions if sends_changes(f, named)}
    found = (_of_function(f, named, changing) for f in functions)
    return tuple(dict.fromkeys(loop for loops in found for loop in loops))


def _of_function(function: Function, named: Named, changing: Collection[str]) -> Iterator[RowLoop]:
    for loop in ast.walk(function):
        query = query_in(loop.iter, named) if isinstance(loop, ast.For | ast.AsyncFor) else None
        if query is None or not isinstance(loop, ast.For | ast.AsyncFor):
            continue
        for call in (call for statement in loop.body for call in calls_in(statement)):
            helper = isinstance(call.func, ast.Name) and call.func.id in changing
            if helper or is_sent_change(call, named):
                yield RowLoop(lines_of(query), lines_of(call), shortened(call))

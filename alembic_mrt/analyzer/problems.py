"""What the replay sees fail, once an operation, with the dialects where it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.returns import on_dialects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.replay import Applied, Problem, Replayed


@dataclass(frozen=True, slots=True)
class Failing:
    """Hold an operation that fails for certain; ``where`` names the dialects, if not all.

    ``run`` is the first of the replays that see it fail.
    """

    entry: Analysed
    run: Replayed
    applied: Applied
    problem: Problem
    where: str = ""


def failing_upgrades(context: Context, kind: str) -> Iterator[Failing]:
    """Yield the operations of upgrades that have a problem of a kind."""
    for entry in context.revisions:
        runs = entry.replayed.every() if entry.replayed is not None else ()
        yield from _failing(entry, [(run, run.upgrade) for run in runs], kind)


def failing_downgrades(context: Context, kind: str) -> Iterator[Failing]:
    """Yield the operations of written downgrades that have a problem of a kind."""
    for entry in context.revisions:
        if entry.replayed is not None and entry.downgrade_written:
            runs = entry.replayed.every()
            yield from _failing(entry, [(run, run.downgrade) for run in runs], kind)


def _failing(
    entry: Analysed, runs: list[tuple[Replayed, tuple[Applied, ...]]], kind: str
) -> Iterator[Failing]:
    found: dict[int, list[tuple[Replayed, Applied, Problem]]] = {}
    for run, steps in runs:
        for applied in steps:
            problem = applied.problem
            if problem is not None and problem.kind == kind and problem.certain:
                found.setdefault(id(applied.operation), []).append((run, applied, problem))
    for group in found.values():
        first, applied, problem = group[0]
        if applied.certain and not applied.operation.maybe:
            where = on_dialects([run.dialect for run, _, _ in group], len(runs))
            yield Failing(entry, first, applied, problem, where)

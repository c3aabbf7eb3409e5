"""Rows that the Python code of an upgrade changes, in a way that is not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.trail import Spot, back, column_at, forth, spot
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import Delete, Insert, Opaque, Update

if TYPE_CHECKING:
    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.operations.replay import Applied, Replayed


@dataclass(frozen=True, slots=True)
class CodeChange:
    """Hold a statement of Python that changes rows of a table, ``label``, and which columns."""

    applied: Applied
    label: str
    columns: tuple[str, ...] = ()
    severity: Severity = Severity.WARNING


def changed_by_code(_: Analysed, run: Replayed) -> Iterator[CodeChange]:
    """Yield the tables whose rows are changed so, where downgrade() leaves their rows alone."""
    seen: set[Spot] = set()
    for index, applied in enumerate(run.upgrade):
        operation = applied.operation
        if not isinstance(operation, Opaque) or operation.effect != Opaque.DATA:
            continue
        for table in operation.tables[:1]:
            place = spot(table)
            columns = _older(run, index, place, operation.writes)
            lost = _is_of_old(run, index, place) and (columns or not operation.writes)
            if lost and place not in seen and not _is_written(run, index, place):
                seen.add(place)
                severity = Severity.WARNING if columns else Severity.NOTE
                yield CodeChange(applied, table, columns, severity)


def _is_of_old(run: Replayed, index: int, place: Spot) -> bool:
    start = back(run.upgrade[:index], place)
    end = forth(run.upgrade[index:], place)
    stays = end is not None and forth(run.downgrade, end) is not None
    known = start is not None and bool(run.before.columns(start.table))
    return known and stays


def _older(run: Replayed, index: int, place: Spot, writes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the written columns that were there before the revision and stay."""
    if writes == Opaque.ROWS:
        return ("rows deleted",)
    found = []
    for name in dict.fromkeys(writes):
        here = spot(place.table, name)
        start = back(run.upgrade[:index], here)
        stays = forth(run.upgrade[index:], here) is not None
        if start is not None and stays and column_at(run.before, start) is not None:
            found.append(name)
    return tuple(found)


def _is_written(run: Replayed, index: int, place: Spot) -> bool:
    """Tell whether downgrade() writes into the table, or may do so."""
    end = forth(run.upgrade[index:], place)
    names = {place.table, end.table if end is not None else place.table}
    for step in (applied.operation for applied in run.downgrade):
        if isinstance(step, Opaque):
            if not step.tables or names & {name.casefold() for name in step.tables}:
                return True
        elif isinstance(step, Insert | Update | Delete) and str(step.table).casefold() in names:
            return True
    return False

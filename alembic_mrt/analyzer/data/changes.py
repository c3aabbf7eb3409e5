"""Which values an upgrade changes so that the downgrade does not give them back.

Each changed column is followed through all statements of upgrade() and downgrade(), and judged on
sample values: those of old, and those that users write in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.convert import literal
from alembic_mrt.analyzer.data.crossed import crossed
from alembic_mrt.analyzer.data.flow import Assignment, turns
from alembic_mrt.analyzer.data.new_values import NewValues
from alembic_mrt.analyzer.data.old_values import OldValues
from alembic_mrt.analyzer.data.row_trips import overwritten
from alembic_mrt.analyzer.data.trail import Spot, back, column_at, forth, spot
from alembic_mrt.analyzer.put_back import put_back
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import KEEP, AlterColumn, Update
from alembic_mrt.schema.objects import Column

if TYPE_CHECKING:
    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.operations.replay import Applied, Replayed


@dataclass(frozen=True, slots=True)
class Change:
    """Hold a column whose values change: the first statement that does it, and the verdict."""

    applied: Applied
    column: Column
    severity: Severity
    reason: str
    restoring: Applied | None = None

    @property
    def label(self) -> str:
        """Name the column."""
        return self.column.label


def changed_values(entry: Analysed, run: Replayed) -> Iterator[Change]:
    """Yield the columns whose values do not come back, once each."""
    seen: set[Spot] = set()
    yield from _of_upgrade(entry, run, seen)
    yield from _of_downgrade_alone(run, seen)
    yield from _exchanged(run)


def _of_upgrade(entry: Analysed, run: Replayed, seen: set[Spot]) -> Iterator[Change]:
    for index, applied in enumerate(run.upgrade):
        for place in _touched(applied):
            start = back(run.upgrade[:index], place)
            internal = place.table.startswith("sqlite_")
            if start is not None and start not in seen and not internal:
                seen.add(start)
                yield from _judge(entry, run, index, start)


def _of_downgrade_alone(run: Replayed, seen: set[Spot]) -> Iterator[Change]:
    for index, applied in enumerate(run.downgrade):
        for place in _touched(applied) if isinstance(applied.operation, Update) else ():
            end = back(run.downgrade[:index], place)
            start = back(run.upgrade, end) if end is not None else None
            if start is not None and end is not None and start not in seen:
                seen.add(start)
                yield from _judge_untouched(run, index, start, end)


def _exchanged(run: Replayed) -> Iterator[Change]:
    """Yield the columns whose values come back in another one."""
    for applied, start, last in crossed(run):
        column = column_at(run.before, start)
        if column is not None:
            reason = f"they come back in column '{last.column}'"
            yield Change(applied, column, Severity.ERROR, reason)


def _judge_untouched(run: Replayed, index: int, start: Spot, end: Spot) -> Iterator[Change]:
    """Judge a column that downgrade() alone writes, which may change rows of old."""
    column = column_at(run.before, start)
    if column is None or forth(run.downgrade, end) is None:
        return
    down = list(turns(run.downgrade, end, run.dialect))
    if not any(isinstance(turn, Assignment) and not turn.condition for turn in down):
        return
    verdict = OldValues(run, column, [], down).verdict(end)
    if verdict is not None and verdict[0] is not Severity.NOTE:
        applied = run.downgrade[index]
        severity = Severity.ERROR if applied.certain else Severity.WARNING
        yield Change(applied, column, severity, verdict[1])


def changed_new_rows(_: Analysed, run: Replayed) -> Iterator[Change]:
    """Yield the columns in which downgrade() changes what users have written, once each.

    Only where the old schema could hold it, and the next upgrade does not make it again.
    """
    seen: set[Spot] = set()
    for index, applied in enumerate(run.downgrade):
        if not isinstance(applied.operation, Update):
            continue
        for place in _touched(applied):
            end = back(run.downgrade[:index], place)
            if end is not None and end not in seen:
                seen.add(end)
                yield from _judge_new(run, index, end)


def _judge_new(run: Replayed, index: int, end: Spot) -> Iterator[Change]:
    start = back(run.upgrade, end)
    old = column_at(run.before, start) if start is not None else None
    new = column_at(run.upgraded, end)
    if start is None or old is None or new is None or forth(run.downgrade, end) is None:
        return
    up = list(turns(run.upgrade, start, run.dialect))
    down = list(turns(run.downgrade, end, run.dialect))
    found = NewValues(run, old, up, down).verdict(new) or _left_out(run, old, end)
    if found is not None:
        severity, reason = found
        yield Change(run.downgrade[index], old, severity, reason)


def _left_out(run: Replayed, old: Column, end: Spot) -> tuple[Severity, str] | None:
    """Judge a column that downgrade() fills from one which rows of users may leave out."""
    row = overwritten(run, old, end)
    if row is None:
        return None
    becomes = f"{literal(row.was)} becomes {literal(row.returns)}"
    return Severity.WARNING, f"{becomes} where the columns that upgrade() adds are left out"


def _touched(applied: Applied) -> Iterator[Spot]:
    operation = applied.operation
    if isinstance(operation, Update) and isinstance(operation.assignments, tuple):
        for name, _ in operation.assignments:
            yield spot(operation.table, name, operation.schema)
    if isinstance(operation, AlterColumn) and KEEP not in (operation.type,):
        yield spot(operation.table, operation.column, operation.schema)


def _judge(entry: Analysed, run: Replayed, index: int, start: Spot) -> Iterator[Change]:
    end = forth(run.upgrade, start)
    column = column_at(run.before, start) or column_at(run.upgrade[index].before, start)
    up = list(turns(run.upgrade, start, run.dialect))
    if end is None or not up or forth(run.downgrade, end) is None:
        return
    if column is None:
        column = Column(table=start.table, name=start.column, schema=start.schema or None)
    applied = up[0].applied
    kept = put_back(entry, run, run.upgrade.index(applied), column)
    if kept is not None:
        severity, reason = kept
        if severity is not None:
            yield Change(applied, column, severity, reason)
        return
    down = list(turns(run.downgrade, end, run.dialect))
    verdict = OldValues(run, column, up, down).verdict(end)
    if verdict is not None:
        severity, reason, turn = verdict
        if not applied.certain and severity is Severity.ERROR:
            severity = Severity.WARNING
        yield Change(applied, column, severity, reason, turn.applied if turn else None)

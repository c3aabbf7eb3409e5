"""What downgrade() itself drops and makes again, though it was there before the revision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.carried import carried
from alembic_mrt.analyzer.data.trail import Spot, back, column_at, forth, spot
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import DropColumn, DropTable, Opaque

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.analyzer.copies import Copy
    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.schema.objects import Column


@dataclass(frozen=True, slots=True)
class Remade:
    """Hold a drop of downgrade() after which old values are missing, and why."""

    applied: Applied
    label: str
    reason: str

    @property
    def severity(self) -> Severity:
        """Return how grave it is."""
        return Severity.ERROR if self.applied.certain else Severity.WARNING


def lost_on_the_way_back(_: Analysed, run: Replayed) -> Iterator[Remade]:
    """Yield the drops of downgrade() that take old values along, once each."""
    for index, applied in enumerate(run.downgrade):
        if applied.problem is not None and applied.problem.kind in ("missing", "masked"):
            continue
        if isinstance(applied.operation, DropTable):
            yield from _table(run, index)
        elif isinstance(applied.operation, DropColumn):
            yield from _column(run, index)


def _table(run: Replayed, index: int) -> Iterator[Remade]:
    operation = run.downgrade[index].operation
    assert isinstance(operation, DropTable)
    held = back(run.downgrade[:index], spot(operation.table, "", operation.schema))
    first = _origin(run, held) if held is not None else None
    if held is None or first is None or _may_be_filled(run, first):
        return
    columns = [str(c.name) for c in _columns(run, first) if _survives(run, held, first, c)]
    if not columns or not run.downgraded.columns(first.table, first.schema or None):
        return
    filled = _filled(run, first)
    if any(copy.unread for copy in filled):
        return
    missing = [n for n in columns if not any(n.casefold() in copy.columns for copy in filled)]
    if missing:
        taken = f"without {', '.join(missing)}" if filled else "without its rows"
        yield Remade(run.downgrade[index], first.table, f"makes it again {taken}")


def _column(run: Replayed, index: int) -> Iterator[Remade]:
    operation = run.downgrade[index].operation
    assert isinstance(operation, DropColumn)
    here = spot(operation.table, operation.column, operation.schema)
    held = back(run.downgrade[:index], here)
    first = back(run.upgrade, held) if held is not None else None
    if first is None or _may_be_filled(run, first):
        return
    old, again = column_at(run.before, first), column_at(run.downgraded, first)
    filled = any(first.column in copy.columns or copy.unread for copy in _filled(run, first))
    if old is not None and again is not None and old.generated is None and not filled:
        label = f"{first.table}.{first.column}"
        yield Remade(run.downgrade[index], label, "adds it again without its values")


def _origin(run: Replayed, held: Spot) -> Spot | None:
    """Return what a table was before upgrade(), which may have copied it into one of its name."""
    first = back(run.upgrade, held)
    if first is not None:
        return first
    copied = (c for _, c in carried(run.upgrade) if c.target == held.table)
    heirs = any(source.table == held.table for c in copied for source in c.columns.values())
    return held if heirs else None


def _columns(run: Replayed, first: Spot) -> tuple[Column, ...]:
    return run.before.columns(first.table, first.schema or None)


def _survives(run: Replayed, held: Spot, first: Spot, column: Column) -> bool:
    """Tell whether a column still has its values when downgrade() begins."""
    place = replace(first, column=str(column.name).casefold())
    later = forth(run.upgrade, place) or replace(held, column=place.column)
    return column.generated is None and column_at(run.upgraded, later) is not None


def _filled(run: Replayed, first: Spot) -> list[Copy]:
    return [copy for _, copy in carried(run.downgrade) if copy.target == first.table]


def _may_be_filled(run: Replayed, first: Spot) -> bool:
    """Tell whether something in downgrade() that could not be read may write into a table."""
    return any(
        isinstance(step, Opaque)
        and (not step.tables or first.table in {name.casefold() for name in step.tables})
        for step in (applied.operation for applied in run.downgrade)
    )

"""What downgrade() itself drops and makes again, though it was there before the revision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from alembic_mrt.analyzer.course import Course
from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, is_number, literal, same
from alembic_mrt.analyzer.data.evaluate import Row, value_of
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.data.samples import domain_of, mined
from alembic_mrt.analyzer.data.trail import Spot, Trail, column_at, forth, spot
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import AlterColumn, DropColumn, DropTable, Opaque, Update

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.analyzer.copies import Copy
    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.schema.objects import Column, Schema


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
    way = _WayBack(run)
    for index, applied in enumerate(run.downgrade):
        if applied.problem is not None and applied.problem.kind in ("missing", "masked"):
            continue
        if isinstance(applied.operation, DropTable):
            yield from way.table(index, applied.operation)
        elif isinstance(applied.operation, DropColumn):
            yield from way.column(index, applied.operation)


class _WayBack:
    """Look back from the drops of downgrade() to what was there before the revision."""

    def __init__(self, run: Replayed) -> None:
        self.run = run
        self.course = Course(run)
        self.trail = Trail(run.downgrade)

    def table(self, index: int, operation: DropTable) -> Iterator[Remade]:
        """Yield the drop of a table that is made again without some of what it held."""
        held = self.trail.back(spot(operation.table, "", operation.schema), index)
        first = self._origin(held) if held is not None else None
        if held is None or first is None or self._may_be_filled(first):
            return
        columns = [c for c in _columns(self.run.before, first) if self._survives(held, first, c)]
        if not columns or not _columns(self.run.downgraded, first):
            return
        filled = self._filled(first)
        missing = [str(c.name) for c in columns if not _is_filled(str(c.name).casefold(), filled)]
        if missing:
            taken = f"without {', '.join(missing)}" if filled else "without its rows"
            yield Remade(self.run.downgrade[index], first.table, f"makes it again {taken}")
            return
        changed = next((how for c in columns if (how := self._changed(held, first, c))), "")
        if changed:
            reason = f"makes it again with {changed}"
            yield Remade(self.run.downgrade[index], first.table, reason)

    def column(self, index: int, operation: DropColumn) -> Iterator[Remade]:
        """Yield the drop of a column that is added again without its values."""
        here = spot(operation.table, operation.column, operation.schema)
        held = self.trail.back(here, index)
        first = self._before(held) if held is not None else None
        if first is None or self._may_be_filled(first):
            return
        old = column_at(self.run.before, first)
        again = column_at(self.run.downgraded, first)
        filled = _is_filled(first.column, self._filled(first))
        if old is not None and again is not None and old.generated is None and not filled:
            label = f"{first.table}.{first.column}"
            yield Remade(self.run.downgrade[index], label, "adds it again without its values")

    def _before(self, held: Spot) -> Spot | None:
        return self.course.trail.back(held, len(self.run.upgrade))

    def _origin(self, held: Spot) -> Spot | None:
        """Return what a table was before upgrade(), which may copy it into one of its name."""
        first = self._before(held)
        if first is not None:
            return first
        copied = (copy for _, copy in self.course.made if copy.target == held.table)
        heirs = any(source.table == held.table for c in copied for source in c.columns.values())
        return held if heirs else None

    def _survives(self, held: Spot, first: Spot, column: Column) -> bool:
        """Tell whether a column still has its values when downgrade() begins."""
        place = replace(first, column=str(column.name).casefold())
        later = forth(self.run.upgrade, place) or replace(held, column=place.column)
        return column.generated is None and column_at(self.run.upgraded, later) is not None

    def _changed(self, held: Spot, first: Spot, column: Column) -> str:
        """Say which value of a column another is put in the place of, if upgrade() left it."""
        name = str(column.name).casefold()
        sources = [copy.columns[name] for copy in self._filled(first) if name in copy.columns]
        computed = len(sources) == 1 and sources[0].column is None
        if not computed or self._writes(name) or not self._is_as_it_was(held, column):
            return ""
        tree = parsed(sources[0].text)
        for value in domain_of(self.run.before, column).samples(mined([tree])):
            becomes = _evaluated(tree, {name: value})
            negative = is_number(value) and value < 0  # type: ignore[operator]
            if becomes is not None and not negative and not same(becomes[0], value):
                return f"{name} as {sources[0].text}, so {literal(value)} is {literal(becomes[0])}"
        return ""

    def _is_as_it_was(self, held: Spot, column: Column) -> bool:
        """Tell whether upgrade() takes a column over as it is where it makes the table anew."""
        name = str(column.name).casefold()
        later = column_at(self.run.upgraded, replace(held, column=name))
        made = (copy for _, copy in self.course.made if copy.target == held.table)
        heirs = [copy.columns.get(name) for copy in made]
        plain = all(source is not None and source.column == name for source in heirs)
        return plain and later is not None and later.type == column.type

    def _writes(self, name: str) -> bool:
        """Tell whether something else may have changed the values of a column."""
        return any(
            isinstance(step, Opaque)
            or (isinstance(step, AlterColumn) and str(step.column).casefold() == name)
            or (isinstance(step, Update) and name in _assigned(step))
            for step in (a.operation for a in (*self.run.upgrade, *self.run.downgrade))
        )

    def _filled(self, first: Spot) -> list[Copy]:
        return [copy for copy in self.course.restored if copy.target == first.table]

    def _may_be_filled(self, first: Spot) -> bool:
        """Tell whether something in downgrade() that could not be read may write into a table."""
        return any(
            isinstance(step, Opaque)
            and (not step.tables or any(self._becomes(name, at, first) for name in step.tables))
            for at, step in self.course.unread
        )

    def _becomes(self, name: str, at: int, first: Spot) -> bool:
        """Tell whether a table has the name of another one, or has it in the end."""
        later = forth(self.run.downgrade[at:], spot(name))
        return first.table in (name.casefold(), later.table if later is not None else "")


def _columns(schema: Schema, place: Spot) -> tuple[Column, ...]:
    return schema.columns(place.table, place.schema or None)


def _is_filled(column: str, copies: list[Copy]) -> bool:
    return any(copy.unread or column in copy.columns for copy in copies)


def _assigned(step: Update) -> Iterator[str]:
    if isinstance(step.assignments, tuple):
        yield from (name.casefold() for name, _ in step.assignments)


def _evaluated(tree: Any, row: Row) -> tuple[Value] | None:
    try:
        return None if tree is None else (value_of(tree, row),)
    except (Unsure, Refused):
        return None

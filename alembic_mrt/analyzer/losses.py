"""Which values an upgrade drops, and whether the downgrade has somewhere to get them from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.analyzer.carried import name_before
from alembic_mrt.analyzer.course import Course
from alembic_mrt.analyzer.data.convert import literal
from alembic_mrt.analyzer.data.row_sets import lives_through
from alembic_mrt.analyzer.data.row_trips import strayed
from alembic_mrt.analyzer.determined import has_one_value
from alembic_mrt.analyzer.gravity import RANK, worst_of
from alembic_mrt.analyzer.keeping import Keeping, holds
from alembic_mrt.analyzer.put_together import written_anew
from alembic_mrt.analyzer.returns import on_dialects
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import Delete, DropColumn, DropTable
from alembic_mrt.schema.objects import Column, Table

if TYPE_CHECKING:
    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.analyzer.copies import Copy
    from alembic_mrt.analyzer.data.trail import Spot
    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.schema.objects import SchemaObject


@dataclass(frozen=True, slots=True)
class Loss:
    """Hold one drop of values: how grave it is and why the downgrade cannot bring them back."""

    applied: Applied
    what: SchemaObject
    severity: Severity
    reason: str


def lost_columns(entry: Analysed, run: Replayed) -> Iterator[Loss]:
    """Yield the columns whose values are gone after upgrade and downgrade."""
    course = Course(run)
    for index, applied in enumerate(run.upgrade):
        operation = applied.operation
        if isinstance(operation, DropColumn):
            column = _dropped(course, applied, index, Column, str(operation.column))
            trip = _Trip(entry, course, index)
            if isinstance(column, Column) and not (_is_generated(column) or trip.is_empty(column)):
                yield from (trip.doubted(loss, column) for loss in trip.judge(column, [column]))


def lost_tables(entry: Analysed, run: Replayed) -> Iterator[Loss]:
    """Yield the tables whose rows are gone after upgrade and downgrade."""
    course = Course(run)
    for index, applied in enumerate(run.upgrade):
        operation = applied.operation
        if isinstance(operation, DropTable):
            table = _dropped(course, applied, index, Table, str(operation.table))
            if isinstance(table, Table):
                held = (applied.before.columns(str(table.name), table.schema)) or (
                    run.before.columns(str(table.name), table.schema)
                )
                columns = [c for c in held if not _is_generated(c)]
                yield from _Trip(entry, course, index).judge(table, columns)


def _takes_all(applied: Applied) -> bool:
    step = applied.operation
    return isinstance(step, Delete) and step.where is None and applied.certain


def _is_generated(column: Column) -> bool:
    """Tell whether the values of a column follow from others."""
    return isinstance(column.generated, str)


def _dropped(
    course: Course, applied: Applied, index: int, kind: type[SchemaObject], name: str
) -> SchemaObject | None:
    """Return what an operation drops, unless this very revision made it or it never was."""
    gone = applied.problem is not None and applied.problem.kind in ("missing", "masked")
    operation = applied.operation
    schema, table = getattr(operation, "schema", None), str(getattr(operation, "table", ""))
    if gone:
        return None
    for held in (applied.before, course.run.before):
        for found in held.of_table(table, schema) if kind is Column else held.tables_like(name):
            if _is(found, kind, name, schema) and not course.made_before(index, found.key):
                return found
    return None


def _is(found: SchemaObject, kind: type[SchemaObject], name: str, schema: str | None) -> bool:
    same = str(found.name).casefold() == name.casefold() and isinstance(found, kind)
    return same and (found.schema or "public") == (schema or "public")


class _Trip(Keeping):
    """Follow the values of one drop through upgrade and downgrade."""

    def judge(self, what: Column | Table, columns: list[Column]) -> Iterator[Loss]:
        """Yield the loss of ``what``, whose values lie in ``columns``."""
        place = self.first(what)
        if isinstance(what, Table):
            heirs = [c for c in self.saved(place.table) if c.target == place.table]
            columns = [c for c in columns if not (heirs and self._lives_on(c, heirs))]
            if heirs and not columns:
                return
        filled = [copy for copy in self.restored() if copy.target == place.table]
        if isinstance(what, Column):
            if has_one_value(self.run, what):
                return
            filled = [copy for copy in filled if place.column in copy.columns]
        if not filled:
            yield from self._nothing(what, place)
            return
        verdicts = [self.column(self.first(column), filled) for column in columns]
        verdicts += [self.rows(place, filled)] if isinstance(what, Table) else []
        worst = worst_of(verdicts)
        if worst is not None:
            yield self._loss(what, *worst)

    def doubted(self, loss: Loss, column: Column) -> Loss:
        """Return a loss that could not be told, with a row that shows it where there is one."""
        if loss.severity is not Severity.NOTE or not self.applied.certain:
            return loss
        found = strayed(self.run, column, self.first(column))
        if found is None:
            return loss
        row = " and ".join(f"{name} is {literal(value)}" for name, value in found.row.items())
        reason = f"where {row}, {found.column} comes back as {literal(found.returns)}"
        return replace(loss, severity=Severity.WARNING, reason=reason)

    def is_empty(self, column: Column) -> bool:
        """Tell whether upgrade() has deleted all rows before the drop, which MRT203 judges."""
        table = self.first(column).table
        return any(
            _takes_all(applied)
            and name_before(self.run.upgrade[:index], getattr(applied.operation, "table", ""))
            == table
            and lives_through(self.run, index, down=False) is not None
            for index, applied in enumerate(self.run.upgrade[: self.index])
        )

    def _loss(self, what: SchemaObject, severity: Severity, reason: str) -> Loss:
        certain = self.applied.certain
        return Loss(self.applied, what, severity if certain else Severity.NOTE, reason)

    def _nothing(self, what: Column | Table, place: Spot) -> Iterator[Loss]:
        """Yield the loss where no statement that can be read puts anything back."""
        if self.may_restore(place.table):
            by = written_anew(self.entry, self.run, place) if place.column else ""
            reason = "whether downgrade() puts them back could not be read"
            reason = (
                f"downgrade() puts {place.column} together in Python, by {by}" if by else reason
            )
            yield self._loss(what, Severity.WARNING if by else Severity.NOTE, reason)
            return
        kept = [copy.target for copy in self.saved(place.table) if holds(copy, place)]
        where = f"{kept[0]} keeps a copy, but downgrade() does not put it back" if kept else ""
        yield self._loss(what, Severity.ERROR, where or "downgrade() cannot bring them back")

    def _lives_on(self, column: Column, heirs: list[Copy]) -> bool:
        """Tell whether a table that takes the place of another takes its column over.

        SQLite cannot alter most of a table: it is copied, dropped, and the copy renamed.
        """
        place = self.first(column)
        return any(heir.unread or holds(heir, place) for heir in heirs)


Finder: TypeAlias = Callable[["Analysed", "Replayed"], Iterator[Loss]]


def every_loss(context: Context, find: Finder) -> Iterator[tuple[Analysed, Loss, str]]:
    """Yield each loss once, with the dialects where it happens; the gravest reason counts.

    Silent where the revision is declared irreversible, or its downgrade raises in any case.
    """
    for entry in context.revisions:
        if entry.replayed is None or entry.irreversible is not None or entry.raises is not None:
            continue
        runs = entry.replayed.every()
        found: dict[int, list[tuple[Replayed, Loss]]] = {}
        for run in runs:
            for loss in find(entry, run):
                found.setdefault(id(loss.applied.operation), []).append((run, loss))
        for group in found.values():
            worst = min((loss for _, loss in group), key=lambda loss: RANK[loss.severity])
            same = [run.dialect for run, loss in group if loss.severity is worst.severity]
            yield entry, worst, on_dialects(same, len(runs))

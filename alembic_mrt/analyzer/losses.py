"""Which values an upgrade drops, and whether the downgrade has somewhere to get them from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from alembic_mrt.analyzer.carried import name_after, name_before
from alembic_mrt.analyzer.course import Course
from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, literal
from alembic_mrt.analyzer.data.evaluate import parsed, value_of
from alembic_mrt.analyzer.data.row_sets import lives_through
from alembic_mrt.analyzer.data.row_trips import strayed
from alembic_mrt.analyzer.data.samples import domain_of
from alembic_mrt.analyzer.data.trail import Spot, back, column_at, forth, spot
from alembic_mrt.analyzer.determined import complementary, has_one_value
from alembic_mrt.analyzer.left_out import NOTHING, lost_by_where, lost_rows
from alembic_mrt.analyzer.looked_up import linking, may_be_absent
from alembic_mrt.analyzer.put_together import put_together, written_anew
from alembic_mrt.analyzer.returns import on_dialects
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import (
    Delete,
    DropColumn,
    DropTable,
    Insert,
    Opaque,
)
from alembic_mrt.schema.objects import Column, Index, PrimaryKey, Table, UniqueConstraint

if TYPE_CHECKING:
    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.analyzer.copies import Copy, Source
    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.operations.vocabulary import Operation
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


@dataclass(slots=True)
class _Trip:
    """Follow the values of one drop through upgrade and downgrade.

    What is lost is called as before upgrade(), what keeps it as between upgrade() and downgrade().
    """

    entry: Analysed
    course: Course
    index: int

    @property
    def run(self) -> Replayed:
        return self.course.run

    @property
    def applied(self) -> Applied:
        return self.run.upgrade[self.index]

    def judge(self, what: Column | Table, columns: list[Column]) -> Iterator[Loss]:
        """Yield the loss of ``what``, whose values lie in ``columns``."""
        place = self.first(what)
        if isinstance(what, Table):
            heirs = [c for c in self._saved(place.table) if c.target == place.table]
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
        verdicts += [self._rows(place, filled)] if isinstance(what, Table) else []
        worst = min((v for v in verdicts if v is not None), key=lambda v: _RANK[v[0]], default=None)
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

    def first(self, what: Column | Table) -> Spot:
        """Return what a column or table was called before upgrade()."""
        column = what.name if isinstance(what, Column) else ""
        table = what.table if isinstance(what, Column) else what.name
        here = spot(table, column, what.schema)
        return self.course.trail.back(here, self.index) or here

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
        kept = [copy.target for copy in self._saved(place.table) if _holds(copy, place)]
        where = f"{kept[0]} keeps a copy, but downgrade() does not put it back" if kept else ""
        yield self._loss(what, Severity.ERROR, where or "downgrade() cannot bring them back")

    def may_restore(self, table: str) -> bool:
        """Tell whether a statement of downgrade() that is not read may fill a table again."""
        for index, step in self.course.unread:
            if isinstance(step, Opaque) and not step.tables:
                return True
            later = self.run.downgrade[index + 1 :]
            if table in [name_after(later, name) for name in _written(step)]:
                return True
        return False

    def _saved(self, table: str) -> list[Copy]:
        """Return the copies that upgrade() makes of a table before the drop."""
        return [c for c in self._made() if any(s.table == table for s in c.columns.values())]

    def _made(self) -> list[Copy]:
        """Return all the copies that upgrade() makes before the drop."""
        return [copy for index, copy in self.course.made if index < self.index]

    def restored(self) -> list[Copy]:
        """Return the copies that downgrade() makes."""
        return self.course.restored

    def _lives_on(self, column: Column, heirs: list[Copy]) -> bool:
        """Tell whether a table that takes the place of another takes its column over.

        SQLite cannot alter most of a table: it is copied, dropped, and the copy renamed.
        """
        place = self.first(column)
        return any(heir.unread or _holds(heir, place) for heir in heirs)

    def column(
        self, place: Spot, filled: list[Copy], where: str | None = None
    ) -> tuple[Severity, str] | None:
        """Judge one column; None where its values come back."""
        column = place.column
        sources = [(copy, copy.columns[column]) for copy in filled if column in copy.columns]
        if not sources and any(copy.unread for copy in filled):
            return Severity.NOTE, f"whether downgrade() puts {column} back could not be read"
        if not sources:
            return Severity.ERROR, f"downgrade() does not put the values of {column} back"
        verdicts = [self.source(place, copy, source, where) for copy, source in sources]
        return (
            None
            if None in verdicts
            else min((v for v in verdicts if v is not None), key=lambda v: -_RANK[v[0]])
        )

    def source(
        self, place: Spot, back: Copy, source: Source, where: str | None = None
    ) -> tuple[Severity, str] | None:
        """Judge one statement that fills a column again; ``where`` are the rows that count."""
        column = place.column
        if source.constant and _chooses(back, column):
            reason = f"downgrade() fills {column} with {source.text} in the rows that it picks out"
            return Severity.NOTE, reason
        if source.constant:
            return Severity.ERROR, f"downgrade() fills {column} with {source.text}"
        if source.column is None:
            return _computed(self.entry, column, back, source)
        saved = [
            copy
            for copy in self._saved(place.table)
            if copy.target == source.table and _is_column(copy.columns.get(source.column), place)
        ]
        if not saved:
            return self._not_saved(place, source)
        keyed = self._keyed(place.table, back, source)
        if keyed is None and where is None and forth(self.run.upgrade, place) is None:
            return self._left_out(place, saved, (back, source))
        return keyed or self._whole(saved, source, where)

    def _not_saved(self, place: Spot, source: Source) -> tuple[Severity, str]:
        """Judge a column that downgrade() takes from where upgrade() does not save it as it is."""
        altered = self._altered(place, source) or self._crosswise(place, source)
        if altered:
            return Severity.ERROR, altered
        named = f"{source.table}.{source.column}" if source.table else source.text
        reason = f"downgrade() takes {place.column} from {named}"
        if may_be_absent(self.run, place, source):
            return Severity.WARNING, f"{reason}, and no foreign key says that all of them are there"
        return Severity.NOTE, f"{reason}, which upgrade() does not fill from it as it is"

    def _altered(self, place: Spot, source: Source) -> str:
        """Say which value upgrade() keeps only after it has changed it."""
        held = column_at(self.run.before, place)
        for copy in self._computed(source):
            tree = parsed(copy.text)
            for value in domain_of(self.run.before, held).samples(()) if held else ():
                kept = _kept(tree, place.column, value)
                if kept is not None and kept != value:
                    return f"upgrade() keeps {literal(value)} as {literal(kept)}"
        return ""

    def _crosswise(self, place: Spot, source: Source) -> str:
        """Say which other column of the table upgrade() keeps where downgrade() looks."""
        filling = [copy for copy in self._made() if copy.target == source.table]
        found = [copy.columns.get(str(source.column)) for copy in filling]
        others = {fill.column for fill in found if fill is not None and fill.table == place.table}
        if len(filling) != 1 or len(others) != 1 or None in others:
            return ""
        named = f"{source.table}.{source.column}"
        return (
            f"downgrade() takes {place.column} from {named}, where upgrade() keeps {others.pop()}"
        )

    def _computed(self, source: Source) -> list[Source]:
        """Return the expressions that upgrade() fills the source of downgrade() with."""
        filling = [copy for copy in self._made() if copy.target == source.table]
        found = [copy.columns.get(str(source.column)) for copy in filling]
        return [fill for fill in found if fill is not None and fill.column is None]

    def _left_out(
        self, place: Spot, saved: list[Copy], taken: tuple[Copy, Source]
    ) -> tuple[Severity, str] | None:
        """Judge what copies of a dropped column leave out by their conditions."""
        back, source = taken
        if any(copy.thinned - {"Distinct"} for copy in saved):
            return self._whole(saved, source, None)
        lost = [lost_by_where(self.run, copy, place, back) for copy in saved]
        if None in lost or complementary(saved, self.run.before):
            return self._whole(saved, source, None)
        if NOTHING not in lost:
            return Severity.WARNING, f"{source.table} keeps no row where {lost[0]}"
        if not any(copy.thinned for copy in saved):
            return None
        links = back.through or linking(self.run, source)
        if not links:
            return self._whole(saved, source, None)
        named = " and ".join(links)
        return Severity.NOTE, f"which row each belongs to, downgrade() takes from {named}"

    def _rows(self, place: Spot, filled: list[Copy]) -> tuple[Severity, str] | None:
        """Judge whether an INSERT of downgrade() takes all rows of a dropped table back."""
        lost = lost_rows(self.run, place, filled[0]) if len(filled) == 1 else NOTHING
        return (Severity.WARNING, f"downgrade() inserts no row where {lost}") if lost else None

    def _whole(
        self, saved: list[Copy], source: Source, where: str | None
    ) -> tuple[Severity, str] | None:
        whole = any(not copy.filtered or _keeps(copy, where) for copy in saved)
        if not whole and not complementary(saved, self.run.before):
            return Severity.WARNING, f"{source.table} keeps only some of the rows"
        return None

    def _keyed(self, table: str, back: Copy, source: Source) -> tuple[Severity, str] | None:
        """Say where a copy is joined by columns that do not identify a row."""
        if source.table == name_after(self.run.upgrade, table) or not back.join:
            return None
        by = {mine for mine, _ in back.join}
        keys = list(_keys(self.run, table))
        if not keys or any(key <= by for key in keys):
            return None
        return Severity.ERROR, (
            f"downgrade() finds them in {source.table} by {', '.join(sorted(by))}, which does not "
            "identify a row"
        )


def _computed(entry: Analysed, column: str, back: Copy, source: Source) -> tuple[Severity, str]:
    """Judge a column that downgrade() computes, in SQL or by a parameter in Python."""
    parameter = source.text.startswith(":")
    by = put_together(entry, back.operation.location, column) if parameter else ""
    if by:
        return Severity.WARNING, f"downgrade() puts {column} together in Python, by {by}"
    anew = _ANEW.search(source.text) is not None
    reason = f"downgrade() computes {column} as {source.text}"
    return (Severity.WARNING if anew else Severity.NOTE), reason


def put_back(
    entry: Analysed, run: Replayed, index: int, column: Column
) -> tuple[Severity | None, str] | None:
    """Judge how downgrade() takes the values of a column from where upgrade() has kept them.

    ``index`` is that of the statement which changes them. The severity is None where they come
    back; None altogether where downgrade() takes them from nowhere.
    """
    trip = _Trip(entry, Course(run), index)
    place = trip.first(column)
    stays = forth(run.upgrade, place)
    for copy in trip.restored():
        source = copy.columns.get(place.column) if copy.target == place.table else None
        if source is not None and source.column is not None and not _is_at(source, stays):
            verdict = trip.source(place, copy, source)
            if verdict is None:
                return None, ""
            severity, reason = verdict
            return (severity if severity is Severity.ERROR else Severity.NOTE), reason
    return None


def rows_put_back(
    entry: Analysed, run: Replayed, index: int, table: str, where: str | None
) -> tuple[Severity | None, str] | None:
    """Judge how downgrade() inserts the rows again that step ``index`` of upgrade() deletes.

    ``where`` picks them out. The severity is None where they come back with all their values;
    None altogether where nothing inserts them.
    """
    trip = _Trip(entry, Course(run), index)
    held = run.upgrade[index].before.columns(table)
    first = back(run.upgrade[:index], spot(table)) or spot(table)
    filled = [
        copy
        for copy in trip.restored()
        if copy.target == first.table and isinstance(copy.operation, Insert)
    ]
    if not filled:
        unread = trip.may_restore(first.table)
        return (
            (Severity.NOTE, "whether downgrade() puts them back is not known") if unread else None
        )
    places = [trip.first(column) for column in held if not _is_generated(column)]
    verdicts = [trip.column(place, filled, where) for place in places]
    worst = min((v for v in verdicts if v is not None), key=lambda v: _RANK[v[0]], default=None)
    return worst or (None, "")


def _is_at(source: Source, place: Spot | None) -> bool:
    return place is not None and _is_column(source, place)


def _chooses(copy: Copy, column: str) -> bool:
    """Tell whether a statement fills some rows only, by what it asks of another column."""
    where = getattr(copy.operation, "where", None)
    return where is not None and str(where).casefold() != f"{column} is null"


_ANEW = re.compile(
    r"\|\||\b(concat|substr|substring|left|right|split_part|lower|upper|trim|btrim|round|floor|"
    r"row_number|rank|dense_rank|nextval|random|gen_random_uuid|ceil|replace|regexp_replace|initcap)\b",
    re.IGNORECASE,
)
"""Functions that give a value of their own rather than the one that was there."""


def _kept(tree: Any, column: str, value: Value) -> Value:
    """Return what an expression makes of a value of one column, None where nobody can tell."""
    try:
        return value_of(tree, {column: value}) if tree is not None else None
    except (Unsure, Refused):
        return None


def _keeps(copy: Copy, where: str | None) -> bool:
    """Tell whether a copy holds the very rows that a condition picks out.

    It is made under the same condition, or the condition asks for what is in it.
    """
    sql = str(getattr(copy.operation, "sql", ""))
    asked = re.search(rf"\(select \w+ from {re.escape(copy.target)}\b", where or "")
    return where is not None and (sql.endswith(f" where {where}") or asked is not None)


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def _keys(run: Replayed, table: str) -> Iterator[set[str]]:
    """Yield the sets of columns that identify a row of a table."""
    for found in run.before.of_table(table):
        unique = isinstance(found, Index) and found.unique is True and found.where is None
        keyed = isinstance(found, (PrimaryKey, UniqueConstraint)) or unique
        columns = getattr(found, "columns", None)
        if keyed and isinstance(columns, tuple) and columns:
            yield set(columns)


def _holds(copy: Copy, place: Spot) -> bool:
    if not place.column:
        return True
    return any(_is_column(source, place) for source in copy.columns.values())


def _is_column(source: Source | None, place: Spot) -> bool:
    return source is not None and (source.table, source.column) == (place.table, place.column)


def _written(step: Operation) -> tuple[object, ...]:
    return step.tables if isinstance(step, Opaque) else (getattr(step, "table", None),)


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
            worst = min((loss for _, loss in group), key=lambda loss: _RANK[loss.severity])
            same = [run.dialect for run, loss in group if loss.severity is worst.severity]
            yield entry, worst, on_dialects(same, len(runs))

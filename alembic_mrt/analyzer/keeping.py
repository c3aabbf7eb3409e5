"""Where downgrade() gets values from that upgrade() takes away, and whether they are whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.carried import name_after
from alembic_mrt.analyzer.course import Course
from alembic_mrt.analyzer.covered import uncovered
from alembic_mrt.analyzer.data.rejoined import comes_apart
from alembic_mrt.analyzer.data.trail import Spot, column_at, forth, spot
from alembic_mrt.analyzer.determined import complementary
from alembic_mrt.analyzer.gravity import RANK, Verdict
from alembic_mrt.analyzer.left_out import NOTHING, lost_by_join, lost_by_where, lost_rows
from alembic_mrt.analyzer.looked_up import linking
from alembic_mrt.analyzer.not_saved import not_saved
from alembic_mrt.analyzer.put_together import put_together
from alembic_mrt.analyzer.since import is_outdated
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import Opaque
from alembic_mrt.schema.objects import Column, Index, PrimaryKey, Table, UniqueConstraint

if TYPE_CHECKING:
    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.analyzer.copies import Copy, Source
    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.operations.vocabulary import Operation


@dataclass(slots=True)
class Keeping:
    """Follow what one step of upgrade() takes away to where downgrade() gets it from.

    What is lost is called as before upgrade(), what keeps it as between upgrade() and downgrade().
    """

    entry: Analysed
    course: Course
    index: int

    @property
    def run(self) -> Replayed:
        """Return the replay that the step is of."""
        return self.course.run

    @property
    def applied(self) -> Applied:
        """Return the step."""
        return self.run.upgrade[self.index]

    def first(self, what: Column | Table) -> Spot:
        """Return what a column or table was called before upgrade()."""
        column = what.name if isinstance(what, Column) else ""
        table = what.table if isinstance(what, Column) else what.name
        here = spot(table, column, what.schema)
        return self.course.trail.back(here, self.index) or here

    def may_restore(self, table: str) -> bool:
        """Tell whether a statement of downgrade() that is not read may fill a table again."""
        for index, step in self.course.unread:
            if isinstance(step, Opaque) and not step.tables:
                return True
            later = self.run.downgrade[index + 1 :]
            if table in [name_after(later, name) for name in _written(step)]:
                return True
        return False

    def saved(self, table: str) -> list[Copy]:
        """Return the copies that upgrade() makes of a table before the drop."""
        return [c for c in self._made() if any(s.table == table for s in c.columns.values())]

    def _made(self) -> list[Copy]:
        """Return all the copies that upgrade() makes before the drop."""
        return [copy for index, copy in self.course.made if index < self.index]

    def restored(self) -> list[Copy]:
        """Return the copies that downgrade() makes."""
        return self.course.restored

    def column(self, place: Spot, filled: list[Copy], where: str | None = None) -> Verdict | None:
        """Judge one column; None where its values come back."""
        column = place.column
        sources = [(copy, copy.columns[column]) for copy in filled if column in copy.columns]
        if not sources and any(copy.unread for copy in filled):
            return Severity.NOTE, f"whether downgrade() puts {column} back could not be read"
        if not sources:
            return Severity.ERROR, f"downgrade() does not put the values of {column} back"
        verdicts = [self.source(place, copy, source, where) for copy, source in sources]
        if None in verdicts:
            return None
        if len(sources) > 1 and (joint := self._jointly(place, sources, where)) is not None:
            return (Severity.WARNING, joint) if joint else None
        return min((v for v in verdicts if v is not None), key=lambda v: -RANK[v[0]])

    def _jointly(
        self, place: Spot, sources: list[tuple[Copy, Source]], where: str | None
    ) -> str | None:
        """Say what is in none of the copies that INSERTs take back; None where nobody can tell."""
        whole = [source for back, source in sources if back.inserts and not back.filtered]
        saved = [copy for source in whole for copy in self._saved_in(place, source)]
        lost = uncovered(self.run, place, saved, where) if len(whole) == len(sources) else None
        kept = " and ".join(dict.fromkeys(copy.target for copy in saved))
        return f"{kept} keep no row where {lost}" if lost else lost

    def _saved_in(self, place: Spot, source: Source) -> list[Copy]:
        """Return the copies of a column that upgrade() makes where downgrade() takes it from."""
        return [
            copy
            for copy in self.saved(place.table)
            if copy.target == source.table
            and is_column(copy.columns.get(str(source.column)), place)
        ]

    def source(
        self, place: Spot, back: Copy, source: Source, where: str | None = None
    ) -> Verdict | None:
        """Judge one statement that fills a column again; ``where`` are the rows that count."""
        column = place.column
        if source.constant and _chooses(back, column):
            reason = f"downgrade() fills {column} with {source.text} in the rows that it picks out"
            return Severity.NOTE, reason
        if source.constant:
            return Severity.ERROR, f"downgrade() fills {column} with {source.text}"
        if source.column is None:
            return self._put_together(place, back, source)
        saved = self._saved_in(place, source)
        if not saved:
            return not_saved(self.run, self._made(), place, source)
        keyed = self._keyed(place.table, back, source)
        if keyed is None and where is None and forth(self.run.upgrade, place) is None:
            return self._left_out(place, saved, (back, source))
        return keyed or self._whole(place, saved, (source, where))

    def _put_together(self, place: Spot, back: Copy, source: Source) -> Verdict | None:
        """Judge a column that downgrade() computes; texts may come back in one piece, or apart."""
        held = column_at(self.run.before, place)
        if held is not None and self.applied.certain and comes_apart(self.run, held, place):
            return None
        return _computed(self.entry, place.column, back, source)

    def _left_out(
        self, place: Spot, saved: list[Copy], taken: tuple[Copy, Source]
    ) -> Verdict | None:
        """Judge what copies of a dropped column leave out by their conditions."""
        back, source = taken
        if any(copy.thinned - {"Distinct"} for copy in saved):
            return self._whole(place, saved, (source, None))
        lost = [lost_by_where(self.run, copy, place, back) for copy in saved]
        if None in lost or complementary(saved, self.run.before):
            return self._whole(place, saved, (source, None))
        if NOTHING not in lost:
            return Severity.WARNING, f"{source.table} keeps no row where {lost[0]}"
        if not any(copy.thinned for copy in saved):
            return None
        links = back.through or linking(self.run, source)
        if not links:
            return self._whole(place, saved, (source, None))
        named = " and ".join(links)
        return Severity.NOTE, f"which row each belongs to, downgrade() takes from {named}"

    def rows(self, place: Spot, filled: list[Copy]) -> Verdict | None:
        """Judge whether an INSERT of downgrade() takes all rows of a dropped table back."""
        lost = lost_rows(self.run, place, filled[0]) if len(filled) == 1 else NOTHING
        if not lost:
            return self.joined(place, filled, None)
        return Severity.WARNING, f"downgrade() inserts no row where {lost}"

    def joined(self, place: Spot, filled: list[Copy], where: str | None) -> Verdict | None:
        """Judge whether an INSERT of downgrade() leaves rows out for which a join finds nothing."""
        back = filled[0]
        names = [name for name in back.joined if self._is_kept(place, back, name)]
        lost = lost_by_join(self.run, place, names, where) if len(filled) == 1 else NOTHING
        return (Severity.WARNING, f"downgrade() inserts no row where {lost}") if lost else None

    def _is_kept(self, place: Spot, back: Copy, name: str) -> bool:
        """Tell whether downgrade() takes a column from where upgrade() keeps it as it is."""
        return bool(self._saved_in(replace(place, column=name), back.columns[name]))

    def _whole(
        self, place: Spot, saved: list[Copy], asked: tuple[Source, str | None]
    ) -> Verdict | None:
        source, where = asked
        if where is not None:
            about = (place.table, self.index)
            saved = [copy for copy in saved if not is_outdated(self.run, copy, about, where)]
        whole = any(not copy.filtered or _keeps(copy, where) for copy in saved)
        if whole or (saved and complementary(saved, self.run.before)):
            return None
        lost = uncovered(self.run, place, saved, where)
        if lost == NOTHING:
            return None
        what = f"no row where {lost}" if lost else "only some of the rows"
        return Severity.WARNING, f"{source.table} keeps {what}"

    def _keyed(self, table: str, back: Copy, source: Source) -> Verdict | None:
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


def _computed(entry: Analysed, column: str, back: Copy, source: Source) -> Verdict:
    """Judge a column that downgrade() computes, in SQL or by a parameter in Python."""
    parameter = source.text.startswith(":")
    by = put_together(entry, back.operation.location, column) if parameter else ""
    if by:
        return Severity.WARNING, f"downgrade() puts {column} together in Python, by {by}"
    anew = _ANEW.search(source.text) is not None
    reason = f"downgrade() computes {column} as {source.text}"
    return (Severity.WARNING if anew else Severity.NOTE), reason


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


def _keeps(copy: Copy, where: str | None) -> bool:
    """Tell whether a copy holds the very rows that a condition picks out.

    It is made under the same condition, or the condition asks for what is in it.
    """
    sql = str(getattr(copy.operation, "sql", ""))
    asked = re.search(rf"\(select \w+ from {re.escape(copy.target)}\b", where or "")
    return where is not None and (sql.endswith(f" where {where}") or asked is not None)


def _keys(run: Replayed, table: str) -> Iterator[set[str]]:
    """Yield the sets of columns that identify a row of a table."""
    for found in run.before.of_table(table):
        unique = isinstance(found, Index) and found.unique is True and found.where is None
        keyed = isinstance(found, (PrimaryKey, UniqueConstraint)) or unique
        columns = getattr(found, "columns", None)
        if keyed and isinstance(columns, tuple) and columns:
            yield set(columns)


def holds(copy: Copy, place: Spot) -> bool:
    """Tell whether a copy has the values of a place."""
    if not place.column:
        return True
    return any(is_column(source, place) for source in copy.columns.values())


def is_column(source: Source | None, place: Spot) -> bool:
    """Tell whether a copy takes the values of a place as they are."""
    return source is not None and (source.table, source.column) == (place.table, place.column)


def _written(step: Operation) -> tuple[object, ...]:
    return step.tables if isinstance(step, Opaque) else (getattr(step, "table", None),)

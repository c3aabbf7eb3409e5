"""What rows must obey so that the schema of before the upgrade could hold them as well."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from alembic_mrt.roundtrip.seed.facts import ColumnFacts
    from alembic_mrt.roundtrip.seed.plan import Check, Reference, TablePlan, Unique

# CREATE TABLE AS keeps no more of a type on SQLite.
_AFFINITIES = ("TEXT", "NUM", "INT", "REAL", "")


def with_obligations(plan: TablePlan, old: TablePlan, renamed: Mapping[str, str]) -> TablePlan:
    """Return ``plan`` with what ``old`` demanded of those columns that are still there.

    ``renamed`` gives the old names of columns. The very plan comes back where nothing is added.
    """
    found = _Obligations(plan, old, {old_name: name for name, old_name in renamed.items()})
    columns = {name: found.column(name) for name in plan.columns}
    uniques, references, checks = found.uniques(), found.references(), found.checks()
    same = all(columns[name] is column for name, column in plan.columns.items())
    if same and not (uniques or references or checks):
        return plan
    return replace(
        plan,
        columns=columns,
        uniques=(*plan.uniques, *uniques),
        references=(*plan.references, *references),
        checks=(*plan.checks, *checks),
        memory=None,
        solved={},
        accepted={},
    )


def is_copy(made: TablePlan, of: TablePlan) -> bool:
    """Tell whether rows of ``made`` could be put into another table just as they are."""
    needed = [name for name in of.written if not of.columns[name].optional]
    keys = [name for unique in of.uniques for name in unique.columns]
    return bool(needed or keys) and all(
        name in made.columns and _alike(made.columns[name], of.columns[name])
        for name in dict.fromkeys((*needed, *keys))
    )


def _alike(one: ColumnFacts, other: ColumnFacts) -> bool:
    return one.type in {other.type, *_AFFINITIES}


class _Obligations:
    def __init__(self, plan: TablePlan, old: TablePlan, now: Mapping[str, str]) -> None:
        self._plan = plan
        self._old = old
        self._now = {name: now.get(name, name) for name in old.columns}
        self._then = {new: name for name, new in self._now.items()}

    def column(self, name: str) -> ColumnFacts:
        column, old = self._plan.columns[name], self._old.columns.get(self._then.get(name, ""))
        if old is None or column.generated:
            return column
        if column.nullable and not old.nullable:
            column = replace(column, nullable=False)
        same = (column.type, column.labels) == (old.type, old.labels)
        return column if same else _shared(column, old)

    def uniques(self) -> tuple[Unique, ...]:
        named = (replace(u, columns=self._named(u.columns)) for u in self._old.uniques)
        return tuple(u for u in named if u.columns and u not in self._plan.uniques)

    def references(self) -> tuple[Reference, ...]:
        known = {reference.columns for reference in self._plan.references}
        named = (replace(r, columns=self._named(r.columns)) for r in self._old.references)
        return tuple(r for r in named if r.columns and r.columns not in known)

    def checks(self) -> tuple[Check, ...]:
        return tuple(self._checks())

    def _checks(self) -> Iterator[Check]:
        known = {check.expression for check in self._plan.checks}
        written = set(self._plan.written)
        for check in self._old.checks:
            kept = self._named(check.columns) == check.columns and written.issuperset(check.columns)
            if kept and check.expression not in known:
                yield check

    def _named(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """Return columns by their present names, or none where one of them is gone."""
        names = tuple(self._now[c] for c in columns)
        return names if self._plan.columns.keys() >= set(names) else ()


def _shared(column: ColumnFacts, old: ColumnFacts) -> ColumnFacts:
    """Let plain values be those that both types take, where there are such."""
    if column.pool is None or old.pool is None:
        return column
    both = [v for v in column.pool.plain if old.pool.takes(v) is not None]
    both += [v for v in map(column.pool.takes, old.pool.plain) if v is not None]
    if not both:
        return column
    return replace(column, pool=replace(column.pool, plain=tuple(dict.fromkeys(both))))

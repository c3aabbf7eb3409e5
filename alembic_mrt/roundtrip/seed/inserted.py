"""Rows that refer to those which an upgrade itself has inserted.

An upgrade adds a row to a table of states, and from then on other tables may refer to it: a
downgrade that deletes the state again must say what becomes of those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.freedom import Freedom, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.seed.new_keys import NewKeys
    from alembic_mrt.roundtrip.seed.plan import Reference, TablePlan
    from alembic_mrt.roundtrip.seed.rows import Row
    from alembic_mrt.roundtrip.seed.upgraded import Upgraded

_MOST = 4
"""How many of the rows that an upgrade has inserted are referred to."""


class Inserted:
    """Find the rows that an upgrade has put into ``touched`` tables, and who may refer to them."""

    def __init__(self, upgraded: Upgraded, keys: NewKeys, touched: Collection[TableName]) -> None:
        self._upgraded = upgraded
        self._keys = keys
        self._touched = [name for name in touched if upgraded.old(name) is not None]

    def freedoms(self) -> Iterator[tuple[TablePlan, Freedom]]:
        """Yield for each reference of a table of before the freedoms to refer to such rows."""
        after = self._upgraded.after
        for name in after.order.tables:
            plan, old = after.tables[name], self._upgraded.old(name)
            for reference in plan.references if old is not None else ():
                if reference.parent in self._touched and name != reference.parent:
                    for row in self._rows(reference):
                        yield plan, _refers(plan, reference, row)

    def _rows(self, reference: Reference) -> list[Row]:
        """Return the rows of a parent that no row of before is like in what is referred to."""
        names = self._upgraded.renames.columns.get(reference.parent, {})
        old_names = [names.get(c, c) for c in reference.referred]
        before = {
            tuple(str(row.get(c)) for c in old_names) for row in self._keys.before(reference.parent)
        }
        found = []
        for row in self._keys.present.get(reference.parent, ()):
            key = [row.get(c) for c in reference.referred]
            if None not in key and tuple(map(str, key)) not in before:
                found.append(row)
        return found[:_MOST]


def _refers(plan: TablePlan, reference: Reference, row: Row) -> Freedom:
    label = ".".join(filter(None, plan.name))
    parent = ".".join(filter(None, reference.parent))
    values = [(c, row[r]) for c, r in zip(reference.columns, reference.referred, strict=True)]
    told = " and ".join(
        f"{r} = {shown(value)}" for r, (_, value) in zip(reference.referred, values, strict=True)
    )
    once = f"a row of {label} refers to the row of {parent} with {told}, which the upgrade inserts"
    return Freedom(plan.name, f"{label}.{reference.columns[0]}", once, (tuple(values),))

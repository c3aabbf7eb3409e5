"""The tables of a database before and after an upgrade."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.obligations import is_copy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.rows import Row
    from alembic_mrt.roundtrip.seed.seeder import Plans


@dataclass(frozen=True, slots=True)
class Renames:
    """Give old names by new ones: of tables, and of columns by the present name of their table."""

    tables: Mapping[TableName, TableName] = field(default_factory=dict)
    columns: Mapping[TableName, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Upgraded:
    """Hold the plans of the tables before and after an upgrade, and what it renamed.

    ``keys`` are the rows of before that others can refer to, by the old names of tables.
    """

    before: Plans
    after: Plans
    renames: Renames
    keys: Mapping[TableName, Sequence[Row]] = field(default_factory=dict)

    def old_name(self, name: TableName) -> TableName:
        """Return the name that a table had before."""
        return self.renames.tables.get(name, name)

    def old(self, name: TableName) -> TablePlan | None:
        """Return the plan of a table as it was before, None where the upgrade made the table."""
        return self.before.tables.get(self.old_name(name))

    def is_store(self, plan: TablePlan) -> bool:
        """Tell whether the upgrade made a table that asks nothing of its rows, not even a key.

        A copy of another table is none: it may be where the rows of that one are now.
        """
        made = self.old(plan.name) is None
        loose = all(column.nullable for column in plan.columns.values())
        return made and loose and not (plan.uniques or plan.references or self.copied(plan))

    def copied(self, plan: TablePlan) -> list[TablePlan]:
        """Return the tables of before whose rows a table that the upgrade made could hold."""
        if self.old(plan.name) is not None:
            return []
        return [old for old in self.before.tables.values() if old.uniques and is_copy(plan, old)]

    def are_kin(self, one: TablePlan, other: TablePlan) -> bool:
        """Tell whether one of two tables could hold the rows of the other."""
        return any(
            self.old_name(b.name) in {old.name for old in self.copied(a)}
            for a, b in ((one, other), (other, one))
        )

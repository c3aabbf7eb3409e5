"""Several rows of a new table that belong to one row of a table of before.

A column moves into a table of its own, and there a row may have more than one value: a downgrade
that fetches the value back expects one alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.freedom import Freedom

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.seed.plan import Reference, TablePlan
    from alembic_mrt.roundtrip.seed.rows import Row
    from alembic_mrt.roundtrip.seed.upgraded import Upgraded


def siblings(
    upgraded: Upgraded, fresh: Mapping[TableName, Sequence[Row]], tables: Sequence[TableName]
) -> Iterator[tuple[TablePlan, Freedom]]:
    """Yield for the tables that the upgrade made the freedoms to refer once more to a row."""
    for name in tables:
        plan = upgraded.after.tables[name]
        for row in fresh[name][:1] if upgraded.old(name) is None else ():
            for reference in plan.references:
                if upgraded.old(reference.parent) is not None:
                    yield plan, _refers_again(plan, reference, row)


def _refers_again(plan: TablePlan, reference: Reference, row: Row) -> Freedom:
    label, parent = (".".join(filter(None, name)) for name in (plan.name, reference.parent))
    once = f"two rows of {label} refer to the same row of {parent}"
    takes = tuple((name, row.get(name)) for name in reference.columns)
    return Freedom(plan.name, f"{label}.{reference.columns[0]}", once, (takes,))

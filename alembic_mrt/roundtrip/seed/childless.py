"""Rows to which none refers of a table that the upgrade made.

An upgrade moves a column into a table of its own. From then on a row may be without one there,
and a downgrade that fetches the value back finds none for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.freedoms import Freedom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.upgraded import Upgraded


def childless(
    upgraded: Upgraded, tables: Sequence[TableName]
) -> Iterator[tuple[TablePlan, Freedom]]:
    """Yield for each table of before, and each made one that refers to it, the freedom."""
    plans = upgraded.after.tables
    for name in tables:
        for reference in plans[name].references if upgraded.old(name) is None else ():
            parent = plans.get(reference.parent)
            if parent is not None and parent.name in tables and upgraded.old(parent.name):
                label = ".".join(filter(None, parent.name))
                made = ".".join(filter(None, name))
                once = f"a row of {label} has none in {made} that refers to it"
                yield parent, Freedom(parent.name, label, once, ((),))

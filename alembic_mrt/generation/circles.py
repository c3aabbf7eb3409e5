"""Dropped tables that refer to each other in a circle: a foreign key goes first, and returns last.

Neither of such tables can be dropped or created before the other, but on SQLite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic.operations import ops

from alembic_mrt.generation.order import places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic.operations.ops import MigrateOperation

    from alembic_mrt.generation.losses import Loss
    from alembic_mrt.generation.plan import Plan


def open_circles(plan: Plan, found: Sequence[Loss], dialect: str) -> list[MigrateOperation]:
    """Take foreign keys out of a plan's tables; return what creates them once the rows are back."""
    if dialect == "sqlite":
        return []
    drops = [drop for op in plan.downgrade for drop in _keys_ahead(op, found)]
    first = next((n for n, op in enumerate(plan.upgrade) if isinstance(op, ops.DropTableOp)), 0)
    plan.upgrade[first:first] = drops
    return [drop.reverse() for drop in drops]


def _keys_ahead(op: MigrateOperation, found: Sequence[Loss]) -> Iterator[ops.DropConstraintOp]:
    """Take out the keys of a table that lead to one that is created after it."""
    order = places(found)
    if not isinstance(op, ops.CreateTableOp) or (op.schema, op.table_name) not in order:
        return
    own = order[op.schema, op.table_name]
    for item in list(op.columns):
        if isinstance(item, sa.ForeignKeyConstraint) and item.name:
            target = item.referred_table
            if order.get((target.schema, target.name), own) > own:
                yield ops.DropConstraintOp.from_constraint(item)
                op.columns = [other for other in op.columns if other is not item]

"""CHECK constraints that go with a column without autogenerate saying so.

Dropping a column drops the checks that mention it on PostgreSQL, and fails because of them on
SQLite; autogenerate compares no checks (Alembic documentation, "What does Autogenerate Detect").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic.operations import ops

from alembic_mrt.generation.check_back import CheckBack
from alembic_mrt.generation.conditions import mentioned
from alembic_mrt.generation.losses import flattened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic.operations.ops import MigrateOperation

    from alembic_mrt.generation.losses import Loss


def lost_checks(
    loss: Loss, upgrade: Sequence[MigrateOperation]
) -> tuple[list[MigrateOperation], list[MigrateOperation]]:
    """Return what drops the named checks on columns that are dropped, and what creates them."""
    if loss.whole:
        return [], []
    named = {
        op.constraint_name for op in flattened(upgrade) if isinstance(op, ops.DropConstraintOp)
    }
    found = [c for c in _on_dropped(loss) if c["name"] and c["name"] not in named]
    drops: list[MigrateOperation] = [
        ops.DropConstraintOp.from_constraint(_constraint(loss, check)) for check in found
    ]
    backs: list[MigrateOperation] = [
        CheckBack(check["name"], loss.table, check["sqltext"], loss.schema)
        for check in reversed(found)
    ]
    return drops, backs


def _on_dropped(loss: Loss) -> Iterator[Any]:
    gone = {column.name.lower() for column in loss.columns}
    for check in loss.facts.checks:
        if gone & mentioned(check["sqltext"]):
            yield check


def _constraint(loss: Loss, check: Any) -> sa.CheckConstraint:
    table = sa.Table(loss.table, sa.MetaData(), schema=loss.schema)
    constraint = sa.CheckConstraint(
        sa.text(check["sqltext"]), name=sa.sql.elements.conv(check["name"])
    )
    table.append_constraint(constraint)
    return constraint

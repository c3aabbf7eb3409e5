"""What becomes of the directives of a revision on one database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alembic.operations import ops

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from alembic.operations.ops import MigrateOperation

    from alembic_mrt.generation.archive import Archive
    from alembic_mrt.generation.losses import Loss


@dataclass
class Plan:
    """Hold what becomes of the two lists of directives of a revision on one database."""

    upgrade: list[MigrateOperation]
    downgrade: list[MigrateOperation]
    archives: list[Archive] = field(default_factory=list)


def amended(
    found: Sequence[MigrateOperation],
    loss: Loss,
    before: Iterable[MigrateOperation] = (),
    after: Iterable[MigrateOperation] = (),
) -> list[MigrateOperation]:
    """Return the directives with others before and behind those of one table."""
    return [
        ops.ModifyTableOps(op.table_name, [*before, *op.ops, *after], schema=op.schema)
        if isinstance(op, ops.ModifyTableOps) and adds_or_drops(op, loss)
        else op
        for op in found
    ]


def adds_or_drops(op: ops.ModifyTableOps, loss: Loss) -> bool:
    """Tell whether directives add or drop columns of the table that loses some."""
    own = (op.table_name, op.schema) == (loss.table, loss.schema)
    return (
        not loss.whole
        and own
        and any(isinstance(part, (ops.DropColumnOp, ops.AddColumnOp)) for part in op.ops)
    )

"""Names for the foreign keys and UNIQUE constraints that an upgrade adds without one.

A downgrade cannot drop what has no name. Autogenerate recognizes them by their columns later on.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from alembic.operations import ops

from alembic_mrt.generation.losses import flattened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic.operations.ops import MigrateOperation

_LONGEST: Final = 60


def name_constraints(
    upgrade: Sequence[MigrateOperation], downgrade: Sequence[MigrateOperation]
) -> None:
    """Give such constraints of an upgrade a name, and their drops in the downgrade."""
    for op in flattened(upgrade):
        if (
            isinstance(op, (ops.CreateForeignKeyOp, ops.CreateUniqueConstraintOp))
            and op.constraint_name is None
        ):
            op.constraint_name = _name(op)
    for op in flattened(downgrade):
        if isinstance(op, ops.DropConstraintOp) and op.constraint_name is None:
            op.constraint_name = _name(op.reverse())


def _name(op: MigrateOperation) -> str | None:
    if isinstance(op, ops.CreateForeignKeyOp):
        return key_name(op)
    if isinstance(op, ops.CreateUniqueConstraintOp):
        return _short(f"uq_{op.table_name}_{'_'.join(map(str, op.columns))}")
    return None


def key_name(op: ops.CreateForeignKeyOp) -> str:
    """Return a name for a foreign key."""
    return _short(f"fk_{op.source_table}_{'_'.join(op.local_cols)}_{op.referent_table}")


def _short(name: str) -> str:
    if len(name.encode()) <= _LONGEST:
        return name
    told_apart = hashlib.sha256(name.encode()).hexdigest()[:8]
    return name.encode()[: _LONGEST - 9].decode(errors="ignore") + f"_{told_apart}"

"""CHECK constraints that come with the type of an added column, as ``Enum`` and ``Boolean`` can.

The batch of SQLite that drops the column in downgrade() keeps one that has a name, and fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic.operations import ops

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic.operations.ops import MigrateOperation


def drop_type_checks(downgrade: Sequence[MigrateOperation]) -> list[MigrateOperation]:
    """Return the directives of a downgrade with drops of such constraints before their columns."""
    return [
        ops.ModifyTableOps(op.table_name, [*_drops(op), *op.ops], schema=op.schema)
        if isinstance(op, ops.ModifyTableOps)
        else op
        for op in downgrade
    ]


def _drops(op: ops.ModifyTableOps) -> Iterator[MigrateOperation]:
    for part in op.ops:
        added = part.reverse() if isinstance(part, ops.DropColumnOp) else None
        if isinstance(added, ops.AddColumnOp):
            yield from map(ops.DropConstraintOp.from_constraint, _checks(added.column))


def _checks(column: sa.Column[object]) -> list[sa.CheckConstraint]:
    """Return the named checks on a column of the models that its type makes."""
    kind, name = column.type, getattr(column.type, "name", None)
    if not getattr(kind, "create_constraint", False) or not name or column.table is None:
        return []
    return [
        found
        for found in column.table.constraints
        if isinstance(found, sa.CheckConstraint)
        and found.name is not None
        and [c.name for c in found.columns] == [column.name]
        and str(found.name).endswith(str(name))
    ]

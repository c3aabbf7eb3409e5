"""Collations of SQLite, which only the text of a CREATE TABLE tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic.operations import ops
from sqlalchemy.types import String

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.generation.facts import Facts
    from alembic_mrt.generation.losses import Loss


def restore_collations(loss: Loss) -> None:
    """Give the columns that come back the collations that they have."""
    for column in loss.columns:
        collation = loss.facts.collations.get(column.name.lower())
        if collation and isinstance(column.type, String):
            column.type = _with(column.type, collation)


def collated(
    parts: Sequence[ops.MigrateOperation], op: ops.ModifyTableOps, facts: Facts
) -> Iterator[ops.AlterColumnOp]:
    """Yield what gives the columns that a batch copies the collations that reflection loses."""
    changed = {_column(part) for part in parts}
    altered = {part.column_name: part for part in parts if isinstance(part, ops.AlterColumnOp)}
    for name, found in facts.columns.items():
        collation, kind = facts.collations.get(name.lower()), found["type"]
        if not collation or not isinstance(kind, String) or name in changed:
            continue
        if name not in altered:
            yield ops.AlterColumnOp(
                op.table_name,
                name,
                schema=op.schema,
                existing_type=kind,
                existing_nullable=found["nullable"],
                modify_type=_with(kind, collation),
            )
        elif altered[name].modify_type is None:
            altered[name].modify_type = _with(kind, collation)


def _column(op: ops.MigrateOperation) -> str | None:
    if isinstance(op, ops.AddColumnOp):
        return str(op.column.name)
    return op.column_name if isinstance(op, ops.DropColumnOp) else None


def _with(kind: String, collation: str) -> Any:
    copied: Any = kind.copy()
    copied.collation = collation
    return copied

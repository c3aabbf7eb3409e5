"""What reflection does not tell of the constraints of PostgreSQL, so that autogenerate loses it.

Deferrable UNIQUE constraints, MATCH FULL of foreign keys, and EXCLUDE constraints altogether.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic.operations import ops

from alembic_mrt.generation.losses import flattened
from alembic_mrt.generation.postgresql_sql import name, on_postgresql

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alembic.operations.ops import MigrateOperation
    from sqlalchemy.engine import Connection

    from alembic_mrt.generation.code import Code
    from alembic_mrt.generation.losses import Loss

_QUERY = sa.text("""
SELECT k.conname, k.contype::text, k.condeferrable, k.condeferred, k.confmatchtype::text,
    pg_get_constraintdef(k.oid, true), ARRAY(
        SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey))
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relname = :table AND n.nspname = coalesce(:schema, current_schema())
ORDER BY k.conname
""")


@dataclass(frozen=True)
class Details:
    """Hold what the catalog says of a constraint."""

    name: str
    kind: str
    deferrable: bool
    deferred: bool
    match: str
    definition: str
    columns: Sequence[str]

    @property
    def options(self) -> dict[str, Any]:
        """Return the arguments of a constraint that reflection leaves out."""
        found: dict[str, Any] = {}
        if self.kind == "u" and self.deferrable:
            found = {"deferrable": True, "initially": "DEFERRED" if self.deferred else None}
        if self.kind == "f" and self.match == "f":
            found = {"match": "FULL"}
        return found


def details_of(connection: Connection, table: str, schema: str | None) -> list[Details]:
    """Look the constraints of a table up; there are none to look up but on PostgreSQL."""
    if connection.dialect.name != "postgresql":
        return []
    rows = connection.execute(_QUERY, {"table": table, "schema": schema})
    return [Details(*row) for row in rows]


def restore_options(downgrade: Sequence[MigrateOperation], connection: Connection) -> None:
    """Give the constraints that come back the arguments that they had."""
    for op in flattened(downgrade):
        if isinstance(op, ops.CreateTableOp):
            known = _by_name(connection, op.table_name, op.schema)
            for item in op.columns:
                if isinstance(item, sa.Constraint) and item.name in known:
                    for key, value in known[str(item.name)].items():
                        setattr(item, key, value)
        elif isinstance(op, ops.CreateUniqueConstraintOp):
            known = _by_name(connection, op.table_name, op.schema)
            op.kw.update(known.get(str(op.constraint_name), {}))
        elif isinstance(op, ops.CreateForeignKeyOp):
            known = _by_name(connection, op.source_table, op.kw.get("source_schema"))
            op.kw.update(known.get(str(op.constraint_name), {}))


def _by_name(
    connection: Connection, table: str, schema: str | None
) -> Mapping[str, Mapping[str, Any]]:
    return {found.name: found.options for found in details_of(connection, table, schema)}


def exclusions(loss: Loss, connection: Connection) -> tuple[list[MigrateOperation], list[Code]]:
    """Return what drops the EXCLUDE constraints on what is lost, and what creates them again."""
    gone = {column.name for column in loss.columns}
    found = [
        constraint
        for constraint in details_of(connection, loss.table, loss.schema)
        if constraint.kind == "x" and (loss.whole or gone.intersection(constraint.columns))
    ]
    table = name(loss.table, loss.schema)
    drops: list[MigrateOperation] = [
        ops.DropConstraintOp(constraint.name, loss.table, schema=loss.schema)
        for constraint in found
        if not loss.whole
    ]
    return drops, [
        on_postgresql(f"ALTER TABLE {table} ADD CONSTRAINT {name(c.name)} {c.definition}")
        for c in found
    ]

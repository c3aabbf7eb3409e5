"""The enum types of PostgreSQL that an upgrade brings with it.

Alembic creates one with ``create_table()``, not with ``add_column()``, and drops none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic.operations import ops
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import ARRAY, Enum

from alembic_mrt.generation.losses import flattened
from alembic_mrt.generation.plain_types import standing_enum
from alembic_mrt.generation.postgresql_sql import name, on_postgresql, text
from alembic_mrt.generation.typed import with_types

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic.operations.ops import MigrateOperation
    from sqlalchemy.engine import Connection

    from alembic_mrt.generation.code import Code


def missing_types(
    upgrade: Sequence[MigrateOperation], connection: Connection
) -> tuple[list[Code], list[Code]]:
    """Return what creates the types that no ``create_table()`` does, and what drops all of them."""
    if connection.dialect.name != "postgresql":
        return [], []
    standing = _standing(connection)
    with_table: dict[str, Enum] = {}
    alone: dict[str, Enum] = {}
    for column, in_table in _columns(upgrade):
        kind = _enum(column.type)
        if kind is not None and (kind.schema, kind.name) not in standing:
            (with_table if in_table else alone).setdefault(_name(kind), kind)
    # Types that a new table creates exist only from there on: it comes before what uses them.
    created = [_creation(kind) for key, kind in alone.items() if key not in with_table]
    return created, [on_postgresql(f"DROP TYPE {key}") for key in {**with_table, **alone}]


def use_standing_types(
    found: Sequence[MigrateOperation], connection: Connection
) -> list[MigrateOperation]:
    """Return the directives with tables that create no type that is there already."""
    if connection.dialect.name != "postgresql":
        return list(found)
    standing = _standing(connection)
    return [_using(op, standing) if isinstance(op, ops.CreateTableOp) else op for op in found]


def _using(op: ops.CreateTableOp, standing: set[tuple[str | None, str]]) -> MigrateOperation:
    types = []
    for column in op.columns:
        if isinstance(column, sa.Column):
            kind = _enum(column.type)
            if kind is not None and (kind.schema, kind.name) in standing:
                types.append((column, _standing_type(column.type, kind)))
    return with_types(op, types) if types else op


def _standing_type(whole: Any, kind: Enum) -> Any:
    """Return a type, be it an array of it, that names an enum type and does not create it."""
    if isinstance(whole, ARRAY):
        return postgresql.ARRAY(_standing_type(whole.item_type, kind), dimensions=whole.dimensions)
    return standing_enum(kind)


def _standing(connection: Connection) -> set[tuple[str | None, str]]:
    inspector: Any = sa.inspect(connection)
    found = inspector.get_enums(schema="*")
    return {(e["schema"], e["name"]) for e in found} | {
        (None, e["name"]) for e in found if e["visible"]
    }


def _columns(upgrade: Sequence[MigrateOperation]) -> Iterator[tuple[sa.Column[Any], bool]]:
    for op in flattened(upgrade):
        if isinstance(op, ops.CreateTableOp):
            yield from ((c, True) for c in op.columns if isinstance(c, sa.Column))
        elif isinstance(op, ops.AddColumnOp):
            yield op.column, False
        elif isinstance(op, ops.AlterColumnOp) and op.modify_type is not None:
            yield sa.Column(op.column_name, op.modify_type), False


def _enum(kind: Any) -> Enum | None:
    if isinstance(kind, ARRAY):
        return _enum(kind.item_type)
    if isinstance(kind, sa.types.TypeDecorator):
        return _enum(kind.impl_instance)
    native = isinstance(kind, Enum) and kind.native_enum and kind.name
    return kind if native and getattr(kind, "create_type", True) else None


def _name(kind: Enum) -> str:
    return name(str(kind.name), kind.schema)


def _creation(kind: Enum) -> Code:
    labels = ", ".join(text(str(label)) for label in kind.enums)
    return on_postgresql(f"CREATE TYPE {_name(kind)} AS ENUM ({labels})")

"""Foreign keys of SQLite without a name, which a batch can neither drop nor create by it.

Alembic documentation, "Dropping Unnamed or Named Foreign Keys": a naming convention gives them one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic.operations import ops

from alembic_mrt.generation.code import Code
from alembic_mrt.generation.literals import column, identifier, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic.operations.ops import MigrateOperation

CONVENTION: Final = (
    'naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"}'
)
_OPTIONS: Final = ("ondelete", "onupdate", "deferrable", "initially", "match")


def named(parts: Sequence[MigrateOperation]) -> tuple[list[MigrateOperation], list[str]]:
    """Return directives that drop such keys by a name, and the argument of the batch for that.

    A key goes with its columns by itself.
    """
    dropped = {part.column_name for part in parts if isinstance(part, ops.DropColumnOp)}
    left: list[MigrateOperation] = []
    arguments: list[str] = []
    for part in parts:
        key = _dropped_key(part)
        if key is None:
            left.append(part)
        elif not dropped.intersection(key.local_cols):
            name = f"fk_{key.source_table}_{key.local_cols[0]}_{key.referent_table}"
            left.append(ops.DropConstraintOp(name, key.source_table, type_="foreignkey"))
            arguments = [CONVENTION]
    return left, arguments


def _dropped_key(part: MigrateOperation) -> ops.CreateForeignKeyOp | None:
    if not isinstance(part, ops.DropConstraintOp) or part.constraint_name is not None:
        return None
    back = part.reverse()
    return back if isinstance(back, ops.CreateForeignKeyOp) else None


def created(parts: Sequence[MigrateOperation]) -> list[ops.CreateForeignKeyOp]:
    """Return the directives that create such keys, which a batch takes as arguments only."""
    return [
        part
        for part in parts
        if isinstance(part, ops.CreateForeignKeyOp) and part.constraint_name is None
    ]


def referred(key: ops.CreateForeignKeyOp) -> Code:
    """Return what makes the variable of the table that a key leads to."""
    schema = key.kw.get("referent_schema")
    columns = "".join(f", sa.Column({quoted(name)})" for name in key.remote_cols)
    where = f", schema={quoted(schema)}" if schema else ""
    table = f"sa.Table({quoted(key.referent_table)}, sa.MetaData(){columns}{where})"
    return Code(f"{_variable(key)} = {table}")


def _variable(key: ops.CreateForeignKeyOp) -> str:
    return f"{identifier(key.source_table)}_refers_to_{identifier(key.referent_table)}"


def source(key: ops.CreateForeignKeyOp) -> str:
    """Return a key as Python source."""
    local = ", ".join(map(quoted, key.local_cols))
    remote = ", ".join(column(_variable(key), name) for name in key.remote_cols)
    given = {name: key.kw[name] for name in _OPTIONS if key.kw.get(name) is not None}
    options = "".join(f", {name}={value!r}" for name, value in given.items())
    return f"sa.ForeignKeyConstraint([{local}], [{remote}]{options})"

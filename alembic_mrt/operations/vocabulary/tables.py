"""Operations on tables and their columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from alembic_mrt.operations.vocabulary.operation import Operation
from alembic_mrt.schema.objects import Column, EnumType, Flag, SchemaObject, Text

Selected: TypeAlias = tuple[tuple[str, str], ...]
"""Columns of a query: nothing and a name, or a table and ``*`` for all that it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTable(Operation):
    """Create a table with ``objects``: columns, constraints, indexes, and types made with it.

    ``selected`` are its columns where it is made from a query or LIKE another table, ``serial``
    the names of those that PostgreSQL numbers by a sequence, ``temporary`` tells that it goes with
    the session.
    """

    table: Text
    schema: str | None = None
    objects: tuple[SchemaObject, ...] = ()
    selected: Selected = ()
    serial: tuple[str, ...] = ()
    complete: bool = True
    if_not_exists: bool = False
    temporary: bool = False
    comment: Text = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DropTable(Operation):
    """Drop a table; ``along`` are schema and name of those that the same statement drops."""

    table: Text
    schema: str | None = None
    if_exists: bool = False
    cascade: bool = False
    along: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameTable(Operation):
    """Rename a table."""

    table: Text
    new_name: Text
    schema: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddColumn(Operation):
    """Add a column, and ``objects`` that come with it (constraints, indexes).

    ``serial`` tells that PostgreSQL numbers it by a sequence, ``needs`` is the enum type of it,
    which the directive does not create, ``apart`` that keys and unique constraints are added by
    statements of their own.
    """

    table: Text
    column: Column
    schema: str | None = None
    objects: tuple[SchemaObject, ...] = ()
    serial: bool = False
    needs: EnumType | None = None
    apart: bool = False
    if_not_exists: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DropColumn(Operation):
    """Drop a column; ``check`` is the CHECK of its type that a batch drops along with it."""

    table: Text
    column: Text
    schema: str | None = None
    check: Text = None
    if_exists: bool = False
    cascade: bool = False


KEEP = "\0keep"
"""A field of :class:`AlterColumn` holding this is left as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlterColumn(Operation):
    """Alter what is not :data:`KEEP`; ``existing`` is what the script says of the old column.

    ``implied`` are attributes that the database changes although the script does not name them.
    A new type brings its ``collation``, the database's own where it names none. ``untyped`` tells
    that a directive names no type of the column, neither a new one nor the one that it has.
    """

    table: Text
    column: Text
    schema: str | None = None
    new_name: Text = KEEP
    type: Text = KEEP
    collation: Text = KEEP
    nullable: Flag | str = KEEP
    default: Text = KEEP
    comment: Text = KEEP
    identity: Text = KEEP
    generated: Text = KEEP
    using: Text = None
    existing: Column | None = None
    implied: tuple[str, ...] = ()
    untyped: bool = field(default=False, compare=False, repr=False)

"""Operations: what upgrade() or downgrade() does, one value a step.

The names are those of ``alembic.operations.ops``; raw SQL is read into the same values, so that
``ALTER TABLE ... DROP COLUMN`` and ``op.drop_column()`` are one thing. What could not be read is
:class:`Opaque`, or a field holding ``UNKNOWN``: never guessed, never dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from alembic_mrt.schema.objects import (
    UNKNOWN,
    Column,
    Constraint,
    EnumType,
    Flag,
    Index,
    SchemaObject,
    Text,
    Unknown,
)

if TYPE_CHECKING:
    from alembic_mrt.finding import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOptions:
    """Hold how a batch was opened; ``copy_from`` are the objects of the table it copies from.

    ``told`` are columns that are taken to be so, whatever the table says; ``autoincrement`` tells
    that the copy is asked to be AUTOINCREMENT on SQLite.
    """

    recreate: str = "auto"
    copy_from: tuple[SchemaObject, ...] | None = None
    naming_convention: tuple[tuple[str, str], ...] = ()
    table_args: tuple[SchemaObject, ...] = ()
    told: tuple[SchemaObject, ...] = ()
    autoincrement: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Hold what every operation has.

    ``dialects`` names the only dialects it runs on (a guard such as ``bind.dialect.name ==
    "postgresql"``), ``not_on`` those it does not run on; ``conditional`` is the source text of
    any other condition it stands under, ``maybe`` tells that such a condition, a loop of unknown
    length or an ``except`` decides whether it happens at all. ``statement`` is the SQL that it
    is a part of, which all happens at once; empty for a directive. ``in_sql`` tells that it is
    written in SQL, which no naming convention of the metadata reaches.
    """

    location: Location
    dialects: frozenset[str] | None = None
    not_on: frozenset[str] = frozenset()
    conditional: str = ""
    maybe: bool = False
    batch: bool = False
    batch_options: BatchOptions | None = None
    autocommit: bool = False
    statement: str = field(default="", compare=False, repr=False)
    in_sql: bool = field(default=False, compare=False, repr=False)

    @property
    def runs_everywhere(self) -> bool:
        """Tell whether no dialect guard stands above the operation."""
        return self.dialects is None and not self.not_on

    def runs_on(self, dialect: str | None) -> bool:
        """Tell whether the operation takes part on ``dialect``; None is any."""
        if dialect is None:
            return True
        return dialect not in self.not_on and (self.dialects is None or dialect in self.dialects)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateIndex(Operation):
    """Create an index."""

    index: Index
    name: Text
    table: Text = UNKNOWN
    concurrently: Flag = False
    if_not_exists: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DropIndex(Operation):
    """Drop an index; the table is UNKNOWN where the script does not name it."""

    name: Text
    table: Text = UNKNOWN
    schema: str | None = None
    concurrently: Flag = False
    if_exists: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateConstraint(Operation):
    """Add a constraint; its ``name`` is None where the script gives none.

    ``of_type`` tells that it comes along with the new type of a column.
    """

    constraint: Constraint
    table: Text
    name: Text = None
    of_type: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DropConstraint(Operation):
    """Drop a constraint; ``type_`` is Alembic's word ("foreignkey", "unique", ...).

    It is None where a directive does not say it, and empty where SQL does without.
    ``by_inspector`` tells that the name was looked up in the database at run time.
    """

    name: Text
    table: Text
    schema: str | None = None
    type_: str | None = None
    if_exists: bool = False
    by_inspector: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateObject(Operation):
    """Create anything else: a type, view, function, trigger, policy, sequence, schema..."""

    object: SchemaObject
    if_not_exists: bool = False
    or_replace: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DropObject(Operation):
    """Drop anything else; ``kind`` is the ``kind`` of the object's class."""

    kind: str
    name: Text
    table: str | None = None
    schema: str | None = None
    if_exists: bool = False
    cascade: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlterObject(Operation):
    """Change an attribute of an object that is not a column.

    ``attribute`` is a field of the object's class ("labels", "comment", "row_security", "name",
    "schema", "enabled", "validated", ...), ``value`` its new value, or UNKNOWN. For labels of an
    enum ``change`` is "add" (then ``value`` is the label), "rename" (``value`` is old and new) or
    "set"; ``position`` is where a label is added: "before x", "after x", or "" for the end.
    """

    kind: str
    name: Text
    attribute: str
    value: object = UNKNOWN
    table: str | None = None
    schema: str | None = None
    change: str = "set"
    position: str = ""
    if_not_exists: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert(Operation):
    """Insert rows; ``keys`` are the literal values by column where the script has them."""

    table: Text
    schema: str | None = None
    rows: tuple[tuple[tuple[str, object], ...], ...] | Unknown = UNKNOWN
    reads: tuple[str, ...] = ()
    on_conflict: bool = False
    sql: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update(Operation):
    """Update rows; ``assignments`` are (column, expression) pairs in SQL."""

    table: Text
    schema: str | None = None
    assignments: tuple[tuple[str, str], ...] | Unknown = UNKNOWN
    where: Text = None
    reads: tuple[str, ...] = ()
    sql: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delete(Operation):
    """Delete rows; ``where`` is None for all of them. TRUNCATE is ``truncate``."""

    table: Text
    schema: str | None = None
    where: Text = None
    truncate: bool = False
    cascade: bool = False
    reads: tuple[str, ...] = ()
    sql: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Execute(Operation):
    """Run SQL that changes neither schema nor rows, such as SELECT, SET, LOCK, VACUUM, COMMIT."""

    sql: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise(Operation):
    """Raise an exception unconditionally (when not ``maybe``); ``message`` is its text."""

    exception: str
    message: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opaque(Operation):
    """Stand for what could not be read: ``source`` is its text, ``reason`` why.

    ``effect`` is "any" where it may change the schema, "data" where it can only change rows.
    ``writes`` are the columns of the first of ``tables`` where it is known to write no others,
    or ``ROWS`` where it deletes whole rows.
    """

    source: str
    reason: str
    effect: str = "any"
    tables: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()

    ANY: ClassVar[str] = "any"
    DATA: ClassVar[str] = "data"
    ROWS: ClassVar[tuple[str, ...]] = ("*",)


Operations: TypeAlias = tuple[Operation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Hold one of the two functions of a revision script.

    ``present`` tells whether the script defines the function, ``stub`` whether its body does
    nothing (pass, docstring, logging, an early return).
    """

    present: bool
    location: Location
    operations: Operations = ()
    stub: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptOperations:
    """Hold what a revision script does in both directions."""

    upgrade: Step
    downgrade: Step

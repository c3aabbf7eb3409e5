"""Relations: tables with their columns and indexes, sequences and views."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from alembic_mrt.schema.buckets import Heading
from alembic_mrt.schema.objects.base import (
    UNKNOWN,
    Flag,
    Names,
    SchemaObject,
    TableObject,
    Text,
    Unknown,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(SchemaObject):
    """Describe a table; ``options`` are (name, value) pairs such as storage parameters.

    ``parents`` are schema and name of the tables that it is a partition of, or inherits from;
    ``partition`` says the former in words, so it is not compared again.
    """

    kind: ClassVar[str] = "table"
    cosmetic: ClassVar[frozenset[str]] = frozenset({"parents"})

    options: tuple[tuple[str, str], ...] | Unknown = ()
    partition: Text = None
    row_security: Text = None
    parents: tuple[tuple[str, str], ...] = ()

    @property
    def found_by(self) -> tuple[Heading, ...]:
        """Return its folded name, and its parents."""
        parents = ((self.kind, *parent) for parent in self.parents)
        return ((self.kind, str(self.name).casefold()), *parents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(TableObject):
    """Describe a column; ``type`` and ``default`` are text as the source spells them.

    ``position`` counts from 1 and is cosmetic: a downgrade cannot put a column back in place.
    ``check`` is the name of the CHECK that the type makes where a database lacks the type: empty
    where it has none of its own, None where nobody knows.
    """

    kind: ClassVar[str] = "column"
    cosmetic: ClassVar[frozenset[str]] = frozenset({"position"})

    type: Text = UNKNOWN
    nullable: Flag = True
    default: Text = None
    identity: Text = None
    generated: Text = None
    collation: Text = None
    options: tuple[tuple[str, str], ...] | Unknown = ()
    position: int = 0
    check: str | None = field(default=None, compare=False, repr=False)

    @property
    def label(self) -> str:
        """Name the column together with its table."""
        return f"{self.table}.{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Index(TableObject):
    """Describe an index; ``columns`` are names or expressions, ``where`` its predicate."""

    kind: ClassVar[str] = "index"

    columns: Names = ()
    unique: Flag = False
    where: Text = None
    using: Text = None
    include: Names = ()
    nulls_not_distinct: Flag = False
    valid: Flag = True
    options: tuple[tuple[str, str], ...] | Unknown = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence(SchemaObject):
    """Describe a sequence; ``owner`` is the ``table.column`` that it serves."""

    kind: ClassVar[str] = "sequence"

    definition: Text = None
    owner: Text = None

    @property
    def found_by(self) -> tuple[Heading, ...]:
        """Return the table whose column it serves."""
        table = self.owner.rpartition(".")[0] if isinstance(self.owner, str) else ""
        return ((self.kind, self.schema or "", table),)


@dataclass(frozen=True, slots=True, kw_only=True)
class View(SchemaObject):
    """Describe a view."""

    kind: ClassVar[str] = "view"

    definition: Text = UNKNOWN

    @property
    def found_by(self) -> tuple[Heading, ...]:
        """Return its kind."""
        return ((self.kind,),)


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterializedView(SchemaObject):
    """Describe a materialised view, never its contents."""

    kind: ClassVar[str] = "materialized view"

    definition: Text = UNKNOWN
    populated: Flag = True

    @property
    def found_by(self) -> tuple[Heading, ...]:
        """Return its kind."""
        return ((self.kind,),)

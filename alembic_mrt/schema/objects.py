"""A database schema as values.

Every object is a frozen dataclass that knows the key it lives under; a :class:`Schema` maps
keys to objects. The static replay builds these values from operations, a snapshot reads them
from a catalog, and one ``difference()`` compares both.

A field that nobody could determine holds :data:`UNKNOWN`; it is never guessed and never differs.
Names and expressions are text in the form of their source (the user's script or the server's
catalog), so only schemas of one source may be compared with each other.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from alembic_mrt.schema.buckets import Buckets, Heading, Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Unknown(enum.Enum):
    """Stand for a value that could not be determined."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown.UNKNOWN
Text: TypeAlias = str | Unknown | None
Flag: TypeAlias = bool | Unknown
Names: TypeAlias = tuple[str, ...] | Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaObject:
    """Hold what every object has: the schema it lives in (None is the default one) and a name.

    ``kind`` is what a message calls the object, ``key`` what a Schema files it under. ``comment``
    is the object's COMMENT.
    """

    kind: ClassVar[str] = "object"
    cosmetic: ClassVar[frozenset[str]] = frozenset()

    schema: str | None = None
    name: str | None = None
    comment: Text = None

    @property
    def key(self) -> Key:
        """Return the identity of the object within a schema."""
        return (self.kind, self.schema or "", "", self.name or "")

    @property
    def found_by(self) -> tuple[Heading, ...]:
        """Return the headings that a Schema finds the object under, apart from its key."""
        return ()

    @property
    def label(self) -> str:
        """Name the object as its owner would."""
        return f"{self.schema}.{self.name}" if self.schema else str(self.name)

    def attributes(self) -> Mapping[str, object]:
        """Return the fields that a comparison looks at, by name."""
        return {name: getattr(self, name) for name in _compared(type(self))}


_COMPARED: Final[dict[type, tuple[str, ...]]] = {}


def _compared(kind: type[SchemaObject]) -> tuple[str, ...]:
    """Name the fields of a class that a comparison looks at; looked for once."""
    found = _COMPARED.get(kind)
    if found is None:
        skip = {"schema", "table", "name"} | kind.cosmetic
        names = [f.name for f in fields(kind) if f.compare and f.name not in skip]
        found = _COMPARED[kind] = tuple(names)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class TableObject(SchemaObject):
    """Hold what belongs to a table and goes with it."""

    kind: ClassVar[str] = "table object"

    table: str = ""

    @property
    def key(self) -> Key:
        """Return the identity of the object within a schema."""
        return (self.kind, self.schema or "", self.table, self.name or "")

    @property
    def label(self) -> str:
        """Name the object as its owner would."""
        return str(self.name)


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


_NOT_SAID: Final = frozenset({"comment", "validated"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint(TableObject):
    """Describe what all constraints have; one without a name is filed under its content.

    ``options`` are (name, value) pairs such as the INCLUDE columns of a unique constraint,
    ``apart`` tells that it stands in a clause of its own, not in that of its column.
    """

    kind: ClassVar[str] = "constraint"

    validated: Flag = True
    deferrable: Text = None
    options: tuple[tuple[str, str], ...] | Unknown = ()
    apart: bool = field(default=False, compare=False, repr=False)
    _content: str = field(default="", init=False, compare=False, repr=False)

    @property
    def content(self) -> str:
        """Return what the constraint says, apart from its name; worded once."""
        if not self._content:
            said = sorted((k, repr(v)) for k, v in self.attributes().items() if k not in _NOT_SAID)
            object.__setattr__(self, "_content", repr(said))
        return self._content

    @property
    def key(self) -> Key:
        """Return the identity of the constraint within a schema."""
        name = self.name if self.name is not None else f"\0{self.content}"
        return (self.kind, self.schema or "", self.table, name)

    @property
    def label(self) -> str:
        """Name the constraint, or the table that it stands on."""
        return str(self.name) if self.name is not None else f"(unnamed) on {self.table}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryKey(Constraint):
    """Describe a primary key."""

    kind: ClassVar[str] = "primary key"

    columns: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UniqueConstraint(Constraint):
    """Describe a UNIQUE constraint."""

    kind: ClassVar[str] = "unique constraint"

    columns: Names = ()
    nulls_not_distinct: Flag = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckConstraint(Constraint):
    """Describe a CHECK constraint."""

    kind: ClassVar[str] = "check constraint"

    expression: Text = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey(Constraint):
    """Describe a foreign key; None as an action or match is the dialect's default."""

    kind: ClassVar[str] = "foreign key"

    columns: Names = ()
    referred_schema: str | None = None
    referred_table: Text = UNKNOWN
    referred_columns: Names = ()
    ondelete: Text = None
    onupdate: Text = None
    match: Text = None

    @property
    def found_by(self) -> tuple[Heading, ...]:
        """Return the table that it leads to."""
        return ((self.kind, self.referred_table),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludeConstraint(Constraint):
    """Describe an EXCLUDE constraint by its definition."""

    kind: ClassVar[str] = "exclude constraint"

    definition: Text = UNKNOWN


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
class EnumType(SchemaObject):
    """Describe an enum type with its labels in order."""

    kind: ClassVar[str] = "enum type"

    labels: Names = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(SchemaObject):
    """Describe an object that has no more structure here than its definition."""

    kind: ClassVar[str] = "definition"

    definition: Text = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain(Definition):
    """Describe a domain with its base type, default and checks."""

    kind: ClassVar[str] = "domain"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeType(Definition):
    """Describe a composite or range type."""

    kind: ClassVar[str] = "type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Function(Definition):
    """Describe a function or procedure; the name holds the argument types."""

    kind: ClassVar[str] = "function"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Definition):
    """Describe an extension."""

    kind: ClassVar[str] = "extension"


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespace(Definition):
    """Describe a schema of the database."""

    kind: ClassVar[str] = "schema"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant(Definition):
    """Describe the privileges on an object, which ``name`` names."""

    kind: ClassVar[str] = "privileges"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics(Definition):
    """Describe an extended statistics object."""

    kind: ClassVar[str] = "statistics"

    @property
    def found_by(self) -> tuple[Heading, ...]:
        """Return its kind."""
        return ((self.kind,),)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTrigger(Definition):
    """Describe an event trigger."""

    kind: ClassVar[str] = "event trigger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Definition):
    """Describe a role of the server."""

    kind: ClassVar[str] = "role"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tablespace(Definition):
    """Describe a tablespace of the server."""

    kind: ClassVar[str] = "tablespace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pragma(Definition):
    """Describe a value that SQLite keeps for the application in the file."""

    kind: ClassVar[str] = "PRAGMA"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDefinition(TableObject):
    """Describe an object of a table by its definition and whether it is enabled."""

    kind: ClassVar[str] = "table definition"

    definition: Text = UNKNOWN
    enabled: Text = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger(TableDefinition):
    """Describe a trigger."""

    kind: ClassVar[str] = "trigger"

    @property
    def found_by(self) -> tuple[Heading, ...]:
        """Return its kind."""
        return ((self.kind,),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(TableDefinition):
    """Describe a row security policy."""

    kind: ClassVar[str] = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class RewriteRule(TableDefinition):
    """Describe a rewrite rule."""

    kind: ClassVar[str] = "rule"


@dataclass(frozen=True, slots=True)
class Schema:
    """Hold the objects of one database at one moment; never changed in place.

    Making a schema that differs in one object costs what the object's table costs, not what the
    schema costs: see :class:`~alembic_mrt.schema.buckets.Buckets`.
    """

    objects: Mapping[Key, SchemaObject] = field(default_factory=Buckets)

    def __post_init__(self) -> None:
        if not isinstance(self.objects, Buckets):
            object.__setattr__(self, "objects", Buckets.of(self.objects.values()))

    @classmethod
    def of(cls, *objects: SchemaObject) -> Schema:
        """Make a schema of ``objects``."""
        return cls(Buckets.of(objects))

    @property
    def buckets(self) -> Buckets:
        """Return the objects, grouped by table."""
        assert isinstance(self.objects, Buckets)
        return self.objects

    def __iter__(self) -> Iterator[SchemaObject]:
        return self.buckets.objects()

    def __len__(self) -> int:
        return len(self.objects)

    def get(self, key: Key) -> SchemaObject | None:
        """Return the object under ``key``, or None."""
        return self.objects.get(key)

    def add(self, *objects: SchemaObject) -> Schema:
        """Return a schema that holds ``objects`` too, in place of those with the same key."""
        return Schema(self.buckets.adding(objects))

    def remove(self, *keys: Key) -> Schema:
        """Return a schema without ``keys``; keys that it does not hold are passed over."""
        return Schema(self.buckets.removing(keys))

    def taking_over(self, known: Schema, tables: Iterable[tuple[str | None, str]]) -> Schema:
        """Return a schema that holds ``tables`` of ``known`` too, with all that belongs to them."""
        names = ((schema or "", table) for schema, table in tables)
        return Schema(self.buckets.with_tables_of(known.buckets, names))

    def of_table(self, table: str, schema: str | None = None) -> tuple[TableObject, ...]:
        """Return everything that belongs to a table, columns first in their order."""
        return self.buckets.bucket((schema or "", table)).parts()

    def columns(self, table: str, schema: str | None = None) -> tuple[Column, ...]:
        """Return the columns of a table in their order."""
        return self.buckets.bucket((schema or "", table)).parts_of(Column)

    def table(self, name: str, schema: str | None = None) -> Table | None:
        """Return a table by name, or None."""
        found = self.get((Table.kind, schema or "", "", name))
        return found if isinstance(found, Table) else None

    def tables_like(self, name: str) -> tuple[Table, ...]:
        """Return the tables of a name, whatever its case, sorted by schema and name."""
        found = self.buckets.under(Table.kind, name.casefold())
        return tuple(sorted(found, key=lambda t: (t.schema or "", t.name or "")))

    def tables(self) -> tuple[Table, ...]:
        """Return the tables, sorted by schema and name."""
        return self.buckets.tables()

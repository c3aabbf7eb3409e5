"""A database schema as values.

Every object is a frozen dataclass that knows the key it lives under; a :class:`Schema` maps
keys to objects. The static replay builds these values from operations, a snapshot reads them
from a catalog, and one ``difference()`` compares both.

A field that nobody could determine holds :data:`UNKNOWN`; it is never guessed and never differs.
Names and expressions are text in the form of their source (the user's script or the server's
catalog), so only schemas of one source may be compared with each other.
"""

from alembic_mrt.schema.objects.base import (
    UNKNOWN,
    Flag,
    Names,
    SchemaObject,
    TableObject,
    Text,
    Unknown,
)
from alembic_mrt.schema.objects.constraints import (
    CheckConstraint,
    Constraint,
    ExcludeConstraint,
    ForeignKey,
    PrimaryKey,
    UniqueConstraint,
)
from alembic_mrt.schema.objects.definitions import (
    Definition,
    EventTrigger,
    Extension,
    Function,
    Grant,
    Namespace,
    Policy,
    Pragma,
    RewriteRule,
    Role,
    Statistics,
    TableDefinition,
    Tablespace,
    Trigger,
)
from alembic_mrt.schema.objects.relations import (
    Column,
    Index,
    MaterializedView,
    Sequence,
    Table,
    View,
)
from alembic_mrt.schema.objects.schema import Schema
from alembic_mrt.schema.objects.types import CompositeType, Domain, EnumType

__all__ = [
    "UNKNOWN",
    "CheckConstraint",
    "Column",
    "CompositeType",
    "Constraint",
    "Definition",
    "Domain",
    "EnumType",
    "EventTrigger",
    "ExcludeConstraint",
    "Extension",
    "Flag",
    "ForeignKey",
    "Function",
    "Grant",
    "Index",
    "MaterializedView",
    "Names",
    "Namespace",
    "Policy",
    "Pragma",
    "PrimaryKey",
    "RewriteRule",
    "Role",
    "Schema",
    "SchemaObject",
    "Sequence",
    "Statistics",
    "Table",
    "TableDefinition",
    "TableObject",
    "Tablespace",
    "Text",
    "Trigger",
    "UniqueConstraint",
    "Unknown",
    "View",
]

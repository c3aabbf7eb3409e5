"""Objects that have no more structure here than their definition, alone or on a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from alembic_mrt.schema.buckets import Heading
from alembic_mrt.schema.objects.base import UNKNOWN, SchemaObject, TableObject, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(SchemaObject):
    """Describe an object that has no more structure here than its definition."""

    kind: ClassVar[str] = "definition"

    definition: Text = UNKNOWN


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

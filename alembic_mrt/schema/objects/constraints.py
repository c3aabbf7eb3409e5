"""The constraints of a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final

from alembic_mrt.schema.buckets import Heading, Key
from alembic_mrt.schema.objects.base import UNKNOWN, Flag, Names, TableObject, Text, Unknown

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

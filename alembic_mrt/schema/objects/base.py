"""What every object of a schema has, and the stand-in for what nobody could determine."""

from __future__ import annotations

import enum
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from alembic_mrt.schema.buckets import Heading, Key

if TYPE_CHECKING:
    from collections.abc import Mapping


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

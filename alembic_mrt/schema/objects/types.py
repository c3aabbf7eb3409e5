"""The types that a database keeps under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from alembic_mrt.schema.objects.base import Names, SchemaObject
from alembic_mrt.schema.objects.definitions import Definition


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumType(SchemaObject):
    """Describe an enum type with its labels in order."""

    kind: ClassVar[str] = "enum type"

    labels: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain(Definition):
    """Describe a domain with its base type, default and checks."""

    kind: ClassVar[str] = "domain"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeType(Definition):
    """Describe a composite or range type."""

    kind: ClassVar[str] = "type"

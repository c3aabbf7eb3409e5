"""Objects that few databases have, each known by its definition alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from alembic_mrt.schema.objects import Definition


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Definition):
    """Describe a publication with its tables, row filters and column lists."""

    kind: ClassVar[str] = "publication"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignDataWrapper(Definition):
    """Describe a foreign data wrapper."""

    kind: ClassVar[str] = "foreign data wrapper"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignServer(Definition):
    """Describe a foreign server."""

    kind: ClassVar[str] = "server"


@dataclass(frozen=True, slots=True, kw_only=True)
class UserMapping(Definition):
    """Describe a user mapping; the name says for whom and on which server."""

    kind: ClassVar[str] = "user mapping"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collation(Definition):
    """Describe a collation."""

    kind: ClassVar[str] = "collation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast(Definition):
    """Describe a cast; the name holds both types."""

    kind: ClassVar[str] = "cast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator(Definition):
    """Describe an operator; the name holds the types of its operands."""

    kind: ClassVar[str] = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorClass(Definition):
    """Describe an operator class; the name holds the index method."""

    kind: ClassVar[str] = "operator class"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorFamily(Definition):
    """Describe an operator family with all operators and functions in it."""

    kind: ClassVar[str] = "operator family"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSearchConfiguration(Definition):
    """Describe a text search configuration with its mappings."""

    kind: ClassVar[str] = "text search configuration"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSearchDictionary(Definition):
    """Describe a text search dictionary."""

    kind: ClassVar[str] = "text search dictionary"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSearchParser(Definition):
    """Describe a text search parser."""

    kind: ClassVar[str] = "text search parser"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSearchTemplate(Definition):
    """Describe a text search template."""

    kind: ClassVar[str] = "text search template"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language(Definition):
    """Describe a procedural language."""

    kind: ClassVar[str] = "language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transform(Definition):
    """Describe a transform; the name holds type and language."""

    kind: ClassVar[str] = "transform"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion(Definition):
    """Describe a conversion between encodings."""

    kind: ClassVar[str] = "conversion"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessMethod(Definition):
    """Describe an access method of tables or indexes."""

    kind: ClassVar[str] = "access method"

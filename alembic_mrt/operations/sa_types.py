"""SQLAlchemy's types, in the one spelling of :mod:`alembic_mrt.operations.spelling`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations import spelling
from alembic_mrt.operations.values import (
    HOLE,
    LocalClass,
    Ref,
    Term,
    Value,
    is_whole,
    schema_of,
)
from alembic_mrt.schema.objects import UNKNOWN, EnumType, Names, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES: Final = {
    "Integer": "INTEGER", "BigInteger": "BIGINT", "SmallInteger": "SMALLINT", "String": "VARCHAR",
    "Unicode": "VARCHAR", "AutoString": "VARCHAR", "Text": "TEXT", "UnicodeText": "TEXT",
    "Boolean": "BOOLEAN", "Float": "FLOAT", "Double": "DOUBLE PRECISION", "Numeric": "NUMERIC",
    "DOUBLE_PRECISION": "DOUBLE PRECISION", "DECIMAL": "NUMERIC", "Date": "DATE", "Time": "TIME",
    "DateTime": "TIMESTAMP", "DATETIME": "TIMESTAMP", "LargeBinary": "BLOB", "BYTEA": "BLOB",
    "PickleType": "BLOB", "Interval": "INTERVAL", "Uuid": "UUID", "INT": "INTEGER",
    "JSON": "JSON", "DOUBLE": "DOUBLE PRECISION", "MatchType": "BOOLEAN",
}  # fmt: skip
_SIZED: Final = {"VARCHAR", "CHAR", "NVARCHAR", "NCHAR", "VARBINARY", "BINARY", "BIT"}
_SIZE_ONLY_WHEN_GIVEN: Final = {"TEXT", "BLOB"}
_MYSQL_DISPLAY: Final = {"INTEGER", "BIGINT", "SMALLINT", "MEDIUMINT"}
_ON_SQLITE: Final = {"Uuid": "CHAR(32)", "Interval": "TIMESTAMP"}
_MODULES: Final = {"sqlalchemy", "sqlmodel"}


@dataclass(frozen=True, slots=True)
class ReadType:
    """Hold a type's spelling, its collation, and the enum type that it needs, if any."""

    text: Text
    collation: Text = None
    enum: EnumType | None = None
    created_with_table: bool = False


def read_type(value: Value, dialect: str | None = None) -> ReadType:
    """Read the type of a column."""
    if isinstance(value, LocalClass) and isinstance(value.scope.names.get("impl"), Ref | Term):
        return _of_class(value, dialect)
    if isinstance(value, Ref | LocalClass):
        value = Term(value.dotted if isinstance(value, Ref) else f"local.{value.name}")
    if not isinstance(value, Term):
        return ReadType(UNKNOWN)
    if value.base is not None:
        return _method(value, dialect)
    if value.last == "as_mutable":
        return read_type(value.arg(0, "sqltype"), dialect)
    if value.library not in _MODULES or value.last == "NullType":
        return ReadType(_custom(value))
    return _library_type(value, dialect)


def _library_type(value: Term, dialect: str | None) -> ReadType:
    if value.last in {"Enum", "ENUM"}:
        return _enum(value, dialect)
    if value.last == "ARRAY":
        return _array(value, dialect)
    return ReadType(_plain(value, dialect), _collation(value))


def _of_class(made: LocalClass, dialect: str | None) -> ReadType:
    """Read a TypeDecorator given as a class."""
    if {"load_dialect_impl", "__init__"} & made.scope.names.keys():
        return ReadType(f"{made.name}()")
    return read_type(made.scope.names["impl"], dialect)


def _custom(value: Term) -> Text:
    if value.last == "NullType":
        return UNKNOWN
    source = value.source.strip()
    call = source[source.index("(") :] if "(" in source else "()"
    return f"{value.last}{call}"


def _collation(value: Term) -> Text:
    given = value.kwargs.get("collation")
    return str(given) if is_whole(given) else None


def _plain(value: Term, dialect: str | None) -> Text:
    name = _NAMES.get(value.last, value.last.upper().replace("_", " "))
    if name in {"TIMESTAMP", "TIME"} and value.arg(0, "timezone") is True:
        name += " WITH TIME ZONE"
    arguments = _arguments(name, value)
    if value.incomplete or any(
        not isinstance(a, int | str | None) or HOLE in str(a) for a in arguments
    ):
        return UNKNOWN
    if dialect == "sqlite" and value.last in _ON_SQLITE:
        return _ON_SQLITE[value.last]
    text = spelling.spell(name, *arguments)
    if value.kwargs.get("unsigned") is True:
        text += " UNSIGNED"
    return spelling.for_dialect(text, dialect)


def _arguments(name: str, value: Term) -> list[object]:
    if name.startswith("TIME"):
        return [value.kwargs.get("precision", value.kwargs.get("fsp"))]
    if name == "NUMERIC":
        precision, scale = value.arg(0, "precision"), value.arg(1, "scale")
        return [] if precision is None else [precision, scale]
    if name == "FLOAT":
        return [value.arg(0, "precision")]
    if name == "INTERVAL":
        return [value.kwargs.get("precision", value.kwargs.get("second_precision"))]
    if name in _SIZED or name in _SIZE_ONLY_WHEN_GIVEN:
        return [value.arg(0, "length")]
    return _other_arguments(name, value)


def _other_arguments(name: str, value: Term) -> list[object]:
    if name in _MYSQL_DISPLAY or name in {"UUID", "JSON", "JSONB", "BOOLEAN", "DATE"}:
        return []
    if name == "TINYINT" and value.arg(0, "display_width") == 1:
        return [1]
    return [arg for arg in value.args if isinstance(arg, int | str) and not isinstance(arg, bool)]


def _method(value: Term, dialect: str | None) -> ReadType:
    """Read ``type.with_variant(...)`` and its like."""
    base = read_type(value.base, dialect)
    if value.head != "with_variant" or not isinstance(base.text, str):
        return (
            base if value.head in {"with_variant", "copy", "evaluates_none"} else ReadType(UNKNOWN)
        )
    variant = read_type(value.arg(0, "type_"), dialect)
    names = [name for name in value.args[1:] if isinstance(name, str)]
    if dialect is not None:
        return variant if dialect in names else base
    text = f"{base.text} ({', '.join(names)}: {variant.text})"
    collation = base.collation if base.collation == variant.collation else UNKNOWN
    return ReadType(text, collation, base.enum, base.created_with_table)


def _array(value: Term, dialect: str | None) -> ReadType:
    item = read_type(value.arg(0, "item_type"), dialect)
    dimensions = value.arg(2, "dimensions")
    text = UNKNOWN if item.text is UNKNOWN else f"{item.text}" + "[]" * (dimensions or 1)
    return ReadType(text, item.collation, item.enum, item.created_with_table)


def read_enum(value: Term) -> EnumType | None:
    """Return the enum type that ``sa.Enum(...)`` or ``postgresql.ENUM(...)`` stands for."""
    name, labels = value.kwargs.get("name"), _labels(value)
    first = value.args[0] if value.args else None
    if name is None and isinstance(first, Ref | LocalClass):
        name = (first.last if isinstance(first, Ref) else first.name).lower()
    if not is_whole(name):
        return None
    schema = schema_of(value.kwargs.get("schema")) or metadata_schema(value.kwargs.get("metadata"))
    return EnumType(schema=schema, name=name, labels=labels)


def metadata_schema(metadata: Value) -> str | None:
    """Return the schema that ``sa.MetaData(schema=...)`` gives to what is in it."""
    return schema_of(metadata.kwargs.get("schema")) if isinstance(metadata, Term) else None


def _labels(value: Term) -> Names:
    args: Sequence[Value] = value.args
    if len(args) == 1 and isinstance(args[0], LocalClass):
        aliases = value.kwargs.get("omit_aliases") is False
        by_value = value.kwargs.get("values_callable") is not None
        return _class_labels(args[0], by_value=by_value, aliases=aliases)
    if value.incomplete or not all(is_whole(arg) for arg in args):
        return UNKNOWN
    return tuple(args)


def _class_labels(enum: LocalClass, *, by_value: bool, aliases: bool) -> Names:
    members = {name: v for name, v in enum.scope.names.items() if not name.startswith("_")}
    plain = {name: v for name, v in members.items() if isinstance(v, str | int | tuple)}
    if not by_value:
        first = {value: name for name, value in reversed(plain.items())}
        return tuple(name for name, value in plain.items() if aliases or first[value] == name)
    return tuple(dict.fromkeys(v for v in plain.values() if isinstance(v, str)))


def _enum(value: Term, dialect: str | None) -> ReadType:
    enum, labels = read_enum(value), _labels(value)
    native = dialect in {None, "postgresql", "mysql", "mariadb"}
    as_text = value.last == "Enum" and value.kwargs.get("native_enum") is False
    if as_text or not native:
        return ReadType(_as_varchar(labels, value.kwargs.get("length")), _collation(value))
    if enum is None or dialect in {"mysql", "mariadb"}:
        unknown = labels is UNKNOWN or (enum is None and value.kwargs.get("name") is not None)
        text = UNKNOWN if unknown else f"ENUM({', '.join(map(repr, labels))})"  # type: ignore[arg-type]
        return ReadType(text)
    own = value.last == "ENUM" and value.kwargs.get("create_type") is False
    return ReadType(spelling.enum_text(str(enum.name)), None, enum, not own)


def _as_varchar(labels: Names, length: Value) -> Text:
    if isinstance(length, int):
        return spelling.spell("VARCHAR", length)
    if not isinstance(labels, tuple):
        return UNKNOWN
    return spelling.spell("VARCHAR", max((len(label) for label in labels), default=0))

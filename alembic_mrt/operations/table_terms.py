"""Tables, types and schemas that a script creates or drops as SQLAlchemy objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.operations.nesting import operands, parts
from alembic_mrt.operations.sa_columns import numbering, table_objects
from alembic_mrt.operations.sa_serial import serial_columns
from alembic_mrt.operations.sa_tables import counting_upwards, is_temporary, table_keywords
from alembic_mrt.operations.sa_types import metadata_schema, read_enum, read_type
from alembic_mrt.operations.sql.table_options import beyond_name
from alembic_mrt.operations.values import (
    Attribute,
    LocalClass,
    Ref,
    Term,
    Unread,
    Value,
    is_whole,
    schema_of,
    text_of,
)
from alembic_mrt.operations.vocabulary import (
    CreateObject,
    CreateTable,
    DropObject,
    DropTable,
    Operation,
)
from alembic_mrt.schema.objects import UNKNOWN, EnumType, Namespace, SchemaObject, Sequence, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from alembic_mrt.operations.site import Site

_POSTGRESQL = frozenset({"postgresql"})


def is_table(value: Value) -> bool:
    """Tell whether a value is ``sa.Table(...)`` or ``sa.table(...)``."""
    return isinstance(value, Term) and value.base is None and value.last in {"Table", "table"}


def table_name(value: Value) -> Text:
    """Return the name of a table or mapped class, None where it is neither."""
    if is_table(value):
        return text_of(value.arg(0, "name"))
    if isinstance(value, LocalClass):
        return value.table_name
    if isinstance(value, Attribute) and value.name == "__table__":
        return table_name(value.base)
    return None


def table_columns(value: Term) -> tuple[Value, ...]:
    """Return the items of ``sa.Table(name, metadata, *items)``."""
    skip = 2 if value.last == "Table" else 1
    return value.args[skip:]


def tables_of_terms(value: Value) -> tuple[str, ...]:
    """Return the names of the tables that an expression mentions."""
    return tuple(dict.fromkeys(_tables(value)))


def _tables(value: Value) -> Iterator[str]:
    for part in parts(value, _beside_tables):
        name = table_name(part)
        if isinstance(name, str):
            yield name
        elif isinstance(part, Ref) and part.library not in {"sqlalchemy", "builtins"}:
            yield part.last
        elif isinstance(part, Unread):
            yield from part.tables


def _beside_tables(value: Value) -> Collection[Value]:
    """Return what an expression is made of, except for the items of a table."""
    looked_into = isinstance(value, Attribute | Term | list | tuple)
    return operands(value) if looked_into and not isinstance(table_name(value), str) else ()


def term_operation(term: Term, site: Site) -> list[Operation] | None:
    """Return what executing ``CreateTable(t)``, ``DropTable(t)`` or ``CreateSchema(n)`` does."""
    if term.base is not None or term.library != "sqlalchemy":
        return None
    target = term.arg(0, "element")
    if term.last in {"CreateTable", "DropTable"} and is_table(target):
        return create_or_drop(target, term.last == "CreateTable", term.kwargs, site)
    if term.last in {"CreateSchema", "DropSchema"}:
        return _schema(term, site)
    if term.last in {"CreateSequence", "DropSequence"}:
        return sequence(target, term.last == "CreateSequence", site)
    return None


def _schema(term: Term, site: Site) -> list[Operation]:
    name = text_of(term.arg(0, "name"))
    if term.last == "DropSchema":
        cascade = term.kwargs.get("cascade") is True
        guarded = term.kwargs.get("if_exists") is True
        return [
            DropObject(
                **site.common, kind=Namespace.kind, name=name, cascade=cascade, if_exists=guarded
            )
        ]
    made = Namespace(name=name if isinstance(name, str) else None)
    guarded = term.kwargs.get("if_not_exists") is True
    return [CreateObject(**site.common, object=made, if_not_exists=guarded)]


def sequence(target: Value, create: bool, site: Site) -> list[Operation] | None:
    """Return the creation or removal of ``sa.Sequence(...)``."""
    if not isinstance(target, Term) or target.last != "Sequence":
        return None
    name = text_of(target.arg(0, "name"))
    schema = schema_of(target.kwargs.get("schema"))
    return _object(_sequence(target, name, schema), create, False, site)


def _sequence(target: Term, name: Text, schema: str | None) -> Sequence:
    if not isinstance(name, str):
        return Sequence(schema=schema, definition=UNKNOWN)
    given = {**dict(zip(("start", "increment"), target.args[1:3], strict=False)), **target.kwargs}
    kind = read_type(given["data_type"], None).text if given.get("data_type") else ""
    place = f"{schema}.{name}" if schema else name
    words = (place, f"as {kind}".lower() if kind else "", numbering(given))
    definition = " ".join(word for word in words if word)
    return Sequence(schema=schema, name=name, definition=definition)


def create_or_drop(
    table: Term, create: bool, kwargs: Mapping[str, Value], site: Site
) -> list[Operation]:
    """Return what ``table.create(bind)`` or ``table.drop(bind)`` does."""
    name = text_of(table.arg(0, "name"))
    schema = schema_of(table.kwargs.get("schema")) or metadata_schema(table.arg(1, "metadata"))
    guarded = kwargs.get("checkfirst") is True
    if not create:
        return [DropTable(**site.common, table=name, schema=schema, if_exists=guarded)]
    of = name if isinstance(name, str) else ""
    objects, complete = table_objects(table_columns(table), of, schema, site.dialect)
    own = table_keywords(table.kwargs, of, schema, site.dialect)
    reflected = table.kwargs.get("autoload_with") is not None
    return [
        CreateTable(
            **site.common, table=name, schema=schema,
            objects=(*beyond_name(own), *counting_upwards(objects, table.kwargs, site.dialect)),
            serial=serial_columns(table_columns(table), objects),
            complete=complete and not table.incomplete and not own.parents and not reflected,
            if_not_exists=guarded, temporary=is_temporary(table.kwargs),
            comment=text_of(table.kwargs.get("comment")),
        )
    ]  # fmt: skip


def enum_operation(
    term: Term, create: bool, args: tuple[Value, ...], kwargs: Mapping[str, Value], site: Site
) -> list[Operation] | None:
    """Return what ``enum.create(bind)`` or ``enum.drop(bind)`` does: it acts on PostgreSQL."""
    enum = read_enum(term)
    if enum is None:
        return None
    default = term.last == "ENUM"
    guarded = kwargs.get("checkfirst", args[1] if len(args) > 1 else default)
    return _object(enum, create, guarded is not False, site)


def _object(made: SchemaObject, create: bool, guarded: bool, site: Site) -> list[Operation]:
    only = {"dialects": _POSTGRESQL} if isinstance(made, EnumType) else {}
    common = {**site.common, **only}
    if create:
        return [CreateObject(**common, object=made, if_not_exists=guarded)]
    name = made.name if is_whole(made.name) else None
    return [DropObject(**common, kind=made.kind, name=name, schema=made.schema, if_exists=guarded)]

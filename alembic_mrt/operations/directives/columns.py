"""add_column, drop_column and alter_column."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from alembic_mrt.operations.directives.mysql_columns import implied, restated
from alembic_mrt.operations.directives.registry import Call, directive
from alembic_mrt.operations.sa_columns import (
    ReadColumn,
    default_of,
    flag,
    identity_of,
    is_column,
    read_column,
)
from alembic_mrt.operations.sa_constraints import expression
from alembic_mrt.operations.sa_implied import type_checks
from alembic_mrt.operations.sa_serial import serial_columns
from alembic_mrt.operations.sa_types import read_type
from alembic_mrt.operations.values import Term, Value, schema_of, source_of, text_of
from alembic_mrt.operations.vocabulary import (
    AddColumn,
    AlterColumn,
    CreateConstraint,
    DropColumn,
    DropConstraint,
    Opaque,
    Operation,
)
from alembic_mrt.schema.objects import (
    UNKNOWN,
    CheckConstraint,
    Column,
    ForeignKey,
    PrimaryKey,
    SchemaObject,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.operations.site import Site


@directive("add_column")
def add_column(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.add_column(table, column)``."""
    table = text_of(call.arg(0, "table_name"))
    schema = schema_of(call.kwargs.get("schema"))
    term, name = call.arg(1, "column"), table if isinstance(table, str) else ""
    read = read_column(term, name, schema, site.dialect) if is_column(term) else None
    if read is None:
        yield Opaque(
            **site.common,
            source=source_of(call.node),
            reason="the column that is added is not known",
            tables=(name,) if name else (),
        )
        return
    keyed = (str(read.column.name),) if read.primary_key is True else ()
    yield AddColumn(
        **site.common,
        table=table,
        column=read.column,
        schema=schema,
        objects=_with_column(read, call),
        apart=bool(read.objects) and call.kwargs.get("inline_references") is not True,
        needs=read.enum,
        serial=bool(serial_columns([term], [read.column, *read.objects], keyed)),
        if_not_exists=call.kwargs.get("if_not_exists") is True,
    )


def _with_column(read: ReadColumn, call: Call) -> tuple[SchemaObject, ...]:
    """Return what comes with a column: its primary key only where it is asked for in line.

    A foreign key in line has no name, whatever ``sa.ForeignKey`` says.
    """
    objects: list[SchemaObject] = read.objects
    if call.kwargs.get("inline_references") is True:
        objects = [
            replace(o, name=None, apart=False) if isinstance(o, ForeignKey) else o for o in objects
        ]
    if call.kwargs.get("inline_primary_key") is True and read.primary_key is True:
        column = read.column
        columns = (str(column.name),)
        objects = [PrimaryKey(schema=column.schema, table=column.table, columns=columns), *objects]
    return tuple(objects)


@directive("drop_column")
def drop_column(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.drop_column(table, column)``."""
    yield DropColumn(
        **site.common,
        table=text_of(call.arg(0, "table_name")),
        column=text_of(call.arg(1, "column_name")),
        schema=schema_of(call.kwargs.get("schema")),
        if_exists=call.kwargs.get("if_exists") is True,
        check=_named_by_type(call.kwargs.get("existing_type")),
    )


def _named_by_type(kind: Value) -> Text:
    """Return the name of a type, which is that of its CHECK."""
    if isinstance(kind, Term):
        return text_of(kind.kwargs.get("name")) if kind.kwargs.get("name") else None
    return None if kind is None else UNKNOWN


@directive("alter_column")
def alter_column(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.alter_column(table, column, ...)``."""
    table, column = text_of(call.arg(0, "table_name")), text_of(call.arg(1, "column_name"))
    schema = schema_of(call.kwargs.get("schema"))
    changes = _changes(call, site)
    if site.dialect in {"mysql", "mariadb"}:
        changes |= restated(call.kwargs, changes, site.dialect)
        changes["implied"] = implied(call.kwargs, changes)
    if call.kwargs.get("type_") is not None:
        for check in _checks(call, site, "existing_type"):
            yield DropConstraint(
                **site.common, name=check.name, table=table, schema=schema, type_="check",
                if_exists=site.fields.get("batch", False),
            )  # fmt: skip
    yield AlterColumn(
        **site.common,
        table=table,
        column=column,
        schema=schema,
        existing=_existing(call, site, table, column, schema),
        untyped=not call.incomplete and not {"type_", "existing_type"} & _given(call),
        **changes,
    )
    for check in _checks(call, site, "type_"):
        yield CreateConstraint(
            **site.common, constraint=check, table=table, name=check.name, of_type=True
        )


def _given(call: Call) -> set[str]:
    """Return the keywords of a call that hand over more than None."""
    return {name for name, value in call.kwargs.items() if value is not None}


def _checks(call: Call, site: Site, of: str) -> Iterator[CheckConstraint]:
    """Yield the CHECKs of a type, which Alembic drops with the old and adds with the new.

    In a batch it does without those of an old type that are not there. Without a name none can be
    dropped.
    """
    table, column = text_of(call.arg(0, "table_name")), text_of(call.arg(1, "column_name"))
    if not isinstance(column, str):
        return
    renamed = text_of(call.kwargs.get("new_column_name")) if of == "type_" else None
    bare = Column(
        schema=schema_of(call.kwargs.get("schema")),
        table=table if isinstance(table, str) else "",
        name=renamed if isinstance(renamed, str) else column,
    )
    for check in type_checks((call.kwargs.get(of),), bare, site.dialect):
        if check.name is not None or of == "type_":
            yield check


def _changes(call: Call, site: Site) -> dict[str, Any]:
    given, changes = call.kwargs, dict[str, Any]()
    if given.get("nullable") is not None:
        changes["nullable"] = flag(given["nullable"])
    if given.get("new_column_name") is not None:
        changes["new_name"] = text_of(given["new_column_name"])
    if given.get("type_") is not None:
        read = read_type(given["type_"], site.dialect)
        changes["type"] = read.text
        changes["collation"] = UNKNOWN if read.text is UNKNOWN else read.collation
    if given.get("comment", False) is not False:
        changes["comment"] = text_of(given["comment"])
    if given.get("server_default", False) is not False:
        changes |= _default(given["server_default"], site.dialect)
    using = given.get("postgresql_using")
    if using is not None and site.dialect in {None, "postgresql"}:
        changes["using"] = expression(using)
    return changes


def _default(value: Value, dialect: str | None) -> dict[str, Any]:
    if isinstance(value, Term) and value.last == "Identity":
        return {"identity": identity_of(value)}
    if isinstance(value, Term) and value.last == "Computed":
        return {"generated": expression(value.arg(0, "sqltext"))}
    return {"default": default_of(value, dialect)}


def _existing(
    call: Call, site: Site, table: object, column: object, schema: str | None
) -> Column | None:
    given = {k[9:]: v for k, v in call.kwargs.items() if k.startswith("existing_")}
    if not given or not isinstance(column, str):
        return None
    has_default = given.get("server_default", False) is not False
    nullable = given.get("nullable")
    return Column(
        schema=schema,
        table=table if isinstance(table, str) else "",
        name=column,
        type=read_type(given.get("type"), site.dialect).text,
        nullable=UNKNOWN if nullable is None else flag(nullable),
        default=default_of(given["server_default"], site.dialect) if has_default else UNKNOWN,
        comment=text_of(given["comment"]) if "comment" in given else UNKNOWN,
    )

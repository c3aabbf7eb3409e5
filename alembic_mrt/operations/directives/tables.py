"""create_table, drop_table, rename_table and table comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.operations.directives.registry import Call, directive
from alembic_mrt.operations.sa_columns import table_objects
from alembic_mrt.operations.sa_serial import serial_columns
from alembic_mrt.operations.sa_tables import counting_upwards, is_temporary, table_keywords
from alembic_mrt.operations.sql.table_options import beyond_name
from alembic_mrt.operations.values import schema_of, text_of
from alembic_mrt.operations.vocabulary import (
    AlterObject,
    CreateTable,
    DropTable,
    Operation,
    RenameTable,
)
from alembic_mrt.schema.objects import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.operations.site import Site


@directive("create_table")
def create_table(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.create_table(name, *columns, ...)``."""
    table = text_of(call.arg(0, "table_name"))
    schema = schema_of(call.kwargs.get("schema"))
    name = table if isinstance(table, str) else ""
    objects, complete = table_objects(call.args[1:], name, schema, site.dialect)
    own = table_keywords(call.kwargs, name, schema, site.dialect)
    yield CreateTable(
        **site.common,
        table=table,
        schema=schema,
        objects=(*beyond_name(own), *counting_upwards(objects, call.kwargs, site.dialect)),
        serial=serial_columns(call.args[1:], objects),
        complete=complete and not call.incomplete and not own.parents,
        if_not_exists=call.kwargs.get("if_not_exists") is True,
        temporary=is_temporary(call.kwargs),
        comment=text_of(call.kwargs.get("comment")),
    )


@directive("drop_table")
def drop_table(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.drop_table(name)``."""
    yield DropTable(
        **site.common,
        table=text_of(call.arg(0, "table_name")),
        schema=schema_of(call.kwargs.get("schema")),
        if_exists=call.kwargs.get("if_exists") is True,
    )


@directive("rename_table")
def rename_table(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.rename_table(old, new)``."""
    yield RenameTable(
        **site.common,
        table=text_of(call.arg(0, "old_table_name")),
        new_name=text_of(call.arg(1, "new_table_name")),
        schema=schema_of(call.arg(2, "schema")),
    )


@directive("create_table_comment")
def create_table_comment(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.create_table_comment(name, comment)``."""
    yield _comment(call, site, text_of(call.arg(1, "comment")))


@directive("drop_table_comment")
def drop_table_comment(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.drop_table_comment(name)``."""
    yield _comment(call, site, None)


def _comment(call: Call, site: Site, comment: object) -> Operation:
    return AlterObject(
        **site.common,
        kind=Table.kind,
        name=text_of(call.arg(0, "table_name")),
        attribute="comment",
        value=comment,
        schema=schema_of(call.kwargs.get("schema")),
    )

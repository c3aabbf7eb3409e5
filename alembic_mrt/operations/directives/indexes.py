"""create_index and drop_index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic_mrt.operations.directives.registry import Call, directive
from alembic_mrt.operations.sa_columns import flag
from alembic_mrt.operations.sa_constraints import index, name_of
from alembic_mrt.operations.values import Unread, schema_of, text_of
from alembic_mrt.operations.vocabulary import CreateIndex, DropIndex, Operation
from alembic_mrt.schema.objects import UNKNOWN, Flag, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.operations.site import Site


@directive("create_index", table_at=1)
def create_index(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.create_index(name, table, columns)``."""
    table = text_of(call.arg(1, "table_name"))
    where: dict[str, Any] = {
        "schema": schema_of(call.kwargs.get("schema")),
        "table": table if isinstance(table, str) else "",
    }
    name, columns = call.arg(0, "index_name"), call.arg(2, "columns", ())
    if isinstance(columns, str):
        columns = [columns]
    options = dict(call.kwargs)
    options.setdefault("unique", call.args[4] if len(call.args) > 4 else False)
    known = list(columns) if isinstance(columns, list | tuple) else [Unread()]
    yield CreateIndex(
        **site.common,
        index=index(name_of(name), known, options, where, site.dialect),
        name=text_of(name),
        table=table,
        concurrently=_concurrently(call),
        if_not_exists=call.kwargs.get("if_not_exists") is True,
    )


def _concurrently(call: Call) -> Flag:
    """Tell whether PostgreSQL is asked to do it without locking the table."""
    if call.incomplete and not call.has("postgresql_concurrently"):
        return UNKNOWN
    return flag(call.kwargs.get("postgresql_concurrently", False))


@directive("drop_index", table_at=1)
def drop_index(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.drop_index(name, table)``."""
    given = call.arg(1, "table_name")
    table: Text = UNKNOWN if given is None else text_of(given)
    yield DropIndex(
        **site.common,
        name=text_of(call.arg(0, "index_name")),
        table=table,
        schema=schema_of(call.kwargs.get("schema")),
        concurrently=_concurrently(call),
        if_exists=call.kwargs.get("if_exists") is True,
    )

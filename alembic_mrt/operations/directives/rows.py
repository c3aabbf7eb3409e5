"""execute and bulk_insert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.operations.directives.registry import Call, directive
from alembic_mrt.operations.execute import insert_rows, read_statement
from alembic_mrt.operations.values import Term, Unread, schema_of, text_of
from alembic_mrt.operations.vocabulary import Insert, Operation
from alembic_mrt.schema.objects import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alembic_mrt.operations.site import Site


@directive("execute")
def execute(call: Call, site: Site) -> Iterable[Operation]:
    """Read ``op.execute(sql)``."""
    return read_statement(call.arg(0, "sqltext", Unread(call.node)), None, call.node, site)


@directive("bulk_insert")
def bulk_insert(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.bulk_insert(table, rows)``."""
    table = call.arg(0, "table")
    if call.args[1:] == ([],):
        return
    named = isinstance(table, Term) and table.last in {"table", "Table"}
    rows = insert_rows(call.arg(1, "rows"))
    yield Insert(
        **site.common,
        table=text_of(table.arg(0, "name")) if named else UNKNOWN,
        schema=schema_of(table.kwargs.get("schema")) if named else None,
        rows=rows,
    )

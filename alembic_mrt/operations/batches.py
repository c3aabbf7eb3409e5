"""``op.batch_alter_table(...)``: the table and how the batch was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.operations.sa_columns import table_objects
from alembic_mrt.operations.table_terms import is_table, table_columns
from alembic_mrt.operations.values import Batch, Value, is_whole, schema_of
from alembic_mrt.operations.vocabulary import BatchOptions

if TYPE_CHECKING:
    from alembic_mrt.operations.directives.registry import Call
    from alembic_mrt.schema.objects import SchemaObject


def opened_batch(call: Call, dialect: str | None) -> Batch:
    """Return the batch that a call of ``batch_alter_table`` opens."""
    table, schema = call.arg(0, "table_name"), call.arg(1, "schema")
    recreate = call.arg(2, "recreate", "auto")
    name = table if is_whole(table) else ""
    items, keywords = call.arg(5, "table_args", ()), call.arg(6, "table_kwargs")
    told = call.arg(7, "reflect_args", ())
    asked = keywords.get("sqlite_autoincrement") if isinstance(keywords, dict) else None
    options = BatchOptions(
        recreate=recreate if is_whole(recreate) else "auto",
        copy_from=_copied(call.arg(4, "copy_from"), name, schema, dialect),
        naming_convention=_convention(call.arg(9, "naming_convention")),
        autoincrement=asked is True,
        table_args=_items(items, name, schema, dialect),
        told=_items(told, name, schema, dialect),
    )
    return Batch(table, schema, options)


def _items(items: Value, name: str, schema: Value, dialect: str | None) -> tuple[SchemaObject, ...]:
    known = items if isinstance(items, list | tuple) else ()
    return table_objects(known, name, schema_of(schema), dialect)[0]


def _copied(
    table: Value, name: str, schema: Value, dialect: str | None
) -> tuple[SchemaObject, ...] | None:
    if not is_table(table):
        return None
    return table_objects(table_columns(table), name, schema_of(schema), dialect)[0]


def _convention(value: Value) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        return ()
    return tuple((str(key), text) for key, text in value.items() if is_whole(text))

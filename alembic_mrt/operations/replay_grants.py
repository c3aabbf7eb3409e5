"""Privileges and statistics, which go with the table or column that they are on.

Those on a column are filed under ``table.column``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.operations.replay_names import words_of
from alembic_mrt.operations.replay_readers import reads
from alembic_mrt.schema.objects import Grant, Statistics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.schema.buckets import BucketKey
    from alembic_mrt.schema.objects import Schema, SchemaObject


def column_grants(schema: Schema, namespace: str, table: str) -> Iterator[SchemaObject]:
    """Yield the privileges on columns of a table."""
    for found in schema.buckets.bucket((namespace, f"\0{Grant.kind}")).values():
        if str(found.name).startswith(f"{table}."):
            yield found


def grants_on(schema: Schema, bucket: BucketKey) -> Iterator[SchemaObject]:
    """Yield the privileges on a table or view, and on its columns."""
    for found in schema.buckets.bucket((bucket[0], f"\0{Grant.kind}")).values():
        if found.name == bucket[1]:
            yield found
    yield from column_grants(schema, *bucket)


def statistics_on(schema: Schema, table: str, column: str | None = None) -> Iterator[Statistics]:
    """Yield the extended statistics on a table, those of a column alone where it is named."""
    for found in schema.buckets.under(Statistics.kind):
        named = column is None or column.casefold() in words_of(found.definition)
        if named and reads(found.definition, table):
            yield found

"""Rows that others refer to by a foreign key: which ones upgrade() adds, and who may use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.row_sets import inserted_into, table_of
from alembic_mrt.analyzer.data.trail import Spot, back, forth, spot
from alembic_mrt.operations.vocabulary import Delete, Opaque, Update
from alembic_mrt.schema.objects import ForeignKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.data.convert import Value
    from alembic_mrt.operations.replay import Replayed
    from alembic_mrt.schema.objects import Column, Schema


def is_of_an_added_row(run: Replayed, column: Column, value: Value) -> bool:
    """Tell whether a column refers by a value to a row that only upgrade() inserts."""
    for key in run.before.of_table(column.table, column.schema):
        if not isinstance(key, ForeignKey) or key.columns != (str(column.name),):
            continue
        parent = forth(run.upgrade, spot(key.referred_table, "", key.referred_schema))
        names = key.referred_columns
        if parent is None or not isinstance(names, tuple):
            continue
        rows = inserted_into(run, parent).rows
        if any(row.get(names[0].casefold(), ...) == value for row in rows):
            return True
    return False


def users_of(run: Replayed, index: int) -> Iterator[ForeignKey]:
    """Yield the keys by which rows of older tables may refer to what a DELETE takes.

    Those whose rows downgrade() changes or deletes first do no longer.
    """
    table = table_of(run.downgrade[index].operation)
    for key in _referring(run.downgrade[index].before, table):
        child = spot(key.table, "", key.schema)
        older = back(run.downgrade[:index], child)
        known = older is not None and back(run.upgrade, older) is not None
        if known and child != table and not _is_released(run, index, key):
            yield key


def _referring(schema: Schema, table: Spot) -> Iterator[ForeignKey]:
    for _, found in schema.buckets.every(ForeignKey):
        if spot(found.referred_table, "", found.referred_schema) == table:
            yield found


def _is_released(run: Replayed, index: int, key: ForeignKey) -> bool:
    child = spot(key.table, "", key.schema)
    for applied in run.downgrade[:index]:
        step = applied.operation
        if isinstance(step, Opaque) and (
            not step.tables or child.table in {name.casefold() for name in step.tables}
        ):
            return True
        if isinstance(step, Update | Delete) and table_of(step) == child:
            return True
    return False

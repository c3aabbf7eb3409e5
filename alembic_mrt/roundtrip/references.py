"""Which tables refer to which by foreign keys."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from alembic_mrt.schema.objects import Column, ForeignKey

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.schema.buckets import Bucket
    from alembic_mrt.schema.objects import Schema


class Key:
    """Hold what matters here of a foreign key of ``table_name``.

    It ``acts`` where a change to ``parent`` changes the table, and is ``required`` where a row
    cannot do without one of the parent.
    """

    __slots__ = ("acts", "parent", "required", "table_name")

    def __init__(self, key: ForeignKey, required: bool) -> None:
        self.table_name: TableName = (key.schema, key.table)
        self.parent: TableName = (key.referred_schema, str(key.referred_table))
        self.acts = key.ondelete is not None or key.onupdate is not None
        self.required = required


class References:
    """Hold the foreign keys of a schema by their own table and by the one that they refer to."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    @cached_property
    def of(self) -> dict[TableName, list[Key]]:
        """Return the keys that a table has."""
        found: defaultdict[TableName, list[Key]] = defaultdict(list)
        for key in self._keys:
            found[key.table_name].append(key)
        return found

    @cached_property
    def to(self) -> dict[TableName, list[Key]]:
        """Return the keys that refer to a table."""
        found: defaultdict[TableName, list[Key]] = defaultdict(list)
        for key in self._keys:
            found[key.parent].append(key)
        return found

    @cached_property
    def _keys(self) -> tuple[Key, ...]:
        buckets = self._schema.buckets
        return tuple(k for name in buckets.names() for k in buckets.bucket(name).once(_keys_of))


def _keys_of(table: Bucket) -> tuple[Key, ...]:
    strict = {column.name for column in table.of_kind(Column) if column.nullable is False}
    keys = table.of_kind(ForeignKey)
    named = [key.columns if isinstance(key.columns, tuple) else () for key in keys]
    return tuple(
        Key(key, not strict.isdisjoint(names)) for key, names in zip(keys, named, strict=True)
    )

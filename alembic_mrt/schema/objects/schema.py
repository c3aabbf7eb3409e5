"""The schema: the objects of one database at one moment, each under its key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alembic_mrt.schema.buckets import Buckets, Key
from alembic_mrt.schema.objects.base import SchemaObject, TableObject
from alembic_mrt.schema.objects.relations import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Schema:
    """Hold the objects of one database at one moment; never changed in place.

    Making a schema that differs in one object costs what the object's table costs, not what the
    schema costs: see :class:`~alembic_mrt.schema.buckets.Buckets`.
    """

    objects: Mapping[Key, SchemaObject] = field(default_factory=Buckets)

    def __post_init__(self) -> None:
        if not isinstance(self.objects, Buckets):
            object.__setattr__(self, "objects", Buckets.of(self.objects.values()))

    @classmethod
    def of(cls, *objects: SchemaObject) -> Schema:
        """Make a schema of ``objects``."""
        return cls(Buckets.of(objects))

    @property
    def buckets(self) -> Buckets:
        """Return the objects, grouped by table."""
        assert isinstance(self.objects, Buckets)
        return self.objects

    def __iter__(self) -> Iterator[SchemaObject]:
        return self.buckets.objects()

    def __len__(self) -> int:
        return len(self.objects)

    def get(self, key: Key) -> SchemaObject | None:
        """Return the object under ``key``, or None."""
        return self.objects.get(key)

    def add(self, *objects: SchemaObject) -> Schema:
        """Return a schema that holds ``objects`` too, in place of those with the same key."""
        return Schema(self.buckets.adding(objects))

    def remove(self, *keys: Key) -> Schema:
        """Return a schema without ``keys``; keys that it does not hold are passed over."""
        return Schema(self.buckets.removing(keys))

    def taking_over(self, known: Schema, tables: Iterable[tuple[str | None, str]]) -> Schema:
        """Return a schema that holds ``tables`` of ``known`` too, with all that belongs to them."""
        names = ((schema or "", table) for schema, table in tables)
        return Schema(self.buckets.with_tables_of(known.buckets, names))

    def of_table(self, table: str, schema: str | None = None) -> tuple[TableObject, ...]:
        """Return everything that belongs to a table, columns first in their order."""
        return self.buckets.bucket((schema or "", table)).parts()

    def columns(self, table: str, schema: str | None = None) -> tuple[Column, ...]:
        """Return the columns of a table in their order."""
        return self.buckets.bucket((schema or "", table)).parts_of(Column)

    def table(self, name: str, schema: str | None = None) -> Table | None:
        """Return a table by name, or None."""
        found = self.get((Table.kind, schema or "", "", name))
        return found if isinstance(found, Table) else None

    def tables_like(self, name: str) -> tuple[Table, ...]:
        """Return the tables of a name, whatever its case, sorted by schema and name."""
        found = self.buckets.under(Table.kind, name.casefold())
        return tuple(sorted(found, key=lambda t: (t.schema or "", t.name or "")))

    def tables(self) -> tuple[Table, ...]:
        """Return the tables, sorted by schema and name."""
        return self.buckets.tables()

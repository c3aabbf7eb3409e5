"""The schema of a PostgreSQL database as values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.postgresql.canonical import canonical
from alembic_mrt.roundtrip.dialects.postgresql.catalog import Catalog, readers
from alembic_mrt.roundtrip.dialects.postgresql.not_compared import not_compared
from alembic_mrt.schema.objects import Schema

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Session, TableName

__all__ = ["not_compared", "read_schema"]


def read_schema(session: Session, ignore: frozenset[TableName]) -> Schema:
    """Read everything but what PostgreSQL, extensions and the tables in ``ignore`` own."""
    names = frozenset((None if s == "public" else s, table) for s, table in ignore)
    with canonical(session) as server:
        catalog = Catalog(server, names)
        return Schema.of(*(found for read in readers() for found in read(catalog)))

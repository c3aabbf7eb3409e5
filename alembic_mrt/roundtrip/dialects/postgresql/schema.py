"""The schema of a PostgreSQL database as values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.postgresql.canonical import canonical
from alembic_mrt.roundtrip.dialects.postgresql.catalog import Catalog, readers
from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import OURS, SCHEMA
from alembic_mrt.schema.objects import Schema

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Session, TableName, Within

_TABLES = f"""
SELECT {SCHEMA}, c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f') AND {OURS}
"""


def read_schema(
    session: Session, ignore: frozenset[TableName], within: Within | None = None
) -> Schema:
    """Read everything but what PostgreSQL, extensions and the tables in ``ignore`` own."""
    names = frozenset((None if s == "public" else s, table) for s, table in ignore)
    with canonical(session) as server:
        if within is None:
            return _read(Catalog(server, names))
        present = {(schema, table) for schema, table in server.catalog(_TABLES)} - names
        kept = within.outside & present
        read = _read(Catalog(server, names, tuple(t for _, t in present - kept)))
        return read.taking_over(within.known, kept)


def _read(catalog: Catalog) -> Schema:
    return Schema.of(*(found for read in readers() for found in read(catalog)))

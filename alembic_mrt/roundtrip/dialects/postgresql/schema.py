"""The schema of a PostgreSQL database as values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.postgresql.canonical import canonical
from alembic_mrt.roundtrip.dialects.postgresql.catalog import Catalog, readers
from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import (
    OURS,
    SCHEMA,
    no_member,
)
from alembic_mrt.schema.objects import Schema

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Session, Since, TableName, Within

_RELATIONS = f"""
SELECT {SCHEMA}, c.relname::text, c.oid::text, c.relkind IN ('r', 'p', 'f'),
    c.relacl IS NOT NULL
        OR c.relowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND {OURS} AND {no_member("pg_class", "c.oid")}
"""


def read_schema(
    session: Session,
    ignore: frozenset[TableName],
    within: Within | None = None,
    since: Since | None = None,
) -> Schema:
    """Read everything but what PostgreSQL, extensions and the tables in ``ignore`` own."""
    names = frozenset((None if s == "public" else s, table) for s, table in ignore)
    with canonical(session) as server:
        rows = server.catalog(_RELATIONS)
        found = [((s, name), oid, table) for s, name, oid, table, _ in rows]
        present = {name for name, _, table in found if table}
        kept = frozenset() if within is None else within.outside & present
        oids = tuple(o for name, o, table in found if not table or name not in names | kept)
        read = _read(Catalog(server, oids, names, any(row[-1] for row in rows)), since)
    return read if within is None else read.taking_over(within.known, kept - names)


def _read(catalog: Catalog, since: Since | None) -> Schema:
    return Schema.of(*(o for reader in readers() for o in reader.objects(catalog, since)))

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
from alembic_mrt.roundtrip.dialects.postgresql.numbering import owner_of
from alembic_mrt.schema.objects import Schema, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.roundtrip.dialects.base import Session, Since, TableName, Within

_RELATIONS = f"""
SELECT {SCHEMA}, c.relname::text, c.oid::text, c.relkind::text,
    c.relacl IS NOT NULL
        OR c.relowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND {OURS} AND {no_member("pg_class", "c.oid")}
"""
_TABLES = ("r", "p", "f")


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
        present = {(s, name) for s, name, _, kind, _ in rows if kind in _TABLES}
        kept = frozenset() if within is None else within.outside & present
        numbering = () if within is None else tuple(_numbering(within.known, kept))
        passed = kept | {(s.schema, str(s.name)) for s in numbering}
        every = [((s, name), oid, kind) for s, name, oid, kind, _ in rows if (s, name) not in names]
        read = [(oid, kind) for name, oid, kind in every if name not in passed]
        catalog = Catalog(
            server,
            relations=tuple(oid for oid, kind in read if kind != "S"),
            sequences=tuple(oid for oid, kind in read if kind == "S"),
            every=tuple(oid for _, oid, _ in every),
            ignore=names,
            privileged=any(row[-1] for row in rows),
        )
        found = _read(catalog, since)
    return (
        found if within is None else found.add(*numbering).taking_over(within.known, kept - names)
    )


def _numbering(known: Schema, tables: frozenset[TableName]) -> Iterator[Sequence]:
    """Yield the sequences that go with ``tables``."""
    return (s for _, s in known.buckets.every(Sequence) if owner_of(s) in tables)


def _read(catalog: Catalog, since: Since | None) -> Schema:
    return Schema.of(*(o for reader in readers() for o in reader.objects(catalog, since)))

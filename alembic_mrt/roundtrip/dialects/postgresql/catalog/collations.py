"""Collations that users define; the version of the library behind them is the server's affair."""

from __future__ import annotations

from collections.abc import Iterator

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import (
    OURS,
    SCHEMA,
    Catalog,
    comment_on,
    no_member,
    owned_by,
)
from alembic_mrt.schema.objects import SchemaObject
from alembic_mrt.schema.server_objects import Collation

KINDS = (Collation,)
WORDS = frozenset(("collation", "owner"))

_QUERY = f"""
SELECT {SCHEMA}, l.collname::text, concat_ws(' ',
    CASE l.collprovider WHEN 'i' THEN 'PROVIDER icu' WHEN 'b' THEN 'PROVIDER builtin' END,
    'LC_COLLATE ' || quote_literal(l.collcollate), 'LC_CTYPE ' || quote_literal(l.collctype),
    'LOCALE ' || quote_literal({{locale}}), 'RULES ' || quote_literal({{rules}}),
    CASE WHEN NOT l.collisdeterministic THEN 'NONDETERMINISTIC' END, {owned_by("l.collowner")}),
    {comment_on("pg_collation", "l.oid")}
FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
WHERE {OURS} AND {no_member("pg_collation", "l.oid")}
"""


def depends(_: SchemaObject) -> bool:
    """Tell that a collation changes by a statement that holds one of the words."""
    return False


def read(catalog: Catalog) -> Iterator[Collation]:
    """Read collations."""
    before_17 = catalog.since(15, "l.colliculocale", "NULL::text")
    query = _QUERY.format(
        locale=catalog.since(17, "l.colllocale", before_17),
        rules=catalog.since(16, "l.collicurules", "NULL::text"),
    )
    for schema, name, definition, comment in catalog.query(query):
        yield Collation(schema=schema, name=name, comment=comment, definition=definition)

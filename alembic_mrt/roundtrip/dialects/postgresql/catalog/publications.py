"""Publications, with what each of them publishes."""

from __future__ import annotations

from collections.abc import Iterator

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import (
    Catalog,
    comment_on,
    no_member,
    owned_by,
)
from alembic_mrt.schema.server_objects import Publication

KINDS = (Publication,)
WORDS = frozenset(("publication", "owner"))

_ROW_FILTER = """
    ' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)) || ')',
    ' WHERE ' || pg_get_expr(r.prqual, r.prrelid)"""
_SCHEMAS = """
    'TABLES IN SCHEMA ' || (SELECT string_agg(s.pnnspid::regnamespace::text, ', '
        ORDER BY s.pnnspid::regnamespace::text)
        FROM pg_publication_namespace s WHERE s.pnpubid = p.oid)"""
_QUERY = f"""
SELECT p.pubname::text, concat_ws(' ', CASE WHEN p.puballtables THEN 'FOR ALL TABLES' END,
    'TABLE ' || (SELECT string_agg(concat(r.prrelid::regclass{{row_filter}}), ', '
        ORDER BY r.prrelid::regclass::text)
        FROM pg_publication_rel r WHERE r.prpubid = p.oid),
    {{schemas}},
    'PUBLISH', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
    CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END,
    CASE WHEN {{root}} THEN 'VIA PARTITION ROOT' END,
    'GENERATED COLUMNS ' || {{generated}}, {owned_by("p.pubowner")}),
    {comment_on("pg_publication", "p.oid")}
FROM pg_publication p WHERE {no_member("pg_publication", "p.oid")}
"""


def read(catalog: Catalog) -> Iterator[Publication]:
    """Read publications."""
    query = _QUERY.format(
        row_filter=catalog.since(15, f",{_ROW_FILTER}", ""),
        schemas=catalog.since(15, _SCHEMAS, "NULL"),
        root=catalog.since(13, "p.pubviaroot", "false"),
        generated=catalog.since(18, "nullif(p.pubgencols::text, 'n')", "NULL"),
    )
    for name, definition, comment in catalog.query(query):
        yield Publication(name=name, comment=comment, definition=definition)

"""Sequences and the column that owns each, never the value that they have reached."""

from __future__ import annotations

from collections.abc import Iterator

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import (
    SCHEMA,
    Catalog,
    comment_on,
    table,
)
from alembic_mrt.schema.objects import SchemaObject, Sequence

KINDS = (Sequence,)
WORDS = frozenset(
    {
        *("sequence", "serial", "bigserial", "smallserial", "identity"),
        *("drop", "rename", "set", "type"),
        "like",  # CREATE TABLE ... (LIKE ... INCLUDING IDENTITY) makes one
    }
)

_QUERY = f"""
SELECT {SCHEMA}, c.relname::text, {comment_on("pg_class", "c.oid")},
    concat_ws(' ', 'AS', format_type(s.seqtypid, NULL), 'START', s.seqstart,
        'INCREMENT', s.seqincrement, 'MINVALUE', s.seqmin, 'MAXVALUE', s.seqmax,
        'CACHE', s.seqcache, CASE WHEN s.seqcycle THEN 'CYCLE' END,
        CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED' END),
    nullif(o.nspname, 'public')::text, t.relname::text, a.attname::text
FROM pg_sequence s {table("s.seqrelid")}
LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
    AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
LEFT JOIN pg_class t ON t.oid = d.refobjid LEFT JOIN pg_namespace o ON o.oid = t.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
WHERE s.seqrelid = ANY ($1)
"""


def depends(_: SchemaObject) -> bool:
    """Tell that a sequence changes by a statement that holds one of the words."""
    return False


def read(catalog: Catalog) -> Iterator[Sequence]:
    """Read sequences, those of serial and identity columns too."""
    for schema, name, comment, definition, owner_schema, owner, column in catalog.query_of(
        catalog.sequences, _QUERY
    ):
        if (owner_schema, owner) not in catalog.ignore:
            yield Sequence(
                schema=schema,
                name=name,
                comment=comment,
                definition=definition,
                owner=f"{owner}.{column}" if owner else None,
            )

"""Enums, domains, composite types and ranges."""

from __future__ import annotations

from collections.abc import Iterator

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import (
    OURS,
    SCHEMA,
    Catalog,
    collation,
    comment_on,
    no_member,
)
from alembic_mrt.schema.objects import CompositeType, Domain, EnumType, SchemaObject

KINDS = (EnumType, Domain, CompositeType)
WORDS = frozenset(("type", "enum", "domain", "value", "rename"))

_DOMAIN = f"""
concat_ws(' ', format_type(t.typbasetype, t.typtypmod),
    CASE WHEN t.typcollation <> b.typcollation THEN 'COLLATE ' || {collation("t.typcollation")} END,
    'DEFAULT ' || pg_get_expr(t.typdefaultbin, 0), CASE WHEN t.typnotnull THEN 'NOT NULL' END,
    (SELECT string_agg(concat_ws(' ', 'CONSTRAINT', quote_ident(k.conname),
        pg_get_constraintdef(k.oid),
        'COMMENT ' || quote_literal({comment_on("pg_constraint", "k.oid")})),
        ' ' ORDER BY k.conname)
    FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'))
"""
_COMPOSITE = f"""
(SELECT string_agg(concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attcollation NOT IN (0, 100) THEN 'COLLATE ' || {collation("a.attcollation")}
        END, 'COMMENT ' || quote_literal({comment_on("pg_class", "c.oid", "a.attnum")})),
    ', ' ORDER BY a.attnum)
FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
"""
_RANGE = f"""
(SELECT concat_ws(' ', 'RANGE OF', format_type(r.rngsubtype, NULL),
    (SELECT 'USING ' || o.opcname FROM pg_opclass o
        WHERE o.oid = r.rngsubopc AND NOT o.opcdefault),
    CASE WHEN r.rngcollation NOT IN (0, 100) THEN 'COLLATE ' || {collation("r.rngcollation")} END,
    'CANONICAL ' || nullif(r.rngcanonical::oid, 0)::regproc,
    'SUBTYPE_DIFF ' || nullif(r.rngsubdiff::oid, 0)::regproc)
FROM pg_range r WHERE r.rngtypid = t.oid)
"""
_QUERY = f"""
SELECT {SCHEMA}, t.typname::text, t.typtype::text, {comment_on("pg_type", "t.oid")},
    ARRAY(SELECT e.enumlabel::text FROM pg_enum e
        WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder),
    CASE t.typtype WHEN 'd' THEN {_DOMAIN} WHEN 'c' THEN {_COMPOSITE} WHEN 'r' THEN {_RANGE} END
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_type b ON b.oid = t.typbasetype
LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND c.relkind = 'c'))
    AND {OURS} AND {no_member("pg_type", "t.oid")}
"""


def depends(found: SchemaObject) -> bool:
    """Tell whether a type may be made of that of a table."""
    return not isinstance(found, EnumType)


def read(catalog: Catalog) -> Iterator[SchemaObject]:
    """Read the types that users define."""
    for schema, name, kind, comment, labels, definition in catalog.query(_QUERY):
        if kind == "e":
            yield EnumType(schema=schema, name=name, comment=comment, labels=tuple(labels))
        else:
            made = Domain if kind == "d" else CompositeType
            yield made(schema=schema, name=name, comment=comment, definition=definition or "")

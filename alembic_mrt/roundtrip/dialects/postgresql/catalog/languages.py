"""Languages, transforms, conversions and access methods, which name functions and little else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import (
    OURS,
    SCHEMA,
    Catalog,
    comment_on,
    no_member,
    owned_by,
)
from alembic_mrt.schema.objects import Definition, SchemaObject
from alembic_mrt.schema.server_objects import AccessMethod, Conversion, Language, Transform

KINDS = (Language, Transform, Conversion, AccessMethod)
WORDS = frozenset(("language", "transform", "conversion", "access", "owner"))

_QUERY = f"""
SELECT 'language', NULL, l.lanname::text, concat_ws(' ',
    CASE WHEN l.lanpltrusted THEN 'TRUSTED' END,
    'HANDLER ' || nullif(l.lanplcallfoid, 0)::regproc,
    'INLINE ' || nullif(l.laninline, 0)::regproc,
    'VALIDATOR ' || nullif(l.lanvalidator, 0)::regproc),
    {comment_on("pg_language", "l.oid")}
FROM pg_language l WHERE l.lanispl AND {no_member("pg_language", "l.oid")}
UNION ALL
SELECT 'transform', NULL, concat('FOR ', t.trftype::regtype, ' LANGUAGE ', l.lanname),
    concat_ws(' ', 'FROM SQL', t.trffromsql, 'TO SQL', t.trftosql),
    {comment_on("pg_transform", "t.oid")}
FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang
WHERE {no_member("pg_transform", "t.oid")}
UNION ALL
SELECT 'conversion', {SCHEMA}, c.conname::text, concat_ws(' ',
    CASE WHEN c.condefault THEN 'DEFAULT' END, 'FOR', pg_encoding_to_char(c.conforencoding),
    'TO', pg_encoding_to_char(c.contoencoding), 'FROM', c.conproc, {owned_by("c.conowner")}),
    {comment_on("pg_conversion", "c.oid")}
FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace
WHERE {OURS} AND {no_member("pg_conversion", "c.oid")}
UNION ALL
SELECT 'access method', NULL, a.amname::text,
    concat_ws(' ', 'TYPE', CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END,
        'HANDLER', a.amhandler),
    {comment_on("pg_am", "a.oid")}
FROM pg_am a WHERE {no_member("pg_am", "a.oid")}
"""
_KINDS: Mapping[str, type[Definition]] = {kind.kind: kind for kind in KINDS}


def depends(_: SchemaObject) -> bool:
    """Tell that they change by a statement that holds one of the words."""
    return False


def read(catalog: Catalog) -> Iterator[Definition]:
    """Read them; the owner and the privileges of a language are among the privileges."""
    for kind, schema, name, definition, comment in catalog.query(_QUERY):
        yield _KINDS[kind](schema=schema, name=name, comment=comment, definition=definition)

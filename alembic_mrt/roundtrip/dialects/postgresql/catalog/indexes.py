"""Indexes that stand for no constraint; those of partitions come and go with the parent's."""

from __future__ import annotations

from collections.abc import Iterator

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import (
    SCHEMA,
    Catalog,
    collation,
    comment_on,
    pairs,
    table,
)
from alembic_mrt.schema.objects import Index

_COLUMNS = f"""
ARRAY(SELECT pg_get_indexdef(x.oid, a.attnum::int, true)
    || CASE WHEN a.attcollation NOT IN (0, coalesce(nullif(o.attcollation, 0), 100))
        THEN ' COLLATE ' || {collation("a.attcollation")} ELSE '' END
    || CASE WHEN p.opcdefault AND {{options}} IS NULL THEN '' ELSE ' ' || p.opcname
        || coalesce(' (' || array_to_string({{options}}, ', ') || ')', '') END
    || CASE i.indoption[a.attnum - 1] & 3 WHEN 1 THEN ' DESC NULLS LAST'
        WHEN 2 THEN ' NULLS FIRST' WHEN 3 THEN ' DESC' ELSE '' END
    FROM pg_attribute a
    JOIN pg_opclass p ON p.oid = i.indclass[a.attnum - 1]
    LEFT JOIN pg_attribute o ON o.attrelid = i.indrelid AND o.attnum = i.indkey[a.attnum - 1]
        AND o.attnum <> 0
    WHERE a.attrelid = x.oid AND a.attnum <= i.indnkeyatts ORDER BY a.attnum)
"""
_QUERY = f"""
SELECT {SCHEMA}, c.relname::text, x.relname::text, {comment_on("pg_class", "x.oid")},
    {_COLUMNS}, i.indisunique, pg_get_expr(i.indpred, i.indrelid),
    nullif(m.amname, 'btree')::text,
    ARRAY(SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = x.oid AND a.attnum > i.indnkeyatts ORDER BY a.attnum),
    {{distinct}}, i.indisvalid,
    array_remove(ARRAY[
        'tablespace=' || (SELECT t.spcname FROM pg_tablespace t WHERE t.oid = x.reltablespace),
        (SELECT 'statistics=' || string_agg(a.attnum || ':' || a.attstattarget, ', ')
        FROM pg_attribute a WHERE a.attrelid = x.oid AND a.attstattarget >= 0)
    ], NULL) || coalesce(x.reloptions, '{{{{}}}}')
FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
{table("i.indrelid")}
WHERE c.relkind IN ('r', 'p', 'f', 'm') AND NOT x.relispartition
    AND NOT EXISTS (SELECT FROM pg_constraint k
        WHERE k.conindid = x.oid AND k.conrelid = c.oid AND k.contype IN ('p', 'u', 'x'))
    AND i.indrelid = ANY ($1)
"""


def read(catalog: Catalog) -> Iterator[Index]:
    """Read indexes with everything that their definition holds."""
    query = _QUERY.format(
        options=catalog.since(13, "a.attoptions", "NULL::text[]"),
        distinct=catalog.since(15, "i.indnullsnotdistinct", "false"),
    )
    for schema, owner, name, comment, columns, unique, where, using, *rest in catalog.parts(query):
        include, not_distinct, valid, options = rest
        yield Index(
            schema=schema,
            table=owner,
            name=name,
            comment=comment,
            columns=tuple(columns),
            unique=unique,
            where=where,
            using=using,
            include=tuple(include),
            nulls_not_distinct=not_distinct,
            valid=valid,
            options=pairs(options),
        )

"""Tables, partitioned and foreign ones too, and views of both kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import (
    SCHEMA,
    Catalog,
    comment_on,
    pairs,
)
from alembic_mrt.schema.objects import MaterializedView, SchemaObject, Table, View

_OPTIONS = """
array_remove(ARRAY[
    CASE c.relpersistence WHEN 'u' THEN 'persistence=unlogged' END,
    CASE WHEN c.relkind IN ('r', 'p', 'm') THEN 'replica identity=' || CASE c.relreplident
        WHEN 'f' THEN 'full' WHEN 'n' THEN 'nothing' WHEN 'i' THEN (
            SELECT i.indexrelid::regclass::text FROM pg_index i
            WHERE i.indrelid = c.oid AND i.indisreplident) END END,
    'clustered on=' || (
        SELECT i.indexrelid::regclass FROM pg_index i
        WHERE i.indrelid = c.oid AND i.indisclustered),
    'tablespace=' || (SELECT t.spcname FROM pg_tablespace t WHERE t.oid = c.reltablespace),
    'access method=' || (
        SELECT a.amname FROM pg_am a WHERE a.oid = c.relam AND a.amname <> 'heap'),
    'of type=' || nullif(c.reloftype, 0)::regtype,
    CASE WHEN NOT c.relispartition THEN 'inherits=' || (
        SELECT string_agg(h.inhparent::regclass::text, ', ' ORDER BY h.inhseqno)
        FROM pg_inherits h WHERE h.inhrelid = c.oid) END,
    'server=' || (
        SELECT s.srvname FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver
        WHERE f.ftrelid = c.oid)
], NULL) || coalesce(c.reloptions, '{}')
|| coalesce((
    SELECT array_agg('toast.' || o) FROM pg_class t, unnest(t.reloptions) o
    WHERE t.oid = c.reltoastrelid), '{}')
|| coalesce((SELECT f.ftoptions FROM pg_foreign_table f WHERE f.ftrelid = c.oid), '{}')
"""
_PARTITION = """
nullif(concat_ws(' ',
    CASE WHEN c.relispartition THEN 'PARTITION OF ' || (
        SELECT h.inhparent::regclass FROM pg_inherits h WHERE h.inhrelid = c.oid)
        || ' ' || pg_get_expr(c.relpartbound, c.oid) END,
    'PARTITION BY ' || pg_get_partkeydef(c.oid)), '')
"""
_VIEW_COLUMNS = f"""
ARRAY(SELECT concat_ws(' ', 'COLUMN', quote_ident(a.attname),
        'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid),
        'COMMENT ' || quote_literal({comment_on("pg_class", "c.oid", "a.attnum")}))
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE a.attrelid = c.oid AND a.attnum > 0
        AND (d.oid IS NOT NULL OR {comment_on("pg_class", "c.oid", "a.attnum")} IS NOT NULL)
    ORDER BY a.attnum)
"""
_QUERY = f"""
SELECT {SCHEMA}, c.relname::text, c.relkind::text, {comment_on("pg_class", "c.oid")},
    {_OPTIONS}, {_PARTITION},
    nullif(concat_ws(', ', CASE WHEN c.relrowsecurity THEN 'enabled' END,
        CASE WHEN c.relforcerowsecurity THEN 'forced' END), ''),
    CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
    CASE WHEN c.relkind IN ('v', 'm') THEN {_VIEW_COLUMNS} ELSE '{{}}' END,
    c.relispopulated
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND c.oid = ANY ($1)
"""


def read(catalog: Catalog) -> Iterator[SchemaObject]:
    """Read tables and views."""
    for schema, name, kind, comment, options, partition, security, *view in catalog.parts(_QUERY):
        if kind in ("v", "m"):
            yield _view((schema, name, comment), kind == "m", options, view)
        else:
            yield Table(
                schema=schema,
                name=name,
                comment=comment,
                options=pairs(options),
                partition=partition,
                row_security=security,
            )


def _view(
    head: tuple[str | None, str, str | None],
    materialized: bool,
    options: Sequence[str],
    view: Sequence[Any],
) -> SchemaObject:
    schema, name, comment = head
    query, columns, populated = view
    definition = "\n".join([query, *columns, *(f"WITH {o}" for o in sorted(options))])
    if materialized:
        return MaterializedView(
            schema=schema,
            name=name,
            comment=comment,
            definition=definition,
            populated=populated,
        )
    return View(schema=schema, name=name, comment=comment, definition=definition)

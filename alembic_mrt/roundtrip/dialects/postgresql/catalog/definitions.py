"""Schemas, extensions, statistics objects and event triggers."""

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
from alembic_mrt.schema.objects import (
    Definition,
    EventTrigger,
    Extension,
    Namespace,
    SchemaObject,
    Statistics,
)

KINDS = (Namespace, Extension, Statistics, EventTrigger)
WORDS = frozenset(("statistics", "event", "owner"))

_QUERY = f"""
SELECT 'schema', NULL::text, n.nspname::text, '', {comment_on("pg_namespace", "n.oid")}
FROM pg_namespace n WHERE {OURS} AND {no_member("pg_namespace", "n.oid")}
UNION ALL
SELECT 'extension', NULL, x.extname::text,
    concat_ws(' ', 'version', x.extversion, 'in schema', x.extnamespace::regnamespace,
        {owned_by("x.extowner")}),
    {comment_on("pg_extension", "x.oid")}
FROM pg_extension x
UNION ALL
SELECT 'statistics', {SCHEMA}, s.stxname::text,
    concat_ws(' ', pg_get_statisticsobjdef(s.oid),
        CASE WHEN {{target}} >= 0 THEN 'STATISTICS ' || {{target}} END, {owned_by("s.stxowner")}),
    {comment_on("pg_statistic_ext", "s.oid")}
FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE {OURS} AND {no_member("pg_statistic_ext", "s.oid")}
UNION ALL
SELECT 'event trigger', NULL, g.evtname::text,
    concat_ws(' ', 'ON', g.evtevent, 'TAGS ' || g.evttags::text, 'EXECUTE',
        g.evtfoid::regprocedure, CASE g.evtenabled WHEN 'O' THEN 'enabled'
            WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' ELSE 'always' END,
        {owned_by("g.evtowner")}),
    {comment_on("pg_event_trigger", "g.oid")}
FROM pg_event_trigger g WHERE {no_member("pg_event_trigger", "g.oid")}
"""
_KINDS: Mapping[str, type[Definition]] = {
    kind.kind: kind for kind in (Namespace, Extension, Statistics, EventTrigger)
}


def depends(found: SchemaObject) -> bool:
    """Tell whether a definition speaks of a table."""
    return isinstance(found, Statistics)


def read(catalog: Catalog) -> Iterator[Definition]:
    """Read what has no structure here but its definition."""
    query = _QUERY.format(target=catalog.since(13, "s.stxstattarget", "-1"))
    for kind, schema, name, definition, comment in catalog.query(query):
        yield _KINDS[kind](schema=schema, name=name, comment=comment, definition=definition)

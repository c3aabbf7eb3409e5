"""What text search consists of: configurations, dictionaries, parsers and templates."""

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
from alembic_mrt.schema.server_objects import (
    TextSearchConfiguration,
    TextSearchDictionary,
    TextSearchParser,
    TextSearchTemplate,
)

KINDS = (
    TextSearchConfiguration,
    TextSearchDictionary,
    TextSearchParser,
    TextSearchTemplate,
)
WORDS = frozenset(("search", "owner"))

_MAPPINGS = """
    (SELECT string_agg(concat(t.alias, ': ', t.dictionaries), '; ' ORDER BY t.alias) FROM (
        SELECT y.alias, string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno)
            AS dictionaries
        FROM pg_ts_config_map m JOIN ts_token_type(c.cfgparser) y ON y.tokid = m.maptokentype
        WHERE m.mapcfg = c.oid GROUP BY y.alias) t)"""
_QUERY = f"""
SELECT 'text search configuration', {SCHEMA}, c.cfgname::text, concat_ws(' ',
    'PARSER', (SELECT p.prsname FROM pg_ts_parser p WHERE p.oid = c.cfgparser),
    'MAPPING ' || {_MAPPINGS}, {owned_by("c.cfgowner")}),
    {comment_on("pg_ts_config", "c.oid")}
FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
WHERE {OURS} AND {no_member("pg_ts_config", "c.oid")}
UNION ALL
SELECT 'text search dictionary', {SCHEMA}, d.dictname::text, concat_ws(' ',
    'TEMPLATE', (SELECT t.tmplname FROM pg_ts_template t WHERE t.oid = d.dicttemplate),
    d.dictinitoption, {owned_by("d.dictowner")}),
    {comment_on("pg_ts_dict", "d.oid")}
FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
WHERE {OURS} AND {no_member("pg_ts_dict", "d.oid")}
UNION ALL
SELECT 'text search parser', {SCHEMA}, p.prsname::text, concat_ws(' ', 'START', p.prsstart,
    'GETTOKEN', p.prstoken, 'END', p.prsend, 'LEXTYPES', p.prslextype,
    'HEADLINE ' || nullif(p.prsheadline::oid, 0)::regproc),
    {comment_on("pg_ts_parser", "p.oid")}
FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace
WHERE {OURS} AND {no_member("pg_ts_parser", "p.oid")}
UNION ALL
SELECT 'text search template', {SCHEMA}, t.tmplname::text, concat_ws(' ',
    'INIT ' || nullif(t.tmplinit::oid, 0)::regproc, 'LEXIZE', t.tmpllexize),
    {comment_on("pg_ts_template", "t.oid")}
FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace
WHERE {OURS} AND {no_member("pg_ts_template", "t.oid")}
"""
_KINDS: Mapping[str, type[Definition]] = {kind.kind: kind for kind in KINDS}


def depends(_: SchemaObject) -> bool:
    """Tell that it changes by a statement that holds one of the words."""
    return False


def read(catalog: Catalog) -> Iterator[Definition]:
    """Read what text search consists of."""
    for kind, schema, name, definition, comment in catalog.query(_QUERY):
        yield _KINDS[kind](schema=schema, name=name, comment=comment, definition=definition)

"""Triggers, rules and policies of tables and views."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import (
    SCHEMA,
    Catalog,
    comment_on,
    table,
)
from alembic_mrt.schema.objects import Policy, RewriteRule, TableDefinition, Trigger

KINDS = (Trigger, RewriteRule, Policy)
WORDS = frozenset(("trigger", "rule", "policy"))

_POLICY = """
concat_ws(' ', CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
    'FOR', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT'
        WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
    'TO', (SELECT string_agg(r.name, ', ' ORDER BY r.name) FROM (
        SELECT CASE o WHEN 0 THEN 'public' ELSE o::regrole::text END AS name
        FROM unnest(p.polroles) o) r),
    'USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
    'WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
"""
_QUERY = f"""
SELECT {SCHEMA}, c.relname::text, 'trigger', t.tgname::text, pg_get_triggerdef(t.oid),
    t.tgenabled::text, {comment_on("pg_trigger", "t.oid")}
FROM pg_trigger t {table("t.tgrelid")}
WHERE NOT t.tgisinternal AND {{no_copy}} AND t.tgrelid = ANY ($1)
UNION ALL
SELECT {SCHEMA}, c.relname::text, 'rule', r.rulename::text, pg_get_ruledef(r.oid),
    r.ev_enabled::text, {comment_on("pg_rewrite", "r.oid")}
FROM pg_rewrite r {table("r.ev_class")} WHERE r.rulename <> '_RETURN'
    AND r.ev_class = ANY ($1)
UNION ALL
SELECT {SCHEMA}, c.relname::text, 'policy', p.polname::text, {_POLICY}, 'O',
    {comment_on("pg_policy", "p.oid")}
FROM pg_policy p {table("p.polrelid")} WHERE p.polrelid = ANY ($1)
"""
_KINDS: Mapping[str, type[TableDefinition]] = {
    "trigger": Trigger,
    "rule": RewriteRule,
    "policy": Policy,
}
_STATES = {"O": "enabled", "D": "disabled", "R": "replica", "A": "always"}


def read(catalog: Catalog) -> Iterator[TableDefinition]:
    """Read triggers, rules and policies; copies of a trigger on partitions are left out."""
    query = _QUERY.format(no_copy=catalog.since(13, "t.tgparentid = 0", "true"))
    for schema, owner, kind, name, definition, state, comment in catalog.query(query):
        yield _KINDS[kind](
            schema=schema,
            table=owner,
            name=name,
            comment=comment,
            definition=definition,
            enabled=_STATES[state],
        )

"""Operators, operator classes and families, and casts."""

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
from alembic_mrt.schema.objects import Definition
from alembic_mrt.schema.server_objects import Cast, Operator, OperatorClass, OperatorFamily

KINDS = (Operator, OperatorClass, OperatorFamily, Cast)
WORDS = frozenset(("operator", "cast", "owner"))

_TYPES = "concat_ws(', ', {0}::regtype, nullif({1}, {0})::regtype)"
_MEMBERS = f"""
    (SELECT string_agg(concat_ws(' ', 'OPERATOR', a.amopstrategy, a.amopopr::regoperator,
        'ORDER BY ' || nullif(a.amopsortfamily, 0)), ', '
        ORDER BY a.amopstrategy, a.amopopr::regoperator::text)
    FROM pg_amop a WHERE a.amopfamily = f.oid),
    (SELECT string_agg(concat_ws(' ', 'FUNCTION', a.amprocnum,
        '(' || {_TYPES.format("a.amproclefttype", "a.amprocrighttype")} || ')',
        a.amproc::oid::regprocedure), ', ' ORDER BY a.amprocnum, a.amproc::oid::regprocedure::text)
    FROM pg_amproc a WHERE a.amprocfamily = f.oid)"""
_QUERY = f"""
SELECT 'operator', {SCHEMA}, concat(o.oprname, ' (', coalesce(nullif(o.oprleft, 0)::regtype::text,
        'NONE'), ', ', coalesce(nullif(o.oprright, 0)::regtype::text, 'NONE'), ')'),
    concat_ws(' ', 'FUNCTION', o.oprcode::oid::regprocedure, 'RETURNS', o.oprresult::regtype,
        'COMMUTATOR ' || nullif(o.oprcom, 0)::regoperator,
        'NEGATOR ' || nullif(o.oprnegate, 0)::regoperator,
        'RESTRICT ' || nullif(o.oprrest::oid, 0)::regproc,
        'JOIN ' || nullif(o.oprjoin::oid, 0)::regproc,
        CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END,
        {owned_by("o.oprowner")}),
    {comment_on("pg_operator", "o.oid")}
FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE {OURS} AND {no_member("pg_operator", "o.oid")}
UNION ALL
SELECT 'operator class', {SCHEMA}, concat(c.opcname, ' USING ', m.amname),
    concat_ws(' ', CASE WHEN c.opcdefault THEN 'DEFAULT' END, 'FOR TYPE', c.opcintype::regtype,
        'FAMILY', (SELECT f.opfname FROM pg_opfamily f WHERE f.oid = c.opcfamily),
        'STORAGE ' || nullif(c.opckeytype, 0)::regtype, {owned_by("c.opcowner")}),
    {comment_on("pg_opclass", "c.oid")}
FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace JOIN pg_am m ON m.oid = c.opcmethod
WHERE {OURS} AND {no_member("pg_opclass", "c.oid")}
UNION ALL
SELECT 'operator family', {SCHEMA}, concat(f.opfname, ' USING ', m.amname),
    concat_ws(' ', {_MEMBERS}, {owned_by("f.opfowner")}),
    {comment_on("pg_opfamily", "f.oid")}
FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am m ON m.oid = f.opfmethod
WHERE {OURS} AND {no_member("pg_opfamily", "f.oid")}
UNION ALL
SELECT 'cast', NULL, concat('(', c.castsource::regtype, ' AS ', c.casttarget::regtype, ')'),
    concat_ws(' ', CASE c.castmethod WHEN 'b' THEN 'WITHOUT FUNCTION' WHEN 'i' THEN 'WITH INOUT'
            ELSE 'WITH FUNCTION ' || c.castfunc::regprocedure END,
        CASE c.castcontext WHEN 'i' THEN 'AS IMPLICIT' WHEN 'a' THEN 'AS ASSIGNMENT' END),
    {comment_on("pg_cast", "c.oid")}
FROM pg_cast c WHERE {no_member("pg_cast", "c.oid", "'e', 'i'")}
"""
_KINDS: Mapping[str, type[Definition]] = {kind.kind: kind for kind in KINDS}


def read(catalog: Catalog) -> Iterator[Definition]:
    """Read operators and casts; those of a table's type change with it."""
    for kind, schema, name, definition, comment in catalog.query(_QUERY):
        yield _KINDS[kind](schema=schema, name=name, comment=comment, definition=definition)

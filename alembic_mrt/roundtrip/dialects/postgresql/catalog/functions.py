"""Functions, procedures and aggregates."""

from __future__ import annotations

from collections.abc import Iterator

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import (
    OURS,
    SCHEMA,
    Catalog,
    comment_on,
    no_member,
)
from alembic_mrt.schema.objects import Function

KINDS = (Function,)
WORDS = frozenset(("function", "procedure", "routine", "aggregate"))

_FUNCTIONS = (
    ("FINALFUNC", "aggfinalfn"),
    ("COMBINEFUNC", "aggcombinefn"),
    ("SERIALFUNC", "aggserialfn"),
    ("DESERIALFUNC", "aggdeserialfn"),
    ("MSFUNC", "aggmtransfn"),
    ("MINVFUNC", "aggminvtransfn"),
    ("MFINALFUNC", "aggmfinalfn"),
)
_AGGREGATE = f"""
(SELECT concat_ws(' ', 'AGGREGATE', g.aggkind, '(' || pg_get_function_arguments(p.oid) || ')',
    'SFUNC', g.aggtransfn::oid::regprocedure, 'STYPE', g.aggtranstype::regtype,
    {"".join(f"'{w} ' || nullif(g.{c}::oid, 0)::regprocedure, " for w, c in _FUNCTIONS)}
    'SSPACE', g.aggtransspace, 'MSSPACE', g.aggmtransspace,
    'FINALFUNC_EXTRA', g.aggfinalextra, g.aggmfinalextra,
    'FINALFUNC_MODIFY', g.aggfinalmodify, g.aggmfinalmodify,
    'INITCOND ' || quote_literal(g.agginitval), 'MINITCOND ' || quote_literal(g.aggminitval),
    'MSTYPE ' || nullif(g.aggmtranstype, 0)::regtype,
    'SORTOP ' || nullif(g.aggsortop, 0)::regoperator, 'PARALLEL', p.proparallel)
FROM pg_aggregate g WHERE g.aggfnoid = p.oid)
"""
_QUERY = f"""
SELECT {SCHEMA}, p.proname || '(' || oidvectortypes(p.proargtypes) || ')',
    {comment_on("pg_proc", "p.oid")},
    CASE WHEN p.prokind = 'a' THEN {_AGGREGATE} ELSE pg_get_functiondef(p.oid) END
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE {OURS} AND {no_member("pg_proc", "p.oid", "'e', 'i'")}
"""


def read(catalog: Catalog) -> Iterator[Function]:
    """Read functions; an aggregate has no definition of the server's and gets one of ours."""
    for schema, name, comment, definition in catalog.query(_QUERY):
        yield Function(schema=schema, name=name, comment=comment, definition=definition)

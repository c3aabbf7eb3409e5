"""Constraints of tables.

The name of a NOT NULL, which PostgreSQL 18 keeps as a constraint too, is the server's affair.
What a partition has from its parent is left out, since it comes and goes with the parent's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import (
    SCHEMA,
    Catalog,
    comment_on,
    pairs,
    table,
)
from alembic_mrt.schema.objects import (
    CheckConstraint,
    Constraint,
    ExcludeConstraint,
    ForeignKey,
    PrimaryKey,
    UniqueConstraint,
)

_INDEXED = "k.contype IN ('p', 'u', 'x')"
_TRIGGERS = """
CASE WHEN k.contype = 'f' OR k.condeferrable THEN (
    SELECT 'triggers=' || string_agg(DISTINCT t.tgrelid::regclass || CASE t.tgenabled
        WHEN 'D' THEN ' disabled' WHEN 'A' THEN ' always' ELSE ' replica' END, ', ')
    FROM pg_trigger t WHERE t.tgconstraint = k.oid AND t.tgisinternal AND t.tgenabled <> 'O') END
"""
_OPTIONS = f"""
array_remove(ARRAY[
    CASE WHEN {{period}} THEN 'period=yes' END,
    CASE WHEN NOT {{enforced}} THEN 'enforced=no' END,
    CASE WHEN {_INDEXED} AND i.indnatts > i.indnkeyatts AND k.contype <> 'x' THEN
        'include=' || (
            SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
            WHERE a.attrelid = i.indexrelid AND a.attnum > i.indnkeyatts) END,
    CASE WHEN {_INDEXED} THEN 'tablespace=' || (
        SELECT t.spcname FROM pg_tablespace t WHERE t.oid = b.reltablespace) END,
    CASE WHEN {_INDEXED} THEN 'index comment=' || {comment_on("pg_class", "b.oid")} END,
    {_TRIGGERS}
], NULL) || CASE WHEN {_INDEXED} THEN coalesce(b.reloptions, '{{{{}}}}') ELSE '{{{{}}}}' END
"""


def _columns(numbers: str, relation: str) -> str:
    return f"""ARRAY(
        SELECT a.attname::text FROM unnest({numbers}) WITH ORDINALITY u(attnum, place)
        JOIN pg_attribute a ON a.attrelid = {relation} AND a.attnum = u.attnum ORDER BY u.place)"""


_SET_COLUMNS = """
CASE WHEN k.confdelsetcols IS NULL THEN '' ELSE ' (' || (
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
    FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.confdelsetcols))
|| ')' END
"""
_QUERY = f"""
SELECT {SCHEMA}, c.relname::text, k.conname::text, k.contype::text,
    {comment_on("pg_constraint", "k.oid")}, k.convalidated,
    CASE WHEN k.condeferrable THEN 'DEFERRABLE'
        || CASE WHEN k.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END END,
    {_OPTIONS},
    {_columns("k.conkey", "k.conrelid")},
    {{distinct}},
    CASE k.contype WHEN 'c' THEN pg_get_expr(k.conbin, k.conrelid)
            || CASE WHEN k.connoinherit THEN ' NO INHERIT' ELSE '' END
        WHEN 'x' THEN pg_get_constraintdef(k.oid) END,
    nullif(fn.nspname, 'public')::text, f.relname::text,
    {_columns("k.confkey", "k.confrelid")},
    k.confdeltype::text, {{set_columns}}, k.confupdtype::text, k.confmatchtype::text
FROM pg_constraint k {table("k.conrelid")}
LEFT JOIN pg_class f ON f.oid = k.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
LEFT JOIN pg_index i ON i.indexrelid = k.conindid LEFT JOIN pg_class b ON b.oid = k.conindid
WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conparentid = 0
    AND k.conrelid = ANY ($1)
"""
_ACTIONS = {"r": "RESTRICT", "c": "CASCADE", "n": "SET NULL", "d": "SET DEFAULT"}
_MATCHES = {"f": "FULL", "p": "PARTIAL"}


def read(catalog: Catalog) -> Iterator[Constraint]:
    """Read primary keys, unique, check and exclude constraints and foreign keys."""
    query = _QUERY.format(
        period=catalog.since(18, "k.conperiod", "false"),
        enforced=catalog.since(18, "k.conenforced", "true"),
        distinct=catalog.since(15, "coalesce(i.indnullsnotdistinct, false)", "false"),
        set_columns=catalog.since(15, _SET_COLUMNS, "''"),
    )
    for (
        schema,
        owner,
        name,
        type_,
        comment,
        validated,
        deferrable,
        options,
        *rest,
    ) in catalog.parts(query):
        common = {
            "schema": schema,
            "table": owner,
            "name": name,
            "comment": comment,
            "validated": validated,
            "deferrable": deferrable,
            "options": pairs(options),
        }
        yield _constraint(type_, common, rest)


def _constraint(type_: str, common: dict[str, Any], rest: list[Any]) -> Constraint:
    columns, not_distinct, definition, *foreign = rest
    if type_ == "p":
        return PrimaryKey(**common, columns=tuple(columns))
    if type_ == "u":
        return UniqueConstraint(**common, columns=tuple(columns), nulls_not_distinct=not_distinct)
    if type_ == "c":
        return CheckConstraint(**common, expression=definition)
    if type_ == "x":
        return ExcludeConstraint(**common, definition=definition)
    return _foreign_key(tuple(columns), common, foreign)


def _foreign_key(columns: tuple[str, ...], common: dict[str, Any], rest: list[Any]) -> ForeignKey:
    schema, referred, referred_columns, on_delete, set_columns, on_update, match = rest
    action = _ACTIONS.get(on_delete)
    return ForeignKey(
        **common,
        columns=columns,
        referred_schema=schema,
        referred_table=referred,
        referred_columns=tuple(referred_columns),
        ondelete=action and action + set_columns,
        onupdate=_ACTIONS.get(on_update),
        match=_MATCHES.get(match),
    )

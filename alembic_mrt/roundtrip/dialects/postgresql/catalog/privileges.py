"""Owners and privileges.

An object without an access list has the privileges that its kind has by default. They are
spelled out and compared with that default, so that a list left by GRANT and REVOKE that says the
same is no difference. Who granted a privilege does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import (
    OURS,
    SCHEMA,
    Catalog,
    no_member,
    table,
)
from alembic_mrt.schema.objects import Grant, SchemaObject

KINDS = (Grant,)
WORDS = frozenset(
    {
        *("grant", "revoke", "owner", "role", "authorization", "privileges"),
        # what is dropped takes its privileges along
        *("type", "domain", "function", "procedure", "routine", "aggregate"),
        *("wrapper", "server", "language"),
    }
)

_RELATIONS = f"""
SELECT {SCHEMA} AS schema, c.relname::text AS relation, c.relname::text AS name,
    c.relowner AS owner, c.relacl AS acl,
    acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner) AS standard
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.oid = ANY ($1)
"""
_COLUMNS = f"""
SELECT {SCHEMA}, c.relname::text, c.relname || '.' || a.attname,
    me.oid, a.attacl, NULL::aclitem[]
FROM pg_attribute a {table("a.attrelid")}, me
WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND a.attrelid = ANY ($1)
"""
_SCHEMAS = f"""
SELECT NULL, NULL, 'schema ' || n.nspname, n.nspowner, n.nspacl, acldefault('n', n.nspowner)
FROM pg_namespace n WHERE {OURS} AND {no_member("pg_namespace", "n.oid")}
"""
_FUNCTIONS = f"""
SELECT {SCHEMA}, NULL, 'function ' || p.proname || '(' || oidvectortypes(p.proargtypes) || ')',
    p.proowner, p.proacl, acldefault('f', p.proowner)
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE {OURS} AND {no_member("pg_proc", "p.oid", "'e', 'i'")}
"""
_TYPES = f"""
SELECT {SCHEMA}, NULL, 'type ' || t.typname, t.typowner, t.typacl, acldefault('T', t.typowner)
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE (t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c')
    AND {OURS} AND {no_member("pg_type", "t.oid")}
"""
_FOREIGN = f"""
SELECT NULL, NULL, 'foreign data wrapper ' || w.fdwname, w.fdwowner, w.fdwacl,
    acldefault('F', w.fdwowner)
FROM pg_foreign_data_wrapper w WHERE {no_member("pg_foreign_data_wrapper", "w.oid")}
UNION ALL
SELECT NULL, NULL, 'foreign server ' || s.srvname, s.srvowner, s.srvacl,
    acldefault('S', s.srvowner)
FROM pg_foreign_server s WHERE {no_member("pg_foreign_server", "s.oid")}
"""
_LANGUAGES = f"""
SELECT NULL, NULL, 'language ' || l.lanname, l.lanowner, l.lanacl, acldefault('l', l.lanowner)
FROM pg_language l WHERE l.lanispl AND {no_member("pg_language", "l.oid")}
"""
_DEFAULTS = """
SELECT NULL, NULL, 'defaults of role ' || d.defaclrole::regrole
        || coalesce(' in schema ' || nullif(d.defaclnamespace, 0)::regnamespace, '')
        || ' for ' || CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences'
            WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types' ELSE 'schemas' END,
    me.oid, d.defaclacl, NULL::aclitem[]
FROM pg_default_acl d, me
"""


_LISTS = (
    *(_RELATIONS, _COLUMNS, _SCHEMAS, _FUNCTIONS, _TYPES),
    *(_FOREIGN, _LANGUAGES, _DEFAULTS),
)


def _spelled(acl: str) -> str:
    return f"""ARRAY(
    SELECT grantee || ': ' || privileges FROM (
        SELECT CASE x.grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(x.grantee)::text END
                AS grantee,
            string_agg(DISTINCT x.privilege_type
                || CASE WHEN x.is_grantable THEN ' with grant option' ELSE '' END, ', '
            ) AS privileges
        FROM aclexplode({acl}) x GROUP BY 1) AS grantees)"""


_QUERY = f"""
WITH me AS (SELECT oid FROM pg_roles WHERE rolname = current_user),
lists AS ({" UNION ALL ".join(_LISTS)})
SELECT schema, relation, name,
    CASE WHEN owner <> (SELECT oid FROM me) THEN pg_get_userbyid(owner)::text END,
    {_spelled("coalesce(acl, standard)")}, {_spelled("standard")}
FROM lists WHERE acl IS NOT NULL OR owner <> (SELECT oid FROM me)
"""


_OF_NO_TABLE = ("schema ", "function ", "type ", "foreign ", "language ")


def depends(found: SchemaObject) -> bool:
    """Tell whether a privilege is one on a table, or one that a new table gets."""
    return not str(found.name).startswith(_OF_NO_TABLE)


def unsaid(catalog: Catalog) -> bool:
    """Tell whether a relation has privileges of which no statement need speak.

    A table that is made after SET ROLE belongs to that role.
    """
    return catalog.privileged


def read(catalog: Catalog) -> Iterator[Grant]:
    """Read the privileges that a new object would not have, and owners that are not we.

    Those on a table, a view or a sequence go by its name, as they go with it; they are no part of
    it, so that they are read of every one.
    """
    for schema, _, name, owner, privileges, standard in catalog.query_of(catalog.every, _QUERY):
        told = [f"owner {owner}"] if owner else []
        told += _unusual(_by_grantee(privileges), _by_grantee(standard))
        if told or name.startswith("defaults "):
            yield Grant(schema=schema, name=name, definition="; ".join(told) or "none")


def _by_grantee(privileges: Iterable[str]) -> dict[str, str]:
    """Tell for each role what it is granted; a role's name may hold a colon."""
    parted = (entry.rpartition(": ") for entry in privileges)
    return {grantee: granted for grantee, _, granted in parted}


def _unusual(granted: dict[str, str], standard: dict[str, str]) -> list[str]:
    """Say for each role with other privileges than the standard ones which it has."""
    grantees = sorted(granted.keys() | standard.keys())
    return [
        f"{grantee}: {granted.get(grantee, 'none')}"
        for grantee in grantees
        if granted.get(grantee) != standard.get(grantee)
    ]

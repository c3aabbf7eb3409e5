"""Roles and tablespaces, on a server of our own.

On a server that was handed over, others may make and drop them while we look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import Catalog
from alembic_mrt.roundtrip.dialects.postgresql.server import CLUSTER_NAME
from alembic_mrt.schema.objects import Definition, Role, SchemaObject, Tablespace

KINDS = (Role, Tablespace)
WORDS = frozenset(("role", "user", "group", "tablespace", "grant", "revoke"))

_ATTRIBUTES = {
    "SUPERUSER": "rolsuper",
    "CREATEDB": "rolcreatedb",
    "CREATEROLE": "rolcreaterole",
    "REPLICATION": "rolreplication",
    "BYPASSRLS": "rolbypassrls",
    "LOGIN": "rolcanlogin",
    "NOINHERIT": "NOT rolinherit",
}
_WORDS = ", ".join(f"CASE WHEN {held} THEN '{word}' END" for word, held in _ATTRIBUTES.items())
# what initdb made has an oid below 16384
_OURS = f"oid >= 16384 AND current_setting('cluster_name') = '{CLUSTER_NAME}'"
_QUERY = f"""
SELECT 'role', rolname::text, concat_ws(' ', {_WORDS},
        'CONNECTION LIMIT ' || nullif(rolconnlimit, -1), 'VALID UNTIL ' || rolvaliduntil,
        'IN ROLE ' || (SELECT string_agg(DISTINCT roleid::regrole::text, ', ')
            FROM pg_auth_members WHERE member = r.oid),
        'SET ' || array_to_string(rolconfig, ', ')),
    shobj_description(oid, 'pg_authid')
FROM pg_roles r WHERE {_OURS}
UNION ALL
SELECT 'tablespace', spcname::text,
    concat_ws(' ', pg_tablespace_location(oid), array_to_string(spcoptions, ', ')),
    shobj_description(oid, 'pg_tablespace')
FROM pg_tablespace WHERE {_OURS}
"""
_KINDS: Mapping[str, type[Definition]] = {kind.kind: kind for kind in (Role, Tablespace)}


def depends(_: SchemaObject) -> bool:
    """Tell that no table changes what belongs to the server."""
    return False


def read(catalog: Catalog) -> Iterator[Definition]:
    """Read what belongs to the server; passwords are salted anew each time and not compared."""
    for kind, name, definition, comment in catalog.query(_QUERY):
        yield _KINDS[kind](name=name, comment=comment, definition=definition)

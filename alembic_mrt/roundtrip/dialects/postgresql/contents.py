"""What a database that was handed over holds, and how it is emptied again without dropping it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession

Contents: TypeAlias = dict[tuple[str, str], None]
"""Kind and name of every object, as DROP takes them, in the order in which they can go."""

_USERS = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
_NOT_OF_EXTENSION = (
    "NOT EXISTS (SELECT FROM pg_depend e WHERE e.deptype = 'e' AND e.objid = {0}.oid "
    "AND e.classid = '{1}'::regclass)"
)
_RELATIONS = (
    "(VALUES ('v', 'VIEW'), ('m', 'MATERIALIZED VIEW'), ('r', 'TABLE'), ('p', 'TABLE'), "
    "('f', 'FOREIGN TABLE'), ('S', 'SEQUENCE')) AS kinds (relkind, kind)"
)
# What is in a schema of its own goes with that; pg_identify_object() calls it
# as DROP does, but for a hyphen and "statistics object".
_OTHERS = (
    *("pg_collation", "pg_cast", "pg_operator", "pg_opfamily", "pg_conversion", "pg_language"),
    *("pg_am", "pg_foreign_data_wrapper", "pg_statistic_ext"),
    *("pg_ts_config", "pg_ts_dict", "pg_ts_parser", "pg_ts_template"),
)


def _others(catalog: str) -> str:
    """Select what users have made in a catalog; what initdb made has an oid below 16384."""
    return (
        f"SELECT o.tableoid AS classid, o.oid AS objid FROM {catalog} o WHERE o.oid >= 16384 "
        f"AND {_NOT_OF_EXTENSION.format('o', catalog)}"
    )


_CONTENTS = f"""
SELECT 10, 'EVENT TRIGGER', quote_ident(evtname) FROM pg_event_trigger
UNION ALL SELECT 11, 'PUBLICATION', quote_ident(pubname) FROM pg_publication
UNION ALL SELECT 12, 'EXTENSION', quote_ident(extname) FROM pg_extension
UNION ALL SELECT 13, 'SERVER', quote_ident(srvname) FROM pg_foreign_server
UNION ALL SELECT 14, 'SCHEMA', quote_ident(nspname) FROM pg_namespace n
  WHERE {_USERS} AND {_NOT_OF_EXTENSION.format("n", "pg_namespace")}
UNION ALL SELECT 15, kinds.kind, format('%I.%I', n.nspname, c.relname)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN {_RELATIONS} ON kinds.relkind = c.relkind::text
  WHERE {_USERS} AND {_NOT_OF_EXTENSION.format("c", "pg_class")}
UNION ALL SELECT 16, CASE p.prokind WHEN 'a' THEN 'AGGREGATE' ELSE 'ROUTINE' END,
    format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid))
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE {_USERS} AND {_NOT_OF_EXTENSION.format("p", "pg_proc")}
UNION ALL SELECT 17, CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END,
    format('%I.%I', n.nspname, t.typname)
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_class r ON r.oid = t.typrelid
  WHERE {_USERS} AND {_NOT_OF_EXTENSION.format("t", "pg_type")}
    AND (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND r.relkind = 'c')
UNION ALL SELECT 18, replace(replace(upper(i.type), '-', ' '), ' OBJECT', ''), i.identity FROM (
    {" UNION ALL ".join(map(_others, _OTHERS))}
  ) o, pg_identify_object(o.classid, o.objid, 0) i
ORDER BY 1, 2, 3
"""
_OF_AN_EMPTY_ONE = ("EXTENSION", "plpgsql")
OF_A_NEW_ONE = (("SCHEMA", "public"), _OF_AN_EMPTY_ONE)
"""What CREATE DATABASE puts into a database."""
_WORDS = {"ROUTINE": "function", "SERVER": "foreign server"}


def contents(session: PostgreSQLSession) -> Contents:
    """Read what the database holds beside the catalog."""
    return {(kind, name): None for _, kind, name in session.query(_CONTENTS)}


def objects(held: Contents, version_table: str) -> list[str]:
    """Name the objects among ``held``, tables first, but the version table and bare schemas."""
    own = (f".{version_table}", f'."{version_table}"')
    named = [
        (kind, name)
        for kind, name in held
        if kind != "SCHEMA"
        and (kind, name) != _OF_AN_EMPTY_ONE
        and not (kind == "TABLE" and name.endswith(own))
    ]
    named.sort(key=lambda entry: entry[0] != "TABLE")
    return [f"the {_WORDS.get(kind, kind.lower())} {name}" for kind, name in named]


def stamps(session: PostgreSQLSession, version_table: str) -> list[str]:
    """Return the revisions that the version tables of the database name."""
    places = session.query(
        "SELECT format('%%I.%%I', n.nspname, c.relname) FROM pg_class c "
        f"JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_USERS} "
        "AND c.relkind IN ('r', 'p') AND c.relname = %s",
        (version_table,),
    )
    return [str(row[0]) for (table,) in places for row in session.query(f"SELECT * FROM {table}")]


def empty(session: PostgreSQLSession, keep: Contents, version_table: str) -> None:
    """Drop all that ``keep`` does not name, and forget the revision."""
    for kind, name in contents(session):
        if (kind, name) not in keep:
            session.execute(f"DROP {kind} IF EXISTS {name} CASCADE")
    for kind, name in keep:
        if kind == "SCHEMA":
            session.execute(f"CREATE SCHEMA IF NOT EXISTS {name}")
        if kind == "TABLE" and name.endswith((f".{version_table}", f'."{version_table}"')):
            session.execute(f"DELETE FROM {name}")

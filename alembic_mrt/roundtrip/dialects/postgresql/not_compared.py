"""What a snapshot of PostgreSQL does not read, so that it is not silently taken for equal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.dialects.postgresql.canonical import canonical
from alembic_mrt.roundtrip.dialects.postgresql.databases import PREFIX
from alembic_mrt.roundtrip.dialects.postgresql.server import CLUSTER_NAME

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Session


@dataclass(frozen=True, slots=True)
class _Class:
    catalog: str
    one: str
    many: str
    condition: str = ""

    def counted(self, number: int) -> str:
        """Return the query that counts the objects of users that belong to no extension."""
        condition = self.condition or _OF_USERS.format(catalog=self.catalog)
        return f"SELECT {number}, count(*) FROM {self.catalog} o WHERE {condition}"


# what initdb made has an oid below 16384
_OF_USERS = """
o.oid >= 16384 AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = '{catalog}'::regclass
    AND e.objid = o.oid AND e.deptype IN ('e', 'i'))
"""
_EVERY = "true"
"""Users choose the oids of large objects, and initdb makes none."""
_BASE_TYPES = "o.typtype = 'b' AND o.typcategory <> 'A' AND " + _OF_USERS.format(catalog="pg_type")
# On a server of our own they stand for a database of the user's that a migration named.
_OTHER_DATABASES = (
    f"current_setting('cluster_name') = '{CLUSTER_NAME}' AND NOT o.datistemplate "
    f"AND NOT starts_with(o.datname, '{PREFIX}')"
)
_HERE = "(SELECT oid FROM pg_database WHERE datname = current_database())"
_SUBSCRIPTIONS = f"o.subdbid = {_HERE}"
_OF_DATABASE = f"o.setdatabase = {_HERE}"


_CLASSES = (
    _Class("pg_largeobject_metadata", "large object", "large objects", _EVERY),
    _Class("pg_type", "base type", "base types", _BASE_TYPES),
    _Class("pg_database", "other database", "other databases", _OTHER_DATABASES),
    _Class("pg_subscription", "subscription", "subscriptions", _SUBSCRIPTIONS),
    _Class("pg_db_role_setting", "database setting", "database settings", _OF_DATABASE),
)
UNCOMPARED_WORDS: Final = frozenset(
    {
        *("object", "type", "database", "subscription", "server", "extension", "import"),
        *("security", "owner", "owned", "role", "user", "group", "grant", "revoke"),
        *("authorization", "schema", "system"),
        "lo",  # lo_create(), lo_unlink() and the like
    }
)
"""Words, one of which a statement must hold to make what is counted here, or to change its rows.

A foreign table is made with the word SERVER, or by an import.
"""

_UNREADABLE = """
SELECT c.oid::regclass::text, CASE
    WHEN c.relkind = 'f' THEN 'it is a foreign table'
    WHEN row_security_active(c.oid) THEN 'row security hides some of them'
    ELSE 'the privilege to read them is missing' END
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE left(n.nspname, 3) <> 'pg_' AND n.nspname <> 'information_schema'
    AND (c.relkind = 'f' OR c.relkind IN ('r', 'p') AND (
        row_security_active(c.oid) OR NOT has_table_privilege(c.oid, 'SELECT')))
    AND NOT c.relispartition
ORDER BY 1
"""


_QUERY = " UNION ALL ".join(found.counted(number) for number, found in enumerate(_CLASSES))


def not_compared(session: Session) -> tuple[str, ...]:
    """Say, one sentence each, what there is in the database that the snapshot does not read."""
    with canonical(session) as server:
        counts = dict(server.catalog(_QUERY))
        tables = server.catalog(_UNREADABLE)
    classes = (_sentence(found, counts[number]) for number, found in enumerate(_CLASSES))
    rows = (f"The rows of {name} are not compared: {reason}." for name, reason in tables)
    return (*filter(None, classes), *rows)


def _sentence(found: _Class, count: int) -> str:
    if count == 1:
        return f"1 {found.one} is not compared."
    return f"{count} {found.many} are not compared." if count else ""

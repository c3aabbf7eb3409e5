"""What belongs to a database as a whole, which a copy of it does not have.

``CREATE DATABASE ... TEMPLATE`` copies the contents; the owner, the privileges, the settings and
the comment have to be written anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.postgresql.databases import literal, quoted
from alembic_mrt.roundtrip.dialects.postgresql.driver import driver_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession

_OWNER = """
SELECT pg_get_userbyid(datdba), datconnlimit, shobj_description(oid, 'pg_database')
FROM pg_database WHERE datname = %s
"""
_SETTINGS = """
SELECT r.rolname, split_part(c.setting, '=', 1),
  substr(c.setting, strpos(c.setting, '=') + 1)
FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
LEFT JOIN pg_roles r ON r.oid = s.setrole
CROSS JOIN LATERAL unnest(s.setconfig) AS c (setting)
WHERE d.datname = %s
"""
_PRIVILEGES = """
SELECT a.privilege_type, CASE a.grantee WHEN 0 THEN 'PUBLIC'
  ELSE quote_ident(pg_get_userbyid(a.grantee)) END, a.is_grantable
FROM pg_database d CROSS JOIN LATERAL aclexplode(d.datacl) a WHERE d.datname = %s
"""


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    """Hold the statements that give a database back what a copy lacks.

    ``values`` are settings: (statement, name, value), where the statement takes the value from
    the session, since a value that is a list cannot be spelled as one string.
    """

    statements: tuple[str, ...]
    values: tuple[tuple[str, str, str], ...]

    def apply(self, admin: PostgreSQLSession) -> None:
        """Give everything to the database again."""
        for part in self._parts(admin):
            with admin.transaction():
                part()

    def can_be_given(self, admin: PostgreSQLSession) -> bool:
        """Tell whether the role may do that: somebody greater may have set what is there."""
        try:
            for part in self._parts(admin):
                admin.execute("BEGIN")
                part()
                admin.execute("ROLLBACK")
        except driver_errors():
            admin.execute("ROLLBACK")
            return False
        return True

    def _parts(self, admin: PostgreSQLSession) -> Iterator[Callable[[], None]]:
        """Yield what is to be done, each in a transaction of its own."""
        yield from (partial(admin.execute, statement) for statement in self.statements)
        yield from (partial(_set, admin, *value) for value in self.values)


def _set(admin: PostgreSQLSession, statement: str, name: str, value: str) -> None:
    admin.query("SELECT set_config(%s, %s, true)", (name, value))
    admin.execute(statement)


def read_settings(admin: PostgreSQLSession, database: str) -> DatabaseSettings:
    """Read what belongs to a database as a whole."""
    target = f"DATABASE {quoted(database)}"
    return DatabaseSettings(
        (*_ownership(admin, database, target), *_grants(admin, database, target)),
        tuple(_values(admin, database, target)),
    )


def _ownership(admin: PostgreSQLSession, database: str, target: str) -> list[str]:
    [(owner, limit, comment)] = admin.query(_OWNER, (database,))
    statements = [f"ALTER {target} OWNER TO {quoted(owner)}"]
    if limit != -1:
        statements.append(f"ALTER {target} CONNECTION LIMIT {limit}")
    if comment is not None:
        statements.append(f"COMMENT ON {target} IS {literal(comment)}")
    return statements


def _grants(admin: PostgreSQLSession, database: str, target: str) -> list[str]:
    granted = admin.query(_PRIVILEGES, (database,))
    if not granted:
        return []
    return [
        f"REVOKE ALL ON {target} FROM PUBLIC",
        *(
            f"GRANT {privilege} ON {target} TO {grantee}{' WITH GRANT OPTION' if again else ''}"
            for privilege, grantee, again in granted
        ),
    ]


def _values(admin: PostgreSQLSession, database: str, target: str) -> list[tuple[str, str, str]]:
    found = []
    for role, name, value in admin.query(_SETTINGS, (database,)):
        whose = f"{target}" if role is None else f"ROLE {quoted(role)} IN {target}"
        found.append((f"ALTER {whose} SET {name} FROM CURRENT", name, value))
    return found

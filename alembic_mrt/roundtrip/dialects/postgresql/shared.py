"""What belongs to a server and to none of its databases: roles and tablespaces.

``CREATE DATABASE ... TEMPLATE`` copies none of it. On a server of our own it is brought back by
writing the catalog itself, which is the only way to give a role its old oid: that is the name by
which the privileges in a copy know it. A copy's own dependencies on roles are taken out of the
catalog for as long as it is not in use, or no migration could drop a role that it names.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.base import Refusal
from alembic_mrt.roundtrip.dialects.postgresql.databases import PREFIX, Databases, literal, quoted
from alembic_mrt.roundtrip.dialects.postgresql.reach import (
    DATABASE,
    ROLE,
    SYSTEM,
    TABLESPACE,
    Reach,
    reaches,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession

# what initdb made has an oid below 16384
_CATALOGS = {
    "pg_authid": "oid >= 16384",
    "pg_auth_members": "true",
    "pg_db_role_setting": "setdatabase = 0",
    "pg_shdescription": "classoid = 'pg_authid'::regclass",
    "pg_shdepend": "dbid = 0 AND classid = 'pg_auth_members'::regclass",
}
_READ = " UNION ALL ".join(
    f"SELECT '{catalog}', t::text FROM {catalog} t WHERE {condition}"
    for catalog, condition in _CATALOGS.items()
)
_TABLESPACES = "SELECT spcname FROM pg_tablespace WHERE oid >= 16384"
_NAMES = f"""
SELECT '{ROLE}', rolname FROM pg_roles
UNION ALL SELECT '{ROLE}', unnest(ARRAY['all', 'current_user', 'current_role', 'session_user'])
UNION ALL SELECT '{TABLESPACE}', spcname FROM pg_tablespace
"""
_THERE = "SELECT FROM pg_database WHERE datname = %s"
_OTHERS = f"""
SELECT datname FROM pg_database
WHERE NOT datistemplate AND NOT starts_with(datname, {literal(PREFIX)})
"""
_NOT_OURS = "which is not the disposable one"
_BY_ITSELF = "Leave --url out: the run then has a server of its own."

_Row = tuple[str, str]
"""A catalog and the text of one of its rows."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """Hold roles and tablespaces of one moment."""

    roles: frozenset[_Row]
    tablespaces: frozenset[str]


class SharedObjects:
    """Leave the roles and tablespaces of a server that was handed over as they are.

    Some may be other people's work of this very minute.
    """

    def __init__(self, session: PostgreSQLSession) -> None:
        self._before = {(str(kind), str(name)) for kind, name in session.query(_NAMES)}

    def refuses(self, statement: str, own: str) -> Refusal | None:
        """Refuse a statement that reaches beyond the database ``own``."""
        return next((_refused(r) for r in reaches(statement) if self._is_foreign(r, own)), None)

    def _is_foreign(self, reach: Reach, own: str) -> bool:
        if reach.kind == DATABASE:
            return reach.name != own
        return reach.kind == SYSTEM or (reach.kind, reach.name) in self._before

    def tidy(self) -> None:
        """Drop the databases that statements have made, or needed: none here."""

    def save(self, copy: str) -> None:
        """Remember what there is, for a database that was just copied."""

    @contextmanager
    def restored(self, copy: str | None) -> Iterator[None]:  # noqa: ARG002
        """Return to what there was when ``copy`` was made, which is copied in the block."""
        yield

    def forget(self, copy: str) -> None:
        """Forget what was remembered for a copy."""


class OwnSharedObjects(SharedObjects):
    """Remember and bring back the roles and tablespaces of a server of our own."""

    def __init__(self, admin: PostgreSQLSession) -> None:
        self._admin = admin
        self._databases = Databases(admin)
        self._empty = self._read()
        self._saved: dict[str, tuple[_Shared, list[_Row]]] = {}
        self._others = False

    def refuses(self, statement: str, own: str) -> Refusal | None:  # noqa: ARG002
        """Make an empty database of each name that the statement needs and refuse none.

        It stands for a database of the user's, which this server knows nothing of.
        """
        wanted = (r for r in reaches(statement) if r.kind == DATABASE)
        for reach in wanted:
            there = self._admin.query(_THERE, (reach.name,))
            if not there and reach.command != "CREATE DATABASE":
                self._databases.create(reach.name)
            self._others = True
        return None

    def save(self, copy: str) -> None:
        """Remember what there is, and hide what the copy depends on."""
        self.tidy()
        self._saved[copy] = (self._read(), self._hide(copy))

    @contextmanager
    def restored(self, copy: str | None) -> Iterator[None]:
        """Return to what there was when ``copy`` was made, or when the server was started."""
        shared, dependencies = self._saved[copy] if copy is not None else (self._empty, [])
        self.tidy()
        now = self._read()
        for name in now.tablespaces - shared.tablespaces:
            self._admin.execute(f"DROP TABLESPACE {quoted(name)}")
        if now.roles != shared.roles:
            for catalog, condition in _CATALOGS.items():
                self._admin.execute(f"DELETE FROM {catalog} WHERE {condition}")
            self._write(shared.roles)
        self._write(dependencies)
        yield
        if copy is not None:
            self._hide(copy)

    def forget(self, copy: str) -> None:
        """Forget what was remembered for a copy."""
        self._saved.pop(copy, None)

    def tidy(self) -> None:
        """Drop the databases that statements of migrations have made, or needed."""
        if self._others:
            for (name,) in self._admin.query(_OTHERS):
                self._databases.drop(name)
        self._others = False

    def _read(self) -> _Shared:
        return _Shared(
            frozenset((str(catalog), str(row)) for catalog, row in self._admin.query(_READ)),
            frozenset(str(name) for (name,) in self._admin.query(_TABLESPACES)),
        )

    def _hide(self, copy: str) -> list[_Row]:
        """Take out of the catalog what a copy depends on, and return it."""
        condition = f"dbid = (SELECT oid FROM pg_database WHERE datname = {literal(copy)})"
        removed = self._admin.query(
            f"DELETE FROM pg_shdepend WHERE {condition} RETURNING pg_shdepend::text"
        )
        return [("pg_shdepend", str(row)) for (row,) in removed]

    def _write(self, rows: Iterable[_Row]) -> None:
        for catalog, row in rows:
            self._admin.execute(f"INSERT INTO {catalog} SELECT ({literal(row)}::{catalog}).*")


def _refused(reach: Reach) -> Refusal:
    if reach.kind == SYSTEM:
        return Refusal(reach.command, "which changes the whole server", _BY_ITSELF)
    if reach.kind != DATABASE:
        what = f'the {reach.kind} "{reach.name}" ({reach.command})'
        return Refusal(what, "which was on the server before the run", _BY_ITSELF)
    what = f'the database "{reach.name}" ({reach.command})'
    if reach.command in {"CREATE DATABASE", "DROP DATABASE"}:
        return Refusal(what, _NOT_OURS, _BY_ITSELF)
    return Refusal(
        what,
        _NOT_OURS,
        "Let the statement name current_database(): DO $$ BEGIN EXECUTE "
        f"format('{reach.command} %I ...', current_database()); END $$.",
    )

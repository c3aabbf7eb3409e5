"""Disposable databases on PostgreSQL and their saved states, which are databases too.

A state is saved by ``CREATE DATABASE ... TEMPLATE`` and brought back under the name of the
original, so that the parameters of a connection stay valid.
"""

from __future__ import annotations

import itertools
import secrets
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.postgresql.account import server_account
from alembic_mrt.roundtrip.dialects.postgresql.binaries import find_binaries
from alembic_mrt.roundtrip.dialects.postgresql.databases import PREFIX, Databases
from alembic_mrt.roundtrip.dialects.postgresql.handed_over import HandedOverServer
from alembic_mrt.roundtrip.dialects.postgresql.on_server import OnServer
from alembic_mrt.roundtrip.dialects.postgresql.server import Server
from alembic_mrt.roundtrip.dialects.postgresql.used_database import UsedDatabase

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Disposable, Provision, Refusal


def provision(request: Provision) -> Disposable:
    """Make a database on the server handed over, or on one started for the run."""
    if request.url is None:
        return PostgreSQLDisposable(Server(find_binaries(server_account())))
    if request.use_database:
        return UsedDatabase(request.url, request.version_table, clean=request.clean)
    return PostgreSQLDisposable(HandedOverServer(request.url))


class PostgreSQLDisposable(OnServer):
    """Own one database and its saved states on a server."""

    def __init__(self, server: Server | HandedOverServer) -> None:
        super().__init__(server.address, f"{PREFIX}{secrets.token_hex(6)}", server.description)
        self._server = server
        self._databases = Databases(server.admin, server.mark, server.strategy)
        self._shared = server.shared_objects()
        self._states: dict[str, str] = {}
        self._numbered = itertools.count(1)
        try:
            self._databases.create(self.database)
        except BaseException:
            self.close()
            raise

    def refuses(self, statement: str) -> Refusal | None:
        """Say what a statement would reach beyond the database, where it must not be sent."""
        return self._shared.refuses(statement, self.database)

    def save(self, name: str) -> None:
        """Keep the present state under ``name``, in a database of its own."""
        self.forget(name)
        self._close_session()
        copy = f"{self.database}_{next(self._numbered)}"
        self._databases.create(copy, template=self.database)
        self._states[name] = copy
        self._shared.save(copy)

    def tidy(self) -> None:
        """Drop the databases that statements of a revision needed beside this one."""
        self._shared.tidy()

    def restore(self, name: str | None) -> None:
        """Return to the state ``name``, or to the empty database for None."""
        template = None if name is None else self._states[name]
        self._close_session()
        self._databases.drop(self.database)
        with self._shared.restored(template):
            self._databases.create(self.database, template)

    def forget(self, name: str) -> None:
        """Drop a saved state."""
        copy = self._states.pop(name, None)
        if copy is not None:
            self._databases.drop(copy)
            self._shared.forget(copy)

    def _clean_up(self) -> None:
        self._close_session()
        self._server.close([self.database, *self._states.values()])

"""The very database of a URL, used because the user said so.

It is emptied before the first revision and at the end, object by object: its owner, privileges
and settings are somebody else's work. Only where a saved state has to be brought back is it
replaced by a copy of that state, which then gets owner, privileges and settings again; a role
that may not do this can save nothing, and a run that needs a saved state stops with a sentence.
"""

from __future__ import annotations

import itertools
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.postgresql.contents import (
    OF_A_NEW_ONE,
    contents,
    empty,
    objects,
    stamps,
)
from alembic_mrt.roundtrip.dialects.postgresql.database_settings import (
    DatabaseSettings,
    read_settings,
)
from alembic_mrt.roundtrip.dialects.postgresql.databases import PREFIX, Databases
from alembic_mrt.roundtrip.dialects.postgresql.driver import Address, driver_errors
from alembic_mrt.roundtrip.dialects.postgresql.exclusive import hold, let_go
from alembic_mrt.roundtrip.dialects.postgresql.handed_over import (
    HandedOverServer,
    server_version,
)
from alembic_mrt.roundtrip.dialects.postgresql.on_server import OnServer
from alembic_mrt.roundtrip.dialects.postgresql.refusal import refuse, sentence
from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession
from alembic_mrt.roundtrip.dialects.postgresql.shared import SharedObjects
from alembic_mrt.roundtrip.dialects.postgresql.url import address_of, parsed
from alembic_mrt.roundtrip.watchdog import watchdog

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Refusal

# Neither a template nor a database that replication works on can be dropped.
_MAY_REPLACE = """
SELECT (r.rolsuper OR r.rolcreatedb AND pg_has_role(d.datdba, 'USAGE')) AND NOT d.datistemplate
    AND NOT EXISTS (SELECT FROM pg_replication_slots s WHERE s.database = d.datname)
    AND NOT EXISTS (SELECT FROM pg_subscription s WHERE s.subdbid = d.oid)
FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = %s
"""


class UsedDatabase(OnServer):
    """Work in a database that was handed over itself, and leave it as empty as it was."""

    def __init__(self, url: str, version_table: str, *, clean: bool = False) -> None:
        address, database = _place(url)
        self._held = hold(address, database)
        super().__init__(address, database, "")
        self._version_table = version_table
        self._copies: _Copies | None = None
        try:
            _check_connection(address, database)
            if clean:
                empty(self.session(), dict.fromkeys(OF_A_NEW_ONE), version_table)
            self._begin(url)
        except driver_errors() as error:
            self._give_up()
            raise ProvisionError(
                f'The database "{database}" cannot be used: {sentence(error)}.',
                "Hand over a database that the role owns.",
            ) from error
        except BaseException:
            self._give_up()
            raise

    def refuses(self, statement: str) -> Refusal | None:
        """Say what a statement would reach beyond the database, where it must not be sent."""
        return self._shared.refuses(statement, self.database)

    def save(self, name: str) -> None:
        """Keep the present state under ``name``, if the role may make databases."""
        if self._copies is not None:
            self._close_session()
            self._copies.save(name)

    def restore(self, name: str | None) -> None:
        """Return to the state ``name``, or to the empty database for None.

        Raises ProvisionError for a state that could not be saved.
        """
        if name is None:
            empty(self.session(), self._found, self._version_table)
            return
        if self._copies is None:
            raise ProvisionError(
                f'What a failed step left in the database "{self.database}" cannot be undone: '
                f'the role "{self.address.user}" may not replace it by a copy.',
                "Make the role its owner and grant it CREATEDB, or leave --use-database out.",
            )
        self._close_session()
        self._copies.restore(name)

    def forget(self, name: str) -> None:
        """Drop a saved state."""
        if self._copies is not None:
            self._copies.forget(name)

    def _begin(self, url: str) -> None:
        session = self.session()
        self._found = contents(session)
        _check_empty(session, self._found, self._version_table)
        self._shared = SharedObjects(session)
        version = server_version(session)
        self.description = (
            f'PostgreSQL {version} at {self.address}, database "{self.database}" (handed over)'
        )
        if session.query(_MAY_REPLACE, (self.database,)) == [(True,)]:
            # Without another database to connect to, states cannot be saved; all else can be done.
            with suppress(ProvisionError):
                beside = HandedOverServer(url, beside=self.database)
                self._copies = _copies(beside, self.database)
        given = {"url": url, "keep": list(self._found), "version_table": self._version_table}
        self._entrusted = watchdog.call(f"{__name__}:empty_again", given)

    def _give_up(self) -> None:
        self._owner = 0
        self._close_session()
        let_go(self._held)

    def _clean_up(self) -> None:
        try:
            empty(self.session(), self._found, self._version_table)
            watchdog.release(self._entrusted)
        finally:
            self._close_session()
            if self._copies is not None:
                self._copies.close()
            let_go(self._held)


def _copies(server: HandedOverServer, database: str) -> _Copies | None:
    """Return what keeps saved states; None where a copy could not be given all of the settings."""
    settings = read_settings(server.admin, database)
    if settings.can_be_given(server.admin):
        return _Copies(server, database, settings)
    server.close()
    return None


class _Copies:
    """Keep saved states of a database that is not ours in databases of our own."""

    def __init__(self, server: HandedOverServer, database: str, settings: DatabaseSettings) -> None:
        self._server = server
        self._database = database
        self._settings = settings
        self._ours = Databases(server.admin, server.mark)
        self._theirs = Databases(server.admin)
        self._names = (f"{PREFIX}{secrets.token_hex(6)}_{n}" for n in itertools.count(1))
        self._states: dict[str, str] = {}

    def save(self, name: str) -> None:
        self.forget(name)
        copy = next(self._names)
        self._ours.create(copy, template=self._database)
        self._states[name] = copy

    def restore(self, name: str) -> None:
        self._theirs.drop(self._database)
        self._theirs.create(self._database, template=self._states[name])
        self._settings.apply(self._server.admin)

    def forget(self, name: str) -> None:
        copy = self._states.pop(name, None)
        if copy is not None:
            self._ours.drop(copy)

    def close(self) -> None:
        self._server.close(self._states.values())


def empty_again(url: str, keep: list[tuple[str, str]], version_table: str) -> None:
    """Empty the database of a run that was killed."""
    session = PostgreSQLSession(*_place(url))
    empty(session, dict.fromkeys((kind, name) for kind, name in keep), version_table)
    session.close()


def _place(url: str) -> tuple[Address, str]:
    read = parsed(url)
    if not read.database:
        raise ProvisionError(
            "The database URL names no database to use.",
            "Add its name, or leave --use-database out.",
        )
    return address_of(read), read.database


def _check_connection(address: Address, database: str) -> None:
    try:
        PostgreSQLSession(address, database).close()
    except driver_errors() as error:
        refuse(address, error)


def _check_empty(session: PostgreSQLSession, found: dict[tuple[str, str], None], own: str) -> None:
    held = objects(found, own)
    stamped = stamps(session, own)
    if not held and not stamped:
        return
    more = f" and {len(held) - 1} more" if len(held) > 1 else ""
    what = f"{held[0]}{more}" if held else f"the revision {stamped[0]} in {own}"
    raise ProvisionError(
        f'The database "{session.database}" is not empty: it holds {what}.',
        "Hand over an empty database, leave --use-database out, or let it be emptied with the key"
        " clean_database.",
    )

"""How a step ends: committed where it succeeded, undone where it failed.

Alembic commits after it has moved the version table, and an error there ends the whole run. A
deferred constraint, a lost search_path or changed version rows are failures of the one step that
caused them; so we commit and look before Alembic does.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import closing
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import literal_column, select
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.schema import CreateTable

from alembic_mrt.roundtrip.dialects.base import Dialect, Disposable, TableName
from alembic_mrt.roundtrip.gate import Gate
from alembic_mrt.roundtrip.outer_transaction import connect_anew


class VersionTableChangedError(Exception):
    """Say that a migration changed what Alembic keeps in its version table."""


class ContextSettlement:
    """Settle the steps that run on the connection of one MigrationContext.

    ``settings`` are the statements that give a connection what env.py has set on it. ``ended``
    tells whether the last step has itself ended the transaction that Alembic began for it.
    """

    def __init__(
        self, context: MigrationContext, dialect: Dialect, disposable: Disposable, gate: Gate
    ) -> None:
        self._context = context
        self._gate = gate
        self._disposable = disposable
        self.settings = dialect.settings(self.connection)
        self.version_table: TableName = dialect.table_name(
            self.connection, context.version_table_schema, context.version_table
        )
        # Alembic 1.13 has no public way to the table.
        self._table = context._version
        versions = select(self._table.c.version_num, literal_column(dialect.read_only))
        self._read_versions = str(versions.compile(dialect=context.dialect))
        self._writable = dialect.writable
        self._claim = dialect.claim
        self.ended = False
        self.connection.commit()

    @property
    def connection(self) -> Connection:
        """Return env.py's connection."""
        connection = self._context.connection
        assert connection is not None
        return connection

    def commit(self, heads: Collection[str]) -> None:
        """Commit what a step did, unseen by SQLAlchemy, and look at the version table.

        Alembic still moves the version in the transaction that it believes to be open. By itself
        it would do so before the commit: so the look comes before it. PostgreSQL would answer the
        COMMIT of a transaction in which an error was swallowed with a silent ROLLBACK. Where a
        connection that the step left open keeps Alembic from that, the step fails. Raises what
        the database raises, and VersionTableChangedError.
        """
        self.ended = self._context._transaction is not self.connection.get_transaction()
        read_only = self._look(heads)
        self._driver.commit()
        for statement in (*(self._writable if read_only else ()), *self._claim):
            self._send(statement)

    def undo(self, heads: Collection[str]) -> None:
        """Roll back what a failed step did, and make Alembic's next statements possible."""
        if not self._rolled_back():
            self._reconnect()
        self._gate.bystanders.send_home(self.connection)
        self._run(self._writable)
        self.reset()
        self._write_heads(heads)

    def reset(self) -> None:
        """Give the connection the settings that env.py gave it."""
        self._run(self.settings)

    @property
    def _driver(self) -> DBAPIConnection:
        """Return the driver's connection: what is sent there is no part of the step."""
        connection = self.connection.connection.dbapi_connection
        assert connection is not None
        return connection

    def _run(self, statements: Sequence[str]) -> None:
        for statement in statements:
            self.connection.exec_driver_sql(statement)

    def _send(self, statement: str, *, fetch: bool = False) -> Sequence[Any]:
        with closing(self._driver.cursor()) as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if fetch else ()

    def _rolled_back(self) -> bool:
        """Roll back; tell whether the step has left a connection on which that can be done."""
        connection = self.connection
        if connection.closed or connection.invalidated or not connection.connection.is_valid:
            return False
        try:
            self._driver.rollback()
        except connection.dialect.loaded_dbapi.Error:
            return False
        return True

    def _reconnect(self) -> None:
        """Go on with a new connection in the place of the one that a step closed or lost."""
        connection = self.connection
        if connection.closed:
            connection = connect_anew(self._context, connection)
        else:
            connection.invalidate()
            connection.rollback()
        # Alembic ends the transaction that it knows of, and this one is in its place.
        self._context._transaction = connection.begin()

    def _look(self, heads: Collection[str]) -> bool:
        """Look at the version table; tell whether the next transaction may be read-only."""
        rows = self._send(self._read_versions, fetch=True)
        found = [version for version, _ in rows]
        if set(found) != set(heads):
            raise VersionTableChangedError(
                f"{self._context.version_table} holds {_words(found)}, not {_words(heads)}"
            )
        return not rows or any(read_only for _, read_only in rows)

    def _write_heads(self, heads: Collection[str]) -> None:
        """Let the version table hold ``heads``, whatever the step did to it."""
        if set(self._context.get_current_heads()) == set(heads):
            return
        self.connection.execute(CreateTable(self._table, if_not_exists=True))
        self.connection.execute(self._table.delete())
        for head in heads:
            self.connection.execute(self._table.insert().values(version_num=head))


def _words(heads: Collection[str]) -> str:
    return ", ".join(sorted(heads)) or "nothing"

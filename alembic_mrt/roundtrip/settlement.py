"""How a step ends: committed where it succeeded, undone where it failed.

Alembic commits after it has moved the version table, and an error there ends the whole run. A
deferred constraint, a lost search_path or changed version rows are failures of the one step that
caused them; so we commit and look before Alembic does.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from alembic.runtime.migration import MigrationContext
from sqlalchemy import select
from sqlalchemy.engine import Connection
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
        versions = select(self._table.c.version_num)
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
        self._look(heads)
        self.connection.connection.dbapi_connection.commit()  # type: ignore[union-attr]
        self._run(self._writable)
        self._run(self._claim)

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

    def _run(self, statements: Sequence[str]) -> None:
        for statement in statements:
            self.connection.exec_driver_sql(statement)

    def _rolled_back(self) -> bool:
        """Roll back; tell whether the step has left a connection on which that can be done."""
        connection = self.connection
        if connection.closed or connection.invalidated or not connection.connection.is_valid:
            return False
        try:
            connection.connection.dbapi_connection.rollback()  # type: ignore[union-attr]
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

    def _look(self, heads: Collection[str]) -> None:
        found = self.connection.exec_driver_sql(self._read_versions).scalars().all()
        if set(found) != set(heads):
            raise VersionTableChangedError(
                f"{self._context.version_table} holds {_words(found)}, not {_words(heads)}"
            )

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

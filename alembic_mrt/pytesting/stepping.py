"""The fixture ``mrt``: move a disposable database through the history, and look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.pytesting.connecting import engine_for
from alembic_mrt.pytesting.judging import Judging
from alembic_mrt.pytesting.moves import Moves
from alembic_mrt.pytesting.tables import Rows, read, reflected, write
from alembic_mrt.pytesting.trip import Trip
from alembic_mrt.pytesting.worker import outcome_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection

    from alembic_mrt.pytesting.suite import Suite


_T = TypeVar("_T")


class MRT(Judging):
    """Give one test a disposable database, in a clean state at base.

    Nothing is made before it is needed. What a migration raises is raised; MRTError says in one
    sentence why something could not be done.
    """

    def __init__(self, suite: Suite) -> None:
        super().__init__(suite)
        self._connection: Connection | None = None

    @property
    def connection(self) -> Connection:
        """Return a connection to the disposable database; it stays open during the test.

        What is not committed yet is committed before the next step.
        """
        __tracebackhide__ = True
        if self._connection is None:
            stage = self.suite.stage
            stage.do(stage.touch)
            disposable, looked = stage.do(lambda: (stage.disposable, stage.look()))
            self._connection = engine_for(disposable, looked).connect()
        return self._connection

    @property
    def current_revision(self) -> str | None:
        """Return the revision that the version table names, None at base.

        Raises ConfigurationError where there are several, which ``current_heads`` returns.
        """
        __tracebackhide__ = True
        heads = self.current_heads
        if len(heads) > 1:
            raise ConfigurationError(
                f"The database is at several revisions: {', '.join(heads)}.",
                "Ask for current_heads.",
            )
        return heads[0] if heads else None

    @property
    def current_heads(self) -> tuple[str, ...]:
        """Return the revisions that the version table names."""
        __tracebackhide__ = True
        return self.step(self.suite.stage.look).heads

    def upgrade_to(self, revision: str) -> None:
        """Apply a revision ("head", "heads", an id, a label) and all that it is built on."""
        __tracebackhide__ = True
        self.step(lambda: self._moves.upgrade_to(revision))

    def upgrade_one(self) -> None:
        """Apply the next revision, in the order of the history."""
        __tracebackhide__ = True
        self.step(self._moves.upgrade_one)

    def downgrade_to(self, revision: str) -> None:
        """Take back what is built on a revision; all of it for "base"."""
        __tracebackhide__ = True
        self.step(lambda: self._moves.downgrade_to(revision))

    def downgrade_one(self) -> None:
        """Take the newest applied revision back."""
        __tracebackhide__ = True
        self.step(self._moves.downgrade_one)

    def revision(self, revision: str) -> Trip:
        """Return a context manager that begins right below a revision, for a trip of your own."""
        return Trip(self, revision)

    def table(self, name: str) -> Table:
        """Return a table (``name`` or ``schema.name``) as it is at the current revision.

        Raises ConfigurationError where there is none.
        """
        __tracebackhide__ = True
        return outcome_of(lambda: reflected(self.connection, name)).get()

    def seed(self, table: str, rows: Rows) -> None:
        """Insert rows, each a mapping from column to value, and commit."""
        __tracebackhide__ = True
        found = self.table(table)
        outcome_of(lambda: write(self.connection, found, rows)).get()

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return all rows of a table, in the order of its primary key."""
        __tracebackhide__ = True
        found = self.table(table)
        return outcome_of(lambda: read(self.connection, found)).get()

    def close(self) -> None:
        """Close the connection; the next test begins at a clean state."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        self.suite.stage.leave()

    @property
    def _moves(self) -> Moves:
        return Moves(self.suite.stage)

    def step(self, work: Callable[[], _T]) -> _T:
        """Do ``work`` in the thread of the environment, with nothing left open here."""
        __tracebackhide__ = True
        if self._connection is not None:
            self._connection.commit()
        return self.suite.stage.do(work)

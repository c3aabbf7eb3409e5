"""The trip of one revision that a test makes itself: before it, upgraded, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.pytesting.moves import Moves
from alembic_mrt.pytesting.snapshots import differences, snapshot
from alembic_mrt.pytesting.stage import one_revision
from alembic_mrt.pytesting.worker import outcome_of

if TYPE_CHECKING:
    from types import TracebackType

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection

    from alembic_mrt.pytesting.stepping import MRT
    from alembic_mrt.pytesting.tables import Rows
    from alembic_mrt.roundtrip.dialects.base import Snapshot


class Trip:
    """Stand right below a revision, then upgrade and downgrade it.

    What goes before the upgrade is written first; then come :meth:`upgrade` and what goes after
    it, then :meth:`downgrade` and what goes after that. A step that the ``with`` block leaves out
    is made at its end.
    """

    def __init__(self, mrt: MRT, revision: str) -> None:
        self._mrt = mrt
        self._word = revision
        self._before: Snapshot | None = None

    def __enter__(self) -> Trip:
        __tracebackhide__ = True
        stage = self._mrt.suite.stage
        project = self._mrt.suite.project
        self.revision = outcome_of(lambda: one_revision(project, self._word)).get()
        self._mrt.close()
        stage.do(lambda: Moves(stage).to_below(self.revision))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        __tracebackhide__ = True
        if error is None:
            self.finish()

    @property
    def connection(self) -> Connection:
        """Return a connection to the disposable database."""
        __tracebackhide__ = True
        return self._mrt.connection

    def table(self, name: str) -> Table:
        """Return a table as it is now."""
        __tracebackhide__ = True
        return self._mrt.table(name)

    def seed(self, table: str, rows: Rows) -> None:
        """Insert rows, each a mapping from column to value, and commit."""
        __tracebackhide__ = True
        self._mrt.seed(table, rows)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return all rows of a table, in the order of its primary key."""
        __tracebackhide__ = True
        return self._mrt.rows(table)

    def upgrade(self) -> None:
        """Apply the revision."""
        __tracebackhide__ = True
        stage = self._mrt.suite.stage
        self._before = self._mrt.step(lambda: snapshot(stage))
        self._mrt.step(lambda: stage.upgrade_to(stage.applied | {self.revision}))

    def downgrade(self) -> None:
        """Take the revision back. Raises ConfigurationError where it is not applied."""
        __tracebackhide__ = True
        stage = self._mrt.suite.stage
        if not self._is_applied:
            raise ConfigurationError(
                f"{self.revision} is not applied, so there is nothing to take back.",
                "Call upgrade() before downgrade().",
            )
        self._mrt.step(lambda: stage.downgrade([self.revision]))

    def assert_restored(self) -> None:
        """Fail unless schema and rows are what they were right before the upgrade."""
        __tracebackhide__ = True
        if self._before is None or self._is_applied:
            raise ConfigurationError(
                "There is nothing to compare yet.", "Call upgrade() and downgrade() before."
            )
        stage = self._mrt.suite.stage
        after = self._mrt.step(lambda: snapshot(stage))
        found = differences(self._before, after)
        if found:
            raise AssertionError("\n".join([f"{self.revision} does not bring back:", *found]))

    def finish(self) -> None:
        """Make the steps that have not been made."""
        __tracebackhide__ = True
        if self._before is None:
            self.upgrade()
        if self._is_applied:
            self.downgrade()

    @property
    def _is_applied(self) -> bool:
        return self.revision in self._mrt.suite.stage.applied

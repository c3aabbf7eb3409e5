"""The fixture ``async_mrt``: the same for tests that are coroutines.

The steps run in a thread of their own anyway; here the test's event loop goes on meanwhile.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from alembic_mrt.pytesting.connecting import async_engine_for
from alembic_mrt.pytesting.trip import Trip
from alembic_mrt.pytesting.worker import Worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection

    from alembic_mrt.finding import RevisionResult
    from alembic_mrt.pytesting.stepping import MRT
    from alembic_mrt.pytesting.tables import Rows

_T = TypeVar("_T")


class AsyncMRT:
    """Await what :class:`MRT` does; the names are the same."""

    def __init__(self, mrt: MRT) -> None:
        self._mrt = mrt
        # One thread, for a connection of sqlite3 stays in that where it was made.
        self._worker = Worker(mrt.close)

    def close(self) -> None:
        """Close what was opened; the next test begins at a clean state."""
        self._worker.close()

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection to the disposable database for an ``async with`` block."""
        stage = self._mrt.suite.stage
        await self.do(lambda: stage.do(stage.touch))
        looked = await self.do(lambda: stage.do(stage.look))
        engine = async_engine_for(stage.disposable, looked)
        try:
            async with engine.connect() as connection:
                yield connection
        finally:
            await engine.dispose()

    async def current_revision(self) -> str | None:
        """Return the revision that the version table names, None at base."""
        __tracebackhide__ = True
        return await self.do(lambda: self._mrt.current_revision)

    async def current_heads(self) -> tuple[str, ...]:
        """Return the revisions that the version table names."""
        __tracebackhide__ = True
        return await self.do(lambda: self._mrt.current_heads)

    async def upgrade_to(self, revision: str) -> None:
        """Apply a revision and all that it is built on."""
        __tracebackhide__ = True
        await self.do(lambda: self._mrt.upgrade_to(revision))

    async def upgrade_one(self) -> None:
        """Apply the next revision."""
        __tracebackhide__ = True
        await self.do(self._mrt.upgrade_one)

    async def downgrade_to(self, revision: str) -> None:
        """Take back what is built on a revision."""
        __tracebackhide__ = True
        await self.do(lambda: self._mrt.downgrade_to(revision))

    async def downgrade_one(self) -> None:
        """Take the newest applied revision back."""
        __tracebackhide__ = True
        await self.do(self._mrt.downgrade_one)

    async def table(self, name: str) -> Table:
        """Return a table as it is at the current revision."""
        __tracebackhide__ = True
        return await self.do(lambda: self._mrt.table(name))

    async def seed(self, table: str, rows: Rows) -> None:
        """Insert rows, and commit."""
        __tracebackhide__ = True
        await self.do(lambda: self._mrt.seed(table, rows))

    async def rows(self, table: str) -> list[dict[str, Any]]:
        """Return all rows of a table."""
        __tracebackhide__ = True
        return await self.do(lambda: self._mrt.rows(table))

    async def check_all(self) -> tuple[RevisionResult, ...]:
        """Take every revision that is to be tested through its round trip, base first."""
        __tracebackhide__ = True
        return await self.do(self._mrt.check_all)

    async def assert_all_reversible(self) -> None:
        """Fail unless every revision passes, and the graph is sound; skip where one is unproven."""
        __tracebackhide__ = True
        await self.do(self._mrt.assert_all_reversible)

    async def assert_reversible(self, revision: str) -> None:
        """Fail unless a revision passes; skip the test where nothing is proven."""
        __tracebackhide__ = True
        await self.do(lambda: self._mrt.assert_reversible(revision))

    async def check_revision(self, revision: str) -> RevisionResult:
        """Take one revision through its round trip."""
        __tracebackhide__ = True
        return await self.do(lambda: self._mrt.check_revision(revision))

    @asynccontextmanager
    async def revision(self, revision: str) -> AsyncIterator[AsyncTrip]:
        """Begin right below a revision, for a trip of your own."""
        trip = self._mrt.revision(revision)
        await self.do(trip.__enter__)
        yield AsyncTrip(self, trip)
        await self.do(trip.finish)

    async def do(self, work: Callable[[], _T]) -> _T:
        """Run ``work`` in the thread that the connection belongs to.

        Who is cancelled while it waits breaks it off.
        """
        __tracebackhide__ = True
        try:
            outcome = await asyncio.wrap_future(self._worker.submit(work))
        except BaseException:
            self._break_off()
            raise
        return outcome.get()

    def _break_off(self) -> None:
        """Break off the step first, for the thread that waits for it cannot be reached."""
        self._mrt.suite.stage.break_off()
        self._worker.break_off()
        self._worker = Worker(self._mrt.close)


class AsyncTrip:
    """Await what :class:`Trip` does."""

    def __init__(self, mrt: AsyncMRT, trip: Trip) -> None:
        self.connect = mrt.connect
        self.table, self.seed, self.rows = mrt.table, mrt.seed, mrt.rows
        self._do = mrt.do
        self._trip = trip

    async def upgrade(self) -> None:
        """Apply the revision."""
        __tracebackhide__ = True
        await self._do(self._trip.upgrade)

    async def downgrade(self) -> None:
        """Take the revision back."""
        __tracebackhide__ = True
        await self._do(self._trip.downgrade)

    async def assert_restored(self) -> None:
        """Fail unless schema and rows are what they were right before the upgrade."""
        __tracebackhide__ = True
        await self._do(self._trip.assert_restored)

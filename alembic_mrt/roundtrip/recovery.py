"""Checkpoints: how a round trip carries on after a revision that broke the database.

Nothing of ours is open around a user's step, neither a savepoint nor a transaction, since that
would change what the step does. What a step broke is thrown away instead: the database returns
to the state it was in before the revision.
"""

from __future__ import annotations

from collections.abc import Generator

from alembic_mrt.roundtrip.database import Database
from alembic_mrt.roundtrip.rows import Rows
from alembic_mrt.roundtrip.steps import GuardedStep

_STATE = "before"


class Checkpoint:
    """Keep the state of a database before a revision, without seeded rows.

    Where a clone is dear, not every state is kept: it is a few upgrades away from one that is. And
    none is fetched where the failed step was undone, or taken back, to the letter.
    """

    def __init__(self, database: Database, rows: Rows) -> None:
        self._database = database
        self._rows = rows
        self._kept: int | None = None
        self._applied = 0

    def save(self) -> None:
        """Note the present state as the one to come back to."""
        self._database.tidy()
        self._database.mark()
        self._applied = len(self._database.heads.applied)
        away = None if self._kept is None else self._applied - self._kept
        if away is None or away >= self._database.dialect.upgrades_to_a_clone:
            self._keep()

    def _keep(self) -> None:
        self._database.save(_STATE)
        self._kept = self._applied

    def recover(self) -> Generator[GuardedStep, None, None]:
        """Yield the steps that lead back to the saved state.

        The version table is first walked back with empty steps, so that Alembic's idea of the
        heads is that of the kept state.
        """
        way = self._stay if self._is_there() else self._return
        with self._database.scope.suspended():
            yield from way()
        self._database.return_to_start()

    def _is_there(self) -> bool:
        """Tell whether the database is as it was, now that the seeded rows are gone."""
        dear = self._database.dialect.clones_alone
        return dear and self._database.is_back() and self._rows.seeded and self._rows.withdraw()

    def _stay(self) -> Generator[GuardedStep, None, None]:
        for revision in reversed(self._database.heads.applied[self._applied :]):
            yield from self._database.record_down(revision)
        self._database.return_to_mark()

    def _return(self) -> Generator[GuardedStep, None, None]:
        database = self._database
        again = database.heads.applied[self._kept : self._applied]
        for revision in reversed(database.heads.applied[self._kept :]):
            yield from database.record_down(revision)
        database.restore(_STATE)
        for revision in again:
            yield from database.up_again(revision)
        if again:
            self._keep()

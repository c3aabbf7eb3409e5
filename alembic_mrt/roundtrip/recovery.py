"""Checkpoints: how a round trip carries on after a revision that broke the database.

Nothing of ours is open around a user's step, neither a savepoint nor a transaction, since that
would change what the step does. What a step broke is thrown away instead: the database returns
to the state it was in before the revision.
"""

from __future__ import annotations

from collections.abc import Generator

from alembic_mrt.roundtrip.database import Database
from alembic_mrt.roundtrip.steps import GuardedStep

_STATE = "before"


class Checkpoint:
    """Keep the state of a database before a revision, without seeded rows."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._applied = 0

    def save(self) -> None:
        """Keep the present state in the place of the last one."""
        self._database.save(_STATE)
        self._applied = len(self._database.heads.applied)

    def recover(self) -> Generator[GuardedStep, None, None]:
        """Yield the steps that lead back to the saved state.

        The version table is first walked back with empty steps, so that Alembic's idea of the
        heads is that of the saved state.
        """
        database = self._database
        for revision in reversed(database.heads.applied[self._applied :]):
            yield from database.record_down(revision)
        database.restore(_STATE)

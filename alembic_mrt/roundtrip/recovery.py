"""Checkpoints: how a round trip carries on after a revision that broke the database.

Nothing of ours is open around a user's step, neither a savepoint nor a transaction, since that
would change what the step does. What a step broke is thrown away instead: the database returns
to a saved state, and the revisions since then are applied again.
"""

from __future__ import annotations

from collections.abc import Generator

from alembic_mrt.roundtrip.database import Database
from alembic_mrt.roundtrip.steps import GuardedStep


class Checkpoints:
    """Keep the newest saved state of a database without seeded rows.

    A saved state is named after how many revisions it holds.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._saved: int | None = None

    def save_when_due(self) -> None:
        """Save the present state if the last one is too many revisions away."""
        count = len(self._database.heads.applied)
        previous = self._saved
        if previous is None or count - previous >= self._database.dialect.checkpoint_every:
            self._database.save(_name(count))
            self._saved = count
            if previous is not None:
                self._database.forget(_name(previous))

    def recover(self, applied: int) -> Generator[GuardedStep, None, None]:
        """Yield the steps that lead back to when ``applied`` revisions were in, none seeded.

        The version table is first walked back with empty steps, so that Alembic's idea of the
        heads is that of the saved state.
        """
        assert self._saved is not None
        database = self._database
        above = database.heads.applied[self._saved :]
        for revision in reversed(above):
            yield from database.record_down(revision)
        database.restore(_name(self._saved))
        for revision in above[: applied - self._saved]:
            yield from database.up(revision)


def _name(count: int) -> str:
    return f"after_{count}"

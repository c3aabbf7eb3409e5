"""The steps that Alembic runs and records for us.

Alembic's own ``RevisionStep`` walks all ancestors at each step to learn how the version table
changes. A round trip knows that already: it upgrades from a state it has seen and downgrades
back to the very same state.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Protocol

from alembic.runtime.migration import StampStep
from alembic.script.revision import RevisionMap

from alembic_mrt.roundtrip.seam import Failure, attempt, chain
from alembic_mrt.roundtrip.stopping import end_if_asked

MigrationFunction = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Move:
    """Say which heads of the version table a step takes away, and which it puts there.

    ``heads`` are all that the version table holds before the step.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    up: bool
    heads: frozenset[str]


class Heads:
    """Keep what the version table holds while revisions go up and down.

    ``applied`` are the revisions in the database in the order in which they went in.
    """

    def __init__(self) -> None:
        self.applied: list[str] = []
        self._heads: frozenset[str] = frozenset()
        self._replaced: dict[str, frozenset[str]] = {}

    def up(self, revision: str, parents: Collection[str]) -> Move:
        """Record that ``revision`` is applied, in the place of those heads that it builds on."""
        heads = self._heads
        replaced = heads & frozenset(parents)
        self._heads = (heads - replaced) | {revision}
        self._replaced[revision] = replaced
        self.applied.append(revision)
        return Move(tuple(sorted(replaced)), (revision,), True, heads)

    def down(self, revision: str) -> Move:
        """Record that the newest revision is taken back, and the heads before it return."""
        assert self.applied[-1] == revision
        self.applied.pop()
        heads, restored = self._heads, self._replaced.pop(revision)
        self._heads = (heads - {revision}) | restored
        return Move((revision,), tuple(sorted(restored)), False, heads)


class Settlement(Protocol):
    """End what a step began, on its own connection."""

    def commit(self, heads: Collection[str]) -> None:
        """Commit, and raise where the version table does not hold ``heads`` any more."""

    def undo(self, heads: Collection[str]) -> None:
        """Roll back, and see to it that the version table holds ``heads``."""


class GuardedStep(StampStep):
    """Run one migration function, keep its failure, and move the version table by one revision.

    A failure must not leave ``run_migrations``, which would end the round trip of the whole
    history; so it is kept in ``failure``, and what it did is rolled back at once. The version is
    moved all the same, which keeps Alembic's idea of the heads and ours the same.
    """

    def __init__(
        self,
        move: Move,
        function: MigrationFunction,
        settlement: Settlement,
        revision_map: RevisionMap,
    ) -> None:
        alone = not (move.before and move.after)
        super().__init__(move.before, move.after, move.up, alone, revision_map)
        self.failure: Failure | None = None
        self._function = function
        self._settlement = settlement
        self._heads = move.heads
        self.migration_fn = self._guarded

    @property
    def name(self) -> str:
        """Name the direction, for Alembic's log."""
        return "upgrade" if self.is_upgrade else "downgrade"

    @property
    def from_revisions_no_deps(self) -> tuple[str, ...]:  # type: ignore[override]
        """Return the revisions that the step starts from."""
        return self.from_

    @property
    def to_revisions_no_deps(self) -> tuple[str, ...]:  # type: ignore[override]
        """Return the revisions that the step leads to."""
        return self.to_

    def _guarded(self, **options: Any) -> None:
        self.failure = attempt(self._complete, **options)
        end_if_asked()
        if self.failure is not None:
            _let_go(self.failure)
            self._settlement.undo(self._heads)

    def _complete(self, **options: Any) -> None:
        """Run the function and commit: what fails only then is the step's own failure."""
        self._function(**options)
        self._settlement.commit(self._heads)


def _let_go(failure: Failure) -> None:
    """Empty the frames of a failed function: a session with a lock may lie among what they hold."""
    for error in chain(failure):
        traceback.clear_frames(error.__traceback__)


def nothing(**_: Any) -> None:
    """Do nothing: the migration function of a step that only moves the version table."""

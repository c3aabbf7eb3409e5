"""Which revisions a step applies or takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.pytesting.stage import named_revisions

if TYPE_CHECKING:
    from alembic_mrt.pytesting.stage import Stage


class Moves:
    """Move a stage by the user's words; runs in the stage's own thread."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._project = stage.project

    def upgrade_to(self, word: str) -> None:
        """Apply what a word names, and all that it is built on."""
        wanted = self._project.below(*named_revisions(self._project, word))
        self._stage.upgrade_to(wanted)

    def upgrade_one(self) -> None:
        """Apply the next revision, in the order of the history.

        Raises ConfigurationError at the head.
        """
        self._stage.environment  # noqa: B018  a clean state has to come first
        applied = self._stage.applied
        following = [name for name in self._project.history.order() if name not in applied]
        if not following:
            raise ConfigurationError("There is no revision above: the database is at the head.")
        self._stage.upgrade_to(applied | {following[0]})

    def downgrade_one(self) -> None:
        """Take back the applied revision that comes last in the order of the history.

        Raises ConfigurationError at base.
        """
        self._stage.environment  # noqa: B018
        applied = [r for r in self._project.history.order() if r in self._stage.applied]
        if not applied:
            raise ConfigurationError("There is no revision below: the database is at base.")
        self._stage.downgrade(applied[-1:])

    def downgrade_to(self, word: str) -> None:
        """Take back what is built on the revision that a word names.

        Raises ConfigurationError where it is not applied.
        """
        self._stage.environment  # noqa: B018
        kept = frozenset(named_revisions(self._project, word))
        missing = kept - self._stage.applied
        if missing:
            raise ConfigurationError(
                f"{', '.join(sorted(missing))} is not applied, so there is no way down to it.",
                "Upgrade first.",
            )
        self._stage.downgrade(r for r in self._stage.applied if self._is_above(r, kept))

    def to_below(self, word: str) -> None:
        """Apply all that the revision which a word names is built on, from a clean state."""
        named = named_revisions(self._project, word)
        self._stage.leave()
        self._stage.upgrade_to(self._project.below(*named) - set(named))

    def _is_above(self, revision: str, kept: frozenset[str]) -> bool:
        return not kept or bool(kept & self._project.below(revision) - {revision})

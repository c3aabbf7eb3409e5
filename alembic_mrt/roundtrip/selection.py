"""Which revisions of a history a run judges; the others are only upgraded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alembic_mrt.finding import RevisionResult
    from alembic_mrt.roundtrip.outsiders import Outsiders


class Selection:
    """Judge all revisions; a subclass chooses among them while the run is under way.

    ``partial`` tells that some revisions may be left out. The run asks for each revision when it
    comes to it, perhaps more than once, and waits for the answer. ``outsiders`` are the threads
    that may use databases of their own while it waits.
    """

    partial = False
    outsiders: Outsiders | None = None

    def wants(self, revision: str) -> bool:  # noqa: ARG002
        """Tell whether ``revision`` is to be judged."""
        return True

    def judged(self, result: RevisionResult) -> None:
        """Hear of a revision that has been judged."""


class Chosen(Selection):
    """Judge the revisions that were chosen beforehand, or all for None."""

    def __init__(self, revisions: Iterable[str] | None = None) -> None:
        self._revisions = None if revisions is None else frozenset(revisions)
        self.partial = revisions is not None

    def wants(self, revision: str) -> bool:
        """Tell whether ``revision`` was chosen."""
        return self._revisions is None or revision in self._revisions

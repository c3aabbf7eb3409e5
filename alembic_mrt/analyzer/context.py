"""What a rule is given: the history, and per revision what the analyzer knows of it."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.operations.vocabulary import Execute, Opaque, Operation, Operations, Raise, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from alembic_mrt.analyzer.accepted import Accepted
    from alembic_mrt.analyzer.comments import Directive
    from alembic_mrt.finding import Location
    from alembic_mrt.history.graph import History
    from alembic_mrt.history.script import RevisionScript
    from alembic_mrt.history.since import Since
    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.operations.vocabulary import ScriptOperations


@dataclass(frozen=True, kw_only=True)
class Analysed:
    """Hold one revision: its script, what it does, and its replay.

    ``replayed`` is None where the graph is broken below the revision: the schema that it starts
    from is then unknown. ``dialect`` is that of the run; None is any.
    """

    script: RevisionScript
    operations: ScriptOperations
    replayed: Replayed | None = None
    dialect: str | None = None

    @property
    def revision(self) -> str:
        """Return the revision's id."""
        return self.script.revision

    @functools.cached_property
    def upgrade(self) -> Operations:
        """Return what the upgrade does on the dialect of the run."""
        return self._running(self.operations.upgrade)

    @functools.cached_property
    def downgrade(self) -> Operations:
        """Return what the downgrade does on the dialect of the run."""
        return self._running(self.operations.downgrade)

    @functools.cached_property
    def upgrade_effects(self) -> Operations:
        """Return the steps of upgrade() that change the schema or rows."""
        return _effects(self.upgrade)

    @functools.cached_property
    def downgrade_effects(self) -> Operations:
        """Return the steps of downgrade() that change the schema or rows."""
        return _effects(self.downgrade)

    @functools.cached_property
    def applied(self) -> tuple[Applied, ...]:
        """Return the steps of the upgrade with the schemas around them, on every dialect."""
        replays = self.replayed.every() if self.replayed is not None else ()
        return tuple(applied for replay in replays for applied in replay.upgrade)

    @functools.cached_property
    def unknown(self) -> tuple[Opaque, ...]:
        """Return the steps of both functions that could not be read, on whatever dialect."""
        both = self.operations.upgrade.operations + self.operations.downgrade.operations
        return tuple(dict.fromkeys(step for step in both if isinstance(step, Opaque)))

    @property
    def understood(self) -> int:
        """Return how many operations of both functions were read, on whatever dialect."""
        both = self.operations.upgrade.operations + self.operations.downgrade.operations
        return sum(not isinstance(step, (Opaque, Raise)) for step in both)

    @functools.cached_property
    def raises(self) -> Raise | None:
        """Return the exception that ends downgrade() whatever the database holds, if one does."""
        for step in self.downgrade:
            if isinstance(step, Raise) and self._is_certain(step):
                return step
        return None

    @functools.cached_property
    def irreversible(self) -> str | None:
        """Return why the revision is declared irreversible, or None where it is not.

        The declaration is a module-level ``irreversible = "reason"``, or a downgrade() that does
        nothing but raise an exception other than NotImplementedError with a message.
        """
        if self.script.irreversible is not None:
            return self.script.irreversible or None
        raised = self.raises
        if raised is None or raised.exception == "NotImplementedError" or not raised.message:
            return None
        if self.downgrade_effects:
            return None
        return raised.message if isinstance(raised.message, str) else "a reason made at run time"

    @functools.cached_property
    def downgrade_written(self) -> bool:
        """Tell whether downgrade() does, or may do, anything that a rule can hold it to.

        False where it is missing or empty, ends in an exception, or is declared irreversible:
        those revisions have a finding of their own, and each difference would only repeat it.
        """
        if self.irreversible is not None or self.raises is not None:
            return False
        opaque = any(isinstance(step, Opaque) for step in self.downgrade)
        return self.operations.downgrade.present and bool(opaque or self.downgrade_effects)

    def _running(self, step: Step) -> Operations:
        return tuple(entry for entry in step.operations if entry.runs_on(self.dialect))

    def _is_certain(self, step: Operation) -> bool:
        if step.maybe or step.conditional:
            return False
        return self.dialect is not None or (step.dialects is None and not step.not_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """Hold a comment that suppresses nothing; ``codes`` are those in it that are in vain."""

    script: RevisionScript
    location: Location
    directive: Directive
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Context:
    """Hold what one run of the analyzer knows; every rule reads it, none changes it.

    ``revisions`` come parents first; ``since`` tells what changed in git, where the run is about
    that. What follows is only there for rules that run after the suppression: ``unused`` are the
    comments that suppressed nothing, ``unused_settings`` the revisions and codes of the
    configuration that did not, ``applied`` the codes of the rules that were applied.
    """

    history: History
    dialect: str | None = None
    revisions: Sequence[Analysed] = ()
    since: Since | None = None
    unused: Sequence[Unused] = ()
    unused_settings: Sequence[Accepted] = ()
    applied: frozenset[str] = frozenset()

    def doing(self, kinds: Iterable[type[Operation]]) -> Sequence[Analysed]:
        """Return the revisions with an operation of one of some classes, in either function.

        Without a class those are all revisions.
        """
        wanted = tuple(kinds)
        if not wanted:
            return self.revisions
        found = {index for kind in wanted for index in self._places.get(kind, ())}
        return [self.revisions[index] for index in sorted(found)]

    @functools.cached_property
    def _places(self) -> Mapping[type[Operation], Sequence[int]]:
        """Say which revisions have operations of a class."""
        found: dict[type[Operation], list[int]] = {}
        for index, entry in enumerate(self.revisions):
            both = entry.operations.upgrade.operations + entry.operations.downgrade.operations
            for kind in set(map(type, both)):
                found.setdefault(kind, []).append(index)
        return found


def _effects(steps: Operations) -> Operations:
    return tuple(step for step in steps if not isinstance(step, (Execute, Raise, Opaque)))

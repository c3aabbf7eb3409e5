"""Operations that a database refuses, or that do another thing than they say, in either step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.analyzer.data.every import every
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.operations.vocabulary import Operation


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one of the two functions as a replay ran it."""

    name: str
    run: Replayed

    @property
    def applied(self) -> Sequence[Applied]:
        """Return its operations."""
        return self.run.upgrade if self.name == "upgrade" else self.run.downgrade

    @property
    def dialect(self) -> str | None:
        """Return the dialect of the replay."""
        return self.run.dialect


@dataclass(frozen=True, slots=True)
class Trap:
    """Hold an operation that fails: the sentence about it, and what to write instead.

    ``label`` names the object; ``related`` is another operation that has to do with it.
    """

    applied: Applied
    message: str
    remedy: str
    label: str
    severity: Severity = Severity.ERROR
    related: Applied | None = None


Look: TypeAlias = Callable[[Step], Iterator[Trap]]


def trap_findings(
    context: Context, code: str, look: Look, about: tuple[type[Operation], ...] = ()
) -> Iterator[Finding]:
    """Yield the findings of one code: what ``look`` finds in upgrade() and in downgrade().

    ``about`` are the classes of operations without which it finds nothing; none named, it looks at
    every revision. Where it is not certain that the operation happens, an error is a warning.
    """

    def find(_: Analysed, run: Replayed) -> Iterator[Trap]:
        for name in ("upgrade", "downgrade"):
            yield from look(Step(name, run))

    for entry, trap, where in every(context, find, written=False, about=about):
        location, related = trap.applied.operation.location, trap.related
        yield Finding(
            code=code,
            severity=_weighed(trap),
            message=f"{trap.message}{where}.",
            revision=entry.revision,
            location=location,
            related=related.operation.location if related else None,
            remedy=trap.remedy,
            object=trap.label,
        )


def _weighed(trap: Trap) -> Severity:
    certain = trap.applied.certain or trap.severity is not Severity.ERROR
    return trap.severity if certain else Severity.WARNING

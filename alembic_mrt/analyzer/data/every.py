"""Apply a finder to every replay of every revision that can be judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from alembic_mrt.analyzer.returns import on_dialects
from alembic_mrt.finding import Severity

if TYPE_CHECKING:
    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.finding import Location
    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.operations.vocabulary import Operation


class Fact(Protocol):
    """What a finder yields: a severity, and the operation that it is about."""

    @property
    def severity(self) -> Severity:
        """Return how grave it is."""

    @property
    def label(self) -> str:
        """Name what is at stake; with the line it tells one fact from another."""

    @property
    def applied(self) -> Applied:
        """Return the operation, with the schemas around it."""


Found = TypeVar("Found", bound=Fact)
Finder: TypeAlias = "Callable[[Analysed, Replayed], Iterator[Found]]"


def every(
    context: Context,
    find: Finder[Found],
    *,
    written: bool = True,
    about: tuple[type[Operation], ...] = (),
) -> Iterator[tuple[Analysed, Found, str]]:
    """Yield each fact once, with the dialects where it holds; the gravest counts.

    With ``written`` only of revisions with a downgrade that can be held to something, with
    ``about`` only of those with an operation of one of these classes.
    """
    for entry in context.doing(about):
        if entry.replayed is None or (written and not entry.downgrade_written):
            continue
        runs = entry.replayed.every()
        facts = [(run, fact) for run in runs for fact in find(entry, run)]
        for worst, dialects in _grouped(facts):
            yield entry, worst, on_dialects(dialects, len(runs))


def _grouped(facts: Iterable[tuple[Replayed, Found]]) -> Iterator[tuple[Found, list[str | None]]]:
    """Yield the gravest of those that are one fact, with the dialects where it is as grave."""
    grouped: dict[tuple[Location, str], list[tuple[Replayed, Found]]] = {}
    for run, fact in facts:
        key = (fact.applied.operation.location, fact.label)
        grouped.setdefault(key, []).append((run, fact))
    for group in grouped.values():
        worst = min(
            (fact for _, fact in group), key=lambda fact: list(Severity).index(fact.severity)
        )
        same = [run.dialect for run, fact in group if fact.severity is worst.severity]
        yield worst, list(dict.fromkeys(same))

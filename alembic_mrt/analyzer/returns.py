"""What a downgrade does not bring back, per revision, ready for the rules that say so."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.replay_state import family
from alembic_mrt.operations.vocabulary import Opaque
from alembic_mrt.schema.objects import Constraint, EnumType
from alembic_mrt.schema.wording import describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.finding import Location
    from alembic_mrt.operations.replay import Applied, Problem, Replayed
    from alembic_mrt.schema.buckets import Key
    from alembic_mrt.schema.difference import Difference

_ALIKE: Final = 0.6
"""How like a wrong name must be to what stays behind, to be taken for it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Hold an operation of a downgrade that fails or does nothing, and what stays because of it."""

    entry: Analysed
    run: Replayed
    applied: Applied
    problem: Problem
    explains: Difference | None = None


def findings(context: Context, code: str) -> Iterator[Finding]:
    """Yield the findings of one code, one for each object that is not what it was."""
    for entry in context.revisions:
        if entry.replayed is not None and entry.downgrade_written:
            yield from _of_entry(entry, code)


def _of_entry(entry: Analysed, code: str) -> Iterator[Finding]:
    grouped: dict[str, list[tuple[Replayed, list[Difference], bool]]] = {}
    assert entry.replayed is not None
    runs = entry.replayed.every()
    for run in runs:
        for name, group, decided in _of_run(entry, run, code):
            grouped.setdefault(name, []).append((run, group, decided))
    for name, found in grouped.items():
        decided = any(proven for _, _, proven in found)
        run, group, _ = next(item for item in found if item[2] == decided)
        names = [r.dialect for r, _, d in found if d == decided]
        where = _where(group[0], names, len(runs))
        yield _finding(entry, run, group, (name, decided, where))


def _where(found: Difference, names: list[str | None], runs: int) -> str:
    """Say on which dialect it is; where the analysis is for any, an enum type is PostgreSQL's."""
    if isinstance(found.subject, EnumType) and names == [None]:
        return " on postgresql"
    return on_dialects(names, runs)


def _of_run(
    entry: Analysed, run: Replayed, code: str
) -> Iterator[tuple[str, list[Difference], bool]]:
    explained = {id(trouble.explains) for trouble in troubles(entry, run)}
    unread = any(
        isinstance(step, Opaque) and step.effect == Opaque.ANY
        for step in (*entry.upgrade, *entry.downgrade)
    )
    for decided, differences in ((True, run.differences), (False, run.undecided)):
        groups: dict[str, list[Difference]] = {}
        for found in differences:
            wanted = decided or not unread
            if wanted and id(found) not in explained and describe(found).code == code:
                groups.setdefault(found.object, []).append(found)
        for name, group in groups.items():
            yield name, group, decided


def _finding(
    entry: Analysed, run: Replayed, group: Sequence[Difference], about: tuple[str, bool, str]
) -> Finding:
    name, decided, where = about
    words = [describe(found) for found in group]
    message = "; ".join(word.message for word in words)
    location, related = _lines(entry, run, group[0])
    return Finding(
        code=words[0].code,
        severity=_severity(group) if decided else Severity.NOTE,
        message=f"{message}{where}." if decided else f"Not proven{where}: {message}.",
        revision=entry.revision,
        location=location,
        related=related,
        remedy=" ".join(word.remedy for word in words),
        object=name,
    )


def _severity(group: Iterable[Difference]) -> Severity:
    """Return the rank of proven differences: those of comments alone harm no program."""
    cosmetic = all(found.attribute == "comment" for found in group)
    return Severity.WARNING if cosmetic else Severity.ERROR


def _lines(
    entry: Analysed, run: Replayed, found: Difference
) -> tuple[Location | None, Location | None]:
    """Return the line of the downgrade that is to blame, and the upgrade's."""
    own = found.after or found.before
    old = found.before or found.after
    assert own is not None
    assert old is not None
    downgrade = _last(run.downgrade, own.key) if found.change == "changed" else None
    upgrade = _last(run.upgrade, old.key) or _last(run.upgrade, own.key)
    return downgrade or entry.operations.downgrade.location, upgrade


def _last(steps: Iterable[Applied], key: Key) -> Location | None:
    touching = [a for a in steps if a.before.get(key) is not a.after.get(key)]
    return touching[-1].operation.location if touching else None


def troubles(entry: Analysed, run: Replayed) -> list[Trouble]:
    """Return what goes wrong in a downgrade, each with the leftover that it explains."""
    left = [d for d in (*run.differences, *run.undecided) if d.change == "left behind"]
    found = []
    for applied in run.downgrade:
        problem = applied.problem
        if problem is not None:
            explains = _most_alike(problem, left)
            left = [d for d in left if d is not explains]
            found.append(Trouble(entry, run, applied, problem, explains))
    return found


def _most_alike(problem: Problem, left: Sequence[Difference]) -> Difference | None:
    """Return the leftover that an operation with a wrong name was meant for."""
    if problem.kind not in ("missing", "masked"):
        return None
    kind = family(type(problem.subject))
    alike = [d for d in left if family(type(d.subject)) is kind and _comparable(problem, d)]
    name = str(problem.subject.name)

    def likeness(found: Difference) -> float:
        return difflib.SequenceMatcher(None, name, str(found.subject.name)).ratio()

    best = max(alike, key=likeness, default=None)
    return best if best is not None and likeness(best) >= _ALIKE else None


def _comparable(problem: Problem, found: Difference) -> bool:
    """Tell whether both are of one kind, where the operation says which."""
    wanted = type(problem.subject)
    return wanted is Constraint or isinstance(found.subject, wanted)


def every_trouble(context: Context, *kinds: str) -> Iterator[tuple[Trouble, str]]:
    """Yield what goes wrong in downgrades, once an operation, with the dialects where it does."""
    for entry in context.revisions:
        if entry.replayed is None or not entry.downgrade_written:
            continue
        runs = entry.replayed.every()
        seen: dict[int, list[Trouble]] = {}
        for run in runs:
            for trouble in troubles(entry, run):
                if trouble.problem.kind in kinds:
                    seen.setdefault(id(trouble.applied.operation), []).append(trouble)
        for group in seen.values():
            certain = any(trouble.problem.certain for trouble in group)
            same = [trouble for trouble in group if trouble.problem.certain == certain]
            named = [trouble for trouble in same if trouble.run.dialect is not None]
            yield (
                (named or same)[0],
                on_dialects([trouble.run.dialect for trouble in same], len(runs)),
            )


def on_dialects(dialects: Sequence[str | None], runs: int) -> str:
    """Say on which dialects a thing holds, where it does not hold on all that were looked at."""
    if len(dialects) == runs:
        return ""
    return " on " + ", ".join(name or "other dialects" for name in dialects)

"""Faults: findings about a script, or its place in the graph, that nothing can be built upon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.history.script import RevisionScript

SEVERAL_HEADS = "MRT501"
DUPLICATE = "MRT502"
UNKNOWN_PARENT = "MRT503"
CYCLE = "MRT504"
UNREADABLE = "MRT901"

_SECOND_BASE = ", or set the down_revision that is None by mistake."


def unreadable(
    file: str, line: int | None, message: str, remedy: str, revision: str | None = None
) -> Finding:
    """State that Alembic cannot load a file."""
    return Finding(
        code=UNREADABLE,
        severity=Severity.ERROR,
        message=message,
        revision=revision,
        location=Location(file, line),
        remedy=remedy,
        object=revision or file,
    )


def stopping(file: str, told: str, line: int, revision: str | None) -> Finding:
    """State that a script ends while it is imported."""
    message = f"{file} {told} when it is imported; Alembic cannot load the history."
    remedy = "Take the line away, or move the file out of the folder."
    return unreadable(file, line, message, remedy, revision)


def not_constant(file: str, name: str, line: int, revision: str | None) -> Finding:
    """State that only running the script would tell what a variable of the header holds."""
    message = f"{file} has no place in the graph that can be read: {name} is not a constant."
    return unreadable(file, line, message, f"Write {name} as a plain string.", revision)


def duplicate(kept: RevisionScript, other: RevisionScript) -> Finding:
    """State that two files give one revision id."""
    return Finding(
        code=DUPLICATE,
        severity=Severity.ERROR,
        message=f"Revision {kept.revision} is in two files, {other.file} and {kept.file}; "
        "Alembic takes one and leaves the other out without an error.",
        revision=kept.revision,
        location=kept.location(),
        related=other.location(),
        remedy="Give one of them another id, or delete it.",
        object=kept.revision,
    )


def duplicate_label(label: str, script: RevisionScript, other: RevisionScript) -> Finding:
    """State that a branch label is used twice, or is a revision id too."""
    return Finding(
        code=DUPLICATE,
        severity=Severity.ERROR,
        message=f"Branch label {label} of revision {script.revision} is already used by revision "
        f"{other.revision}; Alembic refuses the history.",
        revision=script.revision,
        location=script.location("branch_labels"),
        related=other.location("branch_labels"),
        remedy="Choose another label, or keep it on the first revision of the branch only.",
        object=label,
    )


def unknown_parent(
    script: RevisionScript, variable: str, name: str, near: Sequence[str]
) -> Finding:
    """State that ``down_revision`` or ``depends_on`` names a revision that is not there."""
    hint = f" Near it: {', '.join(near)}." if near else ""
    return Finding(
        code=UNKNOWN_PARENT,
        severity=Severity.ERROR,
        message=f"{variable} of revision {script.revision} names {name!r}, which no script "
        f"has as its revision; Alembic cannot load the history.{hint}",
        revision=script.revision,
        location=script.location(variable),
        remedy=f"Correct {variable}, or restore the script of {name}.",
        object=name,
    )


def cycle(scripts: Sequence[RevisionScript]) -> Finding:
    """State that revisions follow each other in a circle; each one's parent comes next."""
    first, *rest = scripts
    parent = rest[0] if rest else first
    variable = "down_revision" if parent.revision in first.down_revisions else "depends_on"
    ring = " -> ".join(script.revision for script in (*scripts, first))
    what = (
        f"Revisions follow each other in a circle, {ring}"
        if rest
        else f"Revision {first.revision} names itself as its {variable}"
    )
    return Finding(
        code=CYCLE,
        severity=Severity.ERROR,
        message=f"{what}; Alembic cannot load the history.",
        revision=first.revision,
        location=first.location(variable),
        related=parent.location("down_revision") if rest else None,
        remedy=f"Let {variable} name the revision that {first.revision} was written after.",
        object=first.revision,
    )


def several_heads(
    heads: Sequence[RevisionScript], odd: RevisionScript, common: str | None, bases: Sequence[str]
) -> Finding:
    """State that the history ends in several revisions; ``common`` is where they part.

    The finding points at ``odd``, the head that has the least behind it.
    """
    other = next(script for script in heads if script is not odd)
    names = [script.revision for script in heads]
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    parting = f"they part at {common}" if common else f"each has its own base: {', '.join(bases)}"
    return Finding(
        code=SEVERAL_HEADS,
        severity=Severity.ERROR,
        message=f"The history has {len(names)} heads, {listed}; {parting}. "
        "`alembic upgrade head` refuses to choose.",
        revision=odd.revision,
        location=odd.location("down_revision"),
        related=other.location("down_revision"),
        remedy=f'Join them with `alembic merge -m "merge heads" {" ".join(names)}`'
        + (", or correct the down_revision that is wrong." if common else _SECOND_BASE),
        object=" ".join(names),
    )


def refused(code: str, script: RevisionScript, reason: str) -> Finding:
    """State in Alembic's own words why it refuses the history."""
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=f"Alembic refuses the history: {reason}.",
        revision=script.revision,
        location=script.location(),
        remedy="Correct the header of the scripts that it names.",
        object=script.revision,
    )

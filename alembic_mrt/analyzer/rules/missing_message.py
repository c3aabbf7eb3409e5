"""A revision does not say what it is for.

Its docstring begins with "empty message", as Alembic writes it without `-m`, or there is none and
the name of the file says nothing either.

Why: `alembic history` shows a list of such lines, and this is all that whoever has to take one
back at night will see.

Instead: say in the first line of the docstring what the revision does.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.history.script import RevisionScript

CODE = "MRT702"
NAME = "missing-message"
SEVERITY = Severity.NOTE


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each revision without a message."""
    for entry in context.revisions:
        if not entry.script.unread and _says_nothing(entry.script):
            yield _finding(entry.script)


def _says_nothing(script: RevisionScript) -> bool:
    title = script.title.strip().rstrip(".").lower()
    return title in ("empty message", "") or script.title == script.revision


def _finding(script: RevisionScript) -> Finding:
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revision {script.revision} does not say what it is for.",
        revision=script.revision,
        location=script.location(),
        remedy=f'Begin {script.file} with a line such as """add the phone numbers of users""".',
        object="message",
    )

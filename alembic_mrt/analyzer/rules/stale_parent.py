"""A new revision follows one that is no longer the newest on the branch it will be merged into.

Only with `--since git:REF`: the reference has got a revision with the same parent since this
branch was begun.

Why: each branch has one head, and both together have two. `alembic upgrade head` refuses to choose
as soon as they are merged, and git reports no conflict.

Instead: update the branch, and let down_revision name the other revision; or join the two with
`alembic merge`.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.history.script import RevisionScript

CODE = "MRT506"
NAME = "stale-parent"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each new revision whose parent has got another child."""
    since = context.since
    if since is None:
        return
    for revision in sorted(since.added):
        script = context.history.scripts[revision]
        for other in since.ahead:
            shared = set(script.down_revisions) & set(other.down_revisions)
            if shared:
                yield _finding(script, other, min(shared), since.reference)


def _finding(script: RevisionScript, other: RevisionScript, parent: str, ref: str) -> Finding:
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revision {script.revision} follows {parent}, and so does {other.revision}, which "
        f"{ref} has got in the meantime: together they are two heads.",
        revision=script.revision,
        location=script.location("down_revision"),
        remedy=f'Update the branch and set down_revision = "{other.revision}".',
        object=parent,
    )

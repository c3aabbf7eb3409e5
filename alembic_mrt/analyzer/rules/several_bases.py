"""The history begins more than once, and nothing says that it is meant to.

A base is a revision with `down_revision = None`. Several are no finding where all but one of them
carry branch labels, and where they end in several heads that is reported instead.

Why: mostly `down_revision = None` was left there by mistake, or a script was copied from another
project. Alembic then runs the revision before or after the others as it happens to come.

Instead: set the down_revision. Give a branch that is meant to stand alone a `branch_labels`.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.lineage import Ancestry
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.history.faults import SEVERAL_HEADS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.history.script import RevisionScript

CODE = "MRT505"
NAME = "several-bases"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each unlabelled base but the first one."""
    history = context.history
    if any(fault.code == SEVERAL_HEADS for fault in history.faults):
        return
    bases = [history.scripts[name] for name in sorted(history.bases)]
    scripts = [script for script in bases if not script.branch_labels]
    if len(scripts) > 1:
        ancestry = Ancestry(history)
        first = max(scripts, key=lambda base: ancestry.followers(base.revision))
        for script in scripts:
            if script is not first:
                yield _finding(script, first)


def _finding(script: RevisionScript, first: RevisionScript) -> Finding:
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revision {script.revision} is a second base beside {first.revision}: its "
        "down_revision is None, and it carries no branch label.",
        revision=script.revision,
        location=script.location("down_revision"),
        related=first.location("down_revision"),
        remedy=f'Name the revision that it follows, or add branch_labels = ("{_label(script)}",).',
        object=script.revision,
    )


def _label(script: RevisionScript) -> str:
    words = "".join(c if c.isalnum() else " " for c in script.title.lower()).split()
    return words[-1] if words else "branch"

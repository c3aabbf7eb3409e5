"""A comment accepts a finding that is not there.

Only comments that speak to this tool are judged: `# mrt: ignore` in all its forms, and `# noqa`
for the codes of rules of this tool.

Why: the fault has been mended, or the code is mistyped or stands on the wrong line. The comment
will silence the next fault at its place.

Instead: delete the comment, or the code in it.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.rule import every_rule
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context, Unused

CODE = "MRT703"
NAME = "unused-suppression"
SEVERITY = Severity.WARNING
AFTER_SUPPRESSION = True


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each comment that suppresses nothing, where every rule could run."""
    replayed = {entry.revision for entry in context.revisions if entry.replayed is not None}
    for unused in context.unused:
        codes = _judged(unused)
        if unused.script.revision in replayed and (codes or _names_nothing(unused)):
            yield _finding(unused, codes)


def _judged(unused: Unused) -> tuple[str, ...]:
    """Return the codes in vain that are rules of ours; this rule's own cannot be known yet."""
    ours = {rule.code for rule in every_rule()} - {CODE}
    return tuple(code for code in unused.codes if code in ours)


def _names_nothing(unused: Unused) -> bool:
    return unused.directive.ours and not unused.directive.codes


def _finding(unused: Unused, codes: tuple[str, ...]) -> Finding:
    comment = f"The comment `{unused.directive.text}`"
    what = f"accepts no {' or '.join(codes)}" if codes else "accepts nothing"
    place = "the whole file" if unused.directive.whole_file else "its statement"
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"{comment} {what}: there is no such finding at {place}.",
        revision=unused.script.revision,
        location=unused.location,
        remedy="Delete it, or move it to the line of the finding.",
        object=unused.directive.text,
    )

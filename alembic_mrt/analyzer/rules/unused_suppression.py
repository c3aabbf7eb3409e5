"""A comment, or the configuration, accepts a finding that is not there.

Only comments that speak to this tool are judged: `# mrt: ignore` in all its forms, and `# noqa`
for the codes of this tool, where the rule is on. A code that does not exist is reported too.

Why: the fault has been mended, or the code is mistyped or stands on the wrong line. The comment
will silence the next fault at its place.

Instead: delete the comment, or the code in it.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.selection import known_codes, meant
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context, Unused
    from alembic_mrt.history.script import RevisionScript

CODE = "MRT703"
NAME = "unused-suppression"
SEVERITY = Severity.WARNING
AFTER_SUPPRESSION = True
_PREFIX = "MRT"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each acceptance that accepts nothing, where every rule could run."""
    replayed = {entry.revision for entry in context.revisions if entry.replayed is not None}
    for unused in context.unused:
        if unused.script.revision in replayed:
            yield from _of_comment(unused, context.applied)
    for revision, word in context.unused_settings:
        if revision in replayed and any(code.startswith(word) for code in context.applied):
            yield _of_setting(context.history.scripts[revision], word)


def _of_comment(unused: Unused, applied: frozenset[str]) -> Iterator[Finding]:
    """Judge the codes of rules that were applied; this rule's own cannot be known yet."""
    codes = tuple(code for code in unused.codes if code in applied and code != CODE)
    if codes or (unused.directive.ours and not unused.directive.codes):
        yield _idle(unused, codes)
    for code in unused.codes:
        if code.startswith(_PREFIX) and not _is_code(code):
            yield _unknown(unused, code)


def _is_code(word: str) -> bool:
    return word in known_codes()


def _idle(unused: Unused, codes: tuple[str, ...]) -> Finding:
    comment = f"The comment `{unused.directive.text}`"
    what = f"accepts no {' or '.join(codes)}" if codes else "accepts nothing"
    place = "the whole file" if unused.directive.whole_file else "its statement"
    message = f"{comment} {what}: there is no such finding at {place}."
    return _finding(unused, message, "Delete it, or move it to the line of the finding.")


def _unknown(unused: Unused, code: str) -> Finding:
    message = f"The comment `{unused.directive.text}` names {code}, which is no code."
    return _finding(unused, message, meant(code))


def _finding(unused: Unused, message: str, remedy: str) -> Finding:
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=message,
        revision=unused.script.revision,
        location=unused.location,
        remedy=remedy,
        object=unused.directive.text,
    )


def _of_setting(script: RevisionScript, word: str) -> Finding:
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"The configuration accepts {word} at revision {script.revision}, which has no such"
        " finding.",
        revision=script.revision,
        location=script.location(),
        remedy="Take it out of per_revision_ignores.",
        object=f"per_revision_ignores {word}",
    )

"""The upgrade of a revision was changed that others may have run already.

Only with `--since git:REF`: the script is there at the point where this branch was begun, and what
upgrade() does has changed since. Changes of downgrade(), of comments and of docstrings are none.

Why: a database that has run the revision will not run it again. From then on two databases at the
same revision have different schemas.

Instead: restore the script and write a new revision. Where it was never released, accept the
finding.

Since: 0.1
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.history.script import RevisionScript

CODE = "MRT507"
NAME = "edited-revision"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each revision whose upgrade is another than it was."""
    since = context.since
    for revision, before in sorted(since.edited.items()) if since is not None else ():
        script = context.history.scripts[revision]
        if _upgrade(before) != _upgrade(script.content):
            assert since is not None
            yield _finding(script, since.reference)


def _upgrade(content: bytes) -> list[str] | None:
    """Return the script as its upgrade sees it, or None where it cannot be parsed."""
    try:
        tree = ast.parse(content)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return [ast.dump(_bare(s)) for s in tree.body if not _is_beside(s)]


def _is_beside(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.FunctionDef) and statement.name == "downgrade"


def _bare(statement: ast.stmt) -> ast.stmt:
    """Return a statement without the docstring of a function."""
    if isinstance(statement, ast.FunctionDef) and ast.get_docstring(statement) is not None:
        statement.body = statement.body[1:] or [ast.Pass()]
    return statement


def _finding(script: RevisionScript, reference: str) -> Finding:
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"The upgrade of revision {script.revision} is not what it was at {reference}; a "
        "database that has run it will not run it again.",
        revision=script.revision,
        location=script.location(),
        remedy='Restore the script and write a new revision: alembic revision -m "...".',
        object="upgrade",
    )

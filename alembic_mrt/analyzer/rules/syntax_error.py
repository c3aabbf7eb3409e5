"""A file in the versions folder cannot be read as a revision script.

It is not valid Python, cannot be opened, raises or exits whenever it is imported, or its header is
wrong: no revision id, no down_revision, a value that is neither a string nor a constant.

Why: Alembic imports every file of the folder, and one that fails stops every command. A header
that is computed hides the revision's place in the graph, so nothing about it can be told without
running it.

Instead: correct the line. Write the header in plain strings. Move files that are no revision
scripts out of the folder.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context

CODE = "MRT901"
NAME = "unreadable-script"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield the faults of this kind, which reading the history has found."""
    return (fault for fault in context.history.faults if fault.code == CODE)

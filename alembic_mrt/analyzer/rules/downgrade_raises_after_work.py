"""downgrade() changes the database and then raises in any case.

Why: where DDL is part of the transaction, as on PostgreSQL, all the work is rolled back and was in
vain. On MySQL, and partly on SQLite, it stays, and the version table does not say so.

Instead: raise before the first operation, where the revision cannot be taken back. Otherwise take
the `raise` out.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.wording import summary
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.vocabulary import Raise

CODE = "MRT131"
NAME = "downgrade-raises-after-work"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each downgrade that undoes its own work."""
    for entry in context.revisions:
        raised = entry.raises
        if raised is not None and entry.script.irreversible is None and entry.downgrade_effects:
            yield _finding(entry, raised)


def _finding(entry: Analysed, raised: Raise) -> Finding:
    effects = entry.downgrade_effects
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"downgrade() of revision {entry.revision} {summary(effects)}, and then always "
        f"raises {raised.exception}.",
        revision=entry.revision,
        location=raised.location,
        related=effects[0].location,
        remedy="Raise before the first operation, or take the raise out.",
        object="downgrade",
    )

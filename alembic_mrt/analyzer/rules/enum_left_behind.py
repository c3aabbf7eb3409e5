"""A downgrade leaves an enum type behind on PostgreSQL.

`sa.Enum` in `op.create_table()` creates the type on the way, but `op.drop_table()` does not drop
it, and neither does `op.drop_column()`.

Why: after the downgrade the type is still there, and the next upgrade fails with
"type already exists".

Instead: drop it after the last column that uses it:
`sa.Enum(name="job_state").drop(op.get_bind(), checkfirst=True)`.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.returns import findings
from alembic_mrt.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding

CODE = "MRT304"
NAME = "enum-left-behind"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such object."""
    return findings(context, CODE)

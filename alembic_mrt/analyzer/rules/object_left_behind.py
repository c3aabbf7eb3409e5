"""A downgrade leaves something behind that its upgrade made.

Tables, columns, constraints, indexes, views, functions: whatever the replay of downgrade() on the
upgraded schema leaves, and the schema before did not hold. A table is named without its columns.

Why: the version table then says that the older revision is in place, and the schema says
something else. The next upgrade fails on what it finds, and the application of the older version
meets columns and constraints that it does not know.

Instead: undo each operation of upgrade() in downgrade(), the last one first.

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

CODE = "MRT301"
NAME = "object-left-behind"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such object."""
    return findings(context, CODE)

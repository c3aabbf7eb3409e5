"""What a downgrade brings back is not what was there before.

Another type, another nullability or default, another name, an index without its predicate, a
foreign key without its ON DELETE, an enum type with other labels. What the script does not say of
the old object is taken from the revisions before it. A difference in a comment alone is a warning.

Why: nothing fails at first, and from then on the database that was downgraded is not like the
others. The next revision that drops the constraint by its name, or relies on the default, fails
only there.

Instead: write into downgrade() exactly what the history says of the object.

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

CODE = "MRT303"
NAME = "object-comes-back-different"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such object."""
    return findings(context, CODE)

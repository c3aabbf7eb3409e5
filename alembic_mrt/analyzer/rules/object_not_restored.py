"""A downgrade does not bring back something that its upgrade dropped.

Why: the application of the older version looks for it. An index or a constraint that stays away
is missed later still: queries grow slow, and rows come in that the constraint would have refused.

Instead: create it again in downgrade(), with all that it had: name, type, NOT NULL, default,
predicate, ON DELETE.

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

CODE = "MRT302"
NAME = "object-not-restored"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such object."""
    return findings(context, CODE)

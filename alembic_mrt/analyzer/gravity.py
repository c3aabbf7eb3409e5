"""How grave it is that values do not come back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from alembic_mrt.finding import Severity

Verdict: TypeAlias = "tuple[Severity, str]"
"""How grave it is, and why."""

RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def worst_of(verdicts: Iterable[Verdict | None]) -> Verdict | None:
    """Return the gravest of some verdicts, None where all values come back."""
    return min((v for v in verdicts if v is not None), key=lambda v: RANK[v[0]], default=None)

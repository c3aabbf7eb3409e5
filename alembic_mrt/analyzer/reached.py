"""Whether the replay comes past a line of a script, and under which condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.finding import Location
    from alembic_mrt.operations.vocabulary import Operation


def reached(entry: Analysed, location: Location) -> Operation | None:
    """Return the operation at a line that runs on the dialect of the run, a certain one first."""
    found = [step for step in (*entry.upgrade, *entry.downgrade) if step.location == location]
    return min(found, key=lambda step: step.maybe, default=None)

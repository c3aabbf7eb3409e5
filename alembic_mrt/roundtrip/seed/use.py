"""What became of a row that the user gives, or of the values of a column."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Use:
    """Tell of one row, or of the values of one column, whether any revision took it.

    ``refusals`` are the reasons by revision; ``what`` names it, with its seed.
    """

    what: str
    taken: bool = False
    refusals: dict[str, str] = field(default_factory=dict)

    def left_out(self) -> str:
        """Say at which revisions it was not written, and why."""
        by_reason: dict[str, list[str]] = defaultdict(list)
        for revision, reason in self.refusals.items():
            by_reason[reason].append(revision)
        told = "; ".join(f"at {', '.join(found)}: {reason}" for reason, found in by_reason.items())
        return f"Left out {self.what} {told}."

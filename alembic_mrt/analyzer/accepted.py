"""Findings that the configuration accepts at a revision (``per_revision_ignores``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from alembic_mrt.finding import Finding

Accepted: TypeAlias = tuple[str, str]
"""A revision and a code, or the beginning of codes."""


@dataclass(slots=True)
class AcceptedFindings:
    """Hold what is accepted by revision, and what of it was of use."""

    codes: Mapping[str, tuple[str, ...]]
    spent: set[Accepted] = field(default_factory=set)

    def suppress(self, finding: Finding) -> bool:
        """Tell whether a finding is accepted."""
        revision = finding.revision or ""
        fitting = [w for w in self.codes.get(revision, ()) if finding.code.startswith(w)]
        self.spent.update((revision, word) for word in fitting)
        return bool(fitting)

    def unused(self) -> Iterator[Accepted]:
        """Yield what accepts nothing that was found."""
        for revision, words in self.codes.items():
            for word in words:
                if (revision, word) not in self.spent:
                    yield revision, word

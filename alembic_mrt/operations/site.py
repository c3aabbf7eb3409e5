"""The place an operation stands at: its line and the conditions around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alembic_mrt.finding import Location


@dataclass(frozen=True, slots=True)
class Site:
    """Hold what every operation at one place has in common.

    ``fields`` are those of :class:`~alembic_mrt.operations.vocabulary.Operation`; ``dialect`` is
    the one that the script is being read for, None for any.
    """

    location: Location
    dialect: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def common(self) -> dict[str, Any]:
        """Return the keyword arguments that every operation here takes."""
        return {"location": self.location, **self.fields}

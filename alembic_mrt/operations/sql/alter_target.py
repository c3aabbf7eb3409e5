"""The table that an ALTER TABLE is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alembic_mrt.operations.vocabulary import AlterObject
from alembic_mrt.schema.objects import Text

if TYPE_CHECKING:
    from alembic_mrt.operations.site import Site


@dataclass(frozen=True)
class Target:
    """Hold the table of an ALTER TABLE, and where the statement stands."""

    site: Site
    schema: str | None
    table: Text

    @property
    def name(self) -> str:
        """Return the name of the table, empty where it is not known."""
        return self.table if isinstance(self.table, str) else ""

    @property
    def fields(self) -> dict[str, Any]:
        """Return what every operation on the table has."""
        return {**self.site.common, "table": self.table, "schema": self.schema}

    def altered(self, kind: str, name: Text, attribute: str, value: object) -> AlterObject:
        """Return the change of an attribute of the table, or of something on it."""
        table = None if kind == "table" else self.name
        return AlterObject(
            **self.site.common, kind=kind, name=name, attribute=attribute, value=value,
            table=table, schema=self.schema,
        )  # fmt: skip

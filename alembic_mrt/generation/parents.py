"""The condition that a row that comes back finds the row that a foreign key of it leads to.

That one may have been deleted since the upgrade, when nothing held it any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.generation.code import Code
from alembic_mrt.generation.literals import column, quoted
from alembic_mrt.generation.names import archive_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.generation.archive import Archive
    from alembic_mrt.generation.facts import Reference


@dataclass(frozen=True)
class Parent:
    """Hold an archive and one of the foreign keys whose columns it keeps."""

    archive: Archive
    reference: Reference
    number: int

    @property
    def name(self) -> str:
        """Return the variable that holds the condition."""
        return f"has_parent_{self.number}"

    def source(self, *, nullable: bool) -> Iterator[Code]:
        """Yield the statements that make the condition; a NULL fulfils it if ``nullable``."""
        yield Code(f"parent_{self.number} = {self._table()}")
        kept, parent = self.archive.variable, f"parent_{self.number}"
        pairs = zip(self.reference.columns, self.reference.referred, strict=True)
        equal = [f"{column(parent, theirs)} == {column(kept, own)}" for own, theirs in pairs]
        found = f"sa.exists().where({', '.join(equal)})"
        nulls = [f"{column(kept, name)}.is_(None)" for name in self._may_be_null()]
        if nullable and nulls:
            found = f"sa.or_({', '.join([*nulls, found])})"
        yield Code(f"{self.name} = {found}")

    def _table(self) -> str:
        """Return the table of the parents, or its archive where its rows are not back yet."""
        schema, name = self.reference.schema, self.reference.table
        itself = (schema, name) == (self.archive.loss.schema, self.archive.loss.table)
        if (schema, name) in self.archive.empty:
            name = archive_name(self.archive.revision, name)
        listed = "".join(f", sa.column({quoted(column)})" for column in self.reference.referred)
        where = f", schema={quoted(schema)}" if schema else ""
        return f"sa.table({quoted(name)}{listed}{where}){'.alias()' if itself else ''}"

    def _may_be_null(self) -> list[str]:
        nullable = {column.name for column in self.archive.loss.columns if column.nullable}
        return [name for name in self.reference.columns if name in nullable]

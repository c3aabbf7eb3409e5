"""Which columns tell the rows of a table apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alembic_mrt.schema.objects import (
    UNKNOWN,
    Column,
    Index,
    Names,
    PrimaryKey,
    Schema,
    TableObject,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def row_key(parts: Sequence[TableObject]) -> tuple[str, ...]:
    """Return the primary key of a table, else a unique key without NULL, else nothing.

    ``parts`` is what belongs to the table, its columns among it.
    """
    columns = {str(part.name): part for part in parts if isinstance(part, Column)}
    for names, primary in sorted(_candidates(parts), key=lambda found: not found[1]):
        if names is not UNKNOWN and names and _identifies(names, columns, primary=primary):
            return names
    return ()


def _candidates(parts: Sequence[TableObject]) -> Iterator[tuple[Names, bool]]:
    for part in parts:
        if isinstance(part, PrimaryKey | UniqueConstraint):
            yield part.columns, isinstance(part, PrimaryKey)
        elif isinstance(part, Index) and part.unique is True and part.where is None:
            yield part.columns, False


def _identifies(names: tuple[str, ...], columns: Mapping[str, Column], *, primary: bool) -> bool:
    found = [columns.get(name) for name in names]
    return all(column and (primary or column.nullable is False) for column in found)


def parts_by_table(
    schema: Schema, ignore: frozenset[tuple[str | None, str]]
) -> dict[tuple[str | None, str], tuple[TableObject, ...]]:
    """Return everything that belongs to each table but those of ``ignore``, by schema and name."""
    names = ((table.schema, str(table.name)) for table in schema.tables())
    return {name: schema.of_table(name[1], name[0]) for name in names if name not in ignore}

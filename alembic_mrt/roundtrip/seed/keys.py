"""The unique keys of a table, of whatever kind: constraints, unique indexes and exclusions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.facts import quote
from alembic_mrt.roundtrip.seed.plan import Unique
from alembic_mrt.roundtrip.seed.sqltext import columns_of, first_group, inlined, unordered
from alembic_mrt.schema.objects import (
    Column,
    ExcludeConstraint,
    Index,
    PrimaryKey,
    SchemaObject,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def uniques(
    objects: Iterable[SchemaObject], names: tuple[str, ...], generated: Mapping[str, str]
) -> Iterable[Unique]:
    """Yield the keys of a table: constraints, unique indexes and exclusions."""
    objects = tuple(objects)
    collations = {str(o.name): o.collation for o in objects if isinstance(o, Column)}
    for item in objects:
        if isinstance(item, ExcludeConstraint) and isinstance(item.definition, str):
            yield Unique(columns_of(first_group(item.definition), names))
            continue
        unique = isinstance(item, PrimaryKey | UniqueConstraint) or (
            isinstance(item, Index) and item.unique is True
        )
        columns = getattr(item, "columns", ()) if unique else ()
        if columns and isinstance(columns, tuple):
            strict = getattr(item, "nulls_not_distinct", False) is True
            where = getattr(item, "where", None)
            key = _unique(columns, names, generated, nulls=strict)
            parts = tuple(_part(c, names, generated, collations) for c in columns)
            key = replace(key, parts=parts, strict=strict)
            yield replace(key, where=where) if isinstance(where, str) else key


def _part(
    column: str,
    names: tuple[str, ...],
    generated: Mapping[str, str],
    collations: Mapping[str, object],
) -> str:
    """Return what an index compares as SQL: a column with its collation, or an expression."""
    if column in generated:
        return f"({generated[column]})"
    if column not in names:
        return inlined(unordered(column), generated)
    quoted, collation = quote(column).replace("%%", "%"), collations.get(column)
    return f"{quoted} COLLATE {collation}" if isinstance(collation, str) else quoted


def _unique(
    columns: tuple[str, ...], names: tuple[str, ...], generated: Mapping[str, str], *, nulls: bool
) -> Unique:
    """Take the columns of a key, and an expression strictly for those that it is made of."""
    found: dict[str, None] = {}
    for column in columns:
        plain = column in names and column not in generated
        expression = generated.get(column, column)
        found.update(dict.fromkeys([column] if plain else columns_of(expression, names)))
        nulls = nulls or not (plain or column.startswith('"'))
    return Unique(tuple(found), nulls)

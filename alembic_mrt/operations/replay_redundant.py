"""What PostgreSQL leaves out of a CREATE TABLE: a UNIQUE that says what another key says already.

Of equal ones the primary key stays, or else the first; it takes the name of the other where it has
none (``transformIndexConstraints`` in parse_utilcmd.c). ALTER TABLE adds them all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.schema.objects import PrimaryKey, SchemaObject, UniqueConstraint

if TYPE_CHECKING:
    from collections.abc import Sequence

    Key: TypeAlias = PrimaryKey | UniqueConstraint


def without_redundant(objects: Sequence[SchemaObject], dialect: str | None) -> list[SchemaObject]:
    """Return the objects of a new table that are made."""
    if dialect != "postgresql":
        return list(objects)
    primary: list[Key] = [o for o in objects if isinstance(o, PrimaryKey)]
    unique: list[Key] = [o for o in objects if isinstance(o, UniqueConstraint)]
    kept: dict[object, Key] = {}
    for key in (*primary, *unique):
        said = _said(key)
        first = kept.setdefault(said, key)
        if first.name is None and first is not key:
            kept[said] = replace(first, name=key.name)
    others = [o for o in objects if not isinstance(o, (PrimaryKey, UniqueConstraint))]
    return [*others, *kept.values()]


def _said(key: Key) -> object:
    distinct = isinstance(key, UniqueConstraint) and key.nulls_not_distinct
    return key.columns, key.deferrable, key.options, distinct

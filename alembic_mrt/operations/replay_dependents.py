"""What depends on an object, and what goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.operations.replay_grants import column_grants, grants_on
from alembic_mrt.operations.replay_names import words_of
from alembic_mrt.operations.replay_workspace import Workspace
from alembic_mrt.operations.spelling import enum_text
from alembic_mrt.schema.objects import (
    Column,
    EnumType,
    Function,
    Grant,
    MaterializedView,
    Namespace,
    SchemaObject,
    Trigger,
    View,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def users_of(work: Workspace, held: SchemaObject) -> Iterator[SchemaObject]:
    """Yield what depends on an object, as far as it can be told."""
    if isinstance(held, EnumType):
        spelling = enum_text(str(held.name)).casefold()
        for found in work.schema:
            kind = found.type if isinstance(found, Column) else None
            if isinstance(kind, str) and kind.casefold().removesuffix("[]") == spelling:
                yield found
    if isinstance(held, Function):
        name = str(held.name).partition("(")[0].casefold()
        for found in work.schema:
            if isinstance(found, Trigger) and name in words_of(found.definition):
                yield found


def contents_of(work: Workspace, held: SchemaObject) -> Iterator[SchemaObject]:
    """Yield what goes with a view, or lies in a schema."""
    schema, name = held.schema or "", str(held.name)
    if isinstance(held, (View, MaterializedView)):
        yield from work.schema.buckets.bucket((schema, name)).values()
        yield from grants_on(work.schema, (schema, name))
    if isinstance(held, Grant):
        yield from column_grants(work.schema, schema, name)
    if isinstance(held, Namespace):
        yield from (found for found in work.schema if found.schema == name)

"""Replay of what makes and drops anything but tables, columns, constraints, indexes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from alembic_mrt.operations.replay_apply import apply
from alembic_mrt.operations.replay_dependents import contents_of, users_of
from alembic_mrt.operations.replay_grants import column_grants
from alembic_mrt.operations.replay_keys import enum_types_exist
from alembic_mrt.operations.replay_named import (
    OF_EVERY_DATABASE,
    Named,
    bucket_for,
    find,
    ghost_object,
    named,
)
from alembic_mrt.operations.replay_readers import readers_of
from alembic_mrt.operations.replay_workspace import Workspace, asks
from alembic_mrt.operations.vocabulary import CreateObject, DropObject
from alembic_mrt.schema.objects import (
    Column,
    EnumType,
    Extension,
    Grant,
    MaterializedView,
    Namespace,
    SchemaObject,
    TableObject,
    View,
)

_SHARED: Final = (Extension, Namespace)


@apply.register
def _create_object(operation: CreateObject, work: Workspace) -> None:
    if isinstance(operation.object, EnumType) and not enum_types_exist(work.dialect):
        return
    made = _in_place(operation.object, work)
    held = find(work, type(made), str(made.name), bucket_for(made))
    if held is not None and operation.or_replace and not _overloads(made, held):
        work.swap(held, made)
        return
    optional = operation.if_not_exists or operation.or_replace
    work.create(operation, made, optional)
    if isinstance(made, _SHARED) and optional:
        work.mark(made)


def _in_place(made: SchemaObject, work: Workspace) -> SchemaObject:
    """Return a new object where the schema files it: by the table that is there, or by default."""
    if isinstance(made, TableObject):
        bucket = work.place(made.table, made.schema)
        work.adopt(bucket)
        return replace(made, table=bucket[1], schema=bucket[0] or None)
    return replace(made, schema=None) if made.schema == "public" else made


def _overloads(made: SchemaObject, held: SchemaObject) -> bool:
    """Tell whether a function stands beside one of its name: the number of arguments differs."""
    signatures = [str(found.name).partition("(") for found in (made, held)]
    return (
        all(opened for _, opened, _ in signatures)
        and len({_count(arguments.removesuffix(")")) for _, _, arguments in signatures}) > 1
    )


def _count(arguments: str) -> int:
    flat = _NESTED.sub("", arguments)
    return flat.count(",") + 1 if flat.strip() else 0


_NESTED: Final = re.compile(r"\([^()]*\)")


@apply.register
def _drop_object(operation: DropObject, work: Workspace) -> None:
    found = named(operation, work)
    if found is None:
        return
    held = find(work, *found)
    if held is None:
        _drop_unseen(operation, work, found)
    else:
        _drop(operation, work, held)


def _drop_unseen(operation: DropObject, work: Workspace, found: Named) -> None:
    kind, name, bucket = found
    if (kind, name) in OF_EVERY_DATABASE:
        return
    if kind is Grant and (own := list(column_grants(work.schema, bucket[0], name))):
        work.take(*own)
    else:
        work.miss(operation, ghost_object(kind, name, bucket), operation.if_exists)


def _drop(operation: DropObject, work: Workspace, held: SchemaObject) -> None:
    if operation.maybe and not asks(operation):
        work.mark(held)
    users = list(users_of(work, held))
    if users and not operation.cascade and not operation.maybe:
        work.fail("in use", held, related=users[0])
    cascaded = [o for o in users if operation.cascade and not isinstance(o, Column)]
    if operation.cascade and isinstance(held, (View, MaterializedView)):
        cascaded += readers_of(work.schema, str(operation.name))
    work.take(held, *(o for gone in (held, *cascaded) for o in contents_of(work, gone)), *cascaded)

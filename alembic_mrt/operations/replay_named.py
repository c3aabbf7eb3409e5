"""Which object of the schema an operation names."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from alembic_mrt.operations.replay_keys import enum_types_exist
from alembic_mrt.operations.replay_tables import ghost
from alembic_mrt.operations.replay_workspace import Workspace
from alembic_mrt.operations.vocabulary import AlterObject, DropObject
from alembic_mrt.schema.objects import (
    UNKNOWN,
    CompositeType,
    Domain,
    EnumType,
    ExcludeConstraint,
    Extension,
    Function,
    Index,
    Namespace,
    PrimaryKey,
    SchemaObject,
    Table,
    TableObject,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.schema.buckets import BucketKey

Named: TypeAlias = tuple[type[SchemaObject], str, "BucketKey"]
"""Kind, name and bucket of an object."""

OF_EVERY_DATABASE: Final = {(Namespace, "public"), (Namespace, "dbo"), (Extension, "plpgsql")}
"""What is there although no revision makes it."""


def _subclasses(kind: type[SchemaObject]) -> Iterator[type[SchemaObject]]:
    for below in kind.__subclasses__():
        yield below
        yield from _subclasses(below)


_KINDS: Final = {found.kind: found for found in _subclasses(SchemaObject)}


def named(operation: DropObject | AlterObject, work: Workspace) -> Named | None:
    """Return kind, name and bucket of what an operation names; None where it has no effect."""
    kind = _KINDS.get(operation.kind)
    if kind is None or not isinstance(operation.name, str):
        work.taint()
        return None
    if kind is CompositeType:
        kind = _kind_of_type(operation, work)
    if kind is Index and isinstance(operation, AlterObject):
        kind = _kind_of_index(operation, work)
    if issubclass(kind, EnumType) and not enum_types_exist(work.dialect):
        return None
    bucket = _place(work, operation, kind) or _anywhere(work, kind, operation.name)
    return None if bucket is None else (kind, operation.name, bucket)


def _place(
    work: Workspace, operation: DropObject | AlterObject, kind: type[SchemaObject]
) -> BucketKey | None:
    if issubclass(kind, Table):
        return work.place(str(operation.name), operation.schema)
    if issubclass(kind, TableObject):
        return work.place(operation.table, operation.schema) if operation.table else None
    schema = "" if operation.schema in (None, "public") else str(operation.schema)
    return (schema, f"\0{kind.kind}")


def _kind_of_type(operation: DropObject | AlterObject, work: Workspace) -> type[SchemaObject]:
    """Return what sort of type a statement on a TYPE means: most that nobody has seen are enums."""
    for kind in (CompositeType, Domain):
        bucket = _place(work, operation, kind)
        if bucket is not None and work.held(kind, str(operation.name), bucket) is not None:
            return kind
    return EnumType


def _kind_of_index(operation: AlterObject, work: Workspace) -> type[SchemaObject]:
    """Return what an index belongs to: with that of a key, the key itself is renamed."""
    name = str(operation.name)
    if operation.attribute != "name" or _anywhere(work, Index, name) is not None:
        return Index
    keys = (PrimaryKey, UniqueConstraint, ExcludeConstraint)
    return next((kind for kind in keys if _anywhere(work, kind, name) is not None), Index)


def _anywhere(work: Workspace, kind: type[SchemaObject], name: str) -> BucketKey | None:
    names = work.schema.buckets.names()
    return next((bucket for bucket in names if work.held(kind, name, bucket)), None)


def bucket_for(found: SchemaObject) -> BucketKey:
    """Return the bucket that an object is looked for in."""
    if isinstance(found, TableObject):
        return (found.schema or "", found.table)
    if isinstance(found, Table):
        return (found.schema or "", str(found.name))
    return (found.schema or "", f"\0{found.kind}")


def find(
    work: Workspace, kind: type[SchemaObject], name: str, bucket: BucketKey
) -> SchemaObject | None:
    """Return an object by name; a function is known by its bare name where that is enough."""
    held = work.held(kind, name, bucket)
    if held is not None or not issubclass(kind, Function):
        return held
    bare = name.partition("(")[0].casefold()
    alike = [
        o
        for o in work.schema.buckets.bucket(bucket).values()
        if str(o.name).partition("(")[0].casefold() == bare
    ]
    return alike[0] if len(alike) == 1 else None


def ghost_object(kind: type[SchemaObject], name: str, bucket: BucketKey) -> SchemaObject:
    """Return an object of which nothing but kind, name and place are known."""
    if kind is Table:
        return ghost(bucket)
    known = {"schema", "name", "table", "referred_schema", "position"}
    names = (f.name for f in fields(kind) if f.init and f.name not in known)
    values: dict[str, Any] = dict.fromkeys(names, UNKNOWN)
    if issubclass(kind, TableObject):
        values["table"] = bucket[1]
    return kind(name=name, schema=bucket[0] or None, **values)

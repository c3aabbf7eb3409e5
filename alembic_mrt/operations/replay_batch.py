"""Replay of batch mode where it copies the table: what it is not told of is not copied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.replay_keys import add_objects
from alembic_mrt.operations.replay_names import name_of
from alembic_mrt.operations.vocabulary import AddColumn, CreateIndex, DropIndex, Operation
from alembic_mrt.schema.objects import (
    CheckConstraint,
    Column,
    Constraint,
    PrimaryKey,
    SchemaObject,
    Table,
    TableObject,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from alembic_mrt.operations.replay_workspace import Workspace
    from alembic_mrt.schema.buckets import BucketKey

_WITHOUT_COPY: Final = (AddColumn, CreateIndex, DropIndex)


def enter_batch(operation: Operation, work: Workspace) -> None:
    """Do to a table what copying it does, once a batch, where the batch copies it.

    It becomes what ``copy_from`` says it is; reflection does not see AUTOINCREMENT of SQLite, and
    what it sees of a CHECK without a name is left out (a warning of Alembic says so).
    """
    options = operation.batch_options
    table = getattr(operation, "table", None)
    if options is None or not isinstance(table, str):
        return
    if id(options) in work.batches or not _copies(operation, options.recreate, work.dialect):
        return
    work.batches.add(id(options))
    bucket = work.place(table, getattr(operation, "schema", None))
    if work.table(bucket) is None:
        return
    if options.copy_from is not None:
        _copy(operation, work, bucket)
    elif work.dialect == "sqlite":
        work.take(*_left_out(work, bucket))
    for column in _of(options.told):
        held = work.held(Column, str(column.name), bucket)
        if held is not None and isinstance(column, Column):
            work.swap(held, replace(column, table=bucket[1], schema=bucket[0] or None))
    _name(work, bucket, dict(options.naming_convention))
    own = [replace(o, table=bucket[1], schema=bucket[0] or None) for o in _of(options.table_args)]
    add_objects(operation, work, own, with_types=False)
    if work.dialect == "sqlite":
        _count(work, bucket, upwards=options.autoincrement)


def _left_out(work: Workspace, bucket: BucketKey) -> list[SchemaObject]:
    held = work.schema.buckets.bucket(bucket).values()
    return [found for found in held if isinstance(found, CheckConstraint) and found.name is None]


def _of(objects: Iterable[SchemaObject]) -> list[TableObject]:
    return [found for found in objects if isinstance(found, TableObject)]


def _name(work: Workspace, bucket: BucketKey, convention: Mapping[str, str]) -> None:
    """Name the constraints that have no name as the batch is told to."""
    for found in list(work.schema.buckets.bucket(bucket).values()) if convention else ():
        if isinstance(found, Constraint) and found.name is None:
            name, _ = name_of(found, work.dialect, convention, (), ())
            work.swap(found, replace(found, name=name))


def _count(work: Workspace, bucket: BucketKey, *, upwards: bool) -> None:
    """Give the key of a table AUTOINCREMENT, or take it."""
    held = list(work.schema.buckets.bucket(bucket).values())
    keys = [o.columns for o in held if isinstance(o, PrimaryKey)]
    for column in held:
        if not isinstance(column, Column):
            continue
        if column.identity == "AUTOINCREMENT" and not upwards:
            work.swap(column, replace(column, identity=None))
        elif upwards and (column.name,) in keys:
            work.swap(column, replace(column, identity="AUTOINCREMENT"))


def _copies(operation: Operation, recreate: str, dialect: str | None) -> bool:
    if recreate == "always":
        return True
    automatic = recreate == "auto" and dialect == "sqlite"
    return automatic and not isinstance(operation, _WITHOUT_COPY)


def _copy(operation: Operation, work: Workspace, bucket: BucketKey) -> None:
    assert operation.batch_options is not None
    copied = operation.batch_options.copy_from or ()
    held = work.schema.buckets.bucket(bucket).values()
    work.take(*(o for o in held if not isinstance(o, Table)))
    objects = [replace(o, table=bucket[1], schema=bucket[0] or None) for o in _of(copied)]
    add_objects(operation, work, objects, with_types=False)

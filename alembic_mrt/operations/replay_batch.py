"""Replay of batch mode where it copies the table: what it is not told of is not copied.

SQLAlchemy's reflection of SQLite tells of no trigger, no collation, no AUTOINCREMENT, no CHECK
without a name, no index on an expression (a warning says so), and of no DESC or COLLATE of an
index.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.replay_keys import add_objects
from alembic_mrt.operations.replay_names import name_of
from alembic_mrt.operations.replay_readers import triggers_on, views_on
from alembic_mrt.operations.vocabulary import AddColumn, CreateIndex, DropIndex, Operation
from alembic_mrt.schema.objects import (
    CheckConstraint,
    Column,
    Constraint,
    Index,
    PrimaryKey,
    SchemaObject,
    Table,
    TableObject,
    Trigger,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from alembic_mrt.operations.replay_workspace import Workspace
    from alembic_mrt.schema.buckets import BucketKey

WITHOUT_COPY: Final = (AddColumn, CreateIndex, DropIndex)
"""What a batch does on SQLite without copying the table."""

_ORDER: Final = re.compile(r"( collate \S+)?( (asc|desc))?$", re.IGNORECASE)


def enter_batch(operation: Operation, work: Workspace) -> None:
    """Do to a table what copying it does, once a batch, where the batch copies it.

    It becomes what ``copy_from`` says it is, or what reflection sees of it.
    """
    options = operation.batch_options
    table = getattr(operation, "table", None)
    if options is None or not isinstance(table, str) or id(options) in work.batches:
        return
    if not _copies(operation, options.recreate, work.dialect):
        work.added.add((id(options), _added(operation)))
        return
    work.batches.add(id(options))
    bucket = work.place(table, getattr(operation, "schema", None))
    if work.table(bucket) is None:
        return
    if work.dialect == "sqlite":
        _need_alone(operation, work, bucket)
    if options.copy_from is not None:
        _copy(operation, work, bucket)
    elif work.dialect == "sqlite":
        _reflect(work, bucket, id(options))
    for column in _of(options.told):
        held = work.held(Column, str(column.name), bucket)
        if held is not None and isinstance(column, Column):
            work.swap(held, replace(column, table=bucket[1], schema=bucket[0] or None))
    _name(work, bucket, dict(options.naming_convention))
    own = [replace(o, table=bucket[1], schema=bucket[0] or None) for o in _of(options.table_args)]
    add_objects(operation, work, own, with_types=False)
    if work.dialect == "sqlite":
        _count(work, bucket, upwards=options.autoincrement)


def _added(operation: Operation) -> str:
    """Return the name of what a batch adds before it is known to copy the table."""
    made = operation.column if isinstance(operation, AddColumn) else None
    return str(made.name if made is not None else getattr(operation, "name", ""))


def _need_alone(operation: Operation, work: Workspace, bucket: BucketKey) -> None:
    """Note that SQLite does not let a table be put in place of one that something reads."""
    if work.legacy_alter or operation.maybe or not work.knows_all_of(bucket):
        return
    table = work.table(bucket)
    readers = [*views_on(work.schema, bucket[1]), *triggers_on(work.schema, bucket[1])]
    if table is not None and readers:
        doubted = readers[0].key in work.state.doubted
        work.fail("in use", table, not doubted, related=readers[0])


def _reflect(work: Workspace, bucket: BucketKey, batch: int) -> None:
    """Leave of a table what reflection sees, and what the batch itself has added."""
    held = list(work.schema.buckets.bucket(bucket).values())
    for found in held:
        if (batch, str(found.name)) not in work.added:
            seen = _reflected(found)
            if seen is None:
                work.take(found)
            else:
                work.swap(found, seen)


def _reflected(found: SchemaObject) -> SchemaObject | None:
    if isinstance(found, Trigger) or (isinstance(found, CheckConstraint) and found.name is None):
        return None
    if isinstance(found, Column):
        return replace(found, collation=None)
    if isinstance(found, Index) and isinstance(found.columns, tuple):
        if any("(" in column for column in found.columns):
            return None
        return replace(found, columns=tuple(_ORDER.sub("", c) for c in found.columns))
    return found


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
    return automatic and not isinstance(operation, WITHOUT_COPY)


def _copy(operation: Operation, work: Workspace, bucket: BucketKey) -> None:
    assert operation.batch_options is not None
    copied = operation.batch_options.copy_from or ()
    held = work.schema.buckets.bucket(bucket).values()
    work.take(*(o for o in held if not isinstance(o, Table)))
    objects = [replace(o, table=bucket[1], schema=bucket[0] or None) for o in _of(copied)]
    add_objects(operation, work, objects, with_types=False)

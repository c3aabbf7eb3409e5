"""Replay of batch mode where it copies the table: what it is not told of is not copied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.operations.replay_keys import add_objects
from alembic_mrt.operations.vocabulary import AddColumn, Operation
from alembic_mrt.schema.objects import Table, TableObject

if TYPE_CHECKING:
    from alembic_mrt.operations.replay_workspace import Workspace
    from alembic_mrt.schema.buckets import BucketKey


def enter_batch(operation: Operation, work: Workspace) -> None:
    """Make a table what ``copy_from`` says it is, once a batch, where the batch copies it."""
    options = operation.batch_options
    table = getattr(operation, "table", None)
    if options is None or options.copy_from is None or not isinstance(table, str):
        return
    if id(options) in work.batches or not _copies(operation, options.recreate, work.dialect):
        return
    work.batches.add(id(options))
    bucket = work.place(table, getattr(operation, "schema", None))
    if work.table(bucket) is None:
        return
    _copy(operation, work, bucket)


def _copies(operation: Operation, recreate: str, dialect: str | None) -> bool:
    if recreate == "always":
        return True
    automatic = recreate == "auto" and dialect == "sqlite"
    return automatic and not isinstance(operation, AddColumn)


def _copy(operation: Operation, work: Workspace, bucket: BucketKey) -> None:
    assert operation.batch_options is not None
    copied = operation.batch_options.copy_from or ()
    held = work.schema.buckets.bucket(bucket).values()
    work.take(*(o for o in held if not isinstance(o, Table)))
    objects = [
        replace(o, table=bucket[1], schema=bucket[0] or None)
        for o in copied
        if isinstance(o, TableObject)
    ]
    add_objects(operation, work, objects, with_types=False)

"""Replay of what makes and drops indexes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.operations.replay_apply import apply, bucket_in
from alembic_mrt.operations.replay_keys import add_named, drops_other_kind
from alembic_mrt.operations.replay_workspace import Workspace
from alembic_mrt.operations.vocabulary import CreateIndex, DropIndex
from alembic_mrt.schema.objects import UNKNOWN, Column, Index, Names

if TYPE_CHECKING:
    from alembic_mrt.schema.buckets import BucketKey


@apply.register
def _create_index(operation: CreateIndex, work: Workspace) -> None:
    index = operation.index
    table = index.table if operation.table is UNKNOWN and index.table else operation.table
    bucket = bucket_in(work, table, index.schema)
    if bucket is None:
        return
    if operation.name is UNKNOWN:
        work.taint(bucket)
        return
    work.adopt(bucket)
    name = operation.name if isinstance(operation.name, str) else index.name
    placed = replace(index, name=name, table=bucket[1], schema=bucket[0] or None)
    _need_columns(operation, work, bucket, index.columns)
    add_named(operation, work, placed, optional=operation.if_not_exists)


def _need_columns(
    operation: CreateIndex, work: Workspace, bucket: BucketKey, columns: Names
) -> None:
    """Note that an index stands on a column that its table does not have."""
    if operation.maybe or not isinstance(columns, tuple) or not work.knows_all_of(bucket):
        return
    plain = [c for c in columns if c.isidentifier() and c.casefold() not in _OF_EVERY_TABLE]
    missing = [name for name in plain if work.held(Column, name, bucket) is None]
    if missing and work.table(bucket) is not None:
        work.fail("missing", Column(schema=bucket[0] or None, table=bucket[1], name=missing[0]))


_OF_EVERY_TABLE = frozenset({"rowid", "oid", "_rowid_", "ctid", "xmin", "tableoid"})


@apply.register
def _drop_index(operation: DropIndex, work: Workspace) -> None:
    if not isinstance(operation.name, str):
        bucket = bucket_in(work, operation.table, operation.schema)
        if bucket is not None:
            work.taint(bucket)
        return
    bucket = _bucket_of_index(operation, work)
    wanted = Index(
        schema=bucket[0] or None, table=bucket[1], name=operation.name,
        columns=UNKNOWN, unique=UNKNOWN, where=UNKNOWN, using=UNKNOWN, include=UNKNOWN,
        nulls_not_distinct=UNKNOWN, options=UNKNOWN, comment=UNKNOWN,
    )  # fmt: skip
    if work.let_go(operation) or drops_other_kind(operation, work, bucket, operation.name):
        return
    if bucket[1]:
        if not operation.if_exists and not operation.maybe:
            work.adopt(bucket)
        work.drop(operation, wanted, operation.if_exists)
    else:
        _miss_unplaced(operation, work, wanted)


def _bucket_of_index(operation: DropIndex, work: Workspace) -> BucketKey:
    """Return the bucket of an index, which a script may name without its table."""
    name, table = str(operation.name), operation.table
    if isinstance(table, str):
        bucket = work.place(table, operation.schema)
        if work.held(Index, name, bucket) is not None or work.dialect in ("mysql", "mariadb"):
            return bucket
    found = _index_anywhere(work, name)
    if found is not None:
        return (found.schema or "", found.table)
    return work.place(table, operation.schema) if isinstance(table, str) else ("", "")


def _index_anywhere(work: Workspace, name: str) -> Index | None:
    for bucket in work.schema.buckets.names():
        found = work.held(Index, name, bucket)
        if found is not None:
            return found
    return None


def _miss_unplaced(operation: DropIndex, work: Workspace, wanted: Index) -> None:
    """Note that an index is nowhere, which is certain where every table is known."""
    certain = work.state.closed and not work.state.open
    if not certain:
        work.mark(wanted)
    if operation.if_exists:
        work.fail("masked", wanted, certain)
    elif not operation.maybe and (certain or not work.upgrading):
        work.fail("missing", wanted, certain)

"""Replay of what makes, renames and drops tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.operations.replay_apply import apply, bucket_in
from alembic_mrt.operations.replay_copies import columns_of
from alembic_mrt.operations.replay_grants import grants_on, statistics_on
from alembic_mrt.operations.replay_heirs import children_of, heirs_of, is_partition
from alembic_mrt.operations.replay_keys import add_objects
from alembic_mrt.operations.replay_readers import readers_of
from alembic_mrt.operations.replay_redundant import without_redundant
from alembic_mrt.operations.replay_serial import numbered
from alembic_mrt.operations.replay_state import moved
from alembic_mrt.operations.replay_types import settled
from alembic_mrt.operations.replay_workspace import Workspace, asks
from alembic_mrt.operations.vocabulary import CreateTable, DropTable, RenameTable
from alembic_mrt.schema.buckets import bucket_of
from alembic_mrt.schema.objects import (
    UNKNOWN,
    Column,
    EnumType,
    ForeignKey,
    Grant,
    SchemaObject,
    Sequence,
    Table,
    TableObject,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.schema.buckets import BucketKey


def ghost(bucket: BucketKey) -> Table:
    """Return a table of which nothing but the name is known."""
    return Table(
        schema=bucket[0] or None,
        name=bucket[1],
        comment=UNKNOWN,
        options=UNKNOWN,
        partition=UNKNOWN,
        row_security=UNKNOWN,
    )


@apply.register
def _create_table(operation: CreateTable, work: Workspace) -> None:
    bucket = bucket_in(work, operation.table, operation.schema)
    if bucket is None:
        return
    held = work.table(bucket)
    if held is not None:
        if operation.if_not_exists or operation.maybe:
            return
        work.fail("exists", held, held.key not in work.state.doubted)
    _clear(work, bucket)
    table = _table_of(operation, bucket)
    work.create(operation, table, operation.if_not_exists)
    copied = columns_of(operation.selected, work)
    _set_open(work, bucket, not operation.complete or copied is None)
    made = (*operation.objects, *(copied or ()))
    objects = [_placed(o, bucket, i, work.dialect) for i, o in enumerate(made, 1)]
    objects = [o for o in objects if not isinstance(o, Table)]
    objects = list(numbered(objects, operation.serial, work.dialect))
    add_objects(operation, work, without_redundant(objects, work.dialect), with_types=True)
    _adopt_referred(work, bucket, objects)


def _table_of(operation: CreateTable, bucket: BucketKey) -> Table:
    own = next((o for o in operation.objects if isinstance(o, Table)), Table())
    comment = operation.comment if own.comment is None else own.comment
    return replace(own, schema=bucket[0] or None, name=bucket[1], comment=comment)


def _placed(
    found: SchemaObject, bucket: BucketKey, position: int, dialect: str | None
) -> SchemaObject:
    if isinstance(found, Column):
        place = found.position or position
        column = replace(found, table=bucket[1], schema=bucket[0] or None, position=place)
        return settled(column, dialect)
    if isinstance(found, TableObject):
        return replace(found, table=bucket[1], schema=bucket[0] or None)
    if isinstance(found, EnumType) and found.schema == "public":
        return replace(found, schema=None)
    return found


def _clear(work: Workspace, bucket: BucketKey) -> None:
    held = work.schema.buckets.bucket(bucket)
    if held:
        work.take(*held.values())


def _set_open(work: Workspace, bucket: BucketKey, is_open: bool) -> None:
    opened = work.state.open | {bucket} if is_open else work.state.open - {bucket}
    if opened != work.state.open:
        work.state = replace(work.state, open=opened)


def _adopt_referred(work: Workspace, bucket: BucketKey, objects: list[SchemaObject]) -> None:
    for found in objects:
        if isinstance(found, ForeignKey) and isinstance(found.referred_table, str):
            referred = work.place(found.referred_table, found.referred_schema)
            if referred != bucket:
                work.adopt(referred)


@apply.register
def _drop_table(operation: DropTable, work: Workspace) -> None:
    bucket = bucket_in(work, operation.table, operation.schema)
    if bucket is None:
        return
    if not operation.if_exists and not operation.maybe:
        work.adopt(bucket)
    heirs = [(heir, table) for heir, table in heirs_of(work, bucket) if heir not in operation.along]
    followers = [heir for heir, table in heirs if operation.cascade or is_partition(table)]
    gone = list(dict.fromkeys((bucket, *followers)))
    contents = [o for place in gone for o in _held_in(work, place)]
    if work.drop(operation, ghost(bucket), operation.if_exists) is None:
        return
    if operation.maybe and not asks(operation):
        work.mark(*contents)
    incoming = [key for place in gone for key in referring(work, place)]
    incoming = [k for k in incoming if bucket_of(k.key) not in (*gone, *operation.along)]
    views = _views_on(operation, work, bucket)
    users = [*incoming, *(table for heir, table in heirs if heir not in gone), *views]
    if users and work.dialect != "sqlite":
        if operation.cascade:
            work.take(*incoming, *views)
        elif not operation.maybe:
            dropped = Table(schema=bucket[0] or None, name=bucket[1])
            work.fail("in use", dropped, related=users[0])
    work.take(*contents)
    for place in gone:
        _set_open(work, place, False)


def _views_on(operation: DropTable, work: Workspace, bucket: BucketKey) -> list[SchemaObject]:
    """Return the views that keep a table from being dropped, or go with it by CASCADE."""
    if not operation.cascade and work.dialect != "postgresql":
        return []
    return [o for o in readers_of(work.schema, bucket[1]) if o.key not in work.state.doubted]


def _held_in(work: Workspace, bucket: BucketKey) -> list[SchemaObject]:
    """Return a table with all that goes with it."""
    own = work.schema.buckets.bucket(bucket).values()
    return [*own, *_attached(work, bucket), *statistics_on(work.schema, bucket[1])]


def referring(work: Workspace, bucket: BucketKey) -> Iterator[ForeignKey]:
    """Yield the foreign keys of other tables that lead to a table."""
    for found in work.schema.buckets.under(ForeignKey.kind, bucket[1]):
        if bucket_of(found.key) != bucket and leads_to(found, bucket):
            yield found


def leads_to(key: ForeignKey, bucket: BucketKey) -> bool:
    """Tell whether a foreign key refers to a table."""
    schema = "" if key.referred_schema in (None, "public") else key.referred_schema
    return (schema, key.referred_table) == bucket


def _attached(work: Workspace, bucket: BucketKey) -> Iterator[SchemaObject]:
    """Yield what goes with a table and lies elsewhere: its sequences and privileges."""
    yield from work.schema.buckets.under(Sequence.kind, *bucket)
    yield from grants_on(work.schema, bucket)


@apply.register
def _rename_table(operation: RenameTable, work: Workspace) -> None:
    bucket = bucket_in(work, operation.table, operation.schema)
    if bucket is None:
        return
    if not isinstance(operation.new_name, str):
        work.taint()
        return
    table = work.table(bucket)
    if table is None:
        if not operation.maybe:
            work.adopt(bucket)
        if work.miss(operation, ghost(bucket)) is None:
            return
        work.put(ghost(bucket))
    elif operation.maybe and not asks(operation):
        work.mark(table)
    move_table(work, bucket, (bucket[0], operation.new_name))


def move_table(work: Workspace, old: BucketKey, new: BucketKey) -> None:
    """Give a table another name or schema, with all that belongs or refers to it."""
    contents = list(work.schema.buckets.bucket(old).values())
    attached = list(_attached(work, old))
    incoming = [*referring(work, old), *children_of(work, old)]
    if work.table(new) is not None:
        work.fail("exists", Table(schema=new[0] or None, name=new[1]))
    doubted, chosen = work.state.doubted, work.state.chosen
    work.take(*contents, *attached, *incoming)
    work.state = moved(replace(work.state, doubted=doubted, chosen=chosen), old, new)
    kept = work.state.doubted
    work.put(*(_moved(o, old, new) for o in (*contents, *attached, *incoming)))
    work.state = replace(work.state, doubted=kept)
    work.origin[new] = work.origin.pop(old, old)


def _moved(found: SchemaObject, old: BucketKey, new: BucketKey) -> SchemaObject:
    schema = new[0] or None
    if isinstance(found, ForeignKey) and leads_to(found, old):
        found = replace(found, referred_table=new[1], referred_schema=schema)
    if isinstance(found, TableObject):
        own = (found.schema or "", found.table) == old
        return replace(found, table=new[1], schema=schema) if own else found
    if isinstance(found, Table) and old in found.parents:
        parents = tuple(new if parent == old else parent for parent in found.parents)
        return replace(found, parents=parents)
    if isinstance(found, Grant):
        return replace(found, name=new[1] + str(found.name)[len(old[1]) :], schema=schema)
    if isinstance(found, Table):
        return replace(found, name=new[1], schema=schema)
    if isinstance(found, Sequence):
        column = str(found.owner).rpartition(".")[2]
        return replace(found, owner=f"{new[1]}.{column}", schema=schema)
    return found

"""Partitions and inheriting tables, which go with the table that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.schema.buckets import bucket_of
from alembic_mrt.schema.objects import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.operations.replay_workspace import Workspace
    from alembic_mrt.schema.buckets import BucketKey


def is_partition(table: Table) -> bool:
    """Tell whether a table that has parents is a partition, which goes with its parent."""
    return bool(table.parents) and table.partition is not None


def heirs_of(work: Workspace, bucket: BucketKey) -> Iterator[tuple[BucketKey, Table]]:
    """Yield the partitions and the inheriting tables of a table, and theirs."""
    seen, parents = {bucket}, [bucket]
    for parent in parents:
        for found in children_of(work, parent):
            heir = bucket_of(found.key)
            if heir not in seen:
                seen.add(heir)
                parents.append(heir)
                yield heir, found


def children_of(work: Workspace, bucket: BucketKey) -> Iterator[Table]:
    """Yield the tables that are a partition of a table, or inherit from it."""
    for found in work.schema.buckets.under(Table.kind, *bucket):
        if bucket_of(found.key) != bucket:
            yield found

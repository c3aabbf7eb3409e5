"""How an operation changes a schema: the table of functions, one a class of operation.

Each ``replay_*`` module registers its own.
"""

from __future__ import annotations

import functools

from alembic_mrt.operations.replay_workspace import Workspace
from alembic_mrt.operations.vocabulary import Execute, Opaque, Operation
from alembic_mrt.schema.buckets import BucketKey
from alembic_mrt.schema.objects import Unknown


@functools.singledispatch
def apply(operation: Operation, work: Workspace) -> None:
    """Change ``work`` as ``operation`` changes the database; most change nothing."""


@apply.register
def _opaque(operation: Opaque, work: Workspace) -> None:
    if operation.effect != Opaque.DATA:
        work.taint(*(work.place(name, None) for name in operation.tables))


@apply.register
def _execute(operation: Execute, work: Workspace) -> None:
    if "legacy_alter_table" in operation.sql.casefold():
        work.legacy_alter = True


def bucket_in(work: Workspace, table: object, schema: str | None) -> BucketKey | None:
    """Return the bucket that an operation names; where it names none, nothing is known any more."""
    if isinstance(table, str):
        return work.place(table, schema)
    if isinstance(table, Unknown):
        work.taint()
    return None

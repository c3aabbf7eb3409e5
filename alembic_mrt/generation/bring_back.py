"""Directives of a plan that keep what an upgrade drops, and bring it back in the right order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic.operations import ops
from sqlalchemy import Column

from alembic_mrt.generation.archive import Archive, required
from alembic_mrt.generation.batch_tables import unchanged
from alembic_mrt.generation.code import comment
from alembic_mrt.generation.plain_types import plain_type
from alembic_mrt.generation.plan import adds_or_drops

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic.operations.ops import MigrateOperation

    from alembic_mrt.generation.losses import Loss
    from alembic_mrt.generation.plan import Plan


def keep(plan: Plan, found: Sequence[Loss], revision: str, wanted: frozenset[str]) -> None:
    """Let a plan keep what its upgrade drops, and bring it back, where that is wanted."""
    notes: list[MigrateOperation] = []
    kept: list[Archive] = []
    for loss in found:
        _mark_existing_types(plan, loss)
        if ("drop-table" if loss.whole else "drop-column") not in wanted:
            text = f"The values of {loss.what} are lost: -x mrt_archive=yes keeps them."
            notes.append(comment(text))
        elif loss.obstacle:
            notes.append(comment(f"The values of {loss.what} are lost: {loss.obstacle}."))
        else:
            kept.append(Archive(loss, revision))
    plan.archives = kept
    keeping = [op for archive in kept for op in archive.keep()]
    plan.upgrade[:0] = [*notes, *keeping]
    plan.downgrade = list(_brought_back(plan.downgrade, kept))


def _mark_existing_types(plan: Plan, loss: Loss) -> None:
    """Let create_table() create no type that the upgrade, which drops none, has left."""
    for op in plan.downgrade:
        if isinstance(op, ops.CreateTableOp) and _creates(op, loss):
            for column in loss.columns:
                column.type = plain_type(column.type)


def _brought_back(
    downgrade: Sequence[MigrateOperation], kept: Sequence[Archive]
) -> Iterator[MigrateOperation]:
    """Yield the directives, rows behind all tables that are created, and values behind columns."""
    made = [a for op in downgrade for a in kept if _creates(op, a.loss)]
    waiting = list(made)
    for op in downgrade:
        yield from _columns_back(op, kept)
        waiting = [archive for archive in waiting if not _creates(op, archive.loss)]
        if made and not waiting:
            yield from _rows_back(made)
            made = []


def _rows_back(made: Sequence[Archive]) -> Iterator[MigrateOperation]:
    """Yield what fills tables, which may refer to each other."""
    for number, archive in enumerate(made):
        later = frozenset((other.loss.schema, other.loss.table) for other in made[number:])
        yield from replace(archive, empty=later).restore()


def _creates(op: MigrateOperation, loss: Loss) -> bool:
    if not isinstance(op, ops.CreateTableOp):
        return False
    return loss.whole and (op.table_name, op.schema) == (loss.table, loss.schema)


def _columns_back(op: MigrateOperation, kept: Sequence[Archive]) -> Iterator[MigrateOperation]:
    for archive in kept:
        if isinstance(op, ops.ModifyTableOps) and adds_or_drops(op, archive.loss):
            yield from _with_values(op, archive)
            return
    yield op


def _with_values(op: ops.ModifyTableOps, archive: Archive) -> Iterator[MigrateOperation]:
    """Yield the columns, then their values, then what else was said of the table."""
    lost = archive.loss.columns
    late = {column.name for column in required(lost)}
    added = [part for part in op.ops if isinstance(part, ops.AddColumnOp)]
    # What is computed of a column comes behind its values, and no batch can copy it.
    added = [part for part in added if part.column.computed is None]
    others = [part for part in op.ops if part not in added]
    nullable = [_nullable(part) if part.column.name in late else part for part in added]
    yield ops.ModifyTableOps(op.table_name, nullable, schema=op.schema)
    yield from archive.restore()
    yield from archive.fill()
    rest = [*(_not_null(archive.loss, column) for column in required(lost)), *others]
    if archive.loss.unnamed and not rest:
        rest = [unchanged(op, archive.loss.facts)]
    if rest:
        yield ops.ModifyTableOps(op.table_name, rest, schema=op.schema)


def _nullable(op: ops.AddColumnOp) -> ops.AddColumnOp:
    """Return the directive without its NOT NULL, which comes once the values are back."""
    lost = op.column
    added: Column[object] = Column(lost.name, lost.type, comment=lost.comment)
    return ops.AddColumnOp(op.table_name, added, schema=op.schema)


def _not_null(loss: Loss, column: Column[object]) -> ops.AlterColumnOp:
    return ops.AlterColumnOp(
        loss.table,
        column.name,
        schema=loss.schema,
        existing_type=column.type,
        modify_nullable=False,
        existing_nullable=True,
    )

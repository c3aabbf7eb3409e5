"""The order of dropped tables: they go last, and come back first, as foreign keys ask.

Autogenerate drops a table before the foreign keys of other tables into it, which PostgreSQL
refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.operations import ops

from alembic_mrt.generation.losses import flattened, id_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from alembic.operations.ops import MigrateOperation

    from alembic_mrt.generation.losses import Loss


def drops_last(
    upgrade: Sequence[MigrateOperation], found: Iterable[Loss]
) -> list[MigrateOperation]:
    """Return the directives with the drops of tables behind all others, children first."""
    order = places(found)
    drops = [op for op in upgrade if isinstance(op, ops.DropTableOp) and _name(op) in order]
    drops.sort(key=lambda op: -order[_name(op)])
    return [op for op in upgrade if op not in drops] + drops


def creations_first(
    downgrade: Sequence[MigrateOperation], found: Iterable[Loss]
) -> list[MigrateOperation]:
    """Return the directives with the tables that come back before all others, parents first."""
    order = places(found)
    made = [op for op in downgrade if isinstance(op, ops.CreateTableOp) and _name(op) in order]
    made.sort(key=lambda op: order[_name(op)])
    return made + [op for op in downgrade if op not in made]


def _name(op: ops.DropTableOp | ops.CreateTableOp) -> tuple[str | None, str]:
    return op.schema, op.table_name


def places(found: Iterable[Loss]) -> dict[tuple[str | None, str], int]:
    """Give tables that are dropped whole numbers, each a higher one than those it refers to."""
    left = {(loss.schema, loss.table): loss.refers_to for loss in found if loss.whole}
    placed: dict[tuple[str | None, str], int] = {}
    while left:
        free = [name for name, others in left.items() if not (others - {name}) & left.keys()]
        for name in free or list(left):  # a circle has no order
            placed[name] = len(placed)
            del left[name]
    return placed


def computed_apart(
    found: Sequence[MigrateOperation], downgrade: Sequence[MigrateOperation]
) -> list[MigrateOperation]:
    """Return the directives with columns that are computed dropped before all, added after all."""
    made = {id_of(op): op for op in flattened(downgrade)}

    def place(op: MigrateOperation) -> int:
        back = made.get(id_of(op))
        if isinstance(back, ops.AddColumnOp) and back.column.computed is not None:
            return -1 if isinstance(op, ops.DropColumnOp) else 1
        return 0

    return [
        ops.ModifyTableOps(op.table_name, sorted(op.ops, key=place), schema=op.schema)
        if isinstance(op, ops.ModifyTableOps)
        else op
        for op in found
    ]

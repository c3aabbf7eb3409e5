"""The order of dropped tables: they go last, and come back first, as foreign keys ask.

Autogenerate drops a table before the foreign keys of other tables into it, which PostgreSQL
refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.operations import ops

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from alembic.operations.ops import MigrateOperation

    from alembic_mrt.generation.losses import Loss


def drops_last(
    upgrade: Sequence[MigrateOperation], found: Iterable[Loss]
) -> list[MigrateOperation]:
    """Return the directives with the drops of tables behind all others, children first."""
    places = _places(found)
    drops = [op for op in upgrade if isinstance(op, ops.DropTableOp) and _name(op) in places]
    drops.sort(key=lambda op: -places[_name(op)])
    return [op for op in upgrade if op not in drops] + drops


def creations_first(
    downgrade: Sequence[MigrateOperation], found: Iterable[Loss]
) -> list[MigrateOperation]:
    """Return the directives with the tables that come back before all others, parents first."""
    places = _places(found)
    made = [op for op in downgrade if isinstance(op, ops.CreateTableOp) and _name(op) in places]
    made.sort(key=lambda op: places[_name(op)])
    return made + [op for op in downgrade if op not in made]


def _name(op: ops.DropTableOp | ops.CreateTableOp) -> tuple[str | None, str]:
    return op.schema, op.table_name


def _places(found: Iterable[Loss]) -> dict[tuple[str | None, str], int]:
    """Give tables that are dropped whole numbers, each a higher one than those it refers to."""
    left = {(loss.schema, loss.table): loss.refers_to for loss in found if loss.whole}
    placed: dict[tuple[str | None, str], int] = {}
    while left:
        free = [name for name, others in left.items() if not (others - {name}) & left.keys()]
        for name in free or list(left):  # a circle has no order
            placed[name] = len(placed)
            del left[name]
    return placed

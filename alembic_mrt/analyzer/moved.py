"""Rows that upgrade() moves from one partition of a table to another.

They are rows of the same table before and after, wherever they lie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.carried import copies, names_of
from alembic_mrt.analyzer.covered import uncovered
from alembic_mrt.analyzer.data.row_sets import table_of
from alembic_mrt.analyzer.data.trail import Spot, spot
from alembic_mrt.operations.vocabulary import Delete, DropTable, Insert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.analyzer.copies import Copy
    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.schema.objects import Schema


def is_moved_in(run: Replayed, index: int) -> bool:
    """Tell whether an INSERT of upgrade() takes rows from where it deletes them afterwards."""
    return any(
        index in _movers(run, at)
        for at, applied in enumerate(run.upgrade)
        if at > index and isinstance(applied.operation, Delete) and _is_kin(run, index, at)
    )


def is_moved_out(run: Replayed, index: int) -> bool:
    """Tell whether the rows that upgrade() deletes stay in the table that they are of.

    They do where upgrade() has inserted them into another partition of it, and downgrade() drops
    none that upgrade() makes before it has taken the rows back.
    """
    return bool(_movers(run, index)) and not any(_is_lost(run, at) for at in _dropped(run))


def _movers(run: Replayed, index: int) -> list[int]:
    """Return the INSERTs that put the rows of a DELETE into a relative of their table first."""
    operation = run.upgrade[index].operation
    assert isinstance(operation, Delete)
    origin = table_of(operation)
    kin = {at for at in range(index) if _is_kin(run, at, index)}
    if not kin or not isinstance(operation.where, str | None):
        return []
    return [
        at
        for at, copy in copies(run.upgrade[:index])
        if at in kin
        and _is_whole(run.upgrade[at], copy, origin)
        and (not copy.filtered or uncovered(run, origin, [copy], operation.where) == "")
    ]


def _is_kin(run: Replayed, inserting: int, deleting: int) -> bool:
    """Tell whether a step inserts into another partition than the one that a step deletes from."""
    insert = run.upgrade[inserting].operation
    target, origin = table_of(insert), table_of(run.upgrade[deleting].operation)
    return isinstance(insert, Insert) and target != origin and _are_kin(run, origin, target)


def _is_whole(applied: Applied, copy: Copy, origin: Spot) -> bool:
    """Tell whether a copy fills all columns of its target from those of a table, name by name."""
    columns = names_of(applied.before, copy.target)
    sources = ((name, copy.columns.get(name)) for name in columns)
    taken = [
        source is not None
        and source.table.casefold() == origin.table
        and str(source.column).casefold() == name.casefold()
        for name, source in sources
    ]
    return bool(taken) and all(taken) and not copy.thinned and not copy.joined


def _are_kin(run: Replayed, one: Spot, other: Spot) -> bool:
    return any(_root(schema, one) == _root(schema, other) for schema in (run.before, run.upgraded))


def _root(schema: Schema, place: Spot) -> Spot:
    """Return the table that a partition is of in the end; a table that is none is its own."""
    for _ in range(_DEEPEST):
        table = schema.table(place.table, place.schema or None)
        if table is None or not table.parents:
            break
        space, name = table.parents[0]
        place = spot(name, "", space)
    return place


_DEEPEST = 8


def _dropped(run: Replayed) -> Iterator[int]:
    """Yield the steps of downgrade() that drop a partition which upgrade() has made."""
    for index, applied in enumerate(run.downgrade):
        if isinstance(applied.operation, DropTable):
            table = table_of(applied.operation)
            made = run.before.table(table.table, table.schema or None) is None
            if made and _root(run.upgraded, table) != table:
                yield index


def _is_lost(run: Replayed, index: int) -> bool:
    table = table_of(run.downgrade[index].operation)
    back: Sequence[tuple[int, Copy]] = list(copies(run.downgrade[:index]))
    return not any(
        copy.inserts
        and not copy.filtered
        and _is_whole(run.downgrade[at], copy, table)
        and _are_kin(run, table, table_of(copy.operation))
        for at, copy in back
    )

"""Freedoms that the downgrade takes away by altering a column: NULL, and values of its type."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.narrowing import excludes, values_beyond
from alembic_mrt.analyzer.data.samples import domain_of
from alembic_mrt.analyzer.data.taken import Found, Taken, numbers_itself, stayed_at
from alembic_mrt.analyzer.data.trail import Spot, back, column_at, spot
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import KEEP, AlterColumn
from alembic_mrt.schema.objects import Column

if TYPE_CHECKING:
    from alembic_mrt.operations.replay import Replayed


def taken_by_column(run: Replayed, index: int, operation: AlterColumn) -> Found:
    """Yield what NOT NULL or another type of a column takes away."""
    place = spot(operation.table, operation.column, operation.schema)
    stayed = stayed_at(run, index, place)
    if stayed is None:
        yield from _of_returned(run, index, operation, place)
        return
    upgraded, held = stayed
    origin = back(run.upgrade, upgraded)
    was = column_at(run.before, origin) if origin is not None else None
    if operation.nullable is False and held.nullable is True and not _forbids_null(run, held):
        yield _null(index, place, held)
    if operation.type != KEEP and was is not None and isinstance(operation.type, str):
        yield from _narrowed(run, index, place, (held, replace(was, type=operation.type)))


def _null(index: int, place: Spot, held: Column) -> Taken:
    once = f"a row has NULL in {held.label}"
    remedy = (
        f"Fill NULL before it in downgrade(): "
        f'op.execute("UPDATE {held.table} SET {held.name} = ... WHERE {held.name} IS NULL")'
    )
    severity = Severity.NOTE if numbers_itself(held) else Severity.WARNING
    return Taken(index, (place,), once, remedy, severity, any_update=False)


def _forbids_null(run: Replayed, held: Column) -> bool:
    return bool(excludes(domain_of(run.upgraded, held), None))


def _of_returned(run: Replayed, index: int, operation: AlterColumn, place: Spot) -> Found:
    """Yield NOT NULL on a column that comes back in downgrade() and is filled from elsewhere."""
    made_here = back(run.downgrade[:index], place) is None
    table = back(run.downgrade[:index], replace(place, column=""))
    if not made_here or operation.nullable is not False or table is None:
        return
    if back(run.upgrade, table) is None:
        return
    label = f"{operation.table}.{operation.column}"
    once = f"a row was written that has no value for {label} to come back"
    remedy = (
        f"Give the rows without one a value before it: op.execute("
        f'"UPDATE {operation.table} SET {operation.column} = ... '
        f'WHERE {operation.column} IS NULL")'
    )
    yield Taken(index, (place,), once, remedy, any_update=False)


def _narrowed(run: Replayed, index: int, place: Spot, change: tuple[Column, Column]) -> Found:
    held, target = change
    if run.dialect == "sqlite":
        return
    beyond = values_beyond(run, index, held, target)
    if beyond is None:
        return
    once = f"a row has {beyond} in {held.label}, which was {target.type}"
    remedy = (
        f"Bring what {target.type} cannot hold in line first: "
        f'op.execute("UPDATE {held.table} SET {held.name} = ... WHERE ...")'
    )
    yield Taken(index, (place,), once, remedy)

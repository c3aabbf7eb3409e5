"""Whole rows sent through the statements of a revision, as far as their values can be told.

A value that follows from several columns cannot be judged by any of them alone. So rows with
samples in all columns that the statements ask for go up and down, and are compared with what they
were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, is_number, same
from alembic_mrt.analyzer.data.made_up_rows import literals_of, rows_of
from alembic_mrt.analyzer.data.row_sets import table_of
from alembic_mrt.analyzer.data.row_steps import Gone, Row, default_of, sent
from alembic_mrt.analyzer.data.samples import domain_of
from alembic_mrt.analyzer.data.trail import Spot, back, forth
from alembic_mrt.operations.vocabulary import Update

if TYPE_CHECKING:
    from alembic_mrt.operations.replay import Replayed
    from alembic_mrt.schema.objects import Column


@dataclass(frozen=True, slots=True)
class Strayed:
    """Hold a row of which one column comes back as another value."""

    row: Row
    column: str
    returns: Value

    @property
    def was(self) -> Value:
        """Return what the column held."""
        return self.row[self.column]


def strayed(run: Replayed, column: Column, start: Spot) -> Strayed | None:
    """Return a row of the old schema whose ``column`` does not come back, if one shows."""
    table = replace(start, column="")
    if not _is_computed(run, table):
        return None
    trips = list(_trips(run, column, start))
    home = any(trip.was == trip.returns for trip in trips)
    asked = {*literals_of(run, start.column)}
    closed = domain_of(run.before, column).listed is not None
    away = [
        trip
        for trip in trips
        if not same(trip.was, trip.returns) and (closed or not home or _is_likely(trip.was, asked))
    ]
    return min(away, key=lambda trip: _made_up(run, trip), default=None)


def _is_likely(was: Value, asked: set[Value]) -> bool:
    """Tell whether a column may well hold a value, though others come back.

    Texts may all be of a format that comes back. Numbers are rarely so, but for flags, of which
    statements ask nothing but 0 and 1, and keys, which are never negative.
    """
    if was is None or isinstance(was, bool) or was in asked:
        return True
    numbers = {value for value in asked if is_number(value)}
    is_flag = bool(numbers) and numbers <= {0, 1}
    return isinstance(was, int | Fraction) and was > 0 and not is_flag


def _made_up(run: Replayed, trip: Strayed) -> int:
    """Count the texts of a row that no statement names."""
    named = {*literals_of(run)}
    return sum(isinstance(value, str) and value not in named for value in trip.row.values())


def _trips(run: Replayed, column: Column, start: Spot) -> Iterator[Strayed]:
    table = replace(start, column="")
    upgraded = forth(run.upgrade, table) or table
    for row in rows_of(run, column, start):
        try:
            up = sent(run.upgrade, table, row, run.dialect)
            down = sent(run.downgrade, upgraded, up, run.dialect)
        except (Gone, Refused):
            continue
        if start.column in down:
            yield Strayed(row, start.column, down[start.column])


def _is_computed(run: Replayed, table: Spot) -> bool:
    """Tell whether both functions leave the table, and the downgrade writes into it."""
    upgraded = forth(run.upgrade, table)
    return upgraded is not None and any(
        isinstance(applied.operation, Update)
        and back(run.downgrade[:index], table_of(applied.operation)) == upgraded
        for index, applied in enumerate(run.downgrade)
    )


def overwritten(run: Replayed, old: Column, end: Spot) -> Strayed | None:
    """Return a new row in which downgrade() writes over a column what the row does not have.

    The row leaves out the columns that upgrade() has added: they hold their default.
    """
    table = replace(end, column="")
    left_out = _left_out(run, end)
    if not left_out or not _is_computed(run, back(run.upgrade, table) or table):
        return None
    for value in domain_of(run.before, old).samples(()):
        row = {**left_out, end.column: value}
        try:
            down = sent(run.downgrade, table, row, run.dialect)
        except (Gone, Refused):
            continue
        start = back(run.upgrade, end)
        returns = down.get(start.column, value) if start is not None else value
        if value is not None and not same(value, returns) and returns in left_out.values():
            return Strayed({end.column: value}, end.column, returns)
    return None


def _left_out(run: Replayed, end: Spot) -> dict[str, Value]:
    """Return what a new row holds in the columns that upgrade() has added, where that is known."""
    columns = run.upgraded.columns(end.table, end.schema or None)
    held = {str(column.name).casefold(): default_of(column) for column in columns}
    return {
        name: value
        for name, value in held.items()
        if not isinstance(value, Unsure) and back(run.upgrade, replace(end, column=name)) is None
    }

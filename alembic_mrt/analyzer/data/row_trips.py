"""Whole rows sent through the statements of a revision, as far as their values can be told.

A value that follows from several columns cannot be judged by any of them alone. So rows with
samples in all columns that the statements ask for go up and down, and are compared with what they
were.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, cast, is_number, same
from alembic_mrt.analyzer.data.evaluate import is_true, value_of
from alembic_mrt.analyzer.data.flow import Turn, turns
from alembic_mrt.analyzer.data.kinds import kind_of
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.data.row_sets import table_of
from alembic_mrt.analyzer.data.samples import domain_of, mined
from alembic_mrt.analyzer.data.trail import Spot, back, column_at, forth
from alembic_mrt.analyzer.data.triggers import is_kept_by_trigger
from alembic_mrt.operations.vocabulary import (
    AddColumn,
    AlterColumn,
    Delete,
    DropColumn,
    Insert,
    Opaque,
    Update,
)
from alembic_mrt.schema.objects import CheckConstraint

if TYPE_CHECKING:
    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.schema.objects import Column, Schema

Row: TypeAlias = Mapping[str, Value]
_MOST_COLUMNS: Final = 4
_MOST_ROWS: Final = 400


class Gone(Exception):  # noqa: N818  not an error: an answer
    """Say that a row does not come through, or that nobody can tell."""


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
    home = [value for value, returns in ((t.was, t.returns) for t in trips) if value == returns]
    asked = {*_literals(run, start.column)}
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
    named = {*_literals(run)}
    return sum(isinstance(value, str) and value not in named for value in trip.row.values())


def _trips(run: Replayed, column: Column, start: Spot) -> Iterator[Strayed]:
    table = replace(start, column="")
    upgraded = forth(run.upgrade, table) or table
    for row in _rows(run, column, start):
        try:
            up = sent(run.upgrade, table, row, run.dialect)
            down = sent(run.downgrade, upgraded, up, run.dialect)
        except (Gone, Refused):
            continue
        if start.column in down:
            yield Strayed(row, start.column, down[start.column])


def sent(steps: Sequence[Applied], table: Spot, row: Row, dialect: str | None) -> Row:
    """Return a row after ``steps`` with the columns whose values are known; raise Gone."""
    place: Spot | None = table
    for applied in steps:
        if place is None:
            raise Gone
        row = _after(applied, place, row, dialect)
        place = forth((applied,), place)
    if place is None:
        raise Gone
    return row


def _after(applied: Applied, place: Spot, row: Row, dialect: str | None) -> Row:
    step = applied.operation
    if isinstance(step, Opaque):
        named = {name.casefold() for name in step.tables}
        return {} if not named or place.table in named else row
    if table_of(step) != place:
        return row
    if isinstance(step, Delete) or (isinstance(step, Insert) and step.on_conflict):
        raise Gone
    if isinstance(step, Update):
        return _updated(applied, step, row)
    return _reshaped(applied, place, row, dialect)


def _reshaped(applied: Applied, place: Spot, row: Row, dialect: str | None) -> Row:
    step = applied.operation
    if isinstance(step, AddColumn):
        return _added(step.column, row)
    if isinstance(step, DropColumn):
        return {name: v for name, v in row.items() if name != str(step.column).casefold()}
    if isinstance(step, AlterColumn):
        return dict(_altered(applied, place, row, dialect))
    return row


def _updated(applied: Applied, step: Update, row: Row) -> Row:
    if step.where == "false":
        return row
    if not isinstance(step.assignments, tuple):
        return {}
    names = {name.casefold() for name, _ in step.assignments}
    taken = None if step.reads or not applied.certain else _is_taken(step, row)
    if taken is False:
        return row
    kept = {name: value for name, value in row.items() if name not in names}
    if taken is None:
        return kept
    given = ((name.casefold(), _told(parsed(text), row)) for name, text in step.assignments)
    return {**kept, **{name: value for name, value in given if not isinstance(value, Unsure)}}


def _is_taken(step: Update, row: Row) -> bool | None:
    if step.where is None:
        return True
    told = _told(parsed(step.where), row) if isinstance(step.where, str) else Unsure()
    return None if isinstance(told, Unsure) else is_true(told)


def _told(tree: Any, row: Row) -> Value | Unsure:
    try:
        return value_of(tree, row) if tree is not None else Unsure()
    except Unsure as error:
        return error


def _added(column: Column, row: Row) -> Row:
    name = str(column.name).casefold()
    value = _default(column)
    if isinstance(value, Unsure):
        return {k: v for k, v in row.items() if k != name}
    return {**row, name: value}


def _default(column: Column) -> Value | Unsure:
    """Return what a row holds in a column that it does not name."""
    if column.generated is not None or column.identity is not None:
        return Unsure()
    if column.default is None:
        return None if column.nullable is True else Unsure()
    told = _told(parsed(column.default), {}) if isinstance(column.default, str) else Unsure()
    try:
        return told if isinstance(told, Unsure) else cast(told, kind_of(column.type))
    except (Unsure, Refused):
        return Unsure()


def _altered(
    applied: Applied, place: Spot, row: Row, dialect: str | None
) -> Iterator[tuple[str, Value]]:
    for name, held in row.items():
        here = replace(place, column=name)
        later = forth((applied,), here)
        turn = next(turns((applied,), here, dialect), None)
        value = _turned(turn, held) if turn is not None else held
        if later is not None and not isinstance(value, Unsure):
            yield later.column, value


def _turned(turn: Turn, held: Value) -> Value | Unsure:
    try:
        return turn.run(held)
    except Unsure as error:
        return error


def trees_of(run: Replayed) -> Iterator[Any]:
    """Yield what the UPDATEs of both functions assign, and the conditions that they ask."""
    for applied in (*run.upgrade, *run.downgrade):
        step = applied.operation
        if isinstance(step, Update) and isinstance(step.assignments, tuple):
            yield from (tree for _, text in step.assignments if (tree := parsed(text)) is not None)
            tree = parsed(step.where) if isinstance(step.where, str) else None
            yield from (tree,) if tree is not None else ()


def _literals(run: Replayed, column: str = "") -> Iterator[Value]:
    """Yield what the statements compare with; with a ``column`` only those that ask for it."""
    from sqlglot import exp

    for tree in trees_of(run):
        names = {found.name.casefold() for found in tree.find_all(exp.Column)}
        if not column or column in names:
            yield from mined([tree])


def _is_computed(run: Replayed, table: Spot) -> bool:
    """Tell whether both functions leave the table, and the downgrade writes into it."""
    upgraded = forth(run.upgrade, table)
    return upgraded is not None and any(
        isinstance(applied.operation, Update)
        and back(run.downgrade[:index], table_of(applied.operation)) == upgraded
        for index, applied in enumerate(run.downgrade)
    )


def _rows(run: Replayed, column: Column, start: Spot) -> Iterator[Row]:
    """Yield rows with samples in a column and in those that the statements ask for."""
    from sqlglot import exp

    asked = {c.name.casefold() for tree in trees_of(run) for c in tree.find_all(exp.Column)}
    others = sorted(name for name in asked - {start.column})
    held = {name: column_at(run.before, replace(start, column=name)) for name in others}
    columns = {start.column: column, **{n: c for n, c in held.items() if c is not None}}
    if len(columns) > _MOST_COLUMNS:
        return
    if any(is_kept_by_trigger(run.before, each) for each in columns.values()):
        return  # not every row that could be made up is one that the table may hold
    checks = list(checks_of(run.before, column))
    literals = list(_literals(run))
    samples = [_samples(run.before, held, literals) for held in columns.values()]
    for values in itertools.islice(itertools.product(*samples), _MOST_ROWS):
        row = dict(zip(columns, values, strict=True))
        if all(_told(check, row) is not False for check in checks):
            yield row


def _samples(schema: Schema, column: Column, literals: Sequence[Value]) -> list[Value]:
    found = domain_of(schema, column).samples(literals, first=True)
    nothing = [None] if None in found else []
    return [*[value for value in found if value is not None][:_MOST_VALUES], *nothing]


_MOST_VALUES: Final = 6


def checks_of(schema: Schema, column: Column) -> Iterator[Any]:
    """Yield the checks of the table of a column, as far as they can be read."""
    for found in schema.of_table(column.table, column.schema):
        if isinstance(found, CheckConstraint) and isinstance(found.expression, str):
            tree = parsed(found.expression)
            yield from (tree,) if tree is not None else ()


def overwritten(run: Replayed, old: Column, end: Spot) -> Strayed | None:
    """Return a new row in which downgrade() writes over a column what the row does not have.

    The row leaves out the columns that upgrade() has added: they hold their default.
    """
    table = replace(end, column="")
    left_out = {
        str(column.name).casefold(): _default(column)
        for column in run.upgraded.columns(end.table, end.schema or None)
        if back(run.upgrade, replace(end, column=str(column.name).casefold())) is None
    }
    told = {n: v for n, v in left_out.items() if not isinstance(v, Unsure)}
    if not told or not _is_computed(run, back(run.upgrade, table) or table):
        return None
    for value in domain_of(run.before, old).samples(()):
        row = {**told, end.column: value}
        try:
            down = sent(run.downgrade, table, row, run.dialect)
        except (Gone, Refused):
            continue
        start = back(run.upgrade, end)
        returns = down.get(start.column, value) if start is not None else value
        if value is not None and not same(value, returns) and returns in told.values():
            return Strayed({end.column: value}, end.column, returns)
    return None

"""What the statements of a revision make of a whole row, as far as its values can be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, cast
from alembic_mrt.analyzer.data.evaluate import is_true, value_of
from alembic_mrt.analyzer.data.flow import Turn, turns
from alembic_mrt.analyzer.data.kinds import kind_of
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.data.row_sets import table_of
from alembic_mrt.analyzer.data.trail import Spot, forth
from alembic_mrt.operations.vocabulary import (
    AddColumn,
    AlterColumn,
    Delete,
    DropColumn,
    Insert,
    Opaque,
    Update,
)

if TYPE_CHECKING:
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.schema.objects import Column

Row: TypeAlias = Mapping[str, Value]


class Gone(Exception):  # noqa: N818  not an error: an answer
    """Say that a row does not come through, or that nobody can tell."""


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
    given = ((name.casefold(), told(parsed(text), row)) for name, text in step.assignments)
    return {**kept, **{name: value for name, value in given if not isinstance(value, Unsure)}}


def _is_taken(step: Update, row: Row) -> bool | None:
    if step.where is None:
        return True
    met = told(parsed(step.where), row) if isinstance(step.where, str) else Unsure()
    return None if isinstance(met, Unsure) else is_true(met)


def told(tree: Any, row: Row) -> Value | Unsure:
    """Return the value of an expression for a row, or why nobody can tell."""
    try:
        return value_of(tree, row) if tree is not None else Unsure()
    except Unsure as error:
        return error


def _added(column: Column, row: Row) -> Row:
    name = str(column.name).casefold()
    value = default_of(column)
    if isinstance(value, Unsure):
        return {k: v for k, v in row.items() if k != name}
    return {**row, name: value}


def default_of(column: Column) -> Value | Unsure:
    """Return what a row holds in a column that it does not name."""
    if column.generated is not None or column.identity is not None:
        return Unsure()
    if column.default is None:
        return None if column.nullable is True else Unsure()
    held = told(parsed(column.default), {}) if isinstance(column.default, str) else Unsure()
    try:
        return held if isinstance(held, Unsure) else cast(held, kind_of(column.type))
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

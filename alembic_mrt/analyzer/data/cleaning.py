"""Whether a downgrade brings the rows in line before it takes a freedom away from them."""

from __future__ import annotations

import enum
from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.keys import unique_keys
from alembic_mrt.analyzer.data.trail import Spot, forth, spot
from alembic_mrt.operations.vocabulary import AlterColumn, Delete, Opaque, Update

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.operations.replay import Replayed
    from alembic_mrt.operations.replay_state import Applied
    from alembic_mrt.schema.objects import TableObject


class Cleaning(enum.Enum):
    """Say what a downgrade does to the rows first."""

    NONE = "nothing"
    DONE = "it brings them in line, or deletes them, which is another loss"
    UNREAD = "it may"


def cleaning_of(run: Replayed, index: int, places: Sequence[Spot], *, any_update: bool) -> Cleaning:
    """Return what downgrade() does before its step ``index`` about rows that are in the way.

    With ``any_update`` every UPDATE of one of the columns counts, else only one that reaches the
    rows which hold NULL.
    """
    found = Cleaning.NONE
    for at in range(index + 1):
        for place in places:
            verdict = _of_step(run, index, at, place, any_update=any_update)
            if verdict is Cleaning.DONE:
                return verdict
            found = verdict if verdict is Cleaning.UNREAD else found
    return found


def _of_step(run: Replayed, index: int, at: int, place: Spot, *, any_update: bool) -> Cleaning:
    operation = run.downgrade[at].operation
    table = replace(place, column="")
    if isinstance(operation, Opaque) and at < index:
        named = {name.casefold() for name in operation.tables}
        return Cleaning.UNREAD if not named or table.table in named else Cleaning.NONE
    if isinstance(operation, Update | Delete):
        here = _named_then(run, at, index, operation, place)
        return _of_rows(run, operation, here, any_update=any_update) if here else Cleaning.NONE
    return Cleaning.NONE


def _named_then(
    run: Replayed, at: int, index: int, operation: Update | Delete, place: Spot
) -> str | None:
    """Return what the column is called where an UPDATE or DELETE stands, None for other tables."""
    for column in _candidates(run.downgrade[at:index], place):
        here = spot(operation.table, column, operation.schema)
        if forth(run.downgrade[at:index], here) == place:
            return column
    return None


def _candidates(steps: Sequence[Applied], place: Spot) -> list[str]:
    renamed = [
        str(step.operation.column).casefold()
        for step in steps
        if isinstance(step.operation, AlterColumn)
    ]
    return [place.column, *renamed]


def _of_rows(
    run: Replayed, operation: Update | Delete, column: str, *, any_update: bool
) -> Cleaning:
    if isinstance(operation, Delete):
        where = operation.where
        mentions = isinstance(where, str) and column in where.casefold()
        return Cleaning.DONE if where is None or mentions else Cleaning.NONE
    if not isinstance(operation.assignments, tuple):
        return Cleaning.UNREAD
    value = next((v for n, v in operation.assignments if n.casefold() == column), None)
    if value is None:
        return Cleaning.NONE
    return Cleaning.DONE if any_update else _before_not_null(run, operation, column, value)


def _before_not_null(run: Replayed, operation: Update, column: str, value: str) -> Cleaning:
    """Judge an UPDATE that is to fill NULL."""
    if any(run.before.table(name) is not None for name in operation.reads):
        # A table of old is no archive: it may well have a row for each of the new ones.
        return Cleaning.UNREAD
    if value.startswith("'") and _is_distinct(run, operation, column):
        # One value for all of them: the key refuses the second row.
        return Cleaning.NONE
    return _of_nulls(value, operation.where, column)


def _is_distinct(run: Replayed, operation: Update, column: str) -> bool:
    """Tell whether a column alone is a key of the upgraded table."""
    schema = operation.schema
    keys = unique_keys(run.upgraded, str(operation.table), schema)
    columns = [getattr(found, "columns", ()) for found in keys if _where(found) is None]
    alone = [names[0] for names in columns if isinstance(names, tuple) and len(names) == 1]
    return column in {name.casefold() for name in alone}


def _where(found: TableObject) -> object:
    return getattr(found, "where", None)


def _of_nulls(value: str, where: object, column: str) -> Cleaning:
    """Judge an UPDATE before NOT NULL: it has to reach every NULL and to write a value."""
    if not isinstance(where, str | None):
        return Cleaning.UNREAD
    folded = value.casefold()
    reaches = where is None or f"{column} is null" in where.casefold().replace('"', "")
    may_be_null = "select" in folded and "coalesce" not in folded
    return Cleaning.DONE if reaches and folded != "null" and not may_be_null else Cleaning.NONE

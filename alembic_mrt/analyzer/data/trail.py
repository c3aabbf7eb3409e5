"""Names of tables and columns through the steps of a revision, backward and forward."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from alembic_mrt.operations.vocabulary import (
    KEEP,
    AddColumn,
    AlterColumn,
    AlterObject,
    CreateTable,
    DropColumn,
    DropTable,
    RenameTable,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from alembic_mrt.operations.replay_state import Applied
    from alembic_mrt.operations.vocabulary import Operation
    from alembic_mrt.schema.objects import Column, Schema


@dataclass(frozen=True, slots=True)
class Spot:
    """Name a column, or with no column a table, at one moment; all names are folded."""

    table: str
    column: str = ""
    schema: str = ""


def spot(table: object, column: object = "", schema: object = None) -> Spot:
    """Return the folded form of names; the default schema has no name."""
    space = "" if schema in (None, "public", "main") else str(schema).casefold()
    return Spot(str(table).casefold(), str(column).casefold(), space)


def back(steps: Sequence[Applied], place: Spot) -> Spot | None:
    """Return where a place was before ``steps``, or None where they made it."""
    for applied in reversed(steps):
        earlier = _before(applied.operation, place)
        if earlier is None:
            return None
        place = earlier
    return place


def forth(steps: Iterable[Applied], place: Spot) -> Spot | None:
    """Return where a place is after ``steps``, or None where they dropped it."""
    for applied in steps:
        later = _after(applied.operation, place)
        if later is None:
            return None
        place = later
    return place


class Trail:
    """Look back on many steps, and only at those that may have given a place its name."""

    def __init__(self, steps: Sequence[Applied]) -> None:
        self._steps = steps
        self._naming: dict[str, list[int]] = {}
        for index, applied in enumerate(steps):
            for name in _named_by(applied.operation):
                self._naming.setdefault(name, []).append(index)

    def back(self, place: Spot, end: int) -> Spot | None:
        """Return where a place was before the first ``end`` steps, or None where they made it."""
        while True:
            naming = self._naming.get(place.table, ())
            at = bisect_left(naming, end) - 1
            if at < 0:
                return place
            end = naming[at]
            earlier = _before(self._steps[end].operation, place)
            if earlier is None:
                return None
            place = earlier


def _named_by(operation: Operation) -> Iterable[str]:
    """Return the folded names of the tables that an operation may have brought about."""
    if isinstance(operation, RenameTable):
        return (str(operation.new_name).casefold(),)
    if isinstance(operation, CreateTable | AddColumn | AlterColumn):
        return (str(operation.table).casefold(),)
    if _moves(operation):
        named = (getattr(operation, name, "") for name in ("name", "value"))
        return {spot(name).table for name in named}
    return ()


def column_at(schema: Schema, place: Spot) -> Column | None:
    """Return the column at a place of a schema."""
    for column in _columns(schema, place):
        if str(column.name).casefold() == place.column:
            return column
    return None


def _columns(schema: Schema, place: Spot) -> tuple[Column, ...]:
    exact = schema.columns(place.table, place.schema or None)
    if exact:
        return exact
    alike = (
        schema.columns(table, space or None)
        for space, table in schema.buckets.names()
        if table.casefold() == place.table and space.casefold() == place.schema
    )
    return next(alike, ())


def _same_table(operation: Operation, place: Spot, name: str = "table") -> bool:
    named = getattr(operation, name, None)
    schema = getattr(operation, "schema", None)
    return spot(named, "", schema) == Spot(place.table, "", place.schema)


def _before(operation: Operation, place: Spot) -> Spot | None:
    if isinstance(operation, RenameTable) and _same_table(operation, place, "new_name"):
        return replace(place, table=str(operation.table).casefold())
    if isinstance(operation, CreateTable) and _same_table(operation, place):
        return None
    if isinstance(operation, AddColumn) and _same_table(operation, place):
        return None if str(operation.column.name).casefold() == place.column else place
    if isinstance(operation, AlterColumn) and _renames(operation, place):
        came = str(operation.new_name).casefold() == place.column
        return replace(place, column=str(operation.column).casefold()) if came else place
    if _moves(operation) and _moved(operation, place) is not None:
        return _origin(operation, place)
    return place


def _after(operation: Operation, place: Spot) -> Spot | None:
    if isinstance(operation, RenameTable) and _same_table(operation, place):
        return replace(place, table=str(operation.new_name).casefold())
    if isinstance(operation, DropTable) and _same_table(operation, place):
        return None
    if isinstance(operation, DropColumn) and _same_table(operation, place):
        return None if str(operation.column).casefold() == place.column else place
    if isinstance(operation, AlterColumn) and _renames(operation, place):
        goes = str(operation.column).casefold() == place.column
        return replace(place, column=str(operation.new_name).casefold()) if goes else place
    if _moves(operation) and spot(getattr(operation, "name", "")).table == place.table:
        return _target(operation, place)
    return place


def _renames(operation: AlterColumn, place: Spot) -> bool:
    return (
        isinstance(operation.new_name, str)
        and operation.new_name != KEEP
        and (_same_table(operation, place))
    )


def _moves(operation: Operation) -> bool:
    """Tell whether an operation gives a table another name or schema in SQL of its own."""
    moves = isinstance(operation, AlterObject) and operation.kind == "table"
    return moves and getattr(operation, "attribute", "") in ("name", "schema")


def _target(operation: Operation, place: Spot) -> Spot:
    named = spot(getattr(operation, "value", ""))
    if getattr(operation, "attribute", "") == "name":
        return replace(place, table=named.table)
    return replace(place, schema=spot("", "", getattr(operation, "value", "")).schema)


def _moved(operation: Operation, place: Spot) -> Spot | None:
    return place if _target(operation, place) == place else None


def _origin(operation: Operation, place: Spot) -> Spot:
    named = spot(getattr(operation, "name", ""), "", getattr(operation, "schema", None))
    if getattr(operation, "attribute", "") == "name":
        return replace(place, table=named.table)
    return replace(place, schema=named.schema) if named.table == place.table else place

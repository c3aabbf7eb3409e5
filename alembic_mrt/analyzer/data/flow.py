"""What happens to the values of one column on the way up and down, as steps to run on samples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from alembic_mrt.analyzer.data.convert import Unsure, Value, cast, written
from alembic_mrt.analyzer.data.evaluate import is_true, value_of
from alembic_mrt.analyzer.data.kinds import kind_of
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.data.trail import Spot, column_at, forth, spot
from alembic_mrt.operations.vocabulary import KEEP, AlterColumn, Update

if TYPE_CHECKING:
    from alembic_mrt.operations.replay_state import Applied


@dataclass(frozen=True, slots=True)
class Assignment:
    """Hold UPDATE ... SET: ``value`` and ``where`` as trees; no ``where`` is every row."""

    applied: Applied
    column: str
    value: Any
    where: Any = None
    condition: str = ""

    def run(self, held: Value, taken: bool | None = None) -> Value:
        """Return the value of a row that held ``held``; ``taken`` says what where cannot tell."""
        row = {self.column: held}
        if self.condition:
            if taken is None:
                taken = self._is_met(row)
            if not taken:
                return held
        if self.value is None:
            raise Unsure(self.column)
        return value_of(self.value, row)

    def _is_met(self, row: dict[str, Value]) -> bool:
        if self.where is None:
            raise Unsure(self.condition)
        return is_true(value_of(self.where, row))

    @property
    def reads_only_itself(self) -> bool:
        """Tell whether the condition looks at no other column."""
        from sqlglot import exp

        columns = {column.name.casefold() for column in self.where.find_all(exp.Column)}
        return columns <= {self.column}

    @property
    def trees(self) -> tuple[Any, ...]:
        """Return the expressions of the statement."""
        return tuple(tree for tree in (self.value, self.where) if tree is not None)


@dataclass(frozen=True, slots=True)
class Conversion:
    """Hold ALTER COLUMN ... TYPE, with the tree of USING; ``text`` is the new type."""

    applied: Applied
    column: str
    text: object
    using: Any = None
    dialect: str | None = None
    condition: str = ""

    def run(self, held: Value, _: bool | None = None) -> Value:
        """Return what the column holds in its new type."""
        kind = kind_of(self.text if isinstance(self.text, str) else None)
        if self.dialect == "sqlite":
            return _on_sqlite(self.applied, held)
        if self.using is None:
            return cast(held, kind)
        return cast(value_of(self.using, {self.column: held}), kind)

    @property
    def trees(self) -> tuple[Any, ...]:
        """Return the expressions of the statement."""
        return () if self.using is None else (self.using,)


Turn: TypeAlias = "Assignment | Conversion"


def _on_sqlite(applied: Applied, held: Value) -> Value:
    """Convert as Alembic's batch mode does, by CAST where the class of the type changes."""
    operation = applied.operation
    assert isinstance(operation, AlterColumn)
    target = kind_of(operation.type)
    source = kind_of(_reflected_type(applied, operation))
    if target is None or source is None:
        raise Unsure("the type that the script says it was")
    if not operation.batch or source.family == target.family or held is None:
        return held
    if target.family in {"text", "enum"}:
        return written(held)
    if target.family in {"integer", "exact", "float", "date", "timestamp", "boolean"}:
        return _leading_number(held)
    raise Unsure("a CAST of SQLite")


def _reflected_type(applied: Applied, operation: AlterColumn) -> object:
    """Return the type that batch mode finds in the table; ``existing_type`` where none is known."""
    place = spot(operation.table, operation.column, operation.schema)
    held = column_at(applied.before, place)
    if held is not None and isinstance(held.type, str):
        return held.type
    return operation.existing.type if operation.existing is not None else None


def _leading_number(held: Value) -> Value:
    """Return what CAST makes of a value where the type has numeric affinity (SQLite, 4.)."""
    if not isinstance(held, str) and not hasattr(held, "isoformat"):
        return held
    match = re.match(r"\s*[+-]?\d+(\.\d+)?", written(held))
    return Fraction(match[0].strip()) if match else Fraction(0)


def turns(steps: Sequence[Applied], start: Spot, dialect: str | None) -> Iterator[Turn]:
    """Yield what happens to the column at ``start`` until it is dropped."""
    place: Spot | None = start
    for applied in steps:
        if place is None:
            return
        yield from _turn(applied, place, dialect)
        place = forth((applied,), place)


def _turn(applied: Applied, place: Spot, dialect: str | None) -> Iterator[Turn]:
    operation = applied.operation
    if isinstance(operation, Update):
        if spot(operation.table, "", operation.schema) == replace(place, column=""):
            yield from _assignments(applied, operation, place.column)
    elif isinstance(operation, AlterColumn) and operation.type != KEEP:
        here = spot(operation.table, operation.column, operation.schema) == place
        yield from (_conversion(applied, operation, dialect),) if here else ()


def _assignments(applied: Applied, operation: Update, column: str) -> Iterator[Assignment]:
    if operation.where == "false" or not isinstance(operation.assignments, tuple):
        return
    for name, text in operation.assignments:
        if name.casefold() == column:
            known = isinstance(operation.where, str)
            where = parsed(str(operation.where)) if known else None
            condition = "" if operation.where is None else str(operation.where)
            value = None if operation.reads else parsed(text)
            yield Assignment(applied, column, value, where, condition)


def _conversion(applied: Applied, operation: AlterColumn, dialect: str | None) -> Conversion:
    using = parsed(operation.using) if isinstance(operation.using, str) else None
    name = str(operation.column).casefold()
    return Conversion(applied, name, operation.type, using, dialect)

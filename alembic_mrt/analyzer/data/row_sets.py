"""Sets of rows: those that statements insert, and those that a WHERE picks out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value
from alembic_mrt.analyzer.data.evaluate import value_of
from alembic_mrt.analyzer.data.keys import unique_keys
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.data.trail import Spot, back, forth, spot
from alembic_mrt.operations.vocabulary import Delete, Insert, Opaque
from alembic_mrt.schema.objects import Index, Schema

if TYPE_CHECKING:
    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.operations.vocabulary import Operation

Row: TypeAlias = Mapping[str, Value]
Pins: TypeAlias = Mapping[str, "tuple[Value, ...]"]


def table_of(operation: Operation) -> Spot:
    """Return the table that an operation names."""
    schema = getattr(operation, "schema", None)
    return spot(getattr(operation, "table", ""), "", schema)


def lives_through(run: Replayed, index: int, *, down: bool) -> Spot | None:
    """Return the table of a step as the upgrade leaves it.

    None where the revision made the table, or one of both functions drops it.
    """
    steps = run.downgrade if down else run.upgrade
    table = table_of(steps[index].operation)
    if down:
        upgraded = back(run.downgrade[:index], table)
        stays = forth(run.downgrade[index:], table)
    else:
        upgraded = forth(run.upgrade[index:], table)
        stays = upgraded and forth(run.downgrade, upgraded)
    if upgraded is None or stays is None or back(run.upgrade, upgraded) is None:
        return None
    return upgraded


@dataclass(frozen=True, slots=True)
class Inserted:
    """Hold what upgrade() inserts into a table; ``unread`` tells that there may be more.

    With ``where_absent`` a row that is there already is kept, or written over.
    """

    rows: tuple[Row, ...] = ()
    unread: bool = False
    applied: Applied | None = None
    where_absent: bool = False


def inserted_into(run: Replayed, upgraded: Spot) -> Inserted:
    """Return the rows that upgrade() inserts into a table, named as the upgrade leaves it."""
    found = Inserted()
    for index, applied in enumerate(run.upgrade):
        operation = applied.operation
        if isinstance(operation, Opaque):
            named = {name.casefold() for name in operation.tables}
            found = replace(found, unread=found.unread or not named or upgraded.table in named)
        elif isinstance(operation, Insert) and _leads_to(run, index, upgraded):
            found = _with(found, operation, applied)
    return found


def _leads_to(run: Replayed, index: int, upgraded: Spot) -> bool:
    return forth(run.upgrade[index:], table_of(run.upgrade[index].operation)) == upgraded


def _with(found: Inserted, operation: Insert, applied: Applied) -> Inserted:
    rows = tuple(literal_rows(operation))
    unread = found.unread or not rows
    absent = found.where_absent or operation.on_conflict or not applied.certain
    return Inserted((*found.rows, *rows), unread, found.applied or applied, absent)


def literal_rows(operation: Insert) -> Iterator[Row]:
    """Yield the rows of an INSERT, with the columns whose values are literals."""
    if not isinstance(operation.rows, tuple):
        return
    for row in operation.rows:
        yield {name.casefold(): plain(value) for name, value in row if _is_literal(value)}


def _is_literal(value: object) -> bool:
    return value is None or isinstance(value, str | bool | int | float)


def plain(value: object) -> Value:
    """Return a literal of a script as a sample value."""
    if isinstance(value, float):
        return Fraction(str(value))
    return value if isinstance(value, str | bool | int) else None


def deletes_from(steps: Sequence[Applied], start: Spot) -> Iterator[Delete]:
    """Yield the DELETEs from the table that is at ``start`` before the first step."""
    place: Spot | None = start
    for applied in steps:
        if place is None:
            return
        if isinstance(applied.operation, Delete) and table_of(applied.operation) == place:
            yield applied.operation
        place = forth((applied,), place)


def may_take(operation: Delete, row: Row) -> bool:
    """Tell whether a DELETE takes a row along, or may do so."""
    if operation.where is None:
        return True
    tree = parsed(operation.where) if isinstance(operation.where, str) else None
    if tree is None:
        return True
    try:
        return value_of(tree, row) is True
    except (Unsure, Refused):
        return True


def pins(tree: Any) -> Pins | None:
    """Return the columns that a condition holds to listed values; None where it does not."""
    from sqlglot import exp

    if isinstance(tree, exp.Paren):
        return pins(tree.this)
    if isinstance(tree, exp.And):
        sides = [found for side in (tree.this, tree.expression) if (found := pins(side))]
        return {name: values for side in sides for name, values in side.items()} or None
    if isinstance(tree, exp.Or):
        return _either(pins(tree.this), pins(tree.expression))
    if isinstance(tree, exp.EQ | exp.In):
        return _listed(tree)
    return None


def _either(one: Pins | None, other: Pins | None) -> Pins | None:
    if not one or not other:
        return None
    shared = [name for name in one if name in other]
    return {name: (*one[name], *other[name]) for name in shared} or None


def _listed(tree: Any) -> Pins | None:
    from sqlglot import exp

    if tree.args.get("query") is not None:
        return None
    items = tree.expressions if isinstance(tree, exp.In) else [tree.expression]
    if len(items) == 1 and isinstance(items[0], exp.Any):
        array = items[0].find(exp.Array)
        items = array.expressions if array is not None else []
    if not isinstance(tree.this, exp.Column) or not items:
        return None
    try:
        return {tree.this.name.casefold(): tuple(value_of(item, {}) for item in items)}
    except (Unsure, Refused):
        return None


def identifies(schema: Schema, table: Spot, names: Sequence[str]) -> bool:
    """Tell whether columns identify a row, or nobody knows the keys of the table."""
    keys = [
        {name.casefold() for name in columns}
        for found in unique_keys(schema, table.table, table.schema or None)
        if (columns := getattr(found, "columns", ()))
        and isinstance(columns, tuple)
        and not (isinstance(found, Index) and found.where is not None)
    ]
    return not keys or any(key <= set(names) for key in keys)

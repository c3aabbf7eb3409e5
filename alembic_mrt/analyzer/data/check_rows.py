"""A row that the checks of one schema let in and a further check on several columns refuses."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value
from alembic_mrt.analyzer.data.evaluate import Row, value_of
from alembic_mrt.analyzer.data.keys import key_columns
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.data.samples import domain_of, mined
from alembic_mrt.schema.objects import CheckConstraint, Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.schema.objects import Schema

_MOST_ROWS: Final = 5_000
_OWN: Final = 2
"""Samples of a column's type beside the values that the checks speak of, and NULL."""
_SOMETHING: Final = "Ab c"


def refused_row(schema: Schema, wanted: CheckConstraint) -> dict[str, Value] | None:
    """Return the values of a row of ``schema`` that ``wanted`` refuses; None where none is found.

    A row counts only where every check that it has to pass could be evaluated on it.
    """
    held = [o for o in schema.of_table(wanted.table, wanted.schema) if _is_read(o)]
    checks = [found for found in held if isinstance(found, CheckConstraint)]
    names = _joined([key_columns(check, schema) for check in (wanted, *checks)])
    trees = [parsed(str(check.expression)) for check in checks]
    tree = parsed(str(wanted.expression)) if isinstance(wanted.expression, str) else None
    columns = [c for c in schema.columns(wanted.table, wanted.schema) if _folded(c) in names]
    if tree is None or None in trees or len(columns) != len(names):
        return None
    for row in _rows(schema, columns, [tree, *trees]):
        if _value(tree, row) is False and all(_value(t, row) in (True, None) for t in trees):
            return {name: row[name] for name in map(str.casefold, key_columns(wanted, schema))}
    return None


def _is_read(found: object) -> bool:
    return isinstance(found, CheckConstraint) and isinstance(found.expression, str)


def _joined(groups: Sequence[tuple[str, ...]]) -> set[str]:
    """Return the columns of the first group, and of all that have one in common with them."""
    names = {name.casefold() for name in groups[0]}
    others = [{name.casefold() for name in group} for group in groups[1:]]
    while further := [group for group in others if group & names and not group <= names]:
        names = names.union(*further)
    return names


def _folded(column: Column) -> str:
    return str(column.name).casefold()


def _rows(schema: Schema, columns: Sequence[Column], trees: Sequence[Any]) -> Iterator[Row]:
    """Yield rows of sample values; none where there would be too many."""
    values = [_values(schema, column, trees) for column in columns]
    if math.prod(map(len, values)) <= _MOST_ROWS:
        for chosen in itertools.product(*values):
            yield dict(zip(map(_folded, columns), chosen, strict=True))


def _values(schema: Schema, column: Column, trees: Sequence[Any]) -> list[Value]:
    from sqlglot import exp

    name = _folded(column)
    uses = [c for t in trees for c in t.find_all(exp.Column) if c.name.casefold() == name]
    domain = domain_of(schema, column)
    null: list[Value] = [None] if domain.admits(None) else []
    if all(isinstance(use.parent, exp.Is) for use in uses):
        return [*null, _SOMETHING]
    spoken = [v for use in uses for v in mined([use.parent]) if domain.holds(v)]
    own = [value for value in domain.samples([]) if value is not None]
    return list(dict.fromkeys([*null, *spoken, *own[:_OWN]]))


def _value(tree: Any, row: Row) -> Value | Unsure:
    try:
        return value_of(tree, row)
    except (Unsure, Refused) as error:
        return Unsure(str(error))

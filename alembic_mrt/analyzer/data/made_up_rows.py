"""Rows made up to be sent through a revision, with samples in what its statements ask for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.analyzer.data.convert import Value
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.data.row_steps import Row, told
from alembic_mrt.analyzer.data.samples import domain_of, mined
from alembic_mrt.analyzer.data.trail import Spot, column_at
from alembic_mrt.analyzer.data.triggers import is_kept_by_trigger
from alembic_mrt.operations.vocabulary import Update
from alembic_mrt.schema.objects import CheckConstraint

if TYPE_CHECKING:
    from alembic_mrt.operations.replay import Replayed
    from alembic_mrt.schema.objects import Column, Schema

_MOST_COLUMNS: Final = 4
_MOST_ROWS: Final = 400
_MOST_VALUES: Final = 6


def rows_of(run: Replayed, column: Column, start: Spot) -> Iterator[Row]:
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
    literals = list(literals_of(run))
    samples = [_samples(run.before, each, literals) for each in columns.values()]
    for values in itertools.islice(itertools.product(*samples), _MOST_ROWS):
        row = dict(zip(columns, values, strict=True))
        if all(told(check, row) is not False for check in checks):
            yield row


def _samples(schema: Schema, column: Column, literals: Sequence[Value]) -> list[Value]:
    found = domain_of(schema, column).samples(literals, first=True)
    nothing = [None] if None in found else []
    return [*[value for value in found if value is not None][:_MOST_VALUES], *nothing]


def checks_of(schema: Schema, column: Column) -> Iterator[Any]:
    """Yield the checks of the table of a column, as far as they can be read."""
    for found in schema.of_table(column.table, column.schema):
        if isinstance(found, CheckConstraint) and isinstance(found.expression, str):
            tree = parsed(found.expression)
            yield from (tree,) if tree is not None else ()


def trees_of(run: Replayed) -> Iterator[Any]:
    """Yield what the UPDATEs of both functions assign, and the conditions that they ask."""
    for applied in (*run.upgrade, *run.downgrade):
        step = applied.operation
        if isinstance(step, Update) and isinstance(step.assignments, tuple):
            yield from (tree for _, text in step.assignments if (tree := parsed(text)) is not None)
            tree = parsed(step.where) if isinstance(step.where, str) else None
            yield from (tree,) if tree is not None else ()


def literals_of(run: Replayed, column: str = "") -> Iterator[Value]:
    """Yield what the statements compare with; with a ``column`` only those that ask for it."""
    from sqlglot import exp

    for tree in trees_of(run):
        names = {found.name.casefold() for found in tree.find_all(exp.Column)}
        if not column or column in names:
            yield from mined([tree])

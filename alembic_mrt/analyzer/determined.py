"""Values and rows that need not be kept: only one value is possible, or two halves are all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.vocabulary import AddColumn
from alembic_mrt.schema.objects import CheckConstraint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.analyzer.copies import Copy
    from alembic_mrt.operations.replay import Replayed
    from alembic_mrt.schema.objects import Column, Schema

_COMPARED: Final = re.compile(r" where ([\w.]+) (<=|>=|<>|<|>|=) ('[^']*'|\d+)$", re.IGNORECASE)
_OPPOSITE: Final = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "=": "<>", "<>": "="}


def has_one_value(run: Replayed, column: Column) -> bool:
    """Tell whether a CHECK holds a column to one value, which its default in downgrade() is."""
    if column.nullable is not False:
        return False
    steps = [applied.operation for applied in run.downgrade]
    added = [step.column for step in steps if isinstance(step, AddColumn)]
    given = {again.default for again in added if again.name == column.name}
    return not given.isdisjoint(_held_to(run.before, column))


def _held_to(schema: Schema, column: Column) -> Iterator[str]:
    """Yield the values that a CHECK leaves to a column alone."""
    only = re.compile(
        rf"{re.escape(str(column.name))} (?:= ([^,() ]+|'[^']*')|in \(([^,()]+)\))", re.IGNORECASE
    )
    for found in schema.of_table(column.table, column.schema):
        if isinstance(found, CheckConstraint) and found.validated is True:
            match = only.fullmatch(str(found.expression))
            if match is not None:
                yield match[1] or match[2]


def complementary(saved: Sequence[Copy], before: Schema) -> bool:
    """Tell whether two copies hold the rows that meet a comparison and those that do not.

    A NULL would meet neither, so the column is one that holds none.
    """
    asked = [_COMPARED.search(str(getattr(copy.operation, "sql", ""))) for copy in saved]
    found = {(match[1], match[2], match[3]) for match in asked if match is not None}
    return any(
        (name, _OPPOSITE[sign], value) in found and _is_required(saved[0], name, before)
        for name, sign, value in found
    )


def _is_required(copy: Copy, name: str, before: Schema) -> bool:
    tables = {source.table for source in copy.columns.values() if source.column is not None}
    columns = [column for table in tables for column in before.columns(str(table))]
    bare = name.rpartition(".")[2].casefold()
    return any(str(c.name).casefold() == bare and c.nullable is False for c in columns)

"""The tables that a revision touches, with the columns that they have on either side of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alembic_mrt.generation.literals import quoted
from alembic_mrt.generation.names import is_archive
from alembic_mrt.operations.vocabulary import CreateConstraint, CreateIndex, RenameTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.operations.vocabulary import Operation
    from alembic_mrt.schema.objects import Schema

_NUMBER: Final = re.compile(
    r"(SMALL|BIG)?INT|SERIAL|NUMERIC|DECIMAL|FLOAT|REAL|DOUBLE", re.IGNORECASE
)


@dataclass(frozen=True)
class TouchedTable:
    """Hold the name of a table as Python source, and its columns with their types as SQL."""

    name: str
    columns: tuple[tuple[str, str], ...]

    def row(self, number: int) -> str:
        """Return a row to be filled in, as Python source."""
        pairs = (f"{quoted(name)}: {_value(kind, number)}" for name, kind in self.columns)
        return f"{{{', '.join(pairs)}}}"


def touched_before(entry: Analysed) -> list[TouchedTable]:
    """Return the tables that are there before the upgrade."""
    return [] if entry.replayed is None else _present(entry, entry.replayed.before)


def touched_after(entry: Analysed) -> list[TouchedTable]:
    """Return the tables that are there after the upgrade."""
    return [] if entry.replayed is None else _present(entry, entry.replayed.upgraded)


def _present(entry: Analysed, schema: Schema) -> list[TouchedTable]:
    found = []
    for namespace, table in _names(entry):
        columns = [c for c in schema.columns(table) if (c.schema or None) == namespace]
        if columns and not is_archive(table):
            name = f"{namespace}.{table}" if namespace else table
            listed = tuple((str(column.name), str(column.type)) for column in columns)
            found.append(TouchedTable(quoted(name), listed))
    return found


def _names(entry: Analysed) -> list[tuple[str | None, str]]:
    """Return schema and name of each table that upgrade() names, once."""
    named = (name for step in entry.upgrade_effects for name in _named(step))
    return list(dict.fromkeys(named))


def _named(step: Operation) -> Iterator[tuple[str | None, str]]:
    schema = getattr(step, "schema", None) or None
    if isinstance(step, (CreateIndex, CreateConstraint)):
        what = step.index if isinstance(step, CreateIndex) else step.constraint
        schema = what.schema or None
    tables = [getattr(step, "table", None)]
    if isinstance(step, RenameTable):
        tables.append(step.new_name)
    yield from ((schema, table) for table in tables if isinstance(table, str))


def _value(kind: str, number: int) -> str:
    if _NUMBER.match(kind):
        return str(number)
    return str(number % 2 == 1) if kind.upper().startswith("BOOL") else "..."

"""Which tables and columns an upgrade has given another name."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.upgraded import Renames
from alembic_mrt.schema.difference import difference
from alembic_mrt.schema.objects import Column, Schema, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from alembic_mrt.roundtrip.dialects.base import Row, Snapshot, TableName, TableRows

_Names = dict[str, str]


def renames(before: Snapshot, after: Snapshot) -> Renames:
    """Return the old names of what is there under a new one.

    A table or a column that is else the same says so itself. Of a column that has changed its
    type too, or may be NULL now, the rows tell: each of them holds under the new name what it
    held under the old one.
    """
    tables, columns = _said(before.schema, after.schema)
    for name, rows in after.rows.items():
        old = before.rows.get(tables.get(name, name))
        known = columns.get(name, {})
        shown = _shown(old, rows, known) if old is not None else {}
        if shown:
            columns[name] = {**known, **shown}
    return Renames(tables, columns)


def _said(
    before: Schema, after: Schema
) -> tuple[dict[TableName, TableName], dict[TableName, _Names]]:
    tables: dict[TableName, TableName] = {}
    columns: defaultdict[TableName, _Names] = defaultdict(dict)
    for found in difference(before, after):
        if found.attribute != "name":
            continue
        match found.before, found.after:
            case Table() as old, Table() as new:
                tables[new.schema, str(new.name)] = (old.schema, str(old.name))
            case Column() as old, Column() as new:
                columns[new.schema, new.table][str(new.name)] = str(old.name)
    return tables, columns


def _shown(before: TableRows, after: TableRows, known: Mapping[str, str]) -> _Names:
    """Return the columns that hold all that one which is gone has held, row by row."""
    gone = set(before.columns) - set(after.columns) - set(known.values())
    new = set(after.columns) - set(before.columns) - known.keys()
    if not gone or not new:
        return {}
    pairs = _matched(before, after)
    found = [
        (there, here)
        for there in sorted(new)
        for here in sorted(gone)
        if _same(_at(before, here), _at(after, there), pairs)
    ]
    times = Counter(name for pair in found for name in pair)
    return {there: here for there, here in found if times[there] == times[here] == 1}


def _matched(before: TableRows, after: TableRows) -> list[tuple[Row, Row]]:
    """Pair the rows by key; none where the key has gone or does not tell them apart."""
    if not before.key or not set(before.key) <= set(after.columns):
        return []
    old, new = dict(_keyed(before, before.key)), dict(_keyed(after, before.key))
    if len(old) < len(before.rows) or len(new) < len(after.rows):
        return []
    return [(row, new[key]) for key, row in old.items() if key in new]


def _keyed(rows: TableRows, key: tuple[str, ...]) -> Iterator[tuple[Row, Row]]:
    places = [_at(rows, column) for column in key]
    return ((tuple(row[place] for place in places), row) for row in rows.rows)


def _at(rows: TableRows, column: str) -> int:
    return rows.columns.index(column)


def _same(here: int, there: int, pairs: list[tuple[Row, Row]]) -> bool:
    """Tell whether two columns agree in every row; a single value could agree by chance."""
    values = {old[here] for old, _ in pairs} - {None}
    return len(values) > 1 and all(old[here] == new[there] for old, new in pairs)

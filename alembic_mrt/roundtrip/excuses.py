"""What excuses that a value of a new row has changed: the next upgrade makes good for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.json_values import meaning

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Snapshot, TableRows
    from alembic_mrt.roundtrip.new_row_difference import NewRowDifference, Origin


def comes_again(difference: NewRowDifference, again: Snapshot) -> bool:
    """Tell whether the database that was upgraded again holds just what was written."""
    origin = difference.origin
    return origin is not None and _stands(origin, origin.column, difference.written, again)


def is_carried(difference: NewRowDifference, again: Snapshot) -> bool:
    """Tell whether the changed value held what stood in new columns, which thus came again.

    What most rows that hold the value as it was written have in a new column would stand there
    anyway, and tells nothing; nor does NULL, which is what was there to carry if nobody wrote the
    column. A column that is the same in every row has nothing that comes again.
    """
    origin, telling = difference.origin, False
    for column, written in difference.made:
        if origin is None:
            return False
        if not _stands(origin, column, written, again):
            if _is_same_in_all(again.rows.get(origin.table), column):
                continue
            return False
        alike = _alike(again.rows[origin.table], origin.column, difference.written)
        common = written in (None, _commonest(alike, column))
        telling = telling or not common
    return telling


def _stands(origin: Origin, column: str, written: str | None, again: Snapshot) -> bool:
    """Tell whether a column holds a value in the row that a value came from."""
    values = _values_again(origin, column, again)
    if column in origin.documents:
        return bool(values) and all(meaning(value) == meaning(written) for value in values)
    return bool(values) and all(value == written for value in values)


def _values_again(origin: Origin, column: str, again: Snapshot) -> list[str | None]:
    """Return what a column holds in the row that a value came from."""
    rows = again.rows.get(origin.table)
    if rows is None or column not in rows.columns:
        return []
    places = [(rows.columns.index(c), value) for c, value in origin.key if c in rows.columns]
    found = [row for row in rows.rows if all(row[place] == value for place, value in places)]
    return [row[rows.columns.index(column)] for row in found]


def _is_same_in_all(rows: TableRows | None, column: str) -> bool:
    if rows is None or column not in rows.columns:
        return False
    place = rows.columns.index(column)
    return len({row[place] for row in rows.rows}) == 1


def _alike(rows: TableRows, column: str, value: str | None) -> TableRows:
    """Return the rows with a value in a column, all where there are none."""
    place = rows.columns.index(column) if column in rows.columns else None
    found = [row for row in rows.rows if place is not None and row[place] == value]
    return replace(rows, rows=tuple(found)) if found else rows


def _commonest(rows: TableRows, column: str) -> str | None:
    place = rows.columns.index(column)
    return Counter(row[place] for row in rows.rows).most_common(1)[0][0]

"""Columns in which an upgrade keeps what it has changed in others of the same row.

It writes ``name_raw = name, name = trim(name)``, and the downgrade gives ``name`` back what
``name_raw`` holds. Nobody else writes the new column; a row in which we have done so comes back
with what we wrote there, and nothing of it is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.row_matching import picker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.roundtrip.dialects.base import Row, Snapshot, TableRows
    from alembic_mrt.roundtrip.new_row_difference import NewRowDifference
    from alembic_mrt.roundtrip.seed.upgraded import Renames


def comes_from_keepsake(
    difference: NewRowDifference, start: Snapshot, upgraded: Snapshot, renames: Renames
) -> bool:
    """Tell whether a value came back as what the row held in a keepsake of its column."""
    origin, got = difference.origin, difference.got
    holding = [column for column, value in difference.made if value == got]
    if origin is None or got is None or not holding:
        return False
    before, after = start.rows.get(difference.table), upgraded.rows.get(origin.table)
    if before is None or after is None:
        return False
    renamed = {old: new for new, old in renames.columns.get(origin.table, {}).items()}
    pairs = list(_pairs(before, after, [renamed.get(c, c) for c in before.key]))
    return any(
        _keeps(pairs, before.columns.index(difference.column), *_places(after, origin.column, made))
        for made in holding
    )


def _pairs(before: TableRows, after: TableRows, key: Sequence[str]) -> Iterator[tuple[Row, Row]]:
    """Yield the rows that were there before an upgrade, with what it has made of them."""
    old, new = picker(before.columns, before.key), picker(after.columns, key)
    if old is None or new is None:
        return
    found = {new(row): row for row in after.rows}
    for row in before.rows:
        other = found.get(old(row))
        if other is not None:
            yield row, other


def _places(rows: TableRows, *columns: str) -> Iterator[int]:
    return (rows.columns.index(column) for column in columns)


def _keeps(pairs: Sequence[tuple[Row, Row]], old: int, new: int, made: int) -> bool:
    """Tell whether a new column holds the value of before wherever the upgrade has changed it."""
    changed = [(was, now) for was, now in pairs if was[old] != now[new]]
    return bool(changed) and all(now[made] == was[old] for was, now in changed)

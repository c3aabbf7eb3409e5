"""The rows of before without those that the new version has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.row_matching import picker, unequal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.roundtrip.dialects.base import Row, Snapshot, TableRows
    from alembic_mrt.roundtrip.seed.freedom import Freedom
    from alembic_mrt.roundtrip.seed.upgraded import Renames


def without_changed(
    start: Snapshot, upgraded: Snapshot, written: Snapshot, freedom: Freedom, renames: Renames
) -> Snapshot:
    """Return ``start`` without the rows that are in ``upgraded`` and no longer in ``written``.

    The rows that these now repeat are left out with them: the old schema has room for either. Of a
    table where nobody can tell which those are, all rows are left out.
    """
    name = freedom.table
    old_name = renames.tables.get(name, name)
    before, after, old = upgraded.rows.get(name), written.rows.get(name), start.rows.get(old_name)
    if before is None or after is None or old is None:
        return start
    changed = _changed(before, after, freedom.repeats)
    names = [renames.columns.get(name, {}).get(column, column) for column in before.columns]
    pick, pick_now = picker(old.columns, old.key), picker(names, old.key)
    left: tuple[Row, ...] = ()
    if pick is not None and pick_now is not None:
        keys = {pick_now(row) for row in changed}
        left = tuple(row for row in old.rows if pick(row) not in keys)
    return replace(start, rows={**start.rows, old_name: replace(old, rows=left)})


def _changed(before: TableRows, after: TableRows, repeats: Sequence[str]) -> list[Row]:
    old, new, _ = unequal(before.rows, after.rows)
    pick = picker(before.columns, repeats)
    if pick is None:
        return old
    repeated = {pick(row) for row in new}
    return [*old, *(row for row in before.rows if pick(row) in repeated)]

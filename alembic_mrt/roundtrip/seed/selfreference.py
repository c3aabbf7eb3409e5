"""References of a table to itself: each row points to an earlier one, or at itself.

One of them has a smaller key than the row that it points to, where the keys are ours to choose: a
step that copies row after row in the order of their keys comes to it first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.seed.rows import Row, identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.roundtrip.seed.plan import Reference, TablePlan
    from alembic_mrt.roundtrip.seed.pool import Value

_PARENT: Final = 4
"""The row with a larger key than its child, which is the next one."""


def exchanged(keys: Sequence[Value]) -> list[Value]:
    """Return keys for rows in their order, so that a child has a smaller one than its parent."""
    found = list(keys)
    pair = slice(_PARENT, _PARENT + 2)
    found[pair] = reversed(found[pair])
    return found


def point_at_own_rows(plan: TablePlan, references: Sequence[Reference], rows: list[Row]) -> None:
    """Fill the columns of self references in ``rows``, whose keys are known."""
    checked = {name for check in plan.checks for name in check.columns}
    for reference in references:
        nullable = all(plan.columns[c].nullable for c in reference.columns)
        if nullable and checked & set(reference.columns):
            continue
        for number in range(len(rows)):
            if not (nullable and number in (0, 3)):
                _point(plan, reference, rows, number)


def _point(plan: TablePlan, reference: Reference, rows: list[Row], number: int) -> None:
    """Point one row at the first target that no other constraint forbids."""
    row = rows[number]
    middle = (number - 1) // 2 if number else 0
    earlier = [*rows[middle:number], *rows[:middle]]
    earlier = [*rows[_PARENT:number], *earlier] if number == _PARENT + 1 else earlier
    fixed = {c for r in plan.references if r.parent != plan.name for c in r.columns}
    for target in (*earlier, row):
        found = {
            c: target.get(r) for c, r in zip(reference.columns, reference.referred, strict=True)
        }
        if None in found.values() or any(row.get(c) != v for c, v in found.items() if c in fixed):
            continue
        if _is_unique(plan, {**row, **found}, [r for r in rows if r is not row]):
            row.update(found)
            return


def _is_unique(plan: TablePlan, row: Row, others: Sequence[Row]) -> bool:
    for unique in plan.uniques:
        place = identity(unique, row)
        if place is not None and any(identity(unique, other) == place for other in others):
            return False
    return True

"""Further rows that use a freedom, beside others with which a downgrade may bring them in conflict.

A downgrade that makes of a new label an old one may find that the row's owner has that already; or
that a CHECK asks more of the old one, such as a date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.roundtrip.seed.joint import Takes
    from alembic_mrt.roundtrip.seed.plan import TablePlan, Unique
    from alembic_mrt.roundtrip.seed.rows import Row

_MOST: Final = 4
"""How many rows are written beside others for one key."""


def companions(plan: TablePlan, takes: Takes, present: Sequence[Row]) -> Iterator[Row]:
    """Yield what further rows hold that take the same values; ``present`` are the other rows."""
    chosen = dict(takes)
    without = _without(plan, chosen)
    if without:
        yield {**chosen, **without}
    for unique in plan.uniques:
        if not chosen.keys().isdisjoint(unique.columns):
            for beside in _beside(unique, chosen, present):
                yield {**chosen, **beside}


def _without(plan: TablePlan, chosen: Row) -> Row:
    """Return NULL for what checks speak of together with the ``chosen`` columns."""
    checks = [c for c in plan.checks if not chosen.keys().isdisjoint(c.columns)]
    names = [n for c in checks for n in c.columns if n in plan.written and n not in chosen]
    return {name: None for name in names if plan.columns[name].nullable}


def _beside(unique: Unique, chosen: Row, present: Sequence[Row]) -> list[Row]:
    """Return the rest of a key as rows have it that differ in the ``chosen`` columns."""
    rest = [c for c in unique.columns if c not in chosen]
    found: dict[tuple[object, ...], Row] = {}
    for row in present if rest else ():
        if all(row.get(c) is not None for c in rest):
            held = tuple(row.get(c) for c in unique.columns if c in chosen)
            found.setdefault(held, {c: row[c] for c in rest})
    return list(found.values())[:_MOST]

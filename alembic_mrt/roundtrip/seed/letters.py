"""A row whose texts are those of another one in other letters.

A step that takes large and small letters for the same merges two rows of one name, or gives the
second of them another name. Keys that compare texts as they are let both stand beside each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.sqltext import columns_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from alembic_mrt.roundtrip.seed.complete import Completion
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.rows import Row


def in_other_letters(
    rows: Sequence[Row], completion: Completion, refused: Collection[str] = ()
) -> list[Row]:
    """Return a twin of the first row that has one, as the keys of its table allow it.

    It holds a value of its own in columns of which something is ``refused``.
    """
    names = set(_texts(completion.plan, completion)).difference(refused)
    for row in rows:
        twin = {name: _other(row[name]) for name in names if _other(row.get(name)) is not None}
        if twin:
            same = {c: row[c] for c in _beside(completion.plan, names) if c in row}
            found = completion.complete({**same, **twin}, len(rows), optional=True)
            return [] if isinstance(found, str) else [found]
    return []


def _texts(plan: TablePlan, completion: Completion) -> Iterator[str]:
    """Yield the columns that a text can be in whatever letters it has."""
    tied = {c for r in plan.references for c in r.columns} | completion.held
    tied |= {c for check in plan.checks for c in check.columns}
    for unique in plan.uniques:
        if not unique.is_plain:
            tied |= {*unique.columns, *columns_of(" ".join(unique.odd), tuple(plan.columns))}
    for name in plan.written:
        column = plan.columns[name]
        free = column.pool is not None and column.pool.takes("Ab") == "Ab"
        if free and name not in tied and column.given is None and not column.checks:
            yield name


def _beside(plan: TablePlan, names: set[str]) -> set[str]:
    """Return what a row must hold as well to be taken for the same by a key of many columns."""
    keys = (u.columns for u in plan.uniques if names & set(u.columns))
    return {c for columns in keys for c in columns} - names


def _other(value: object) -> str | None:
    """Return a plain text in other letters, None where it has but one spelling."""
    if not isinstance(value, str) or not value.isascii():
        return None
    other = value.upper() if value.islower() else value.lower()
    return other if other != value else None

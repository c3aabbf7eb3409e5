"""Rows that are there already: keys to refer to, and values that are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.seed.facts import Catalog, DialectFacts, qualified, query, quote
from alembic_mrt.roundtrip.seed.rows import Row, identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.rows import Taken

_AT_ONCE = 200
_WRITABLE: Final = (str, int, float, bytes)
_MOST = 1000


def occupied(
    session: Session, facts: DialectFacts, catalog: Catalog, tables: Sequence[TableName]
) -> tuple[TableName, ...]:
    """Return the tables that hold rows of their own."""
    found: list[TableName] = []
    for start in range(0, len(tables), _AT_ONCE):
        part = tables[start : start + _AT_ONCE]
        selects = (
            f"SELECT {i} WHERE EXISTS (SELECT 1 FROM {facts.only(table, catalog)})"
            for i, table in enumerate(part)
        )
        found += [part[int(str(row[0]))] for row in query(session, " UNION ALL ".join(selects))]
    return tuple(found)


def present_rows(
    session: Session, facts: DialectFacts, source: str, columns: Iterable[str]
) -> list[Row]:
    """Read columns of the rows of ``source``, as values that can be written again."""
    names = sorted(columns)
    if not names:
        return []
    read = ", ".join(facts.read_back(quote(name)) for name in names)
    rows = query(session, f"SELECT {read} FROM {source} LIMIT {_MOST}")
    values = ([v if isinstance(v, _WRITABLE) else None for v in row] for row in rows)
    return [dict(zip(names, row, strict=True)) for row in values]


def taken_by(plan: TablePlan, rows: Iterable[Row]) -> Taken:
    """Return the place that each row takes in each unique key."""
    taken: Taken = {unique: set() for unique in plan.uniques}
    for row in rows:
        for unique in plan.uniques:
            place = identity(unique, row)
            if place is not None:
                taken[unique].add(place)
    return taken


def count_rows(session: Session, tables: Sequence[TableName]) -> dict[TableName, int]:
    """Count the rows of tables."""
    if not tables:
        return {}
    selects = (f"SELECT {i}, count(*) FROM {qualified(t)}" for i, t in enumerate(tables))
    rows = query(session, " UNION ALL ".join(selects))
    return {tables[int(str(i))]: int(str(count)) for i, count in rows}

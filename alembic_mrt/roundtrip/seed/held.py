"""Whether the seeded rows lack a value that a statement has spoken of."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from alembic_mrt.roundtrip.dialects.base import TableName, TableRows
    from alembic_mrt.roundtrip.seed.facts import ColumnFacts
    from alembic_mrt.roundtrip.seed.plan import TablePlan


_FRACTION = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


class Held:
    """Know the values of each column name in some rows, and which columns take others."""

    def __init__(self, rows: Mapping[TableName, TableRows], plans: Iterable[TablePlan]) -> None:
        self._values: dict[str, set[str]] = defaultdict(set)
        for table in rows.values():
            for row in table.rows:
                for column, value in zip(table.columns, row, strict=True):
                    self._values[column.casefold()].update(_spellings(value))
        self._columns: dict[str, list[ColumnFacts]] = defaultdict(list)
        for plan in plans:
            for facts in _seeded(plan):
                self._columns[facts.name.casefold()].append(facts)

    def lacks(self, value: object, columns: Collection[str]) -> bool:
        """Tell whether some column is to be given a value that stood beside ``columns``.

        A value that stood beside none that is known may be meant for any, unless one holds it: it
        was then read there.
        """
        known = {name.casefold() for name in columns}
        named = known & self._values.keys()
        if named:
            return any(self._takes(n, value) and str(value) not in self._values[n] for n in named)
        if any(str(value) in values for values in self._values.values()):
            return False
        return any(self._takes(name, value) for name in self._columns)

    def _takes(self, name: str, value: object) -> bool:
        pools = (facts.pool for facts in self._columns.get(name, ()))
        return any(pool is not None and pool.admitted(value) is not None for pool in pools)


def _seeded(plan: TablePlan) -> Iterator[ColumnFacts]:
    """Yield the columns that literals are put into: keys that are numbers stay as they come."""
    keys = plan.key_columns
    for name in plan.written:
        facts = plan.columns[name]
        plain = facts.pool.plain if facts.pool is not None else ()
        if name not in keys or not plain or not str(plain[0]).lstrip("-").isdigit():
            yield facts


def _spellings(value: str | None) -> Iterator[str]:
    """Yield a value as a snapshot spells it, and as Python does where that differs."""
    if value is None:
        return
    yield value
    if value[:1] == "'" == value[-1:]:
        yield value[1:-1].replace("''", "'")
    elif _FRACTION.fullmatch(value):
        yield str(float(value))

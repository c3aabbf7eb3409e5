"""Two rows that a unique key held for the same, and that the keys of now tell apart.

Which values an expression, a collation or the condition of a partial index makes the same is for
the server to say: it is asked for the rank of many values at once.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.joint import Joint
from alembic_mrt.roundtrip.seed.rows import normal
from alembic_mrt.roundtrip.seed.solve import column_candidates
from alembic_mrt.roundtrip.seed.sqltext import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.roundtrip.seed.joint import Takes
    from alembic_mrt.roundtrip.seed.plan import TablePlan, Unique
    from alembic_mrt.roundtrip.seed.pool import Value
    from alembic_mrt.roundtrip.seed.rows import Row
    from alembic_mrt.roundtrip.seed.solve import Solver

_ROWS = 240
_PAIRS = 4
_WORDS = 2


class Twins:
    """Find pairs for the columns of ``key`` that its server does not just compare.

    ``present`` are the rows that there are, whose values are left to them. ``refused`` tells
    afterwards that there are such pairs, but that other keys keep them apart.
    """

    def __init__(
        self, plan: TablePlan, key: Unique, solver: Solver, present: Sequence[Row]
    ) -> None:
        self._plan = plan
        self._key = key
        self._solver = solver
        self._present = present
        names = tuple(plan.columns)
        self._keys = [u for u in plan.uniques if set(u.columns) & set(key.columns)]
        odd = [u for u in (key, *self._keys) if not u.is_plain]
        asked = {c for u in odd for c in columns_of(" ".join((*u.odd, u.where)), names)}
        asked |= {c for u in odd if u.strict for c in u.columns}
        reach = {*key.columns, *(c for u in odd for c in columns_of(u.where, names))}
        self._varied = [c for c in plan.written if c in asked & reach]
        self.refused = False

    @property
    def may_differ(self) -> bool:
        """Tell whether more than the columns of the key decides."""
        return bool(self._varied)

    def find(self) -> tuple[tuple[Takes, Takes], ...]:
        """Return pairs of values."""
        rows = self._joint_rows()
        if not rows:
            return ()
        old = self._places(self._key, rows)
        now = [self._places(u, rows) for u in self._keys if self._is_decided(u)]
        same = [(i, j) for i, j in combinations(range(len(rows)), 2) if _meet(old[i], old[j])]
        same += [(i, i) for i, place in enumerate(old) if place is not None]
        apart = [(i, j) for i, j in same if not any(_meet(n[i], n[j]) for n in now)]
        self.refused = bool(same) and not apart
        return tuple((rows[i], rows[j]) for i, j in apart[:_PAIRS])

    def _joint_rows(self) -> list[Takes]:
        """Return rows of the columns that decide, as the checks of the table allow them."""
        given = [dict(zip(self._varied, v, strict=True)) for v in self._combined()]
        found = Joint(self._plan, self._solver).choose(self._varied, given) if given else []
        first = {takes[: len(self._varied)]: takes for takes in reversed(found)}
        return list(reversed(first.values()))[:_ROWS]

    def _combined(self) -> Iterator[tuple[Value, ...]]:
        width = max(2, int(_ROWS ** (1 / max(1, len(self._varied)))))
        yield from product(*(self._values(name)[:width] for name in self._varied))

    def _values(self, name: str) -> Sequence[Value]:
        """Return values of a column, those first that differ in case, blanks or sign alone."""
        column = self._plan.columns[name]
        asked = [text for u in (self._key, *self._keys) for text in (*u.odd, u.where) if text]
        found = column_candidates(column, asked)
        used = {normal(row.get(name)) for row in self._present}
        plain = column.pool.close or column.pool.plain if column.pool is not None else ()
        words = [v for v in (*plain, *found) if v is not None and normal(v) not in used]
        spelled = [v for word in words[:_WORDS] for v in _spellings(word)]
        null: list[Value] = [None] if column.nullable else []
        return list(dict.fromkeys([*spelled[:_WORDS], *null, *words[:_WORDS], *spelled, *found]))

    def _is_decided(self, unique: Unique) -> bool:
        """Tell whether the rows are the same in all else that a key compares."""
        return set(unique.columns) <= {*self._varied, *self._key.plain}

    def _places(self, unique: Unique, rows: Sequence[Takes]) -> list[int | None]:
        """Return where each row stands in a key, None where it takes no place."""
        columns = [self._plan.columns[name] for name, _ in rows[0]]
        names = tuple(c.name for c in columns)
        parts = [part for part in unique.spelled if columns_of(part, names)]
        where = unique.where if columns_of(unique.where, names) else ""
        options = [tuple(value for _, value in takes) for takes in rows]
        return self._solver.places(columns, parts, where, options, strict=unique.strict)


def _meet(one: int | None, other: int | None) -> bool:
    return one is not None and one == other


def _spellings(value: Value) -> Iterator[Value]:
    yield value
    if isinstance(value, str):
        yield from (value.upper(), value.lower(), value.title(), f" {value}", f"{value} ")

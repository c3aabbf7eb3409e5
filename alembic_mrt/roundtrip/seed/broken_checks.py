"""Rows that a CHECK of before refused and that the table takes now."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.freedom import Freedom, labelled, shown
from alembic_mrt.roundtrip.seed.joint import Joint, negation
from alembic_mrt.roundtrip.seed.near import near
from alembic_mrt.roundtrip.seed.rows import normal
from alembic_mrt.roundtrip.seed.sqltext import renamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from alembic_mrt.roundtrip.seed.joint import Takes
    from alembic_mrt.roundtrip.seed.plan import Check, TablePlan
    from alembic_mrt.roundtrip.seed.pool import Value
    from alembic_mrt.roundtrip.seed.rows import Row
    from alembic_mrt.roundtrip.seed.solve import Solver

_MOST = 12
"""How many rows break one check: of a list, a row for each label that a downgrade may forget."""

_KINDS = 5


class BrokenChecks:
    """Find the freedoms from the CHECKs that one table had before an upgrade.

    ``now`` gives the present names of the columns of before, ``literals`` are those that the
    revision speaks of, ``present`` are the rows that there are.
    """

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        before: TablePlan,
        after: TablePlan,
        now: Mapping[str, str],
        solver: Solver,
        literals: Sequence[object],
        present: Sequence[Row],
    ) -> None:
        self._before = before
        self._after = after
        self._now = now
        self._solver = solver
        self._literals = literals
        single = {u.columns[0] for u in after.uniques if len(u.columns) == 1}
        self._taken = {c: {normal(row.get(c)) for row in present} for c in single}
        self._joint = Joint(after, solver)

    def find(self) -> Iterator[Freedom]:
        """Yield the freedoms of every check that is no longer there."""
        standing = {check.expression for check in self._after.checks}
        for old in self._before.checks:
            if not self._now.keys() >= set(old.columns):
                continue
            check = self._as_named_now(old)
            if check.expression in standing or not set(check.columns) <= set(self._after.written):
                continue
            found = self._chosen(check)
            yield from (self._freedom(check, takes) for takes in found)
            if not found and not self._is_settled(old, check):
                name = labelled(self._after)
                once = f"a row of {name} has what CHECK ({check.expression}) refused"
                yield Freedom(self._after.name, name, once, of_check=check.expression)

    def _as_named_now(self, check: Check) -> Check:
        columns = tuple(self._now[c] for c in check.columns)
        return replace(check, expression=renamed(check.expression, self._now), columns=columns)

    def _freedom(self, check: Check, takes: Takes) -> Freedom:
        pairs = takes[: len(check.columns)]
        values = " and ".join(f"{name} = {shown(value)}" for name, value in pairs)
        label = labelled(self._after)
        once = f"a row of {label} has {values}, which CHECK ({check.expression}) refused"
        found = Freedom(self._after.name, label, once, tuple(dict.fromkeys([pairs, takes])))
        return replace(found, of_parts=bool(check.cases), of_check=check.expression)

    def _chosen(self, check: Check) -> Sequence[Takes]:
        """Return what is tried of the values that break a check."""
        found = self._breaking(check)
        if check.cases:
            return found[:1]
        kinds = self._of_each_kind(found, len(check.columns))
        chosen = [*self._equal(check), *self._beside_literals(check)]
        every = [*kinds[:_KINDS], *chosen, *kinds, *found[: _MOST // 3], *_few(found)]
        free = (takes for takes in every if not self._is_taken(takes))
        return list(dict.fromkeys(free))[:_MOST] or found[:1]

    def _breaking(self, check: Check, rows: Sequence[Row] = ()) -> list[Takes]:
        """Return values that break a check, those of one of ``rows`` where any are given."""
        columns = [self._after.columns[name] for name in check.columns]
        found = self._joint.choose(check.columns, rows, [negation(check)])
        options = [tuple(v for _, v in takes[: len(columns)]) for takes in found]
        allowed = set(self._solver.passing(columns, [check.expression], options))
        broken = zip(found, options, strict=True)
        # Of rows that differ elsewhere alone, the first one will do.
        each = {option: takes for takes, option in reversed(list(broken)) if option not in allowed}
        return [each[option] for option in dict.fromkeys(options) if option in each]

    def _is_taken(self, takes: Takes) -> bool:
        """Tell whether some row holds a value already that no other one may hold."""
        return any(v is not None and normal(v) in self._taken.get(n, ()) for n, v in takes)

    def _equal(self, check: Check) -> list[Takes]:
        """Return values that are the same in two columns, of which one may be a key."""
        columns = [self._after.columns[name] for name in check.columns]
        pool = columns[0].pool
        if len(columns) == 1 or pool is None or len({c.type for c in columns}) > 1:
            return []
        rows: list[Row] = [dict.fromkeys(check.columns, v) for v in pool.plain]
        free = [row for row in rows if not self._is_taken(tuple(row.items()))]
        return self._breaking(check, free)[:1] if free else []

    def _beside_literals(self, check: Check) -> list[Takes]:
        """Return values of which one lies at a literal: a downgrade may mend one side of it."""
        found: list[Takes] = []
        for name in check.columns if len(check.columns) > 1 else ():
            rows: list[Row] = [{name: v} for v in near(self._after.columns[name], self._literals)]
            first: dict[Value, Takes] = {}
            for takes in self._breaking(check, rows) if rows else ():
                first.setdefault(dict(takes)[name], takes)
            found += list(first.values())[: _MOST // 3]
        return found

    def _of_each_kind(self, found: Iterable[Takes], count: int) -> list[Takes]:
        """Return the first of the values that are NULL, negative, extreme or equal in like places.

        A downgrade that mends rows by a condition of its own misses some of another kind.
        """
        kinds: dict[tuple[object, ...], Takes] = {}
        for takes in found:
            kinds.setdefault(tuple(self._kind(takes[:count])), takes)
        return list(kinds.values())

    def _kind(self, pairs: Takes) -> Iterator[object]:
        for name, value in pairs:
            pool = self._after.columns[name].pool
            extreme = pool is not None and value in (*pool.hard[:2], pool.least)
            yield (value,) if extreme or value is None else str(value).startswith("-")
        for (_, one), (_, other) in combinations(pairs, 2):
            yield one == other

    def _is_settled(self, old: Check, check: Check) -> bool:
        """Tell whether the rest of the table keeps out what a check refused.

        It does where something breaks the check, but nothing that all else accepts, be it the type
        of a column; and where each column of it takes few values, none of which does. What no
        partition takes is known: there is nothing where one takes the rest.
        """
        if check.cases:
            return True
        columns = [self._after.columns[name] for name in check.columns]
        if all(c.pool is not None and (c.labels or c.pool.is_list) for c in columns):
            return True
        return self._joint.breaks(check) or Joint(self._before, self._solver).breaks(old)


def _few(found: Sequence[Takes]) -> Sequence[Takes]:
    return found if len(found) <= _MOST else ()

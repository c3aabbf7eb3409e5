"""What the keys of new rows may hold: what no row holds, nor a step could carry over to them."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.fresh import Unused
from alembic_mrt.roundtrip.seed.pool import whole
from alembic_mrt.roundtrip.seed.present import present_rows, taken_by
from alembic_mrt.roundtrip.seed.rows import identity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.roundtrip.seed.facts import DialectFacts
    from alembic_mrt.roundtrip.seed.plan import TablePlan, Unique
    from alembic_mrt.roundtrip.seed.pool import Value
    from alembic_mrt.roundtrip.seed.rows import Row, Taken
    from alembic_mrt.roundtrip.seed.upgraded import Upgraded

# Beyond it lie the extremes of the seeds, which leave no room for larger keys.
_LARGEST = 1_000_000_000


class NewKeys:
    """Know the rows of an upgraded database, and which keys are left to new ones.

    ``present`` are the rows that were there, ``fresh`` those written since. A table that is
    ``alone`` may have keys that other tables hold; ``referred`` are the columns that references
    lead to.
    """

    def __init__(self, session: Session, facts: DialectFacts, upgraded: Upgraded) -> None:
        self.fresh: dict[TableName, list[Row]] = defaultdict(list)
        self.present: dict[TableName, list[Row]] = {}
        self.unused = Unused()
        self.alone: set[TableName] = set()
        self.referred: dict[TableName, set[str]] = defaultdict(set)
        self._session = session
        self._facts = facts
        self._upgraded = upgraded
        self._after = upgraded.after
        self._last = 0
        self._numbers = count(1)
        for plan in self._after.tables.values():
            for reference in plan.references:
                self.referred[reference.parent].update(reference.referred)

    def begin(self, tables: Sequence[TableName], mined: Sequence[object]) -> None:
        """Look at what is there, and count on from the largest key or ``mined`` number."""
        found = [whole(literal) for literal in mined]
        for rows in self._upgraded.keys.values():
            self.unused.note(rows)
        for name in tables:
            found += self._seen(self._after.tables[name])
        self._count_from([1000, *found])

    def look(self, plan: TablePlan) -> None:
        """Look at one more table, and count on from its largest key if that is larger."""
        self._count_from([next(self._numbers) - 1, *self._seen(plan)])

    def _seen(self, plan: TablePlan) -> list[int | None]:
        """Read the rows of a table; return the numbers in its keys."""
        rows = self.present[plan.name] = self._read(plan)
        self.unused.note(rows)
        keys = plan.key_columns | self.referred[plan.name] | server_made(plan)
        return [whole(row.get(c)) for row in rows for c in keys]

    def _count_from(self, found: Iterable[int | None]) -> None:
        self._last = max(n for n in found if n is not None and n < _LARGEST)
        self._numbers = count(self._last + 1)

    def _read(self, plan: TablePlan) -> list[Row]:
        source = self._facts.only(plan.name, self._after.catalog)
        readable = [c.name for c in plan.columns.values() if not c.generated]
        return present_rows(self._session, self._facts, source, readable)

    def every(self, name: TableName) -> Sequence[Row]:
        """Return all rows of a table that others can refer to, new ones first."""
        if name not in self.present and name in self._after.tables:
            self.present[name] = self._read(self._after.tables[name])
        return (*self.fresh[name], *self.present.get(name, ()))

    def before(self, name: TableName) -> Sequence[Row]:
        """Return the rows that were there before the upgrade: none that it inserted itself."""
        return self._upgraded.keys.get(self._upgraded.old_name(name), ())

    def taken(self, plan: TablePlan) -> Taken:
        """Return what the keys may not hold: also what a step could carry over from elsewhere."""
        taken = taken_by(plan, (*self.present[plan.name], *self.fresh[plan.name]))
        tied = {c for r in plan.references for c in r.columns}
        for unique in taken if plan.name not in self.alone else ():
            if not any(self._is_numbered(plan, name, tied) for name in unique.columns):
                rows = self._elsewhere(plan, unique, kin=tied.issuperset(unique.columns))
                places = (identity(unique, row) for row in rows)
                taken[unique].update(place for place in places if place is not None)
        return taken

    def _is_numbered(self, plan: TablePlan, name: str, tied: Collection[str]) -> bool:
        """Tell whether a column of a key gets a number of its own, whatever was composed."""
        column = plan.columns[name]
        if name in tied or column.pool is None or column.given is not None:
            return False
        return column.pool.takes(self._last + 1) is not None

    def _elsewhere(self, plan: TablePlan, unique: Unique, *, kin: bool) -> Iterator[Row]:
        """Yield the rows of other tables that have the columns of a key, of ``kin`` only if so.

        Keys that consist of references are the same in many tables, and rightly so; one that is
        a reference as a whole is that of its parent.
        """
        columns = set(unique.columns)
        of_parents = {r.parent for r in plan.references if set(r.columns) == columns}
        for name, present in self.present.items():
            other = self._after.tables[name]
            if name == plan.name or not other.columns.keys() >= columns:
                continue
            if name in of_parents:
                continue
            if not kin or self._upgraded.are_kin(plan, other):
                yield from (*present, *self.fresh[name])

    def is_crowded(self, plan: TablePlan, obeyed: TablePlan) -> bool:
        """Tell whether only rows of other tables leave no value to a key."""
        own = taken_by(plan, self.present[plan.name])
        return own != {u: p for u, p in self.taken(obeyed).items() if u in own}

    def has_kin(self, plan: TablePlan) -> bool:
        """Tell whether a table that we write could hold rows of this one, or the reverse."""
        others = (self._after.tables[name] for name in self.present if name != plan.name)
        return any(self._upgraded.are_kin(plan, other) for other in others)

    def free(self, plan: TablePlan, *, made: bool) -> tuple[frozenset[str], frozenset[str]]:
        """Return the columns of keys, and all, that are to hold what no row holds."""
        tied = {c for r in plan.references for c in r.columns}
        keys = plan.key_columns - tied
        names = frozenset(plan.written) - tied if made else keys
        return keys & names, names & plan.columns.keys()

    def numbers(self, plan: TablePlan, row: Row, *, made: bool) -> Iterator[tuple[str, Value]]:
        """Yield a number never seen for each key, and for each number of a new table."""
        tied = {c for r in plan.references for c in r.columns}
        tied |= {name for check in plan.checks for name in check.columns}
        for name, column in plan.columns.items():
            key = column.server or (name in row and (made or name in plan.key_columns))
            if column.given is not None or column.pool is None:
                continue
            if key and name not in tied and not (column.generated or column.checks):
                number = column.pool.takes(next(self._numbers))
                if number is not None:
                    yield name, number


def server_made(plan: TablePlan) -> frozenset[str]:
    """Name the columns whose values the server makes."""
    return frozenset(c.name for c in plan.columns.values() if c.server)

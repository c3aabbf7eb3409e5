"""What the statements of a trip show of the rows that they look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.executed import Executed
from alembic_mrt.roundtrip.seed.held import Held
from alembic_mrt.roundtrip.tiers import Tiers
from alembic_mrt.roundtrip.untouched import Untouched

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from alembic_mrt.roundtrip.conditions import Condition
    from alembic_mrt.roundtrip.database import Database
    from alembic_mrt.roundtrip.dialects.base import Snapshot, TableName
    from alembic_mrt.roundtrip.literals import Literal
    from alembic_mrt.roundtrip.seed.seeder import Plans


class Seen:
    """Collect for one revision what its statements speak of, over all of its trips.

    ``executed`` are their literals, ``untouched`` is what they asked for and no row was.
    """

    def __init__(self, database: Database) -> None:
        versions = [name for _, name in database.version_table]
        self.executed = Executed(versions)
        self.untouched = Untouched(database.dialect.name, versions)
        self._scope = database.scope
        self._tables: frozenset[TableName] | None = frozenset()

    def begin(self) -> None:
        """Begin another revision, of which nothing has been seen yet."""
        self._tables = frozenset()
        self.executed.begin()
        self.untouched.begin()

    def restart(self) -> None:
        """Forget what the steps have sent: the trip is made again."""
        self.executed.restart()
        self.untouched.restart()

    def note_sent(self, *, up: bool) -> None:
        """Take in the statements that a step has just sent."""
        self.executed.note(self._scope.data, up=up)
        self.note_touched(up=up)

    def note_touched(self, *, up: bool) -> None:
        """Take in which rows the statements of a step have touched."""
        scope = self._scope
        self.untouched.note(scope.data, scope.touching, up=up, lines=scope.lines)

    def looked_in(self) -> frozenset[TableName] | None:
        """Return the tables whose rows the revision looks at, as far as seen; None for any."""
        before, now = self._tables, self._scope.looked_in()
        self._tables = None if before is None or now is None else before | now
        return self._tables

    def asks_for_others(self, start: Snapshot, plans: Plans, mined: Collection[object]) -> bool:
        """Tell, once a revision, whether its statements ask for other rows than those of ``start``.

        They speak of literals beside the ``mined`` ones that no row holds, of conditions that none
        meets, or of tables in which nothing was looked for.
        """
        if self.executed.chosen:
            return False
        self.executed.chosen = True
        self.executed.literals = tuple(self._lacking(start, plans, mined))
        before = self._tables
        found = self.untouched.choose() or bool(self.executed.literals)
        return self.looked_in() != before or found

    def give_up(self, tiers: Tiers) -> None:
        """Do without the literals of statements, at last without one of their conditions."""
        self.executed.literals = ()
        if tiers is Tiers.KEYS_APART:
            self.untouched.conditions = self.untouched.conditions[:-1]

    def conditions(self, tables: Collection[TableName]) -> dict[TableName, list[str]]:
        """Return the conditions to be met by the names of ``tables``, the present ones."""
        return _by_table(self.untouched.conditions, tables)

    def asked_on_the_way_back(
        self, tables: Collection[TableName], source: str
    ) -> dict[TableName, list[str]]:
        """Return the conditions of the downgrade that no row has met, by the names of ``tables``.

        Where a part of the script was not reached, the upgrade may itself write what they ask for.
        """
        if not self.untouched.reaches_all(source):
            return {}
        return _by_table(self.untouched.asked_on_the_way_back, tables)

    def _lacking(
        self, start: Snapshot, plans: Plans, mined: Collection[object]
    ) -> Iterator[Literal]:
        """Yield the literals of statements that are none of the script's and in no row."""
        known = set(mined)
        found = [(v, c) for v, c in self.executed.found().items() if v not in known]
        held = Held(start.rows, plans.tables.values()) if found else None
        return (value for value, columns in found if held and held.lacks(value, columns))


def _by_table(
    conditions: Sequence[Condition], tables: Collection[TableName]
) -> dict[TableName, list[str]]:
    found: dict[TableName, list[str]] = {}
    for condition in conditions:
        for name in tables:
            if condition.is_on(name):
                found.setdefault(name, []).append(condition.expression)
    return found

"""The rows of a round trip: put in before the upgrade, accounted for, and taken out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from alembic_mrt.finding import Verdict
from alembic_mrt.history.script import RevisionScript
from alembic_mrt.roundtrip.conditions import Condition
from alembic_mrt.roundtrip.database import Database
from alembic_mrt.roundtrip.demands import all_distinct, with_demands
from alembic_mrt.roundtrip.dialects.base import Part, Snapshot, TableName, TableRows
from alembic_mrt.roundtrip.literals import is_in_any_case, literals
from alembic_mrt.roundtrip.new_row_difference import NewRowDifference
from alembic_mrt.roundtrip.observation import Observation
from alembic_mrt.roundtrip.orphans import Links, links
from alembic_mrt.roundtrip.row_branches import row_branches
from alembic_mrt.roundtrip.row_loops import row_loops
from alembic_mrt.roundtrip.seam import Failure
from alembic_mrt.roundtrip.seed.changed import change_one
from alembic_mrt.roundtrip.seed.compose import Sought
from alembic_mrt.roundtrip.seed.daylight import doubtful_hours
from alembic_mrt.roundtrip.seed.freedom import Freedom
from alembic_mrt.roundtrip.seed.given import Given
from alembic_mrt.roundtrip.seed.holding import Place, holds
from alembic_mrt.roundtrip.seed.new_rows import NewRows, NewRowWriter
from alembic_mrt.roundtrip.seed.recipes import KEYS_APART
from alembic_mrt.roundtrip.seed.seeder import Plans, Seeder, Seeding
from alembic_mrt.roundtrip.seed.state import State
from alembic_mrt.roundtrip.seed.tamed import Column, Refused
from alembic_mrt.roundtrip.seed.upgraded import Renames, Upgraded
from alembic_mrt.roundtrip.seen import Seen
from alembic_mrt.roundtrip.tally import TableTally
from alembic_mrt.roundtrip.tiers import BY_ROWS, REFUSED, Tiers
from alembic_mrt.roundtrip.withdrawn import MixedDocuments
from alembic_mrt.schema.objects import Schema


class OtherRowsError(Exception):
    """Say that the trip has shown what else the tables must be seeded with."""


class Rows:
    """Seed a database before a trip and withdraw the rows after it."""

    def __init__(self, database: Database, given: Given) -> None:
        self._database = database
        self.given = given
        self._seeder = Seeder(database.dialect.facts(), given=given, types=database.types)
        self._seeding: Seeding | None = None
        self._state: State | None = None
        self._before: Mapping[TableName, TableRows] = {}
        self._plans: Plans | None = None
        self._after: Plans | None = None
        self._mined: tuple[object, ...] = ()
        self._in_any_case = False
        self._tiers = Tiers.NONE
        self._by_rows = True
        self.seen = Seen(database)
        self.mixed = MixedDocuments()
        self.tally = TableTally()
        self._filled: tuple[Seeding, frozenset[TableName]] | None = None
        self._new_rows = NewRows()

    @property
    def seeded(self) -> bool:
        """Tell whether the tables were filled, and can be emptied again."""
        return self._state is not None

    def seed(
        self,
        tiers: Tiers,
        observation: Observation,
        required: Schema | None = None,
        where: frozenset[Column] | None = None,
    ) -> None:
        """Fill every table in scope, and note how to empty it again.

        Where the upgrade has refused rows, ``required`` is the schema that it leads to: the rows
        then also obey what that schema demands of columns which are there already. ``where`` are
        the columns that alone are limited to ``tiers``.
        """
        self._seeding = self._state = self._filled = self._after = None
        self._tiers = rich = tiers if where is None else Tiers.KEYS_APART
        if tiers is Tiers.NONE:
            return
        database, ignore = self._database, self._ignored()
        self.given.revision = observation.script.revision
        script = observation.script
        reads = row_loops(script.source) or row_branches(script.source)
        database.scope.watch_lines(script.path.name if reads else "")
        schema = database.schema()
        self._state = state = self._seeder.remember(database.session, schema, ignore)
        self._before = {}
        if state.kept:
            self._before = database.dialect.read_rows(database.session, schema, ignore)
        self._plans = self._seeder.plans(database.session, schema, ignore)
        spoken_of = literals(script)
        self._in_any_case = is_in_any_case(script)
        self._mined = (
            *spoken_of,
            *doubtful_hours((*spoken_of, *self.seen.executed.literals, database.time_zone)),
        )
        obeyed = schema if required is None else with_demands(schema, required)
        if KEYS_APART not in tiers.kinds and tiers is not Tiers.ALL:
            obeyed = all_distinct(obeyed, where)
        self._seeding = self._seeder.seed(
            database.session,
            obeyed,
            ignore,
            replace(self._sought(), refused=Refused(REFUSED.get(tiers, ()), where or frozenset())),
            self._kinds(rich),
            with_given=tiers.given,
            state=state,
        )
        self._filled = (self._seeding, ignore)
        self.tally.fill(self._seeding.inserted)

    def write_new(
        self,
        schema: Schema,
        renames: Renames,
        script: RevisionScript,
        wanted: Callable[[Freedom], bool],
    ) -> NewRows:
        """Write rows as the new version would, into every table that the revision touches.

        ``schema`` is the one that the upgrade has led to, as it is written down.
        """
        database = self._database
        if self._plans is None or self._seeding is None:
            return NewRows()
        self._after = after = self._seeder.plans(database.session, schema, self._ignored())
        upgraded = Upgraded(self._plans, after, renames, self._seeding.keys)
        mined = (*literals(script), *self.seen.executed.literals)
        asked = self.seen.asked_on_the_way_back(after.tables, script.source)
        sought = Sought(mined, conditions=asked)
        touched = [name for name in after.tables if self._touched(upgraded.old_name(name))]
        parts = (database.session, database.dialect.facts(), upgraded)
        writer = NewRowWriter(*parts, sought, self.given, by_rows=self._by_rows)
        self._new_rows = writer.write(touched, wanted)
        return self._new_rows

    def columns(self) -> list[Column]:
        """Return the columns whose values we choose, of the tables that the revision touches."""
        ignored = self._ignored()
        plans = self._plans.tables.items() if self._plans is not None else ()
        touched = [(n, plan) for n, plan in plans if n not in ignored and self._touched(n)]
        return [(name, column) for name, plan in touched for column in plan.written]

    def change_one(self, freedom: Freedom) -> str | None:
        """Let a row of before make use of a freedom; return why the database took none."""
        return change_one(self._database.session, self._database.dialect.facts(), freedom)

    def count(self, revision: str) -> None:
        """Add to the tally which tables held rows in the trip of a revision, which is over."""
        if self._filled is not None:
            seeding, ignored = self._filled
            reasons = {t: r for t, r in seeding.not_seeded.items() if t not in ignored}
            self.tally.fill(seeding.inserted)
            self.tally.leave_empty(revision, reasons)
        self.tally.fill(self._new_rows.written)
        self.tally.leave_without_new_rows(revision, self._new_rows.refused)
        self._filled, self._new_rows = None, NewRows()

    def see_the_end(self) -> None:
        """Add to the tally which tables there are when the last revision is over."""
        schema = self._database.schema()
        facts = self._database.dialect.facts()
        self.tally.see(schema, facts.catalog(self._database.session, schema).refused)

    def begin(self, *, by_rows: bool) -> None:
        """Begin another revision, of which nothing has been seen yet.

        ``by_rows`` tells that its script may read or write rows.
        """
        self._by_rows = by_rows
        self._database.types.begin()
        self.seen.begin()
        self.mixed = MixedDocuments()

    def mine(self, start: Snapshot) -> None:
        """Look for what only the statements of the trip show.

        Raises OtherRowsError where they ask for other rows than ``start`` holds.
        """
        if self._plans is None or "dictionary" not in self._tiers.kinds:
            return
        if self.seen.asks_for_others(start, self._plans, self._mined):
            raise OtherRowsError

    def learn(self, failure: Failure, *, up: bool = False) -> None:
        """Find out whether a step failed on values that the user's code rightly refuses.

        Raises OtherRowsError where it may have: the rows would be others now.
        """
        mined = (*self._mined, *self.seen.executed.literals)
        plans = [p for known in (self._plans, self._after) if known for p in known.tables.values()]
        if self._seeding and self._database.types.learn(plans, mined, failure):
            raise OtherRowsError
        seeded = self._seeding is not None and self._seeding.mixed
        if self.mixed.doubt(failure, seeded=seeded, up=up):
            raise OtherRowsError

    def holds(self, difference: NewRowDifference) -> bool:
        """Tell whether the database holds the value of a new row as it was written."""
        place = Place(difference.table, difference.key, difference.column)
        session, facts = self._database.session, self._database.dialect.facts()
        plan = self._plans.tables.get(place.table) if self._plans is not None else None
        column = plan.columns.get(place.column) if plan is not None else None
        if column is not None and not facts.has_room(column.type, difference.written):
            return False
        return holds(session, facts, place, difference.written)

    def withdraw(self) -> bool:
        """Take the seeded rows out again; tell whether exactly those of before are left."""
        state, plans, database = self._state, self._plans, self._database
        if state is None or plans is None:
            return True
        if not self._seeder.forget(database.session, state):
            return False
        if not state.kept:
            return self._seeder.holds_none(database.session, plans)
        return _same(self._before, database.snapshot(Part.ROWS).rows)

    def _sought(self) -> Sought:
        """Return what the revision looks for in rows, as far as that is known."""
        seen, tables = self.seen, self._plans.tables if self._plans is not None else ()
        conditions = seen.conditions(tables)
        executed, looked_in = seen.executed.literals, seen.looked_in()
        return Sought(self._mined, executed, conditions, looked_in, in_any_case=self._in_any_case)

    def _never(self, condition: Condition) -> bool:
        """Tell whether a condition asks for NULL where no row of before may have it."""
        tables = self._plans.tables.items() if self._plans is not None else ()
        for column in condition.nulls():
            for name, plan in tables:
                found = plan.columns.get(column)
                if found is not None and not found.nullable and condition.is_on(name):
                    return True
        return False

    def _enforced(self) -> Links:
        """Return the references that hold before the upgrade and after it, where they must."""
        if not self._database.dialect.enforces_references:
            return frozenset()
        plans = [p.tables.values() for p in (self._plans, self._after) if p is not None]
        found = [{x for t in p for x in links(t.name[1], t.references)} for p in plans]
        return frozenset(set.intersection(*found)) if found else frozenset()

    def account(self, start: Snapshot, upgraded: Snapshot, observation: Observation) -> None:
        """Say what the trip cannot prove: tables without rows, objects that are not compared."""
        seeding = self._seeding
        for table, reason in (seeding.not_seeded if seeding else {}).items():
            if self._touched(table):
                name = ".".join(filter(None, table))
                observation.conclude(Verdict.UNPROVEN, f"table {name} holds no row: {reason}")
        self.mixed.account(observation, self._database.line(observation.script.revision, "upgrade"))
        observation.leaves_uncompared(start, upgraded)

    def account_for_statements(self, observation: Observation) -> None:
        """Say which statements no seeded row was touched by, and which none has led to."""
        untouched, source = self.seen.untouched, observation.script.source
        for statement in untouched.told(self._never, self._enforced()):
            reason = f"no row that was seeded is touched by `{statement}` (seeds can give some)"
            observation.conclude(Verdict.UNPROVEN, reason)
        branches = [branch.told() for branch in untouched.branches(source)]
        for missed in (*(f"`{change}`" for change in untouched.missed(source)), *branches):
            reason = f"no row that was seeded leads to {missed} (seeds can give some)"
            observation.conclude(Verdict.UNPROVEN, reason)

    def _kinds(self, tiers: Tiers) -> tuple[str, ...]:
        """Return the kinds of rows; what a data step does not write shows nothing where none is."""
        by_rows = self._by_rows or self.seen.executed.literals
        unwanted = set() if by_rows else set(BY_ROWS)
        unwanted |= set() if self.mixed.wanted else {"mixed"}
        return tuple(kind for kind in tiers.kinds if kind not in unwanted)

    def _ignored(self) -> frozenset[TableName]:
        """Name the tables that are not filled: the version table and those out of scope."""
        return self._database.version_table | self._database.scope.outside()

    def _touched(self, table: TableName) -> bool:
        """Tell whether the revision touches the table; one that it made itself counts."""
        touched = self._database.scope.touched()
        known = self._database.schema().table(table[1], table[0])
        return touched is None or known is None or table in touched


def _same(before: Mapping[TableName, TableRows], after: Mapping[TableName, TableRows]) -> bool:
    return before.keys() == after.keys() and all(
        sorted(map(repr, rows.rows)) == sorted(map(repr, after[table].rows))
        for table, rows in before.items()
    )

"""The round trip of one revision.

Seed, snapshot A, upgrade, snapshot B, and :mod:`~alembic_mrt.roundtrip.there_and_back`. Then all
rows go, and the revision is applied to the database that the history alone has made.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from alembic_mrt.finding import Severity, Verdict
from alembic_mrt.roundtrip.attempts import ATTEMPTS, FEWER, HOW_FEW, Attempt
from alembic_mrt.roundtrip.caller import sentence, user_line
from alembic_mrt.roundtrip.database import Database
from alembic_mrt.roundtrip.database import Steps as StepsToFailure
from alembic_mrt.roundtrip.dialects.base import Part, Snapshot
from alembic_mrt.roundtrip.insertions import may_insert_what_is_absent
from alembic_mrt.roundtrip.narrowing import Columns, refused_columns
from alembic_mrt.roundtrip.observation import Observation
from alembic_mrt.roundtrip.recovery import Checkpoint
from alembic_mrt.roundtrip.refusals import Refusals
from alembic_mrt.roundtrip.rows import OtherRowsError, Rows
from alembic_mrt.roundtrip.scope import OutOfScopeError
from alembic_mrt.roundtrip.seam import Failure
from alembic_mrt.roundtrip.setup import setup_remedy
from alembic_mrt.roundtrip.steps import GuardedStep
from alembic_mrt.roundtrip.there_and_back import ThereAndBack
from alembic_mrt.roundtrip.tiers import REFUSED, Tiers
from alembic_mrt.schema.objects import Schema

Steps = Generator[GuardedStep, None, None]
Seed = Callable[..., None]
Upgraded = Generator[GuardedStep, None, tuple[Snapshot, Failure | None]]
Missed = Generator[GuardedStep, None, OutOfScopeError | OtherRowsError | None]


class Extent(enum.Enum):
    """Choose how far a revision is taken; the script of one OF_SCHEMA speaks of no rows."""

    ROUND_TRIP = enum.auto()
    ROUND_TRIP_OF_SCHEMA = enum.auto()
    UPGRADE_WITH_ROWS = enum.auto()
    UPGRADE = enum.auto()


_START = dict.fromkeys(Extent, Part.ALL) | {
    Extent.ROUND_TRIP_OF_SCHEMA: Part.ROWS | Part.NOT_COMPARED
}
"""What is read before an upgrade; where DDL alone is expected, sequences are looked at later."""
_UPGRADED = dict.fromkeys(Extent, Part.NOT_COMPARED) | {
    Extent.ROUND_TRIP_OF_SCHEMA: Part.ROWS | Part.NOT_COMPARED
}
"""What is read after it; new rows are told from the others at once where they follow at once."""


@dataclass
class Trip:
    """Take one revision through its round trip.

    Before it and after it the database is unseeded; before it the revision is not applied, after
    it it is, unless ``upgrade()`` fails even on empty tables: then ``blocked`` is true.
    """

    database: Database
    checkpoint: Checkpoint
    rows: Rows
    observation: Observation
    blocked: bool = False
    _apart: bool = False
    _fewer: tuple[Attempt, ...] = ()
    _way: ThereAndBack | None = None
    _upgraded: tuple[tuple[str, ...] | None, Schema | None] = (None, None)

    def walk(self, extent: Extent) -> Steps:
        """Yield the steps of the trip."""
        self.observation.keep()
        self.checkpoint.save()
        self.rows.begin(by_rows=extent is not Extent.ROUND_TRIP_OF_SCHEMA)
        if extent is not Extent.UPGRADE:
            yield from self._within_scope(extent)
            yield from self._leave()
        scope = self.database.scope
        scope.lift()
        failure = yield from self._apply()
        statements, schema = self._upgraded
        foreseen = statements is not None and statements == scope.last
        scope.known = schema if foreseen and failure is None else None
        if failure is not None:
            self.blocked = True
            self._upgrade_fails(failure)
            yield from self.checkpoint.recover()
        self._settle()

    @property
    def _revision(self) -> str:
        return self.observation.script.revision

    def _within_scope(self, extent: Extent) -> Steps:
        """Make the trip; again, where it touches more tables, or needs other rows in them."""
        source = self.observation.script.source
        self.database.begin(source)
        self._apart = extent is Extent.ROUND_TRIP and may_insert_what_is_absent(source)
        while (missed := (yield from self._missed(extent))) is not None:
            self.observation.clear()
            yield from self._recover()
            self._way = None
            if isinstance(missed, OutOfScopeError):
                self.database.scope.widen(missed.touched)
            else:
                self.database.scope.repeat()

    def _missed(self, extent: Extent) -> Missed:
        """Make the trip; return what it touched out of scope or was not seeded with, if any."""
        try:
            yield from self._seeded(extent)
        except (OutOfScopeError, OtherRowsError) as missed:
            return missed
        return None

    def _leave(self) -> Steps:
        """Yield the steps to the unseeded database of before the revision."""
        way = self._way
        if way is not None and way.faithful and self.rows.withdraw():
            return
        if way is not None and way.owed is not None:
            self.database.scope.lift()
            yield from way.upgrade_again()
        yield from self._recover()

    def _recover(self) -> Steps:
        """Return to before the revision; to downgrade it may be cheaper than to fetch a clone."""
        way = self._way
        if way is not None and way.applied and self.database.dialect.clones_alone:
            with suppress(OutOfScopeError):
                yield from self.database.down(self._revision)
        yield from self.checkpoint.recover()

    def _apply(self) -> StepsToFailure:
        """Apply the revision for good; where an upgrade again is owed, this is it."""
        if self._way is None or self._way.owed is None:
            return (yield from self.database.up(self._revision))
        if (yield from self._way.upgrade_again()):
            return None
        yield from self.checkpoint.recover()
        return (yield from self.database.up(self._revision))

    def _seeded(self, extent: Extent) -> Steps:
        """Make the trip with the richest rows that the upgrade accepts."""
        refusals: list[Failure] = []
        self.rows.seen.restart()
        demands: Schema | None = None
        for tiers, obedient in self._attempts():
            seed = partial(self.rows.seed, tiers, self.observation, demands if obedient else None)
            start, failure = yield from self._upgrade_on(seed, extent)
            where = None
            if failure is None and refusals and tiers in REFUSED:
                where = yield from self._where(seed)
                seed = partial(seed, where=where)
                start, failure = yield from self._upgrade_on(seed, extent)
            if failure is None:
                upgrade = self.database.line(self._revision, "upgrade")
                Refusals(self.observation, upgrade, refusals).tell(tiers, start.schema, where)
                parts = (self.database, self.checkpoint, self.rows, self.observation)
                yield from self._onwards(start, extent, ThereAndBack(*parts, seed))
                self._go_on()
                return
            self.rows.learn(failure, up=True)
            self.rows.seen.give_up(tiers)
            refusals.append(failure)
            yield from self.checkpoint.recover()
            demands = demands or (yield from self._dry())
            if demands is None:
                return
        if self._fewer:
            self._go_on()

    def _upgrade_on(self, seed: Seed, extent: Extent) -> Upgraded:
        """Seed and upgrade; return what there was before it, and why it failed."""
        seed()
        start = self.database.snapshot(_START[extent])
        return start, (yield from self.database.up(self._revision))

    def _where(self, seed: Seed) -> Generator[GuardedStep, None, Columns | None]:
        """Return the columns that alone must hold what the upgrade takes, None for all."""
        columns = self.rows.columns()
        yield from self.checkpoint.recover()

        def accepts(tame: Columns) -> Generator[GuardedStep, None, bool]:
            seed(where=tame)
            failure = yield from self.database.up(self._revision)
            yield from self.checkpoint.recover()
            return failure is None

        return (yield from refused_columns(columns, accepts))

    def _go_on(self) -> None:
        """Raise OtherRowsError after a sound trip that has left something to other rows.

        They held nothing of what is inserted; or they led past a branch of the script, which fewer
        rows may lead to.
        """
        if self._fewer:
            self.observation.happens_where(HOW_FEW[self._fewer[-1][0]])
        sound = not any(f.severity is Severity.ERROR for f in self.observation.findings)
        if self._apart and sound:
            self._apart = False
            self.rows.seen.untouched.keep()
            raise OtherRowsError
        if self._fewer or self.rows.seeded:
            if sound:
                self._try_fewer()
            self.rows.account_for_statements(self.observation)

    def _try_fewer(self) -> None:
        """Raise OtherRowsError where fewer rows may lead elsewhere and have not been tried.

        A branch was missed; or rows were read, and a script may take it that there are some, as it
        may of those that the user gives.
        """
        untouched = self.rows.seen.untouched
        missed = untouched.branches(self.observation.script.source)
        supposes = untouched.reads() and not self.rows.given
        wanted = FEWER if missed else FEWER[-1:] if supposes else ()
        left = [attempt for attempt in wanted if attempt not in self._fewer]
        if left:
            self._fewer += (left[0],)
            untouched.keep(silent=True)
            self.rows.count(self._revision)
            self.observation.keep()
            raise OtherRowsError

    def _attempts(self) -> tuple[Attempt, ...]:
        """Return what to seed; all of it again without what the statements gave, bit by bit.

        Where the rows have missed a branch, fewer are seeded.
        """
        rows = self.rows
        if self._fewer:
            return self._fewer[-1:]
        every = [*ATTEMPTS[:1] * bool(rows.seen.executed.literals), *ATTEMPTS]
        place = every.index((Tiers.KEYS_APART, True))
        every[place:place] = every[place : place + 1] * len(rows.seen.untouched.conditions)
        every = [a for a in every if a[0] is not Tiers.ALL] if self._apart else every
        return tuple(a for a in every if self.rows.given or a[0] is not Tiers.GENERATED)

    def _dry(self) -> Generator[GuardedStep, None, Schema | None]:
        """Return the schema that the upgrade leads to on empty tables; None where it fails."""
        failure = yield from self.database.up(self._revision)
        schema = self.database.snapshot().schema if failure is None else None
        yield from self.checkpoint.recover()
        return schema

    def _onwards(self, start: Snapshot, extent: Extent, way: ThereAndBack) -> Steps:
        self.rows.seen.note_sent(up=True)
        upgraded = self.database.snapshot(_UPGRADED[extent])
        self._upgraded = (self.database.scope.last, upgraded.declared)
        if extent is not Extent.UPGRADE_WITH_ROWS:
            self._way = way
            yield from way.walk(start, upgraded, by_rows=extent is Extent.ROUND_TRIP)
        self.rows.account(start, upgraded, self.observation)

    def _upgrade_fails(self, failure: Failure) -> None:
        excuse = self.database.excuse(failure)
        if excuse is not None:
            self.observation.conclude(Verdict.UNPROVEN, excuse)
            return
        remedy = setup_remedy(failure, self.database.sources_before())
        where = user_line(failure) or self.database.line(self._revision, "upgrade")
        message = f"upgrade raises {sentence(failure)}"
        self.observation.raised("MRT120", Verdict.UPGRADE_FAILS, message, where, remedy)

    def _settle(self) -> None:
        for function in self.database.ended:
            self.observation.note(
                "MRT125",
                f"{function}() commits the transaction that Alembic began: what follows, the new "
                "version among it, is lost unless env.py or a further revision commits it",
                self.database.line(self._revision, function),
                "Leave the commit to Alembic; use op.get_context().autocommit_block() for what "
                "must not run in a transaction.",
            )
        self.database.ended.clear()
        changed = self.database.changed_settings()
        if changed:
            self.observation.note(
                "MRT124",
                "leaves settings of its connection changed, which the next revision starts "
                f"without: {'; '.join(changed)}",
                self.database.line(self._revision, "upgrade"),
                "Set them for the transaction alone (SET LOCAL), or set them back.",
            )

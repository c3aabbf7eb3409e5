"""The round trip of one revision.

Seed, snapshot A, upgrade, snapshot B, downgrade: the database must equal A. Upgrade again: the
schema must equal B. Write rows as the new version would, and downgrade again: what A held must be
there unchanged, and the new rows with it. Then all rows go, and the revision is applied to the
database that the history alone has made.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from functools import partial

from alembic_mrt.finding import Finding, Severity, Verdict
from alembic_mrt.roundtrip.caller import sentence, user_line
from alembic_mrt.roundtrip.compare import snapshot_findings
from alembic_mrt.roundtrip.database import Database
from alembic_mrt.roundtrip.database import Steps as StepsToFailure
from alembic_mrt.roundtrip.dialects.base import Part, Snapshot
from alembic_mrt.roundtrip.new_rows_trip import NewRowsTrip
from alembic_mrt.roundtrip.observation import Observation
from alembic_mrt.roundtrip.recovery import Checkpoint
from alembic_mrt.roundtrip.refusals import Refusals
from alembic_mrt.roundtrip.rows import OtherRowsError, Rows, Tiers
from alembic_mrt.roundtrip.scope import OutOfScopeError
from alembic_mrt.roundtrip.seam import Failure
from alembic_mrt.roundtrip.setup import setup_remedy
from alembic_mrt.roundtrip.steps import GuardedStep
from alembic_mrt.schema.objects import Schema

Steps = Generator[GuardedStep, None, None]
Again = Generator[GuardedStep, None, Snapshot | None]
Missed = Generator[GuardedStep, None, OutOfScopeError | OtherRowsError | None]
Succeeds = Generator[GuardedStep, None, bool]


class Extent(enum.Enum):
    """Choose how far a revision is taken; the script of one OF_SCHEMA speaks of no rows."""

    ROUND_TRIP = enum.auto()
    ROUND_TRIP_OF_SCHEMA = enum.auto()
    UPGRADE_WITH_ROWS = enum.auto()
    UPGRADE = enum.auto()


ATTEMPTS = (
    (Tiers.ALL, False),
    (Tiers.ALL, True),
    (Tiers.PLAIN, True),
    (Tiers.GENERATED, True),
    (Tiers.NONE, True),
)
"""What is seeded until the upgrade accepts it, and whether it obeys the upgrade's demands."""


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
    _faithful: bool = True
    _open: Snapshot | None = None
    _upgraded: tuple[tuple[str, ...] | None, Schema | None] = (None, None)
    _reseed: Callable[[], None] = field(init=False, default=lambda: None)

    def walk(self, extent: Extent) -> Steps:
        """Yield the steps of the trip."""
        self.checkpoint.save()
        self.rows.begin()
        if extent is not Extent.UPGRADE:
            yield from self._within_scope(extent)
            if not self._faithful or not self.rows.withdraw():
                yield from self.checkpoint.recover()
        scope = self.database.scope
        scope.lift()
        failure = yield from self._last_upgrade()
        statements, schema = self._upgraded
        foreseen = statements is not None and statements == scope.last
        scope.known = schema if foreseen and failure is None else None
        if failure is not None:
            self.blocked = True
            self._upgrade_fails(failure)
            yield from self.checkpoint.recover()
        self._settle()

    def _last_upgrade(self) -> StepsToFailure:
        """Apply the revision for good; after a trip in one go this is the upgrade again."""
        failure = yield from self.database.up(self._revision)
        if self._open is None:
            return failure
        if failure is None:
            self._compare_again(self._open)
            return None
        self._raised("MRT122", Verdict.REUPGRADE_FAILS, "second upgrade", failure)
        yield from self.checkpoint.recover()
        return (yield from self.database.up(self._revision))

    @property
    def _revision(self) -> str:
        return self.observation.script.revision

    def _within_scope(self, extent: Extent) -> Steps:
        """Make the trip; again, where it touches more tables, or needs other rows in them."""
        self.database.begin(self.observation.script.source)
        while (missed := (yield from self._missed(extent))) is not None:
            self.observation.clear()
            self._faithful, self._open = True, None
            yield from self.checkpoint.recover()
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

    def _seeded(self, extent: Extent) -> Steps:
        """Make the trip with the richest rows that the upgrade accepts."""
        refusals: list[Failure] = []
        self.rows.executed.restart()
        demands: Schema | None = None
        for tiers, obedient in self._attempts():
            if tiers is Tiers.GENERATED and not self.rows.given:
                continue
            self.rows.seed(tiers, self.observation, demands if obedient else None)
            start = self.database.snapshot(Part.ALL)
            failure = yield from self.database.up(self._revision)
            if failure is None:
                self._sent(up=True)
                upgrade = self.database.line(self._revision, "upgrade")
                told = Refusals(self.observation, upgrade, refusals)
                told.tell(tiers, start.schema)
                self._reseed = partial(
                    self.rows.seed, tiers, self.observation, demands if obedient else None
                )
                yield from self._onwards(start, extent)
                return
            self.rows.learn(failure)
            self.rows.executed.literals = ()
            refusals.append(failure)
            yield from self.checkpoint.recover()
            demands = demands or (yield from self._dry())
            if demands is None:
                return

    def _attempts(self) -> tuple[tuple[Tiers, bool], ...]:
        """Return what to seed; where statements gave literals, all of it once without them, too."""
        return (*ATTEMPTS[:1], *ATTEMPTS) if self.rows.executed.literals else ATTEMPTS

    def _sent(self, *, up: bool) -> None:
        self.rows.executed.note(self.database.scope.data, up=up)

    def _dry(self) -> Generator[GuardedStep, None, Schema | None]:
        """Return the schema that the upgrade leads to on empty tables; None where it fails."""
        failure = yield from self.database.up(self._revision)
        schema = self.database.snapshot().schema if failure is None else None
        yield from self.checkpoint.recover()
        return schema

    def _onwards(self, start: Snapshot, extent: Extent) -> Steps:
        upgraded = self.database.snapshot(Part.NOT_COMPARED)
        self._upgraded = (self.database.scope.last, upgraded.declared)
        if extent is Extent.ROUND_TRIP:
            yield from self._step_by_step(start, upgraded)
        elif extent is Extent.ROUND_TRIP_OF_SCHEMA:
            yield from self._in_one_go(start, upgraded)
        else:
            self._faithful = False
        self.rows.account(start, upgraded, self.observation)

    def _in_one_go(self, start: Snapshot, upgraded: Snapshot) -> Steps:
        """Prove both halves of the trip at once, where no statement goes by rows.

        If an old row survives such a downgrade beside new rows, then without them too, and where
        all of them do, the upgrade that follows anyway is the one that must be possible again.
        """
        structural = self.database.scope.structural and self.rows.seeded
        if structural and (yield from self._new_rows_trip().proves_all(start)):
            self._sent(up=False)
            self.rows.mine(start)
            self._open = upgraded
            return
        if structural:
            yield from self.checkpoint.recover()
            self._reseed()
            start = self.database.snapshot(Part.ALL)
            failure = yield from self.database.up(self._revision)
            if failure is not None:
                self._raised("MRT122", Verdict.REUPGRADE_FAILS, "second upgrade", failure)
                return
            self._sent(up=True)
        yield from self._step_by_step(start, upgraded)

    def _step_by_step(self, start: Snapshot, upgraded: Snapshot) -> Steps:
        again = yield from self._there_and_back(start, upgraded)
        self.rows.mine(start)
        if again is not None and self._faithful:
            yield from self._down_again(start, again)

    def _there_and_back(self, start: Snapshot, upgraded: Snapshot) -> Again:
        """Take the revision back and apply it again; return what it then led to."""
        if not (yield from self._down(start)):
            return None
        failure = yield from self.database.up(self._revision)
        if failure is not None:
            self.rows.learn(failure)
            self._raised("MRT122", Verdict.REUPGRADE_FAILS, "second upgrade", failure)
            return None
        self._sent(up=True)
        return self._compare_again(upgraded, Part.ROWS)

    def _down_again(self, start: Snapshot, again: Snapshot) -> Steps:
        if self.rows.seeded:
            yield from self._with_new_rows(start, again)
        else:
            yield from self._down(start)

    def _compare_again(self, upgraded: Snapshot, parts: Part = Part.SCHEMA_ALONE) -> Snapshot:
        """Compare the schema of a second upgrade with that of the first."""
        again = self.database.snapshot(parts)
        self._compared(snapshot_findings(_schema_of(upgraded), _schema_of(again), self._revision))
        return again

    def _new_rows_trip(self) -> NewRowsTrip:
        parts = (self.database, self.checkpoint, self.rows, self.observation)
        return NewRowsTrip(*parts, self._reseed)

    def _with_new_rows(self, start: Snapshot, upgraded: Snapshot) -> Steps:
        trip = self._new_rows_trip()
        yield from trip.walk(start, upgraded)
        self._faithful = self._faithful and not trip.away

    def _down(self, start: Snapshot) -> Succeeds:
        """Take the revision back; tell whether it left what it found."""
        failure = yield from self.database.down(self._revision)
        if failure is not None:
            self.rows.learn(failure)
            self._raised("MRT110", Verdict.DOWNGRADE_FAILS, "downgrade", failure)
            return False
        self._sent(up=False)
        back = self.database.snapshot(Part.ALL)
        self._compared(snapshot_findings(start, back, self._revision))
        self.rows.account_unread(start, back, self.observation)
        return True

    def _compared(self, findings: tuple[Finding, ...]) -> None:
        known = {(f.code, f.object) for f in self.observation.findings}
        new = tuple(f for f in findings if (f.code, f.object) not in known)
        self.observation.differs(new, self.database.line(self._revision, "downgrade"))
        if any(f.severity is not Severity.NOTE for f in findings):
            self._faithful = False

    def _raised(
        self, code: str, verdict: Verdict, step: str, failure: Failure, remedy: str = ""
    ) -> None:
        self._faithful = False
        where = user_line(failure) or self.database.line(self._revision, "upgrade")
        message = f"{step} raises {sentence(failure)}"
        self.observation.raised(code, verdict, message, where, remedy)

    def _upgrade_fails(self, failure: Failure) -> None:
        excuse = self.database.excuse(failure)
        if excuse is None:
            remedy = setup_remedy(failure, self.database.sources_before())
            self._raised("MRT120", Verdict.UPGRADE_FAILS, "upgrade", failure, remedy)
        else:
            self.observation.conclude(Verdict.UNPROVEN, excuse)

    def _settle(self) -> None:
        changed = self.database.settle()
        if changed:
            self.observation.note(
                "MRT124",
                "leaves settings of its connection changed, which the next revision starts "
                f"without: {'; '.join(changed)}",
                self.database.line(self._revision, "upgrade"),
                "Set them for the transaction alone (SET LOCAL), or set them back.",
            )


def _schema_of(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot without rows: now(), random values and sequences differ each time."""
    return Snapshot(snapshot.schema)

"""The way of one revision from its first upgrade on: back, up again, and back on new rows.

Downgrade: the database must equal A, the snapshot of before the upgrade. Upgrade again: the schema
must equal B, that of after it. Write rows as the new version would, and downgrade again: what A
held must be there unchanged, and the new rows with it.

Where no statement goes by rows this is proven in one go. What DDL does to a row does not depend on
other rows, but that more rows may make it fail: if every old row survives a downgrade beside new
rows, it would without them, too. The upgrade that follows anyway is then the one that must be
possible again.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass

from alembic_mrt.finding import Finding, Severity, Verdict
from alembic_mrt.roundtrip.caller import on_row, user_line
from alembic_mrt.roundtrip.compare import snapshot_findings
from alembic_mrt.roundtrip.database import Database
from alembic_mrt.roundtrip.dialects.base import Part, Snapshot
from alembic_mrt.roundtrip.new_rows_trip import NewRowsTrip
from alembic_mrt.roundtrip.observation import Observation
from alembic_mrt.roundtrip.recovery import Checkpoint
from alembic_mrt.roundtrip.rows import Rows
from alembic_mrt.roundtrip.seam import Failure
from alembic_mrt.roundtrip.steps import GuardedStep

Steps = Generator[GuardedStep, None, None]
Again = Generator[GuardedStep, None, Snapshot | None]
Succeeds = Generator[GuardedStep, None, bool]


@dataclass
class ThereAndBack:
    """Take a revision that is applied back, and on from there.

    ``seed`` puts the rows of before the upgrade in once more. Afterwards ``faithful`` tells that
    the database is as it was before the upgrade, but for seeded rows, and ``owed`` is what an
    upgrade again must lead to, where none has been made yet. ``applied`` tells that the revision
    is applied, and that its downgrade restores the schema, whatever it does to rows.
    """

    database: Database
    checkpoint: Checkpoint
    rows: Rows
    observation: Observation
    seed: Callable[[], None]
    faithful: bool = True
    applied: bool = False
    owed: Snapshot | None = None
    _returns: bool = False

    def walk(self, start: Snapshot, upgraded: Snapshot, *, by_rows: bool) -> Steps:
        """Yield the steps; ``by_rows`` tells that the script may go by rows.

        Where it does not, ``upgraded`` holds its rows, and ``start`` need not tell of sequences.
        """
        structural = self.rows.seeded and self.database.scope.structural
        if by_rows:
            yield from self._step_by_step(start, upgraded)
        elif structural and (yield from self._new_rows_trip().proves_all(start, upgraded)):
            self.rows.seen.note_sent(up=False)
            self.rows.mine(start)
            self.owed = upgraded
        else:
            yield from self._from_the_start(upgraded)

    def upgrade_again(self) -> Succeeds:
        """Yield the upgrade that is owed and compare its schema; tell whether it came through."""
        upgraded, self.owed = self.owed, None
        assert upgraded is not None
        failure = yield from self.database.up(self._revision)
        if failure is not None:
            self._raised("MRT122", Verdict.REUPGRADE_FAILS, "second upgrade", failure)
            return False
        self._compare_again(upgraded)
        return True

    @property
    def _revision(self) -> str:
        return self.observation.script.revision

    def _from_the_start(self, upgraded: Snapshot) -> Steps:
        """Go the way step by step after all, to tell apart what went wrong."""
        yield from self.checkpoint.recover()
        self.seed()
        start = self.database.snapshot(Part.ALL)
        failure = yield from self.database.up(self._revision)
        if failure is not None:
            self._raised("MRT122", Verdict.REUPGRADE_FAILS, "second upgrade", failure)
            return
        self.rows.seen.note_sent(up=True)
        yield from self._step_by_step(start, upgraded)

    def _step_by_step(self, start: Snapshot, upgraded: Snapshot) -> Steps:
        again = yield from self._down_and_up(start, upgraded)
        self.applied = again is not None and self._returns
        self.rows.mine(start)
        if again is None or not self.faithful:
            return
        self.applied = False
        if self.rows.seeded:
            trip = self._new_rows_trip()
            yield from trip.walk(start, again)
            self.faithful = self.faithful and not trip.away
        else:
            yield from self._down(start)

    def _down_and_up(self, start: Snapshot, upgraded: Snapshot) -> Again:
        """Take the revision back and apply it again; return what it then led to."""
        if not (yield from self._down(start)):
            return None
        failure = yield from self.database.up(self._revision)
        if failure is not None:
            self.rows.learn(failure, up=True)
            self._raised("MRT122", Verdict.REUPGRADE_FAILS, "second upgrade", failure)
            return None
        self.rows.seen.note_sent(up=True)
        return self._compare_again(upgraded, Part.ROWS)

    def _down(self, start: Snapshot) -> Succeeds:
        """Take the revision back; tell whether that came through."""
        back = yield from self.database.down_to(self._revision, Part.ALL)
        if not isinstance(back, Snapshot):
            self.rows.learn(back)
            self._raised("MRT110", Verdict.DOWNGRADE_FAILS, "downgrade", back)
            return False
        self.rows.seen.note_sent(up=False)
        self._returns = self.database.is_back()
        self._compared(snapshot_findings(start, back, self._revision))
        self.observation.leaves_uncompared(start, back)
        return True

    def _compare_again(self, upgraded: Snapshot, parts: Part = Part.SCHEMA_ALONE) -> Snapshot:
        """Compare the schema of a second upgrade with that of the first."""
        again = self.database.snapshot(parts)
        self._compared(snapshot_findings(_schema_of(upgraded), _schema_of(again), self._revision))
        return again

    def _new_rows_trip(self) -> NewRowsTrip:
        parts = (self.database, self.checkpoint, self.rows, self.observation)
        return NewRowsTrip(*parts, self.seed)

    def _compared(self, findings: tuple[Finding, ...]) -> None:
        known = {(f.code, f.object) for f in self.observation.findings}
        new = tuple(f for f in findings if (f.code, f.object) not in known)
        self.observation.differs(new, self.database.line(self._revision, "downgrade"))
        if any(f.severity is not Severity.NOTE for f in findings):
            self.faithful = False

    def _raised(self, code: str, verdict: Verdict, step: str, failure: Failure) -> None:
        self.faithful = False
        where = user_line(failure) or self.database.line(self._revision, "upgrade")
        self.observation.raised(code, verdict, f"{step} raises {on_row(failure)}", where)


def _schema_of(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot without rows: now(), random values and sequences differ each time."""
    return Snapshot(snapshot.schema)

"""The round trip of one revision, without new rows.

Seed, snapshot A, upgrade, snapshot B, downgrade: the database must equal A. Upgrade again: the
schema must equal B. Downgrade again: the database must equal A. Then the seeded rows go, and the
revision is applied to the database that the history alone has made.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from alembic_mrt.finding import Finding, Severity, Verdict
from alembic_mrt.roundtrip.caller import sentence, user_line
from alembic_mrt.roundtrip.compare import snapshot_findings
from alembic_mrt.roundtrip.database import Database
from alembic_mrt.roundtrip.dialects.base import Snapshot
from alembic_mrt.roundtrip.observation import Observation
from alembic_mrt.roundtrip.recovery import Checkpoints
from alembic_mrt.roundtrip.requirement import requires_new_column
from alembic_mrt.roundtrip.rows import Rows, Tiers
from alembic_mrt.roundtrip.seam import Failure
from alembic_mrt.roundtrip.steps import GuardedStep
from alembic_mrt.schema.objects import Schema

Steps = Generator[GuardedStep, None, None]
Succeeds = Generator[GuardedStep, None, bool]


@dataclass
class Trip:
    """Take one revision through its round trip.

    Before it and after it the database is unseeded; before it the revision is not applied, after
    it it is, unless ``upgrade()`` fails even on empty tables: then ``blocked`` is true.
    """

    database: Database
    checkpoints: Checkpoints
    rows: Rows
    observation: Observation
    blocked: bool = False
    _faithful: bool = True

    def walk(self, *, downgrade: bool = True) -> Steps:
        """Yield the steps of the trip; without ``downgrade`` only the upgrade."""
        before = len(self.database.heads.applied)
        if downgrade:
            yield from self._seeded(before)
            if not self._faithful or not self.rows.withdraw():
                yield from self.checkpoints.recover(before)
        failure = yield from self.database.up(self._revision)
        if failure is not None:
            self.blocked = True
            self._raised("MRT120", Verdict.UPGRADE_FAILS, "upgrade", failure)
            yield from self.checkpoints.recover(before)

    @property
    def _revision(self) -> str:
        return self.observation.script.revision

    def _seeded(self, before: int) -> Steps:
        """Make the trip with the richest rows that the upgrade accepts."""
        refusal: Failure | None = None
        required: Schema | None = None
        for seeding in Tiers:
            self.rows.seed(seeding, self.observation, required)
            start = self.database.snapshot()
            failure = yield from self.database.up(self._revision)
            if failure is None:
                self._accepts(seeding, start, refusal)
                yield from self._there_and_back(start)
                return
            refusal = refusal or failure
            yield from self.checkpoints.recover(before)
            if required is None:
                required = yield from self._dry(before)
                if required is None:
                    return

    def _dry(self, before: int) -> Generator[GuardedStep, None, Schema | None]:
        """Return the schema that the upgrade leads to on empty tables; None where it fails."""
        failure = yield from self.database.up(self._revision)
        schema = self.database.snapshot().schema if failure is None else None
        yield from self.checkpoints.recover(before)
        return schema

    def _there_and_back(self, start: Snapshot) -> Steps:
        upgraded = self.database.snapshot()
        self.rows.account(start, upgraded, self.observation)
        if not (yield from self._down(start)):
            return
        failure = yield from self.database.up(self._revision)
        if failure is not None:
            self._raised("MRT122", Verdict.REUPGRADE_FAILS, "second upgrade", failure)
            return
        again = self.database.snapshot()
        self._compared(snapshot_findings(_schema_of(upgraded), _schema_of(again), self._revision))
        yield from self._down(start)

    def _down(self, start: Snapshot) -> Succeeds:
        failure = yield from self.database.down(self._revision)
        if failure is not None:
            self._raised("MRT110", Verdict.DOWNGRADE_FAILS, "downgrade", failure)
            return False
        self._compared(snapshot_findings(start, self.database.snapshot(), self._revision))
        return True

    def _compared(self, findings: tuple[Finding, ...]) -> None:
        known = {(f.code, f.object) for f in self.observation.findings}
        new = tuple(f for f in findings if (f.code, f.object) not in known)
        self.observation.differs(new, self.database.line(self._revision, "downgrade"))
        if any(f.severity is not Severity.NOTE for f in findings):
            self._faithful = False

    def _raised(self, code: str, verdict: Verdict, step: str, failure: Failure) -> None:
        self._faithful = False
        where = user_line(failure) or self.database.line(self._revision, "upgrade")
        self.observation.raised(code, verdict, f"{step} raises {sentence(failure)}", where)

    def _accepts(self, seeding: Tiers, start: Snapshot, refusal: Failure | None) -> None:
        """Say what the upgrade requires of existing rows, where it refused richer ones."""
        if refusal is None:
            return
        where = user_line(refusal) or self.database.line(self._revision, "upgrade")
        what = f"upgrade raises {sentence(refusal)}"
        if seeding is not Tiers.NONE:
            self.observation.note("MRT123", f"{what}; rows like that were withdrawn", where)
        elif requires_new_column(refusal, start.schema):
            self.observation.raised(
                "MRT121",
                Verdict.UPGRADE_FAILS_ON_ROWS,
                f"{what}, as soon as the table holds a row",
                where,
                "Add the column as nullable or with a server_default, fill it, then set NOT NULL.",
            )
        else:
            self.observation.note("MRT123", f"{what}; no generated row satisfies it", where)
            self.observation.conclude(Verdict.UNPROVEN, "the upgrade refuses the generated rows")


def _schema_of(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot without rows: now(), random values and sequences differ each time."""
    return Snapshot(snapshot.schema)

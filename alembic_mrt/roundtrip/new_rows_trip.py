"""The second half of a round trip: a downgrade on rows that the new version has written.

All new rows go in together. Only where the downgrade then fails, or does harm, are they told
apart: the database goes back to before the revision, and the trip is made again without new rows,
with plain ones, and with those of one freedom after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace

from alembic_mrt.finding import Finding, Verdict
from alembic_mrt.roundtrip.caller import on_row, user_line
from alembic_mrt.roundtrip.code_types import MISREAD
from alembic_mrt.roundtrip.compare import new_row_findings, snapshot_findings
from alembic_mrt.roundtrip.database import Database
from alembic_mrt.roundtrip.dialects.base import Part, Snapshot, TableName
from alembic_mrt.roundtrip.excuses import comes_again, is_carried
from alembic_mrt.roundtrip.keepsakes import comes_from_keepsake
from alembic_mrt.roundtrip.new_row_difference import NewRowDifference
from alembic_mrt.roundtrip.observation import Observation
from alembic_mrt.roundtrip.recovery import Checkpoint
from alembic_mrt.roundtrip.refusals import GIVE_OTHERS
from alembic_mrt.roundtrip.renames import renames
from alembic_mrt.roundtrip.rows import Rows
from alembic_mrt.roundtrip.seam import Failure
from alembic_mrt.roundtrip.seed.freedoms import Freedom
from alembic_mrt.roundtrip.seed.new_rows import NewRows
from alembic_mrt.roundtrip.steps import GuardedStep
from alembic_mrt.roundtrip.survival import new_row_differences

Choice = tuple[Freedom, ...]
_REMEDY = (
    "Before downgrade() takes a freedom away, let it bring the rows in line with the old schema."
)


@dataclass(frozen=True, slots=True)
class Trial:
    """Hold what one downgrade did: what it raised, or ``back`` and in what that is not faithful.

    ``freedoms`` are those that new rows made use of, ``refused`` the tables without a new row,
    ``crowded`` the freedoms that there was no room to make use of.
    """

    freedoms: Choice
    refused: dict[TableName, str]
    crowded: Choice = ()
    failure: Failure | None = None
    back: Snapshot | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def clean(self) -> bool:
        """Tell whether nothing was wrong."""
        return self.failure is None and not self.findings

    @property
    def loses_new_rows_alone(self) -> bool:
        """Tell whether nothing was wrong but that new rows are gone."""
        return self.failure is None and all(f.code == "MRT207" for f in self.findings)


Trials = Generator[GuardedStep, None, Trial]


@dataclass
class NewRowsTrip:
    """Make the trip of one revision on new rows.

    ``seed`` puts the rows of before the upgrade in once more. ``away`` tells afterwards that the
    database is not in the state in which it was found, at the start of the upgrade.
    """

    database: Database
    checkpoint: Checkpoint
    rows: Rows
    observation: Observation
    seed: Callable[[], None]
    away: bool = False

    def proves_all(self, start: Snapshot, upgraded: Snapshot) -> Generator[GuardedStep, None, bool]:
        """Yield the steps; tell whether they went well and went by no rows.

        The trip without new rows, which was not made, is proven then too: also that no sequence
        is behind, since those of the new rows were advanced.
        """
        scope, judged = self.database.scope, Part.ROWS | Part.NOT_COMPARED
        if self.database.may_move_sequences(also="drop"):
            judged |= Part.SEQUENCES
        trial = yield from self._trial(start, upgraded, lambda _: True, judged)
        if trial.back is None or trial.findings or trial.crowded:
            return False
        if self.away or not scope.structural:
            return False
        if Part.SEQUENCES not in judged and self.database.may_move_sequences():
            return False
        self._account(trial)
        self.observation.leaves_uncompared(start, trial.back)
        return True

    def walk(self, start: Snapshot, upgraded: Snapshot) -> Iterator[GuardedStep]:
        """Yield the steps; the database is upgraded, ``start`` is what it was before."""
        everything = yield from self._trial(start, upgraded, lambda _: True)
        if everything.failure is not None:
            self.rows.learn(everything.failure)
        self._account(everything)
        if not everything.clean:
            self.away = True
            yield from self._tell_apart(everything)
            return
        for freedom in everything.crowded:
            yield from self._on_a_changed_row(freedom)

    def _account(self, trial: Trial) -> None:
        for table, reason in trial.refused.items():
            name = ".".join(filter(None, table))
            self.observation.conclude(
                Verdict.UNPROVEN, f"no new row could be written into table {name}: {reason}"
            )

    @property
    def _revision(self) -> str:
        return self.observation.script.revision

    def _trial(
        self,
        start: Snapshot,
        upgraded: Snapshot,
        wanted: Callable[[Freedom], bool] | None,
        judged: Part = Part.ROWS,
    ) -> Trials:
        """Write the rows that are wanted, none at all for None, and yield the downgrade.

        Of what it leads to, the parts ``judged`` are read.
        """
        renamed = renames(start, upgraded)
        script, database = self.observation.script, self.database
        declared, new, written = upgraded.declared, NewRows(), upgraded
        if wanted is not None:
            new = self.rows.write_new(declared, renamed, script, wanted)
            written = database.snapshot(Part.ROWS)
        if wanted is not None and Part.SEQUENCES in judged:
            database.advance_sequences(declared)
        found = Trial(tuple(new.freedoms), new.refused, tuple(new.crowded))
        back = yield from database.down_to(self._revision, judged)
        if not isinstance(back, Snapshot):
            return replace(found, failure=back)
        self.rows.seen.note_touched(up=False)
        findings = snapshot_findings(start, back, self._revision, grown=wanted is not None)
        changed = tuple(
            d
            for d in new_row_differences(start, upgraded, written, back, renamed)
            if not comes_from_keepsake(d, start, upgraded, renamed)
        )
        harmed = yield from self._harmed(changed)
        findings += new_row_findings(harmed, self._revision)
        return replace(found, back=back, findings=findings)

    def _harmed(
        self, found: tuple[NewRowDifference, ...]
    ) -> Generator[GuardedStep, None, list[NewRowDifference]]:
        """Return the differences that neither the old schema nor the next upgrade explains."""
        left = [d for d in found if d.change == "lost" or self.rows.holds(d)]
        if all(d.change == "lost" for d in left):
            return left
        self.away = True
        failure = yield from self.database.up(self._revision)
        if failure is not None:
            return left
        again = self.database.snapshot(Part.ROWS)
        return [
            d
            for d in left
            if d.change == "lost" or not (comes_again(d, again) or is_carried(d, again))
        ]

    def _tell_apart(self, everything: Trial) -> Iterator[GuardedStep]:
        """Repeat the trip with ever more rows until it is known which of them do the harm."""
        without = yield from self._again(None)
        if without is None or not without.clean:
            self._blame(without or everything, "")
            return
        plain = yield from self._again(())
        if plain is not None and isinstance(plain.failure, MISREAD):
            said = on_row(plain.failure)
            reason = f"the downgrade refuses the generated rows: {said} ({GIVE_OTHERS})"
            self.observation.conclude(Verdict.UNPROVEN, reason)
            return
        if plain is None or not plain.clean:
            self._blame(plain or everything, "new rows exist")
            return
        blamed: set[tuple[TableName, str]] = set()
        for freedom in everything.freedoms:
            if freedom.of_check and (freedom.table, freedom.of_check) in blamed:
                continue
            trial = yield from self._again((freedom,))
            if trial is not None and not trial.clean:
                blamed.add((freedom.table, freedom.of_check))
                if not (freedom.of_parts and trial.loses_new_rows_alone):
                    self._blame(trial, freedom.once, freedom.object)
        if not blamed:
            self._blame(everything, " and ".join(f.once for f in everything.freedoms))

    def _again(self, choice: Choice | None) -> Generator[GuardedStep, None, Trial | None]:
        """Start anew with the rows of one choice; None where even the upgrade now fails."""
        yield from self.checkpoint.recover()
        self.seed()
        start = self.database.snapshot(Part.ROWS | Part.SEQUENCES)
        failure = yield from self.database.up(self._revision)
        if failure is not None:
            return None
        upgraded = self.database.snapshot(Part.ROWS)
        if choice is None:
            return (yield from self._trial(start, upgraded, None, Part.ROWS | Part.SEQUENCES))
        return (yield from self._trial(start, upgraded, lambda freedom: freedom in choice))

    def _on_a_changed_row(self, freedom: Freedom) -> Iterator[GuardedStep]:
        """Start anew, let a row of before use a freedom, and see whether the downgrade fails."""
        self.away = True
        yield from self.checkpoint.recover()
        self.seed()
        failure = yield from self.database.up(self._revision)
        if failure is not None or not self.rows.change_one(freedom):
            return
        back = yield from self.database.down_to(self._revision, Part.ROWS)
        if not isinstance(back, Snapshot):
            self._blame(Trial((freedom,), {}, failure=back), freedom.once, freedom.object)

    def _blame(self, trial: Trial, once: str, name: str = "") -> None:
        where = self.database.line(self._revision, "downgrade")
        if trial.failure is None:
            told = tuple(replace(f, message=_when(once, f.message)) for f in trial.findings)
            self.observation.differs(told, where)
        elif once:
            self.observation.raised(
                "MRT111",
                Verdict.DOWNGRADE_FAILS_ON_NEW_ROWS,
                f"the downgrade works on today's data and fails once {once}: "
                f"{on_row(trial.failure)}",
                user_line(trial.failure) or where,
                _REMEDY,
                name,
            )
        else:
            message = f"second downgrade raises {on_row(trial.failure)}"
            line = user_line(trial.failure) or where
            self.observation.raised("MRT110", Verdict.DOWNGRADE_FAILS, message, line)


def _when(once: str, message: str) -> str:
    return f"{message}; this happens once {once}" if once else message

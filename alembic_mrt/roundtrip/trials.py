"""One downgrade on rows that the new version has written, and what it did to them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace

from alembic_mrt.finding import Finding
from alembic_mrt.history.script import RevisionScript
from alembic_mrt.roundtrip.changed_rows import without_changed
from alembic_mrt.roundtrip.compare import new_row_findings, snapshot_findings
from alembic_mrt.roundtrip.database import Database
from alembic_mrt.roundtrip.dialects.base import Part, Snapshot, TableName
from alembic_mrt.roundtrip.excuses import comes_again, is_carried
from alembic_mrt.roundtrip.keepsakes import comes_from_keepsake
from alembic_mrt.roundtrip.new_row_difference import NewRowDifference
from alembic_mrt.roundtrip.recovery import Checkpoint
from alembic_mrt.roundtrip.renames import renames
from alembic_mrt.roundtrip.rows import Rows
from alembic_mrt.roundtrip.seam import Failure
from alembic_mrt.roundtrip.seed.freedom import Freedom
from alembic_mrt.roundtrip.seed.new_rows import NewRows
from alembic_mrt.roundtrip.steps import GuardedStep
from alembic_mrt.roundtrip.survival import new_row_differences

Choice = tuple[Freedom, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """Hold what one downgrade did: what it raised, or ``back`` and in what that is not faithful.

    ``freedoms`` are those that rows made use of, ``refused`` the tables without a new row. There
    was no room for rows that use ``crowded`` freedoms, and none was taken that uses ``unused``
    ones, for the reason beside them.
    """

    freedoms: Choice
    refused: Mapping[TableName, str] = field(default_factory=dict)
    crowded: Mapping[Freedom, str] = field(default_factory=dict)
    unused: Mapping[Freedom, str] = field(default_factory=dict)
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

    def untried(self) -> Iterator[tuple[Freedom, str]]:
        """Yield the freedoms that no row uses, one of each check that none at all breaks."""
        told = {(f.table, f.of_check) for f in (*self.freedoms, *self.crowded) if f.of_check}
        for freedom, reason in self.unused.items():
            if (freedom.table, freedom.of_check) not in told:
                yield freedom, reason
                told |= {(freedom.table, freedom.of_check)} if freedom.of_check else set()


Outcome = Generator[GuardedStep, None, Trial]


@dataclass
class Trials:
    """Make the trials of one revision.

    ``seed`` puts the rows of before the upgrade in once more. ``away`` tells afterwards that the
    database is not in the state in which it was found, at the start of the upgrade.
    """

    database: Database
    checkpoint: Checkpoint
    rows: Rows
    script: RevisionScript
    seed: Callable[[], None]
    away: bool = False

    def on_new_rows(
        self,
        start: Snapshot,
        upgraded: Snapshot,
        wanted: Callable[[Freedom], bool] | None,
        judged: Part = Part.ROWS,
    ) -> Outcome:
        """Write the rows that are wanted, none at all for None, and yield the downgrade.

        Of what it leads to, the parts ``judged`` are read.
        """
        new, written = NewRows(), upgraded
        if wanted is not None:
            renamed = renames(start, upgraded)
            new = self.rows.write_new(upgraded.declared, renamed, self.script, wanted)
            written = self.database.snapshot(Part.ROWS)
        if wanted is not None and Part.SEQUENCES in judged:
            self.database.advance_sequences(upgraded.declared)
        found = Trial(tuple(new.freedoms), new.refused, new.crowded, new.unused)
        return (yield from self._down(found, start, upgraded, written, judged))

    def again(self, choice: Choice | None) -> Generator[GuardedStep, None, Trial | None]:
        """Start anew with the rows of one choice; None where even the upgrade now fails."""
        states = yield from self._upgraded_again(Part.ROWS | Part.SEQUENCES)
        if states is None:
            return None
        if choice is None:
            return (yield from self.on_new_rows(*states, None, Part.ROWS | Part.SEQUENCES))
        return (yield from self.on_new_rows(*states, lambda freedom: freedom in choice))

    def on_a_changed_row(self, freedom: Freedom) -> Generator[GuardedStep, None, Trial | None]:
        """Start anew and let a row of before use a freedom; None where even the upgrade fails."""
        states = yield from self._upgraded_again(Part.ROWS)
        if states is None:
            return None
        start, upgraded = states
        refusal = self.rows.change_one(freedom)
        if refusal is not None:
            return Trial((), unused={freedom: refusal})
        written = self.database.snapshot(Part.ROWS)
        others = without_changed(start, upgraded, written, freedom, renames(start, upgraded))
        return (yield from self._down(Trial((freedom,)), others, upgraded, written, Part.ROWS))

    def _upgraded_again(
        self, parts: Part
    ) -> Generator[GuardedStep, None, tuple[Snapshot, Snapshot] | None]:
        """Start anew; return the database before the upgrade and after it."""
        self.away = True
        yield from self.checkpoint.recover()
        self.seed()
        start = self.database.snapshot(parts)
        failure = yield from self.database.up(self.script.revision)
        if failure is not None:
            return None
        return start, self.database.snapshot(Part.ROWS)

    def _down(
        self, found: Trial, start: Snapshot, upgraded: Snapshot, written: Snapshot, judged: Part
    ) -> Outcome:
        """Yield the downgrade of what was ``written``, and judge what it has led to."""
        revision, renamed = self.script.revision, renames(start, upgraded)
        back = yield from self.database.down_to(revision, judged)
        if not isinstance(back, Snapshot):
            return replace(found, failure=back)
        self.rows.seen.note_touched(up=False)
        findings = snapshot_findings(start, back, revision, grown=written is not upgraded)
        changed = tuple(
            d
            for d in new_row_differences(start, upgraded, written, back, renamed)
            if not comes_from_keepsake(d, start, upgraded, renamed)
        )
        harmed = yield from self._harmed(changed)
        findings += new_row_findings(harmed, revision)
        return replace(found, back=back, findings=findings)

    def _harmed(
        self, found: tuple[NewRowDifference, ...]
    ) -> Generator[GuardedStep, None, list[NewRowDifference]]:
        """Return the differences that neither the old schema nor the next upgrade explains."""
        left = [d for d in found if d.change == "lost" or self.rows.holds(d)]
        if all(d.change == "lost" for d in left):
            return left
        self.away = True
        failure = yield from self.database.up(self.script.revision)
        if failure is not None:
            return left
        again = self.database.snapshot(Part.ROWS)
        return [
            d
            for d in left
            if d.change == "lost" or not (comes_again(d, again) or is_carried(d, again))
        ]

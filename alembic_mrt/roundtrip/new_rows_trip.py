"""The second half of a round trip: a downgrade on rows that the new version has written.

All new rows go in together. Only where the downgrade then fails, or does harm, are they told
apart: the database goes back to before the revision, and the trip is made again without new rows,
with plain ones, and with those of one freedom after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace

from alembic_mrt.finding import Verdict
from alembic_mrt.roundtrip.caller import on_row, user_line
from alembic_mrt.roundtrip.code_types import MISREAD
from alembic_mrt.roundtrip.database import Database
from alembic_mrt.roundtrip.dialects.base import Part, Snapshot
from alembic_mrt.roundtrip.observation import Observation
from alembic_mrt.roundtrip.recovery import Checkpoint
from alembic_mrt.roundtrip.refusals import GIVE_OTHERS
from alembic_mrt.roundtrip.rows import Rows
from alembic_mrt.roundtrip.seed.freedom import Freedom
from alembic_mrt.roundtrip.steps import GuardedStep
from alembic_mrt.roundtrip.trials import Trial, Trials

_REMEDY = (
    "Before downgrade() takes a freedom away, let it bring the rows in line with the old schema."
)


@dataclass
class NewRowsTrip:
    """Make the trip of one revision on new rows.

    ``seed`` puts the rows of before the upgrade in once more.
    """

    database: Database
    checkpoint: Checkpoint
    rows: Rows
    observation: Observation
    seed: Callable[[], None]
    _trials: Trials = field(init=False)

    def __post_init__(self) -> None:
        parts = (self.database, self.checkpoint, self.rows, self.observation.script)
        self._trials = Trials(*parts, self.seed)

    @property
    def away(self) -> bool:
        """Tell that the database is not in the state in which the trip has found it."""
        return self._trials.away

    def proves_all(self, start: Snapshot, upgraded: Snapshot) -> Generator[GuardedStep, None, bool]:
        """Yield the steps; tell whether they went well and went by no rows.

        The trip without new rows, which was not made, is proven then too: also that no sequence
        is behind, since those of the new rows were advanced.
        """
        scope, judged = self.database.scope, Part.ROWS | Part.NOT_COMPARED
        if self.database.may_move_sequences(also="drop"):
            judged |= Part.SEQUENCES
        trial = yield from self._trials.on_new_rows(start, upgraded, lambda _: True, judged)
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
        everything = yield from self._trials.on_new_rows(start, upgraded, lambda _: True)
        if everything.failure is not None:
            self.rows.learn(everything.failure)
        self._account(everything)
        if not everything.clean:
            self._trials.away = True
            yield from self._tell_apart(everything)
            return
        yield from self._on_changed_rows(everything)

    def _on_changed_rows(self, everything: Trial) -> Iterator[GuardedStep]:
        """Try the freedoms that there is no room to use for a new row."""
        used, unused = everything.freedoms, dict[Freedom, str]()
        for freedom in everything.crowded:
            trial = yield from self._trials.on_a_changed_row(freedom)
            if trial is None:
                continue
            used += trial.freedoms
            unused |= trial.unused
            if not trial.clean:
                self._blame(trial, freedom.once, freedom.object)
        self._account(Trial(used, unused=unused))

    def _account(self, trial: Trial) -> None:
        """Say what was not tried."""
        for table, reason in trial.refused.items():
            name = ".".join(filter(None, table))
            self.observation.conclude(
                Verdict.UNPROVEN, f"no new row could be written into table {name}: {reason}"
            )
        for freedom, reason in trial.untried():
            self.observation.conclude(
                Verdict.UNPROVEN,
                f"whether the downgrade works once {freedom.once} is not known: "
                f"no such row could be written ({reason})",
            )

    @property
    def _revision(self) -> str:
        return self.observation.script.revision

    def _tell_apart(self, everything: Trial) -> Iterator[GuardedStep]:
        """Repeat the trip with ever more rows until it is known which of them do the harm."""
        without = yield from self._trials.again(None)
        if without is None or not without.clean:
            self._blame(without or everything, "")
            return
        plain = yield from self._trials.again(())
        if plain is not None and isinstance(plain.failure, MISREAD):
            said = on_row(plain.failure)
            reason = f"the downgrade refuses the generated rows: {said} ({GIVE_OTHERS})"
            self.observation.conclude(Verdict.UNPROVEN, reason)
            return
        if plain is None or not plain.clean:
            self._blame(plain or everything, "new rows exist")
            return
        blamed: list[Freedom] = []
        for freedom in everything.freedoms:
            if any(freedom.adds_nothing_to(other) for other in blamed):
                continue
            trial = yield from self._trials.again((freedom,))
            if trial is not None and not trial.clean:
                blamed.append(freedom)
                if not (freedom.of_parts and trial.loses_new_rows_alone):
                    self._blame(trial, freedom.once, freedom.object)
        if not blamed:
            self._blame(everything, " and ".join(f.once for f in everything.freedoms))

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

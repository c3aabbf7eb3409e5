"""Run the round trip of a history on a disposable database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from alembic.config import Config
from alembic.runtime.migration import MigrationContext

from alembic_mrt.config import MRTConfig
from alembic_mrt.finding import Report, RevisionResult, Verdict
from alembic_mrt.history.graph import History
from alembic_mrt.operations.read import read_operations
from alembic_mrt.roundtrip.database import Database
from alembic_mrt.roundtrip.declared import goes_up_only
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.environment import Environment
from alembic_mrt.roundtrip.gate import Gate
from alembic_mrt.roundtrip.observation import Observation
from alembic_mrt.roundtrip.provisioning import Disposables
from alembic_mrt.roundtrip.recovery import Checkpoints
from alembic_mrt.roundtrip.rows import Rows
from alembic_mrt.roundtrip.scripts import Scripts
from alembic_mrt.roundtrip.steps import GuardedStep
from alembic_mrt.roundtrip.trip import Trip

Progress = Callable[[int, int, str], None]
"""Called with (done, total, revision) before each revision."""


def run(
    config: Config,
    settings: MRTConfig,
    history: History,
    revisions: Sequence[str] = (),
    progress: Progress = lambda *_: None,
) -> Report:
    """Take every revision of ``history``, or those chosen, through its round trip.

    All revisions are applied, in an order that Alembic would take; only the chosen ones are
    judged. Raises MRTError where the run could not be made; what a migration does wrong is in
    the report.
    """
    history = history.declare_irreversible(settings.irreversible)
    if not history.loadable:
        return _report(history, (), ())
    with ExitStack() as stack:
        disposables = stack.enter_context(Disposables(settings))
        disposables.apply_to(config)
        gate = stack.enter_context(Gate(disposables.of))
        walk = HistoryWalk(settings, Scripts(config, history), gate, disposables, progress)
        walk.chosen = frozenset(revisions)
        environment = Environment(config, walk.scripts.directory, gate, walk)
        environment.run()
        if environment.one_transaction:
            walk.coverage.append(
                "env.py runs all revisions in one transaction; here each had one of its own."
            )
    return _report(history, tuple(walk.results), tuple(walk.coverage))


@dataclass
class HistoryWalk:
    """Walk up the history on env.py's connection, with a round trip at each revision."""

    settings: MRTConfig
    scripts: Scripts
    gate: Gate
    disposables: Disposables
    progress: Progress
    chosen: frozenset[str] = frozenset()
    results: list[RevisionResult] = field(default_factory=list)
    coverage: list[str] = field(default_factory=list)
    _blocked: dict[str, str] = field(default_factory=dict)

    def __call__(self, context: MigrationContext) -> Iterator[GuardedStep]:
        """Yield the steps of all round trips."""
        self.scripts.load()
        name = context.dialect.name
        disposable = self.disposables.of(name)
        self.coverage.append(f"Ran on {disposable.description}.")
        database = Database(context, dialect_for(name), disposable, self.scripts, self.gate)
        checkpoints, rows = Checkpoints(database), Rows(database, self.gate)
        order = self.scripts.history.order()
        for done, revision in enumerate(order):
            self.progress(done, len(order), revision)
            observation = Observation(self.scripts.of(revision))
            yield from self._judge(observation, Trip(database, checkpoints, rows, observation))
            if not self.chosen or revision in self.chosen:
                self.results.append(observation.result())
        self.progress(len(order), len(order), "")

    def _judge(self, observation: Observation, trip: Trip) -> Iterator[GuardedStep]:
        revision = observation.script.revision
        blocker = self._blocker(revision)
        if blocker is not None:
            self._blocked[revision] = blocker
            reason = f"not reached: the upgrade of {blocker} fails"
            observation.conclude(Verdict.UNPROVEN, reason)
            return
        trip.checkpoints.save_when_due()
        judged = not self.chosen or revision in self.chosen
        downgrade = judged and not goes_up_only(
            observation, self.settings, read_operations(observation.script)
        )
        yield from trip.walk(downgrade=downgrade)
        if trip.blocked:
            self._blocked[revision] = revision

    def _blocker(self, revision: str) -> str | None:
        parents = self.scripts.parents(revision)
        return next((self._blocked[p] for p in parents if p in self._blocked), None)


def _report(
    history: History, results: tuple[RevisionResult, ...], coverage: tuple[str, ...]
) -> Report:
    return Report(
        command="mrt-roundtrip",
        subject="",
        findings=history.faults,
        results=results,
        coverage=coverage,
        revisions=len(history.scripts),
    )

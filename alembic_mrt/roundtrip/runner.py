"""Run the round trip of a history on a disposable database."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from alembic.config import Config
from alembic.runtime.migration import MigrationContext

from alembic_mrt.config import MRTConfig
from alembic_mrt.exceptions import MRTError, ProvisionError
from alembic_mrt.finding import Finding, Report, RevisionResult, TableCoverage, Verdict
from alembic_mrt.history.graph import History
from alembic_mrt.operations.read import read_operations
from alembic_mrt.roundtrip.caller import sentence
from alembic_mrt.roundtrip.code_type_events import CodeTypeEvents
from alembic_mrt.roundtrip.code_types import CodeTypes
from alembic_mrt.roundtrip.database import Database
from alembic_mrt.roundtrip.declared import goes_up_only
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.environment import Environment
from alembic_mrt.roundtrip.gate import Gate
from alembic_mrt.roundtrip.heap import heap_set_aside
from alembic_mrt.roundtrip.observation import Observation
from alembic_mrt.roundtrip.provisioning import Disposables
from alembic_mrt.roundtrip.recovery import Checkpoint
from alembic_mrt.roundtrip.rows import Rows
from alembic_mrt.roundtrip.scope import Scope
from alembic_mrt.roundtrip.scripts import Scripts
from alembic_mrt.roundtrip.seed.given import read_given
from alembic_mrt.roundtrip.selection import Chosen, Selection
from alembic_mrt.roundtrip.statements import StatementLog
from alembic_mrt.roundtrip.steps import GuardedStep
from alembic_mrt.roundtrip.structural import goes_by_rows
from alembic_mrt.roundtrip.trip import Extent, Trip

Progress = Callable[[int, int, str], None]
"""Called with (done, total, revision) before each revision."""


def run(  # noqa: PLR0913
    config: Config,
    settings: MRTConfig,
    history: History,
    revisions: Collection[str] | Selection | None = None,
    progress: Progress = lambda *_: None,
    *,
    stay_shut: bool = False,
) -> Report:
    """Take every revision of ``history``, or those chosen, through its round trip.

    All revisions are applied, in an order that Alembic would take; only the chosen ones are
    judged, which a Selection may choose as they come. ``stay_shut`` keeps the gate shut until the
    process ends. Raises MRTError where the run could not be made; what a migration does wrong is
    in the report.
    """
    history = history.declare_irreversible(settings.irreversible)
    if not history.loadable:
        return _report(history)
    selection = revisions if isinstance(revisions, Selection) else Chosen(revisions)
    with ExitStack() as stack:
        stack.enter_context(_alone())
        stack.enter_context(heap_set_aside())
        # Alembic prepends prepend_sys_path each time, and env.py may do the like.
        stack.callback(sys.path.__setitem__, slice(None), sys.path[:])
        disposables = stack.enter_context(Disposables(settings))
        disposables.apply_to(config)
        gate = stack.enter_context(
            Gate(disposables.of, stay_shut=stay_shut, outsiders=selection.outsiders)
        )
        log = stack.enter_context(StatementLog())
        types = CodeTypes()
        stack.enter_context(CodeTypeEvents(types))
        walk = HistoryWalk(
            settings,
            Scripts(config, history),
            gate,
            log,
            types,
            disposables,
            progress,
            selection,
        )
        environment = Environment(config, walk.scripts.directory, gate, walk)
        environment.run()
        walk.coverage += environment.notes
        walk.findings += environment.findings
    return _report(history, walk)


@dataclass
class HistoryWalk:
    """Walk up the history on env.py's connection, with a round trip at each revision."""

    settings: MRTConfig
    scripts: Scripts
    gate: Gate
    log: StatementLog
    types: CodeTypes
    disposables: Disposables
    progress: Progress
    selection: Selection = field(default_factory=Chosen)
    results: list[RevisionResult] = field(default_factory=list)
    coverage: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    tables: TableCoverage | None = None
    dialect: str = ""
    _blocked: dict[str, str] = field(default_factory=dict)

    def __call__(self, context: MigrationContext) -> Iterator[GuardedStep]:
        """Yield the steps of all round trips."""
        self.scripts.load()
        self.dialect = name = context.dialect.name
        disposable = self.disposables.of(name)
        if self.disposables.setup is not None:
            self.disposables.setup.check_base(context)
        self.coverage.append(f"Ran on {disposable.description}.")
        self.types.start(context.dialect, context.opts.get("target_metadata"))
        parts = (disposable, self.scripts, self.gate, Scope(self.log), self.types)
        database = Database(context, dialect_for(name), *parts)
        given = read_given(self.settings, database.dialect.facts().default_schema)
        rows = Rows(database, given)
        checkpoint = Checkpoint(database, rows)
        order = self.scripts.history.order()
        for done, revision in enumerate(order):
            self.progress(done, len(order), revision)
            observation = Observation(self.scripts.of(revision))
            with _worded(database.dialect.facts().errors, revision):
                yield from self._judge(observation, Trip(database, checkpoint, rows, observation))
            rows.count(revision)
            if self.selection.wants(revision):
                self.results.append(observation.result())
                self.selection.judged(self.results[-1])
        self.progress(len(order), len(order), "")
        with _worded(database.dialect.facts().errors, "the end of the history"):
            rows.see_the_end()
            given.observe(database.schema())
        self.tables = rows.tally.coverage()
        self.coverage += given.judge(complete=self._complete())

    def _complete(self) -> bool:
        """Tell whether every revision was tried on rows."""
        return not (self.selection.partial or self._blocked or self.settings.skip)

    def _judge(self, observation: Observation, trip: Trip) -> Iterator[GuardedStep]:
        revision = observation.script.revision
        blocker = self._blocker(revision)
        if blocker is not None:
            self._blocked[revision] = blocker
            reason = f"not reached: the upgrade of {blocker} fails"
            observation.conclude(Verdict.UNPROVEN, reason)
        elif not self.scripts.has(revision, "upgrade"):
            self._blocked[revision] = revision
            where = self.scripts.line(revision, "upgrade")
            observation.raised("MRT120", Verdict.UPGRADE_FAILS, "upgrade() is missing", where)
        else:
            yield from trip.walk(self._extent(observation))
            if trip.blocked:
                self._blocked[revision] = revision

    def _extent(self, observation: Observation) -> Extent:
        """Choose how far a revision is taken, and conclude what follows from going up only."""
        revision = observation.script.revision
        if not self.selection.wants(revision):
            return Extent.UPGRADE
        if revision in self.settings.skip:
            observation.conclude(Verdict.SKIPPED, self.settings.skip[revision])
            return Extent.UPGRADE
        operations = read_operations(observation.script)
        if goes_up_only(observation, operations):
            return Extent.UPGRADE_WITH_ROWS
        return Extent.ROUND_TRIP if goes_by_rows(operations) else Extent.ROUND_TRIP_OF_SCHEMA

    def _blocker(self, revision: str) -> str | None:
        parents = self.scripts.parents(revision)
        return next((self._blocked[p] for p in parents if p in self._blocked), None)


_running = threading.Lock()


@contextmanager
def _alone() -> Iterator[None]:
    """Let one round trip run at a time: what the gate patches belongs to the whole process."""
    if not _running.acquire(blocking=False):
        raise MRTError(
            "Another round trip is running in this process.",
            "Wait for its end, or give each a process of its own.",
        )
    try:
        yield
    finally:
        _running.release()


@contextmanager
def _worded(errors: tuple[type[BaseException], ...], revision: str) -> Iterator[None]:
    """Word what the server answers when it cannot be read or filled between two steps."""
    try:
        yield
    except errors as error:
        raise ProvisionError(
            f"The disposable database cannot be read or filled at {revision}: {sentence(error)}.",
            "A connection that env.py or a migration leaves open may hold a lock: close it.",
        ) from error


def _report(history: History, walk: HistoryWalk | None = None) -> Report:
    return Report(
        command="mrt-roundtrip",
        subject=", ".join(history.locations),
        findings=(*history.faults, *(walk.findings if walk else ())),
        results=tuple(walk.results) if walk else (),
        coverage=tuple(walk.coverage) if walk else (),
        tables=walk.tables if walk else None,
        revisions=len(history.scripts),
        extra={"dialect": walk.dialect} if walk else {},
    )

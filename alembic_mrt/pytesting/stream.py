"""One run of the round trip that is suspended between two revisions.

The run has a thread of its own. It goes on when the next revision is asked for, upgrades those in
between without a trip, and waits again; so each test takes the time of its own revision, a
selected one does not cost the others, and it need not be known beforehand which ones will be
asked for, as under pytest-xdist.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.finding import Finding, Report, RevisionResult
from alembic_mrt.pytesting.background import GLANCE, Background, BrokenOffError
from alembic_mrt.roundtrip.outsiders import Outsiders
from alembic_mrt.roundtrip.seam import attempt
from alembic_mrt.roundtrip.selection import Selection

if TYPE_CHECKING:
    from alembic_mrt.pytesting.project import Project

_Answer: TypeAlias = "RevisionResult | Report | BaseException"


class _Demanded(Selection):
    """Want the revision that is asked for, and wait where none is."""

    partial = True

    def __init__(self, order: tuple[str, ...]) -> None:
        self.demands: SimpleQueue[str | None] = SimpleQueue()
        self.answers: SimpleQueue[_Answer] = SimpleQueue()
        self._place = {revision: place for place, revision in enumerate(order)}
        self.outsiders = self._others = Outsiders(threading.enumerate())
        self._wanted = -1
        self._ready: list[_Answer] = []

    def wants(self, revision: str) -> bool:
        """Tell whether ``revision`` is the one that is asked for, when that is known."""
        place = self._place[revision]
        while self._wanted < place:
            demand = self._demand()
            if demand is None:
                raise BrokenOffError
            self._wanted = self._place[demand]
        return self._wanted == place

    def judged(self, result: RevisionResult) -> None:
        """Keep the result until others may use their databases again."""
        self._ready.append(result)

    def end(self, answer: _Answer) -> None:
        """Hand over what is ready, and what the run ended with."""
        for ready in (*self._ready, answer):
            self.answers.put(ready)

    def _demand(self) -> str | None:
        with self._others.let_by():
            while self._ready:
                self.answers.put(self._ready.pop())
            return self.demands.get()


class Stream:
    """Judge revisions one after the other, in the order of the history.

    ``findings`` are those of no single revision; they are known when the head has been judged.
    """

    def __init__(self, project: Project) -> None:
        self.findings: tuple[Finding, ...] = ()
        self._project = project
        self._order = project.history.order()
        self._next = 0
        self._ended = self._broken = False
        self._selection = _Demanded(self._order)
        self._background = Background(self._run)

    def reaches(self, revision: str) -> bool:
        """Tell whether the run goes on, and has not come past ``revision`` yet."""
        return not self._ended and self._order.index(revision) >= self._next

    def result(self, revision: str) -> RevisionResult:
        """Return the result of a revision that the run has not come past.

        Raises MRTError where the run cannot be made. Who is interrupted breaks the run off.
        """
        self._next = self._order.index(revision) + 1
        self._selection.demands.put(revision)
        answer = self._answer()
        assert isinstance(answer, RevisionResult)
        if self._next == len(self._order):
            # Nothing is left to wait for: what env.py does in the end belongs to the run too.
            report = self._answer()
            self.findings = () if isinstance(report, RevisionResult) else report.findings
        return answer

    def close(self) -> None:
        """End the run, which is suspended or over."""
        if not self._broken:
            self._selection.demands.put(None)
            self._background.join()

    def _answer(self) -> RevisionResult | Report:
        try:
            answer = self._awaited()
        except BaseException:
            self._ended = self._broken = True
            self._background.break_off()
            raise
        self._ended = not isinstance(answer, RevisionResult)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def _awaited(self) -> _Answer:
        """Wait, but not in one piece: a signal right before it would not be heard."""
        while True:
            with suppress(Empty):
                return self._selection.answers.get(timeout=GLANCE)

    def _run(self) -> None:
        answer: _Answer = KeyboardInterrupt()
        try:
            reports: list[Report] = []
            answer = attempt(lambda: reports.append(self._round_trip())) or reports[0]
        finally:
            self._selection.end(answer)

    def _round_trip(self) -> Report:
        from alembic_mrt.roundtrip.runner import run

        project = self._project
        with project.running():
            settings, history = project.named_settings, project.judged_history
            return run(project.config, settings, history, self._selection)

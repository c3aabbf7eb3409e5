"""The results of the round trips of one session: each revision is judged once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.exceptions import MRTError
from alembic_mrt.pytesting.stream import Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from alembic_mrt.finding import Finding, RevisionResult
    from alembic_mrt.pytesting.project import Project


class RoundTrips:
    """Judge revisions when they are first asked for, and remember the results.

    ``prepare`` is called before a run begins, and raises MRTError where none can.
    """

    def __init__(self, project: Project, prepare: Callable[[], None]) -> None:
        self._project = project
        self._prepare = prepare
        self._stream: Stream | None = None
        self._results: dict[str, RevisionResult] = {}
        self._failure: MRTError | None = None
        self.findings: tuple[Finding, ...] = ()

    def result(self, revision: str) -> RevisionResult:
        """Return the result of a revision, given by its whole id; the run is left suspended.

        Raises MRTError where the run cannot be made, the same one each time.
        """
        if self._failure is not None:
            raise self._failure
        if revision not in self._results:
            with self._project.entered():
                self._results[revision] = self._judge(revision)
        return self._results[revision]

    def results(self, revisions: Iterable[str]) -> tuple[RevisionResult, ...]:
        """Return the results of several revisions, in the order of the history, and end the run."""
        wanted = frozenset(revisions)
        order = self._project.history.order()
        try:
            return tuple(self.result(revision) for revision in order if revision in wanted)
        finally:
            self.close()

    def close(self) -> None:
        """End the run, so that the gate is left and the disposable database goes."""
        stream, self._stream = self._stream, None
        if stream is not None:
            with self._project.entered():
                stream.close()

    def _judge(self, revision: str) -> RevisionResult:
        if self._stream is not None and not self._stream.reaches(revision):
            self.close()
        if self._stream is None:
            self._prepare()
            self._stream = Stream(self._project)
        try:
            result = self._stream.result(revision)
        except MRTError as error:
            self._failure = error
            raise
        self.findings = self._stream.findings or self.findings
        return result

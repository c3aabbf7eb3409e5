"""Judge revisions from a test: the part of the fixture that the round trip answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alembic_mrt.pytesting.stage import one_revision
from alembic_mrt.pytesting.wording import whole_failure, without_proof
from alembic_mrt.pytesting.worker import outcome_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.finding import Finding, RevisionResult
    from alembic_mrt.pytesting.suite import Suite


class Judging:
    """Answer for the round trips of the session; each revision is judged once."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite

    def check_all(self) -> tuple[RevisionResult, ...]:
        """Take every revision that is to be tested through its round trip, base first.

        Raises MRTError where the run cannot be made.
        """
        __tracebackhide__ = True
        return outcome_of(self._check_all).get()

    def check_revision(self, revision: str) -> RevisionResult:
        """Take one revision through its round trip, and those before it only up.

        Raises ConfigurationError for a word that does not name one revision.
        """
        __tracebackhide__ = True
        return outcome_of(lambda: self._check(revision)).get()

    def assert_all_reversible(self) -> None:
        """Fail unless every revision passes, and the graph is sound.

        Skips the test, with the reasons, where all pass and some are not proven reversible.
        """
        __tracebackhide__ = True
        results = self.check_all()
        faults = (*self.suite.project.history.faults, *self.suite.round_trips.findings)
        self._assert(results, faults)

    def assert_reversible(self, revision: str) -> None:
        """Fail unless a revision passes; skip the test where nothing is proven."""
        __tracebackhide__ = True
        self._assert([self.check_revision(revision)])

    def _check_all(self) -> tuple[RevisionResult, ...]:
        loadable = self.suite.project.history.loadable
        return self.suite.round_trips.results(self.suite.chosen() if loadable else ())

    def _check(self, revision: str) -> RevisionResult:
        named = one_revision(self.suite.project, revision)
        return self.suite.round_trips.results([named])[0]

    def _assert(self, results: Sequence[RevisionResult], faults: Sequence[Finding] = ()) -> None:
        __tracebackhide__ = True
        strict = self.suite.project.settings.strict
        unproven = [r for r in results if not r.verdict.proven]
        failed = [r for r in unproven if strict or not r.passed]
        if failed or faults:
            raise AssertionError(whole_failure(failed, faults))
        if unproven:
            pytest.skip(without_proof(unproven))

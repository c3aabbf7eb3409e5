"""The round trip of one revision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic_mrt.finding import Verdict
from alembic_mrt.pytesting.item import MRTItem
from alembic_mrt.pytesting.wording import revision_failure

if TYPE_CHECKING:
    from pathlib import Path

    from alembic_mrt.finding import Location
    from alembic_mrt.history.script import RevisionScript


class RoundTrip(MRTItem):
    """Take one revision up, down and up again; -k finds it by its id and its title."""

    def __init__(self, *, script: RevisionScript, **options: Any) -> None:
        super().__init__(**options)
        self._script = script
        self.where: Location | None = script.location()
        self.extra_keyword_matches |= {script.title}

    def judge(self) -> None:
        """Fail, or skip where nothing was proven, by the verdict."""
        __tracebackhide__ = True
        result = self.suite.round_trips.result(self._script.revision)
        located = [finding.location for finding in result.findings if finding.location]
        self.where = next(iter(located), self.where)
        if result.verdict.fails:
            self.fail(revision_failure(result, self.suite.project.history))
        if result.verdict is not Verdict.REVERSIBLE:
            self.where = result.location or self.where
            self.give_up(f"{result.verdict.value}: {result.reason}".removesuffix(": "))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the revision script begins."""
        return self._script.path, self._script.line - 1, str(self.nodeid)

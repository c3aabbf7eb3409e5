"""The tests that need no database: the static analysis, and the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.checking import CheckOptions, check
from alembic_mrt.dialect_of_run import configured_dialect
from alembic_mrt.judging import NOT_ANALYSED
from alembic_mrt.pytesting.item import MRTItem
from alembic_mrt.pytesting.wording import findings_failure

if TYPE_CHECKING:
    from alembic_mrt.finding import Report


class Check(MRTItem):
    """Do what `alembic mrt-check` does; no script is imported."""

    def judge(self) -> None:
        """Fail on findings that reach the configured severity, and that no baseline accepts."""
        __tracebackhide__ = True
        project = self.suite.project
        settings = project.settings
        found = [
            finding
            for finding in self._report().findings
            if finding.severity.reaches(settings.threshold)
            or (settings.strict_coverage and finding.code == NOT_ANALYSED)
        ]
        if found:
            self.where = found[0].location
            count = f"{len(found)} finding{'s' if len(found) > 1 else ''}"
            self.fail(f"{count}\n\n{findings_failure(found, project.history)}")

    def _report(self) -> Report:
        project = self.suite.project
        dialect = configured_dialect(project.config, project.settings)
        options = CheckOptions(since=self.suite.since)
        with project.entered():
            return check(project.config, project.settings, dialect, options)


class SingleHead(MRTItem):
    """Look at the graph: one head, or those that the configuration or labels allow."""

    def judge(self) -> None:
        """Fail on the faults of the graph."""
        __tracebackhide__ = True
        history = self.suite.project.history
        if history.faults:
            self.where = history.faults[0].location
            self.fail(findings_failure(history.faults, history))

"""The tests that need no database: the static analysis, and the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.pytesting.item import MRTItem
from alembic_mrt.pytesting.wording import findings_failure

if TYPE_CHECKING:
    from alembic_mrt.finding import Report


class Check(MRTItem):
    """Do what `alembic mrt-check` does; no script is imported."""

    def judge(self) -> None:
        """Fail on findings that reach the configured severity."""
        __tracebackhide__ = True
        project = self.suite.project
        threshold = project.settings.threshold
        found = [f for f in self._report().findings if f.severity.reaches(threshold)]
        if found:
            self.where = found[0].location
            count = f"{len(found)} finding{'s' if len(found) > 1 else ''}"
            self.fail(f"{count}\n\n{findings_failure(found, project.history)}")

    def _report(self) -> Report:
        from alembic_mrt.analyzer.analyze import analyze
        from alembic_mrt.command import configured_dialect

        project = self.suite.project
        dialect = configured_dialect(project.config, project.settings)
        only = self.suite.chosen() if project.history.loadable else None
        return analyze(project.judged_history, dialect=dialect, only=only)


class SingleHead(MRTItem):
    """Look at the graph: one head, or those that the configuration or labels allow."""

    def judge(self) -> None:
        """Fail on the faults of the graph."""
        __tracebackhide__ = True
        history = self.suite.project.history
        if history.faults:
            self.where = history.faults[0].location
            self.fail(findings_failure(history.faults, history))

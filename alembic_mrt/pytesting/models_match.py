"""The models against the head, as `alembic check` compares them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import RevisionContext, render_python_code

from alembic_mrt.pytesting.item import MRTItem

if TYPE_CHECKING:
    from alembic.operations.ops import MigrationScript
    from alembic.runtime.migration import MigrationContext

    from alembic_mrt.pytesting.stage import Stage

_ARGUMENTS = {
    "message": None,
    "autogenerate": True,
    "sql": False,
    "head": "head",
    "splice": False,
    "branch_label": None,
    "version_path": None,
    "rev_id": None,
    "depends_on": None,
}
"""What `alembic check` gives to RevisionContext."""


class ModelsMatch(MRTItem):
    """Compare ``target_metadata`` of env.py with the schema at the head."""

    def judge(self) -> None:
        """Fail where autogenerate would write operations; skip where there is no metadata."""
        __tracebackhide__ = True
        self.suite.round_trips.close()
        stage = self.suite.stage
        stage.leave()
        stage.do(lambda: stage.upgrade_to(frozenset(stage.project.history.order())))
        script = stage.do(lambda: _generated(stage))
        if script is None:
            pytest.skip("env.py has no target_metadata to compare with")
        written = [render_python_code(ops) for ops in script.upgrade_ops_list if ops.as_diffs()]
        if written:
            self.fail("The models have what no revision makes:\n\n" + "\n".join(written))


def _generated(stage: Stage) -> MigrationScript | None:
    """Return what autogenerate would write, None where env.py names no metadata."""
    environment = stage.environment
    context = RevisionContext(stage.project.config, environment.scripts, dict(_ARGUMENTS))
    has_metadata: list[bool] = []

    def compare(heads: Any, migration_context: MigrationContext) -> tuple[()]:
        has_metadata.append(migration_context.opts.get("target_metadata") is not None)
        if has_metadata[0]:
            context.run_autogenerate(heads, migration_context)
        return ()

    environment.run(compare, template_args=context.template_args, revision_context=context)
    return context.generated_revisions[-1] if has_metadata[0] else None

"""The models against the head, as `alembic check` compares them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import RevisionContext, render_python_code

from alembic_mrt.pytesting.item import MRTItem

if TYPE_CHECKING:
    from alembic.operations.ops import MigrationScript
    from alembic.runtime.migration import MigrationContext
    from sqlalchemy import MetaData

    from alembic_mrt.pytesting.stage import Stage

_DIFFERENT = "The models and the revisions differ: autogenerate would still write, at the head,"
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
        """Fail where autogenerate would write operations; skip where there are no models."""
        __tracebackhide__ = True
        self.suite.round_trips.close()
        stage = self.suite.stage
        stage.leave()
        stage.do(lambda: stage.upgrade_to(frozenset(stage.project.history.order())))
        models, script = stage.do(lambda: _generated(stage))
        if not models:
            pytest.skip("env.py has no target_metadata to compare with")
        if not any(metadata.tables for metadata in models):
            self.give_up("the target_metadata of env.py holds no table; does it import the models?")
        written = [render_python_code(ops) for ops in script.upgrade_ops_list if ops.as_diffs()]
        if written:
            self.fail(f"{_DIFFERENT}\n\n" + "\n".join(written))


def _generated(stage: Stage) -> tuple[tuple[MetaData, ...], MigrationScript]:
    """Return the metadata that env.py names, and what autogenerate would write."""
    environment = stage.environment
    context = RevisionContext(stage.project.config, environment.scripts, dict(_ARGUMENTS))
    models: list[MetaData] = []

    def compare(heads: Any, migration_context: MigrationContext) -> tuple[()]:
        given = migration_context.opts.get("target_metadata")
        models.extend(given if isinstance(given, list | tuple) else [given] if given else [])
        if models:
            context.run_autogenerate(heads, migration_context)
        return ()

    environment.run(compare, template_args=context.template_args, revision_context=context)
    return tuple(models), context.generated_revisions[-1]

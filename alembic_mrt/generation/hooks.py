"""What the plugin has Alembic do while it generates a revision where the template is ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic_mrt.generation.ours import uses_our_template

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from alembic.autogenerate import RevisionContext
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    from alembic_mrt.generation.plan import Plan

_PLANS = "mrt_plans"


def after_autogenerate(revisions: RevisionContext, migration: MigrationContext) -> None:
    """Plan what becomes of the directives, once the user's own hooks have had them."""
    if migration.connection is None or not uses_our_template(revisions.script_directory):
        return
    from alembic_mrt.generation.percent_signs import write_once
    from alembic_mrt.generation.revise import revised
    from alembic_mrt.generation.wanted import wanted_archives

    write_once(migration.impl)
    wanted = wanted_archives(revisions.config)
    plans: list[tuple[Any, Any, Plan]] = revisions.__dict__.setdefault(_PLANS, [])
    for script in revisions.generated_revisions:
        if script.upgrade_ops_list and script.downgrade_ops_list:
            plan = revised(script, migration, wanted)
            plans.append((script.upgrade_ops_list[-1], script.downgrade_ops_list[-1], plan))


def before_scripts(revisions: RevisionContext) -> None:
    """Carry the plans out, now that scripts are written of them."""
    for upgrade, downgrade, plan in revisions.__dict__.pop(_PLANS, ()):
        upgrade.ops, downgrade.ops = plan.upgrade, plan.downgrade


def laid_out(script_directory: ScriptDirectory, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the arguments of the template with the bodies of the functions laid out."""
    if not uses_our_template(script_directory):
        return arguments
    from alembic_mrt.generation.layout import layout

    return {
        name: layout(value) if _is_body(name, value) else value for name, value in arguments.items()
    }


def _is_body(name: str, value: object) -> bool:
    return isinstance(value, str) and name.endswith(("upgrades", "downgrades"))


def is_standing_archive(name: str | None, kind: str, known: Callable[[], Any]) -> bool:
    """Tell whether autogenerate is to look past a table: an archive that no model claims."""
    from alembic_mrt.generation.names import is_archive

    return kind == "table" and is_archive(name) and name not in known()

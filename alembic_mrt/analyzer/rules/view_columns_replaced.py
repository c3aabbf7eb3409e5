"""CREATE OR REPLACE VIEW takes columns away from a view, or renames them.

PostgreSQL lets it only add columns at the end.

Why: the step fails: "cannot drop columns from view", "cannot change name of view column". Mostly
it is the downgrade, which goes back to fewer columns. (PostgreSQL documentation, CREATE VIEW.)

Instead: drop the view and create it again.

Since: 0.1
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import CreateObject
from alembic_mrt.schema.objects import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied

CODE = "MRT114"
NAME = "view-columns-replaced"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such statement, in either direction."""
    return trap_findings(context, CODE, _look, (CreateObject,))


def _look(step: Step) -> Iterator[Trap]:
    if step.dialect not in (None, "postgresql"):
        return
    for applied in step.applied:
        operation = applied.operation
        if isinstance(operation, CreateObject) and operation.or_replace:
            yield from _judge(step, applied, operation)


def _judge(step: Step, applied: Applied, operation: CreateObject) -> Iterator[Trap]:
    held = applied.before.get(operation.object.key)
    if not isinstance(operation.object, View) or not isinstance(held, View):
        return
    old, new = _columns(held), _columns(operation.object)
    if old is None or new is None or new[: len(old)] == old:
        return
    name = operation.object.label
    gone = next(was for was, column in zip_longest(old, new) if was != column)
    yield Trap(
        applied,
        f"{step.name}() replaces view {name} without its column {gone} in its place: PostgreSQL "
        "only lets OR REPLACE add columns at the end",
        f'Drop it first: op.execute("DROP VIEW {name}"), then CREATE VIEW.',
        f"view {name}",
        SEVERITY if step.dialect else Severity.WARNING,
    )


def _columns(view: View) -> list[str] | None:
    """Return the names of a view's columns, or None where they are not all told."""
    from sqlglot import exp

    tree = parsed(view.definition) if isinstance(view.definition, str) else None
    select = tree.find(exp.Select) if tree is not None else None
    if select is None:
        return None
    names = [item.alias_or_name for item in select.expressions]
    return None if "" in names or "*" in names else [name.casefold() for name in names]

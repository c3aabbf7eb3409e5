"""A downgrade drops something that is still in use.

A table or column that the foreign key of another table leads to, an enum type that a column has,
a function that a trigger calls, a view that another view reads. On SQLite a table that batch mode
copies while a view, or the trigger of another table, reads it.

Why: the database refuses ("cannot drop table albums because other objects depend on it"), and the
downgrade fails. SQLite does not refuse to drop such a table.

Instead: drop the dependent object first, in the reverse order of upgrade(). Around a batch, drop
the view and create it again afterwards.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.returns import every_trouble
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.schema.objects import Table, TableObject
from alembic_mrt.schema.titles import subject, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.analyzer.returns import Trouble
    from alembic_mrt.schema.objects import SchemaObject

CODE = "MRT309"
NAME = "wrong-order"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each drop that the database refuses."""
    for trouble, where in every_trouble(context, "in use"):
        if trouble.applied.certain:
            yield _finding(trouble, where)


def _finding(trouble: Trouble, where: str) -> Finding:
    problem = trouble.problem
    user = problem.related
    assert user is not None
    return Finding(
        code=CODE,
        severity=_severity(trouble),
        message=f"downgrade() {_verb(trouble)} {subject(problem.subject)}{where} while "
        f"{_user(user)} still depends on it: the database refuses.",
        revision=trouble.entry.revision,
        location=trouble.applied.operation.location,
        remedy=f"Drop {subject(user)} first.",
        object=title(problem.subject),
    )


def _verb(trouble: Trouble) -> str:
    """Say what is done: batch mode drops a table to put a copy in its place."""
    table = isinstance(trouble.problem.subject, Table)
    return "copies" if table and trouble.applied.operation.batch else "drops"


def _user(user: SchemaObject) -> str:
    on_table = isinstance(user, TableObject) and user.label == user.name
    return subject(user) + (
        f" of {user.table}" if on_table and isinstance(user, TableObject) else ""
    )


def _severity(trouble: Trouble) -> Severity:
    """Return the rank: without a dialect, it may be that none of those that refuse is meant."""
    return SEVERITY if trouble.run.dialect is not None else Severity.WARNING

"""A constraint is dropped on MySQL without its type, or an index without its table.

Alembic refuses the one: "No generic 'DROP CONSTRAINT' in MySQL - please specify constraint type".
An index belongs to its table there: without `table_name` Alembic writes `ON no_table`, and so it
does on SQL Server. SQL that a script holds is taken at its word.

Why: the statement fails.

Instead: `op.drop_constraint("fk_users_team", "users", type_="foreignkey")`,
`op.drop_index("ix_users_name", table_name="users")`.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import DropConstraint, DropIndex
from alembic_mrt.schema.objects import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied

CODE = "MRT119"
NAME = "drop-without-kind"
SEVERITY = Severity.ERROR

_OF_MYSQL: Final = ("mysql", "mariadb")
_ABOUT: Final = (DropConstraint, DropIndex)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such operation."""
    return trap_findings(context, CODE, _look, _ABOUT)


def _look(step: Step) -> Iterator[Trap]:
    for applied in step.applied:
        operation = applied.operation
        if operation.statement or not isinstance(getattr(operation, "name", None), str):
            continue
        if isinstance(operation, DropConstraint) and step.dialect in _OF_MYSQL:
            yield from _constraint(applied, operation) if operation.type_ is None else ()
        elif isinstance(operation, DropIndex) and step.dialect in (*_OF_MYSQL, "mssql"):
            yield from _index(applied, str(operation.name)) if operation.table is UNKNOWN else ()


def _constraint(applied: Applied, operation: DropConstraint) -> Iterator[Trap]:
    yield Trap(
        applied,
        f"constraint {operation.name} of {operation.table} is dropped without its type",
        'Say what it is: type_="foreignkey", "unique", "check" or "primary".',
        f"constraint {operation.name}",
    )


def _index(applied: Applied, name: str) -> Iterator[Trap]:
    yield Trap(
        applied,
        f"index {name} is dropped without the table that it belongs to",
        f'op.drop_index("{name}", table_name="...")',
        f"index {name}",
    )

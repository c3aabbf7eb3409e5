"""An index is made or dropped CONCURRENTLY in upgrade(), and the downgrade does without.

Only for PostgreSQL, and not where the downgrade drops the whole table.

Why: DROP INDEX waits until nobody uses the table any more, and holds up all who come to read or
write meanwhile; CREATE INDEX holds up all who write until it is built. A rollback is not the moment
for that.

Instead: `postgresql_concurrently=True` in both directions, each in
`with op.get_context().autocommit_block():`.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import CreateIndex, DropIndex, DropTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied

CODE = "MRT127"
NAME = "concurrently-one-way"
SEVERITY = Severity.NOTE

_OnIndex: TypeAlias = "CreateIndex | DropIndex"
_DROPPED: Final = "creates index {name} CONCURRENTLY, and downgrade() drops it with {table} locked"
_MADE: Final = "drops index {name} CONCURRENTLY, and downgrade() creates it with {table} locked"
_AGAINST: Final = {DropIndex: "against all use", CreateIndex: "against writing"}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such operation of a downgrade."""
    return trap_findings(context, CODE, _look, (CreateIndex, DropIndex))


def _look(step: Step) -> Iterator[Trap]:
    if step.name != "downgrade" or step.dialect not in (None, "postgresql"):
        return
    gone = {str(a.operation.table) for a in step.applied if isinstance(a.operation, DropTable)}
    for applied in step.applied:
        operation = applied.operation
        if isinstance(operation, (CreateIndex, DropIndex)) and operation.concurrently is False:
            upward = _upward(step, operation)
            table = _table(operation, upward)
            if upward is not None and table not in gone:
                yield _trap(applied, operation, upward, table)


def _upward(step: Step, operation: _OnIndex) -> Applied | None:
    """Return the operation of the upgrade that this one takes back, where it is CONCURRENTLY."""
    other = CreateIndex if isinstance(operation, DropIndex) else DropIndex
    for applied in step.run.upgrade:
        found = applied.operation
        if isinstance(found, other) and found.name == operation.name and found.concurrently is True:
            return applied
    return None


def _table(operation: _OnIndex, upward: Applied | None) -> str:
    """Return the table of an index, which DROP INDEX may leave out."""
    named = [operation.table, getattr(upward and upward.operation, "table", None)]
    return next((table for table in named if isinstance(table, str)), "its table")


def _trap(applied: Applied, operation: _OnIndex, upward: Applied, table: str) -> Trap:
    words = _DROPPED if isinstance(operation, DropIndex) else _MADE
    return Trap(
        applied,
        f"upgrade() {words.format(name=operation.name, table=table)} {_AGAINST[type(operation)]}",
        "Do it CONCURRENTLY too, in a block of its own: "
        "with op.get_context().autocommit_block(): ...",
        f"index {operation.name}",
        SEVERITY,
        upward,
    )

"""The tables that an upgrade needs and the revisions before it have not made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.operations import vocabulary as op
from alembic_mrt.schema.objects import UNKNOWN, ForeignKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.operations.vocabulary import Operation

_NEEDS_TABLE = (
    op.AddColumn, op.DropColumn, op.AlterColumn, op.CreateIndex, op.CreateConstraint,
    op.DropConstraint, op.Insert, op.Update, op.Delete, op.RenameTable, op.DropTable,
)  # fmt: skip


def needed(entry: Analysed) -> dict[str, Operation]:
    """Return what an upgrade needs and the history has not made, with the operation, by name."""
    found: dict[str, Operation] = {}
    for applied in entry.applied:
        if applied.certain and not applied.operation.maybe:
            for table in _needed(applied.operation):
                if applied.before.table(table) is None:
                    found.setdefault(table, applied.operation)
    return found


def _needed(step: Operation) -> Iterator[str]:
    own = getattr(step, "table", None)
    in_default = getattr(step, "schema", None) is None and not getattr(step, "if_exists", False)
    if isinstance(step, _NEEDS_TABLE) and isinstance(own, str) and in_default:
        yield own
    for found in (*getattr(step, "objects", ()), getattr(step, "constraint", None)):
        if isinstance(found, ForeignKey) and _is_elsewhere(found, own):
            yield str(found.referred_table)


def _is_elsewhere(key: ForeignKey, own: object) -> bool:
    return key.referred_schema is None and key.referred_table not in (own, UNKNOWN)

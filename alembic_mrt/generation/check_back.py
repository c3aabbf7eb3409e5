"""The directive that creates a CHECK constraint again; Alembic below 1.20 cannot write one down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.autogenerate import renderers
from alembic.operations import ops

from alembic_mrt.generation.literals import quoted
from alembic_mrt.generation.postgresql_sql import bindless

if TYPE_CHECKING:
    from alembic.autogenerate.api import AutogenContext


class CheckBack(ops.CreateCheckConstraintOp):
    """Create a CHECK constraint whose condition is a text of SQL."""

    def __init__(self, name: str, table: str, condition: str, schema: str | None) -> None:
        super().__init__(name, table, condition, schema=schema)
        self.text = condition


@renderers.dispatch_for(CheckBack)
def _render(context: AutogenContext, op: CheckBack) -> str:
    batch = bool(getattr(context, "_has_batch", False))
    name, condition = quoted(str(op.constraint_name)), f"sa.text({quoted(bindless(op.text))})"
    if batch:
        return f"batch_op.create_check_constraint(batch_op.f({name}), {condition})"
    schema = f", schema={quoted(op.schema)}" if op.schema else ""
    table = quoted(op.table_name)
    return f"op.create_check_constraint(op.f({name}), {table}, {condition}{schema})"

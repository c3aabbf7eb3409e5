"""What a batch on SQLite must be told of a table, as reflection does not tell it.

A batch makes a table anew out of what was reflected: AUTOINCREMENT and CHECK constraints without a
name are lost by that, and with a dropped column every constraint on it that has no name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic.autogenerate import renderers
from alembic.autogenerate.render import render_op
from alembic.operations import ops

from alembic_mrt.generation.collations import collated
from alembic_mrt.generation.unnamed import Unnamed, unnamed_of
from alembic_mrt.generation.unnamed_keys import created, named, referred, source

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from alembic.autogenerate.api import AutogenContext
    from alembic.operations.ops import MigrateOperation

    from alembic_mrt.generation.facts import Facts
    from alembic_mrt.generation.losses import FactsOf, Loss


class BatchTableOps(ops.ModifyTableOps):
    """Alter a table in a batch, whatever env.py says, with further arguments as Python source."""

    def __init__(self, op: ops.ModifyTableOps, arguments: Sequence[str] = ()) -> None:
        super().__init__(op.table_name, op.ops, schema=op.schema)
        self.arguments = arguments


@renderers.dispatch_for(BatchTableOps)
def _render(context: AutogenContext, op: BatchTableOps) -> list[str]:
    plain = ops.ModifyTableOps(op.table_name, op.ops, schema=op.schema)
    options = context.opts
    context.opts = {**options, "render_as_batch": True}
    lines = render_op(context, plain)
    context.opts = options
    head, end = lines[0].rsplit(") as batch_op", 1)
    return [f"{', '.join([head, *op.arguments])}) as batch_op{end}", *lines[1:]]


def altered_in_batches(
    found: Sequence[MigrateOperation], tables: Collection[tuple[str | None, str]]
) -> list[MigrateOperation]:
    """Return directives that alter columns of ``tables`` in batches, as SQLite needs it."""
    return [
        BatchTableOps(op)
        if isinstance(op, ops.ModifyTableOps)
        and (op.schema, op.table_name) in tables
        and any(isinstance(part, ops.AlterColumnOp) for part in op.ops)
        else op
        for op in found
    ]


def told(
    found: Sequence[MigrateOperation], facts_of: FactsOf, lost: Sequence[Loss] = ()
) -> list[MigrateOperation]:
    """Return directives whose batches are told what reflection does not tell them.

    ``lost`` is what comes back with them: its constraints do so in the last batch of a table.
    """
    back = {(loss.schema, loss.table): loss.unnamed for loss in lost if not loss.whole}
    result: list[MigrateOperation] = []
    for op in reversed(found):
        if isinstance(op, ops.ModifyTableOps):
            name = op.schema, op.table_name
            result += reversed(_told(op, facts_of, back.pop(name, None), _gone(lost, name)))
        else:
            result.append(op)
    return result[::-1]


def _gone(lost: Sequence[Loss], name: tuple[str | None, str]) -> Unnamed:
    """Return the constraints of a table that are not there until its last batch."""
    of_table = (loss for loss in lost if (loss.schema, loss.table) == name)
    return next((loss.unnamed for loss in of_table if not loss.whole), Unnamed())


def _told(
    op: ops.ModifyTableOps, facts_of: FactsOf, back: Unnamed | None, gone: Unnamed
) -> list[MigrateOperation]:
    facts = facts_of(op.table_name, op.schema)
    found = unnamed_of(facts)
    dropped = [part.column_name for part in op.ops if isinstance(part, ops.DropColumnOp)]
    # A batch knows UNIQUE constraints without a name, as long as their columns are there.
    kept = Unnamed(found.without(gone).without(found.touching(dropped)).checks)
    listed = Unnamed(kept.checks + back.checks, back.uniques) if back else kept
    keys = created(op.ops)
    parts, arguments = named([part for part in op.ops if part not in keys])
    if back or keys:
        arguments.append('recreate="always"')
    if listed or keys:
        arguments.append(f"table_args=[{', '.join([*listed.sources, *map(source, keys)])}]")
    if facts.autoincrement:
        arguments.append('table_kwargs={"sqlite_autoincrement": True}')
    if keys and not parts:
        parts = [unchanged(op, facts)]
    if back or keys or any(map(_asks_for_a_copy, parts)):
        parts += collated(parts, op, facts)
    batch = ops.ModifyTableOps(op.table_name, parts, schema=op.schema)
    return [*map(referred, keys), BatchTableOps(batch, arguments) if arguments else batch]


def restore_autoincrement(downgrade: Sequence[MigrateOperation], facts_of: FactsOf) -> None:
    """Give tables that come back the AUTOINCREMENT that they have."""
    for op in downgrade:
        if isinstance(op, ops.CreateTableOp) and facts_of(op.table_name, op.schema).autoincrement:
            op.kw["sqlite_autoincrement"] = True


def unchanged(op: ops.ModifyTableOps, facts: Facts) -> ops.AlterColumnOp:
    """Return a directive that changes nothing, for the sake of the batch that it stands in."""
    name, found = next(iter(facts.columns.items()))
    return ops.AlterColumnOp(
        op.table_name,
        name,
        schema=op.schema,
        existing_type=found["type"],
        existing_nullable=found["nullable"],
    )


def _asks_for_a_copy(part: MigrateOperation) -> bool:
    if isinstance(part, ops.AddColumnOp):
        return part.column.server_default is not None
    return not isinstance(part, (ops.CreateIndexOp, ops.DropIndexOp))


def in_batches(options: Any, dialect: str) -> bool:
    """Tell whether directives are rendered as batches that make tables anew."""
    return bool(options.get("render_as_batch")) and dialect == "sqlite"

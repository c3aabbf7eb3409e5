"""Rows that lost their parent while a table was away, before a foreign key into it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.operations import ops

from alembic_mrt.generation.code import Code, comment
from alembic_mrt.generation.literals import column, identifier, quoted
from alembic_mrt.generation.losses import flattened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic.operations.ops import MigrateOperation

    from alembic_mrt.generation.archive import Archive
    from alembic_mrt.generation.losses import FactsOf


def without_orphans(
    downgrade: Sequence[MigrateOperation], kept: Sequence[Archive], facts_of: FactsOf
) -> Iterator[MigrateOperation]:
    """Yield the directives, and before a foreign key into what comes back, what clears its way."""
    tables = {(a.loss.schema, a.loss.table) for a in kept if a.loss.whole}
    for op in downgrade:
        for part in flattened([op]):
            if _leads_to(part) in tables:
                assert isinstance(part, ops.CreateForeignKeyOp)
                yield from _cleared(part, facts_of)
        yield op


def _leads_to(op: MigrateOperation) -> tuple[str | None, str] | None:
    if not isinstance(op, ops.CreateForeignKeyOp):
        return None
    return op.kw.get("referent_schema"), op.referent_table


def _cleared(op: ops.CreateForeignKeyOp, facts_of: FactsOf) -> Iterator[Code]:
    schema = op.kw.get("source_schema")
    facts = facts_of(op.source_table, schema)
    referring = f"The rows of {op.source_table} that refer to no row of {op.referent_table}"
    empty = [name for name in op.local_cols if facts.columns.get(name, {}).get("nullable")]
    if not empty:
        yield comment(
            f"{referring} keep the foreign key from coming back: say what becomes of them."
        )
        return
    yield comment(f"{referring} were written since the upgrade.")
    child, parent = identifier(op.source_table), f"{identifier(op.referent_table)}_back"
    yield _stand_in(child, op.source_table, op.local_cols, schema)
    yield _stand_in(parent, op.referent_table, op.remote_cols, op.kw.get("referent_schema"))
    pairs = zip(op.local_cols, op.remote_cols, strict=True)
    equal = ", ".join(f"{column(parent, there)} == {column(child, here)}" for here, there in pairs)
    yield Code(f"found = sa.exists().where({equal})")
    yield Code(f"orphans = sa.update({child}).where(sa.not_(found))")
    # One NULL frees a row of several columns (MATCH SIMPLE); the others keep what they hold.
    yield Code(f"op.execute(orphans.values({{{quoted(empty[0])}: None}}))")


def _stand_in(variable: str, table: str, columns: Sequence[str], schema: str | None) -> Code:
    listed = ", ".join(f"sa.column({quoted(name)})" for name in columns)
    more = f", schema={quoted(schema)}" if schema else ""
    return Code(f"{variable} = sa.table({quoted(table)}, {listed}{more})")

"""CHECK constraints that go with a column without autogenerate saying so.

Dropping a column drops the checks that mention it on PostgreSQL, and fails because of them on
SQLite; autogenerate compares no checks (Alembic documentation, "What does Autogenerate Detect").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic.operations import ops

from alembic_mrt.generation.losses import flattened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic.operations.ops import MigrateOperation

    from alembic_mrt.generation.losses import Loss


def drop_checks(loss: Loss, upgrade: Sequence[MigrateOperation]) -> list[ops.DropConstraintOp]:
    """Return what drops the named checks on columns that are dropped; each can be reversed."""
    if loss.whole:
        return []
    named = {
        op.constraint_name for op in flattened(upgrade) if isinstance(op, ops.DropConstraintOp)
    }
    return [
        ops.DropConstraintOp.from_constraint(_constraint(loss, check))
        for check in _on_dropped(loss)
        if check["name"] and check["name"] not in named
    ]


def unnamed_checks(loss: Loss) -> list[str]:
    """Return the conditions of checks that have no name to be dropped and created by."""
    return [check["sqltext"] for check in _on_dropped(loss) if not check["name"]]


def _on_dropped(loss: Loss) -> Iterator[Any]:
    gone = {column.name.lower() for column in loss.columns}
    for check in loss.facts.checks:
        if gone & _mentioned(check["sqltext"]):
            yield check


def _constraint(loss: Loss, check: Any) -> sa.CheckConstraint:
    table = sa.Table(loss.table, sa.MetaData(), schema=loss.schema)
    constraint = sa.CheckConstraint(
        sa.text(check["sqltext"]), name=sa.sql.elements.conv(check["name"])
    )
    table.append_constraint(constraint)
    return constraint


def _mentioned(condition: str) -> set[str]:
    """Return the columns of a condition, in lower case."""
    import sqlglot
    from sqlglot import exp

    try:
        tree = sqlglot.parse_one(condition, read="postgres")
    except sqlglot.errors.SqlglotError:
        return {word.lower() for word in re.findall(r"\w+", condition)}
    return {found.name.lower() for found in tree.find_all(exp.Column)}

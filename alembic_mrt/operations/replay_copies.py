"""The columns of a table that is made from a query or after the pattern of another table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.schema.objects import UNKNOWN, Column

if TYPE_CHECKING:
    from alembic_mrt.operations.replay_workspace import Workspace
    from alembic_mrt.operations.vocabulary import Selected


def columns_of(selected: Selected, work: Workspace) -> list[Column] | None:
    """Return the columns, of which nothing but the names is told; None where one is not known."""
    found: list[Column] = []
    for table, name in selected:
        names = [name] if not table else _names(table, work)
        if not names:
            return None
        found += (_named(column) for column in names)
    return found


def _names(table: str, work: Workspace) -> list[str]:
    bucket = work.place(table, None)
    if not work.knows_all_of(bucket):
        return []
    return [str(column.name) for column in work.schema.columns(bucket[1], bucket[0] or None)]


def _named(name: str) -> Column:
    return Column(
        name=name, nullable=UNKNOWN, default=UNKNOWN, identity=UNKNOWN, generated=UNKNOWN,
        collation=UNKNOWN, options=UNKNOWN, comment=UNKNOWN,
    )  # fmt: skip

"""Columns that PostgreSQL numbers, when their rows come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.generation import postgresql_sql
from alembic_mrt.generation.code import Code
from alembic_mrt.generation.literals import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.generation.losses import Loss


def overriding(loss: Loss, archive: str, columns: list[str]) -> Code:
    """Return an INSERT that PostgreSQL takes although it numbers a column itself."""
    listed = ", ".join(map(postgresql_sql.name, columns))
    into, kept = (postgresql_sql.name(table, loss.schema) for table in (loss.table, archive))
    sql = f"INSERT INTO {into} ({listed}) OVERRIDING SYSTEM VALUE SELECT {listed} FROM {kept}"
    return Code(f"op.execute({quoted(postgresql_sql.bindless(sql))})")


def sequences(loss: Loss) -> Iterator[Code]:
    """Yield what sets the sequences of PostgreSQL behind the rows that came back."""
    table = postgresql_sql.name(loss.table, loss.schema)
    for lost in loss.columns:
        if lost.identity is not None or lost.autoincrement is True:
            column, of = postgresql_sql.name(lost.name), postgresql_sql.text(lost.name)
            sequence = f"pg_get_serial_sequence({postgresql_sql.text(table)}, {of})"
            sql = f"SELECT setval({sequence}, max({column})) FROM {table}"
            yield postgresql_sql.on_postgresql(sql)

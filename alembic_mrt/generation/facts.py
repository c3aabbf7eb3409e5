"""What a table that loses something looks like in the database, as its Inspector tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import NoSuchTableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.engine import Connection


@dataclass(frozen=True)
class Reference:
    """Hold a foreign key: its columns, and the columns of the table that it leads to."""

    columns: tuple[str, ...]
    schema: str | None
    table: str
    referred: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Hold what was reflected of a table; all of it is empty for one that does not exist.

    ``checks`` are what ``Inspector`` returns, ``references`` the foreign keys. ``autoincrement``
    and ``collations``, by column, are those of SQLite.
    """

    key: tuple[str, ...] = ()
    columns: Mapping[str, Any] = field(default_factory=dict)
    checks: Sequence[Any] = ()
    uniques: Sequence[tuple[str, ...]] = ()
    unnamed_uniques: Sequence[tuple[str, ...]] = ()
    references: Sequence[Reference] = ()
    autoincrement: bool = False
    collations: Mapping[str, str] = field(default_factory=dict)

    def alone_unique(self, column: str) -> bool:
        """Tell whether no two rows may hold the same value in a column."""
        return (column,) in self.uniques or self.key == (column,)


def reflect(connection: Connection, table: str, schema: str | None) -> Facts:
    """Look a table up."""
    inspector = sa.inspect(connection)
    try:
        key = inspector.get_pk_constraint(table, schema)["constrained_columns"]
        unique: list[Any] = [i for i in inspector.get_indexes(table, schema) if i["unique"]]
        unique += inspector.get_unique_constraints(table, schema)
        foreign = inspector.get_foreign_keys(table, schema)
        return Facts(
            key=tuple(key or ()),
            columns={c["name"]: c for c in inspector.get_columns(table, schema)},
            checks=_checks(inspector, table, schema),
            uniques=[tuple(found["column_names"]) for found in unique],
            unnamed_uniques=[tuple(u["column_names"]) for u in unique if not u["name"]],
            references=[
                Reference(
                    tuple(found["constrained_columns"]),
                    found["referred_schema"],
                    found["referred_table"],
                    tuple(found["referred_columns"]),
                )
                for found in foreign
            ],
            **_of_sqlite(connection, table, schema),
        )
    except NoSuchTableError:
        return Facts()


def _of_sqlite(connection: Connection, table: str, schema: str | None) -> dict[str, Any]:
    """Return what only the text of a CREATE TABLE tells."""
    if connection.dialect.name != "sqlite":
        return {}
    from alembic_mrt.roundtrip.dialects.sqlite.create_table import parse_create_table

    master = sa.table("sqlite_master", sa.column("name"), sa.column("sql"), schema=schema)
    text = connection.scalar(sa.select(master.c.sql).where(master.c.name == table))
    columns = parse_create_table(table, str(text)).columns.values()
    return {
        "autoincrement": any(column.autoincrement for column in columns),
        "collations": {c.name.lower(): c.collation for c in columns if c.collation},
    }


def _checks(inspector: sa.Inspector, table: str, schema: str | None) -> Sequence[Any]:
    try:
        return inspector.get_check_constraints(table, schema)
    except NotImplementedError:
        return ()

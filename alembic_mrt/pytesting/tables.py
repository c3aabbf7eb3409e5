"""Tables as they are at the current revision, and rows in them."""

from __future__ import annotations

import reprlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from sqlalchemy import MetaData, String, Table, inspect
from sqlalchemy.exc import NoSuchTableError

from alembic_mrt.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection
    from sqlalchemy.types import TypeEngine

Rows: TypeAlias = "Sequence[Mapping[str, Any]]"


def reflected(connection: Connection, name: str) -> Table:
    """Return a table by its name, or by ``schema.table``.

    Raises ConfigurationError naming the tables that there are.
    """
    schema, _, table = name.rpartition(".")
    try:
        return Table(table, MetaData(), schema=schema or None, autoload_with=connection)
    except NoSuchTableError:
        there = ", ".join(inspect(connection).get_table_names(schema or None))
        raise ConfigurationError(
            f'There is no table "{name}" at this revision.', f"There are: {there or 'none'}."
        ) from None


def write(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert rows and commit; each may leave out other columns than the next.

    Raises ConfigurationError for what is no list of rows, and for a column that the table does not
    have.
    """
    if isinstance(rows, Mapping) or not all(isinstance(row, Mapping) for row in rows):
        raise ConfigurationError(
            f'seed() takes a list of rows of the table "{table.fullname}", each a mapping from'
            f" column to value, not {reprlib.repr(rows)}.",
            'Write [{"column": value}].',
        )
    for row in rows:
        unknown = [name for name in row if name not in table.columns]
        if unknown:
            raise ConfigurationError(
                f'The table "{table.fullname}" has no column "{unknown[0]}" at this revision.',
                f"It has: {', '.join(column.name for column in table.columns)}.",
            )
    connection.commit()
    with connection.begin():
        for row in rows:
            values = {name: _bindable(value, table.c[name].type) for name, value in row.items()}
            connection.execute(table.insert().values(values))


def _bindable(value: Any, type_: TypeEngine[Any]) -> Any:
    """Return a UUID as SQLAlchemy's Uuid stores it where the database has no type for it."""
    if isinstance(value, UUID) and isinstance(type_, String):
        return value.hex if type_.length == len(value.hex) else str(value)
    return value


def read(connection: Connection, table: Table) -> list[dict[str, Any]]:
    """Return all rows, in the order of the primary key."""
    found = connection.execute(table.select().order_by(*table.primary_key.columns))
    return [dict(row) for row in found.mappings()]

"""Where a connection finds a table that it does not qualify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from alembic_mrt.roundtrip.dialects.base import TableName

_FOUND = text(
    "SELECT n.nspname FROM pg_catalog.pg_class c"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relname = :name AND pg_catalog.pg_table_is_visible(c.oid)"
)


def table_name(connection: Connection, schema: str | None, name: str) -> TableName:
    """Return schema and name as a snapshot has them: None for ``public``.

    PostgreSQL docs, "The Schema Search Path": the first schema of search_path that has the table.
    """
    found = schema or connection.execute(_FOUND, {"name": name}).scalar()
    return None if found == "public" else found, name

"""PostgreSQL: a database of our own on a server handed over, or on one started for the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.base import Dialect, Snapshot
from alembic_mrt.roundtrip.dialects.postgresql.disposable import provision
from alembic_mrt.roundtrip.dialects.postgresql.settings import session_settings
from alembic_mrt.roundtrip.dialects.postgresql.table_name import table_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.engine import Connection

    from alembic_mrt.roundtrip.dialects.base import (
        Disposable,
        Provision,
        Session,
        TableName,
        TableRows,
    )
    from alembic_mrt.roundtrip.seed.facts import DialectFacts
    from alembic_mrt.schema.objects import Schema


class PostgreSQL(Dialect):
    """Know how a PostgreSQL database is provisioned and read."""

    name = "postgresql"
    clones_alone = True

    def settings(self, connection: Connection) -> tuple[str, ...]:
        """Return statements that set what ``connection`` has set."""
        return session_settings(connection)

    def table_name(self, connection: Connection, schema: str | None, name: str) -> TableName:
        """Return where ``connection`` finds a table, as a snapshot names it."""
        return table_name(connection, schema, name)

    def facts(self) -> DialectFacts:
        """Return what seeding must know of the dialect."""
        from alembic_mrt.roundtrip.dialects.postgresql.facts import PostgreSQLFacts

        return PostgreSQLFacts()

    def provision(self, request: Provision) -> Disposable:
        """Make a database on the server handed over, or on one started for the run."""
        return provision(request)

    def snapshot(self, session: Session, ignore: frozenset[TableName]) -> Snapshot:
        """Read schema and rows."""
        from alembic_mrt.roundtrip.dialects.postgresql.schema import not_compared
        from alembic_mrt.roundtrip.dialects.postgresql.sequences import sequences_behind

        read = self.read_schema(session, ignore)
        return Snapshot(
            schema=read,
            rows=self.read_rows(session, read, ignore),
            behind=sequences_behind(session, read),
            not_compared=not_compared(session),
        )

    def read_schema(self, session: Session, ignore: frozenset[TableName]) -> Schema:
        """Read the schema alone."""
        from alembic_mrt.roundtrip.dialects.postgresql.schema import read_schema

        return read_schema(session, ignore)

    def read_rows(
        self, session: Session, schema: Schema, ignore: frozenset[TableName]
    ) -> Mapping[TableName, TableRows]:
        """Read the rows of all tables of ``schema``."""
        from alembic_mrt.roundtrip.dialects.postgresql.rows import read_rows

        return read_rows(session, schema, ignore)

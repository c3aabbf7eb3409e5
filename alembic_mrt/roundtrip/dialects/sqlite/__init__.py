"""SQLite: a temporary file, observed over a connection of the standard library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.base import Dialect, Snapshot
from alembic_mrt.roundtrip.dialects.sqlite.disposable import SQLiteDisposable
from alembic_mrt.roundtrip.dialects.sqlite.settings import connection_settings

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


class SQLite(Dialect):
    """Know how a SQLite database is provisioned and read."""

    name = "sqlite"

    def settings(self, connection: Connection) -> tuple[str, ...]:
        """Return the PRAGMAs that hold for ``connection`` alone."""
        return connection_settings(connection)

    def facts(self) -> DialectFacts:
        """Return what seeding must know of the dialect."""
        from alembic_mrt.roundtrip.dialects.sqlite.facts import SQLiteFacts

        return SQLiteFacts()

    def provision(self, request: Provision) -> Disposable:
        """Make a database in a file of its own, or take the one handed over."""
        return SQLiteDisposable.provision(request)

    def snapshot(self, session: Session, ignore: frozenset[TableName]) -> Snapshot:
        """Read schema and rows."""
        from alembic_mrt.roundtrip.dialects.sqlite.reflected import as_reflected
        from alembic_mrt.roundtrip.dialects.sqlite.schema import not_compared
        from alembic_mrt.roundtrip.dialects.sqlite.sequences import sequences_behind

        read = self.read_schema(session, ignore)
        return Snapshot(
            schema=as_reflected(read),
            rows=self.read_rows(session, read, ignore),
            behind=sequences_behind(session, read),
            not_compared=not_compared(session),
        )

    def read_schema(self, session: Session, ignore: frozenset[TableName]) -> Schema:
        """Read the schema alone."""
        from alembic_mrt.roundtrip.dialects.sqlite.schema import read_schema

        return read_schema(session, ignore)

    def read_rows(
        self, session: Session, schema: Schema, ignore: frozenset[TableName]
    ) -> Mapping[TableName, TableRows]:
        """Read the rows of all tables of ``schema``."""
        from alembic_mrt.roundtrip.dialects.sqlite.rows import read_rows

        return read_rows(session, schema, ignore)

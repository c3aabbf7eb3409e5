"""SQLite: a temporary file, observed over a connection of the standard library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.base import Dialect
from alembic_mrt.roundtrip.dialects.sqlite.disposable import SQLiteDisposable
from alembic_mrt.roundtrip.dialects.sqlite.settings import connection_settings, setting_pattern
from alembic_mrt.roundtrip.dialects.sqlite.temporary import drop_temporary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.engine import Connection

    from alembic_mrt.roundtrip.dialects.base import (
        Disposable,
        Provision,
        Session,
        Since,
        TableName,
        TableRows,
        Within,
    )
    from alembic_mrt.roundtrip.seed.facts import DialectFacts
    from alembic_mrt.schema.objects import Schema


class SQLite(Dialect):
    """Know how a SQLite database is provisioned and read."""

    name = "sqlite"
    claim = ("BEGIN IMMEDIATE",)
    sets = setting_pattern()
    uncompared_words = frozenset(("virtual",))

    def settings(self, connection: Connection) -> tuple[str, ...]:
        """Return the PRAGMAs that hold for ``connection`` alone."""
        return connection_settings(connection)

    def drop_temporary(self, connection: Connection) -> None:
        """Drop the temporary tables and views of a connection."""
        drop_temporary(connection)

    def facts(self) -> DialectFacts:
        """Return what seeding must know of the dialect."""
        from alembic_mrt.roundtrip.dialects.sqlite.facts import SQLiteFacts

        return SQLiteFacts()

    def provision(self, request: Provision) -> Disposable:
        """Make a database in a file of its own, or take the one handed over."""
        return SQLiteDisposable.provision(request)

    def read_schema(
        self,
        session: Session,
        ignore: frozenset[TableName],
        within: Within | None = None,
        since: Since | None = None,
    ) -> Schema:
        """Read the schema alone."""
        from alembic_mrt.roundtrip.dialects.sqlite.pragmas import read_pragmas
        from alembic_mrt.roundtrip.dialects.sqlite.schema import read_schema

        return read_schema(session, ignore, within).add(*read_pragmas(session, since))

    def read_rows(
        self, session: Session, schema: Schema, ignore: frozenset[TableName]
    ) -> Mapping[TableName, TableRows]:
        """Read the rows of all tables of ``schema``."""
        from alembic_mrt.roundtrip.dialects.sqlite.rows import read_rows

        return read_rows(session, schema, ignore)

    def compared(self, schema: Schema) -> Schema:
        """Return a schema as Alembic's batch mode would copy it."""
        from alembic_mrt.roundtrip.dialects.sqlite.reflected import as_reflected

        return as_reflected(schema)

    def not_compared(self, session: Session) -> tuple[str, ...]:
        """Say which virtual tables there are."""
        from alembic_mrt.roundtrip.dialects.sqlite.schema import not_compared

        return not_compared(session)

"""PostgreSQL: a database of our own on a server handed over, or on one started for the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.base import Dialect
from alembic_mrt.roundtrip.dialects.postgresql.disposable import provision
from alembic_mrt.roundtrip.dialects.postgresql.not_compared import UNCOMPARED_WORDS
from alembic_mrt.roundtrip.dialects.postgresql.settings import session_settings
from alembic_mrt.roundtrip.dialects.postgresql.table_name import table_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

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


_DATA_EXCEPTION = "22"
"""The class of SQLSTATE codes (PostgreSQL docs, "PostgreSQL Error Codes")."""


class PostgreSQL(Dialect):
    """Know how a PostgreSQL database is provisioned and read."""

    name = "postgresql"
    enforces_references = True
    clones_alone = True
    upgrades_to_a_clone = 50
    uncompared_words = UNCOMPARED_WORDS
    sequence_words = frozenset(("sequence", "serial", "bigserial", "smallserial", "identity"))
    writable = ("SET TRANSACTION READ WRITE", "RESET default_transaction_read_only")
    read_only = "current_setting('default_transaction_read_only') = 'on'"

    def settings(self, connection: Connection) -> tuple[str, ...]:
        """Return statements that set what ``connection`` has set."""
        return session_settings(connection)

    def time_zone(self, connection: Connection) -> str:
        """Return the setting TimeZone."""
        found = str(connection.exec_driver_sql("SHOW TimeZone").scalar_one())
        connection.commit()
        return found

    def drop_temporary(self, connection: Connection) -> None:
        """Drop the temporary tables of a session."""
        connection.exec_driver_sql("DISCARD TEMP")

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

    def reading(self, session: Session) -> AbstractContextManager[object]:
        """Read everything in one transaction."""
        from alembic_mrt.roundtrip.dialects.postgresql.canonical import canonical

        return canonical(session)

    def read_schema(
        self,
        session: Session,
        ignore: frozenset[TableName],
        within: Within | None = None,
        since: Since | None = None,
    ) -> Schema:
        """Read the schema alone."""
        from alembic_mrt.roundtrip.dialects.postgresql.schema import read_schema

        return read_schema(session, ignore, within, since)

    def compared(self, schema: Schema) -> Schema:
        """Return a schema with expressions in one spelling."""
        from alembic_mrt.roundtrip.dialects.postgresql.spelling import spelled

        return spelled(schema)

    def misreads(self, error: BaseException) -> bool:
        """Tell whether a value has lost what it stands for, as a label deleted from pg_enum."""
        fields = error.args[0] if error.args else None
        code = fields.get("C") if isinstance(fields, dict) else None
        code = code or getattr(error, "sqlstate", None) or getattr(error, "pgcode", None)
        return str(code).startswith(_DATA_EXCEPTION)

    def read_rows(
        self, session: Session, schema: Schema, ignore: frozenset[TableName]
    ) -> Mapping[TableName, TableRows]:
        """Read the rows of all tables of ``schema``."""
        from alembic_mrt.roundtrip.dialects.postgresql.rows import read_rows

        return read_rows(session, schema, ignore)

    def sequences_behind(
        self, session: Session, schema: Schema, ignore: frozenset[TableName]
    ) -> frozenset[str]:
        """Name the columns whose sequence comes to a value in use."""
        from alembic_mrt.roundtrip.dialects.postgresql.sequences import sequences_behind

        return sequences_behind(session, schema, ignore)

    def advance_sequences(
        self, session: Session, schema: Schema, ignore: frozenset[TableName]
    ) -> None:
        """Bring every sequence that is behind past the values in use."""
        from alembic_mrt.roundtrip.dialects.postgresql.sequences import advance_sequences

        advance_sequences(session, schema, ignore)

    def not_compared(self, session: Session) -> tuple[str, ...]:
        """Say which objects and rows are not read."""
        from alembic_mrt.roundtrip.dialects.postgresql.not_compared import not_compared

        return not_compared(session)

"""The observing session on PostgreSQL."""

from __future__ import annotations

from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from alembic_mrt.roundtrip.dialects.base import Session
from alembic_mrt.roundtrip.dialects.postgresql.driver import (
    Address,
    copy_in,
    driver_errors,
    open_own,
    run,
    sends_together,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from alembic_mrt.roundtrip.dialects.postgresql.canonical import Canonical

# The settings that change how a value is spelled, and those that would stop us in our work.
_SETTINGS = """
SET TimeZone = 'UTC'; SET DateStyle = 'ISO, MDY'; SET IntervalStyle = 'postgres';
SET extra_float_digits = 1; SET bytea_output = 'hex'; SET xmloption = 'content';
SET client_min_messages = 'error'; SET client_encoding = 'UTF8';
SET standard_conforming_strings = on; SET default_transaction_read_only = off;
SET default_transaction_isolation = 'read committed'; SET row_security = on;
SELECT set_config(name, '0', false) FROM pg_settings
WHERE name LIKE '%timeout' AND context = 'user' AND name <> 'tcp_user_timeout';
SET lock_timeout = '30s';
SELECT set_config(name, 'force_generic_plan', false) FROM pg_settings WHERE name = 'plan_cache_mode'
"""


class PostgreSQLSession(Session):
    """Observe a PostgreSQL database, in UTC; search_path is the database's own."""

    canonical: Canonical | None = None
    """The reader of the catalog, which keeps what it has prepared on this connection."""

    def __init__(self, address: Address, database: str) -> None:
        self.address = address
        self.database = database
        self._ahead: list[str] = []
        self._connection = open_own(address, database)
        self.execute(_SETTINGS)

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows."""
        with self._cursor() as cursor:
            self._run(cursor, sql, parameters)
            return [tuple(row) for row in cursor.fetchall()]

    def query_alone(self, opening: str, sql: str) -> list[tuple[Any, ...]]:
        """Run a query as a transaction of its own, whose first statement is ``opening``.

        Statements that are sent together are one transaction (PostgreSQL docs, "Multiple
        Statements in a Simple Query").
        """
        if not sends_together():
            with self.transaction(opening):
                return self.query(sql)
        self._ahead.append(opening)
        return self.query(sql)

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Run a statement that returns no rows."""
        with self._cursor() as cursor:
            self._run(cursor, sql, parameters)

    def ahead(self, sql: str) -> None:
        """Run a statement that cannot fail, together with the next one."""
        self._ahead.append(sql)

    def copy_in(self, sql: str, data: str) -> None:
        """Run a COPY ... FROM STDIN on ``data``."""
        self._send_ahead()
        with self._cursor() as cursor:
            copy_in(cursor, sql, data)

    @contextmanager
    def transaction(self, *opening: str) -> Iterator[None]:
        """Run the statements of a ``with`` block as one transaction, rolled back on an error.

        It begins with the first of them; without any there is none.
        """
        self._ahead = begun = ["BEGIN", *opening]
        try:
            yield
            self._end(begun, "COMMIT")
        except BaseException:
            # The connection may be gone; what went wrong is what the caller needs to hear. After
            # a COMMIT that failed, ROLLBACK is harmless.
            with suppress(*driver_errors()):
                self._end(begun, "ROLLBACK")
            raise

    def close(self) -> None:
        """Close the connection; closing twice is harmless."""
        with suppress(*driver_errors()):
            self._connection.close()

    def _end(self, begun: list[str], statement: str) -> None:
        """End a transaction, unless it has not even begun."""
        waiting, self._ahead = self._ahead, []
        if waiting is not begun:
            self.execute(statement)

    def _cursor(self) -> AbstractContextManager[Any]:
        return closing(self._connection.cursor())

    def _send_ahead(self) -> None:
        waiting, self._ahead = self._ahead, []
        if waiting:
            self.execute("; ".join(waiting))

    def _run(self, cursor: Any, sql: str, parameters: Sequence[object]) -> None:
        waiting, self._ahead = self._ahead, []
        run(cursor, "; ".join(waiting), sql, parameters)

"""The observing session on SQLite."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from alembic_mrt.roundtrip.dialects.base import Session
from alembic_mrt.roundtrip.own import own_connections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def open_own(database: Path | str) -> sqlite3.Connection:
    """Open a connection of our own, in autocommit; the only place where one is opened."""
    with own_connections():
        return sqlite3.connect(database, isolation_level=None, check_same_thread=False)


class SQLiteSession(Session):
    """Observe a SQLite database; PRAGMAs are left at their defaults.

    ``columns`` are rows of ``table_xinfo``, by the name of a table and the text that made it.
    """

    def __init__(self, path: Path) -> None:
        self.columns: dict[tuple[str, str], tuple[Any, ...]] = {}
        self.connection = open_own(path)
        # A text need not be UTF-8, and sqlite3 would refuse to read it.
        self.connection.text_factory = partial(str, encoding="utf-8", errors="backslashreplace")

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows."""
        with closing(self._run(sql, parameters)) as cursor:
            return cursor.fetchall()

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Run a statement that returns no rows."""
        self._run(sql, parameters).close()

    @contextmanager
    def transaction(self, *opening: str) -> Iterator[None]:
        """Run the statements of a ``with`` block as one transaction, rolled back on an error."""
        for statement in ("BEGIN", *opening):
            self.execute(statement)
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            # A deferred foreign key makes COMMIT fail and leaves the transaction open, while some
            # errors have ended it already.
            if self.connection.in_transaction:
                self.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the connection; closing twice is harmless."""
        self.connection.close()

    def _run(self, sql: str, parameters: Sequence[object]) -> sqlite3.Cursor:
        if not parameters:
            return self.connection.execute(sql)
        return self.connection.execute(qmark(sql), tuple(parameters))


@lru_cache(maxsize=256)
def qmark(sql: str) -> str:
    """Turn ``%s`` into ``?`` and ``%%`` into ``%``, also inside quotes, as psycopg2 does.

    A ``?`` outside quotes has no other meaning in SQLite, so none is escaped.
    """
    pieces = (piece.replace("%s", "?") for piece in sql.split("%%"))
    return "%".join(pieces)

"""One spelling of names and values, and queries that are planned once a connection."""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alembic_mrt.roundtrip.dialects.base import Session

# search_path decides which names the server qualifies: all but those of the default schema.
_SETTINGS = """
SELECT pg_catalog.set_config('search_path', 'public', true),
       pg_catalog.set_config('quote_all_identifiers', 'off', true),
       pg_catalog.set_config('lc_monetary', 'C', true),
       pg_catalog.set_config('xmlbinary', 'base64', true),
       pg_catalog.set_config('jit', 'off', true)
"""
_SERVER = """
SELECT current_setting('server_version_num')::int, current_setting('is_superuser') = 'on'
"""

_BY_INDEX = """
SAVEPOINT mrt_plan; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off
"""


class Canonical:
    """Ask a server whose settings have no say in how names and values are spelled.

    ``version`` is the server's, such as 150004; ``reads_all`` tells that no privilege and no row
    security keeps our role from a row.
    """

    def __init__(self, session: PostgreSQLSession) -> None:
        self._session = session
        ((self.version, self.reads_all),) = session.query(_SERVER)
        self._prepared: set[str] = set()
        self._by_index: set[str] = set()
        self._open = False

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a query and return its rows, outside a transaction in one of its own."""
        if self._open:
            return self._session.query(sql)
        return self._session.query_alone(_SETTINGS, sql)

    def catalog(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a query on the catalog, whose plan is kept: planning takes longer than running."""
        return self._session.query(f"EXECUTE {self._named(sql)}")

    def catalog_of(self, sql: str, relations: Iterable[str]) -> list[tuple[Any, ...]]:
        """Run a query on the catalog whose parameter ``$1`` are the oids of relations.

        They are given as expressions.
        """
        name, oids = self._named(sql, "(oid[])"), ", ".join(relations)
        return self._session.query(f"EXECUTE {name}(ARRAY[{oids}]::oid[])")

    def parts_of(self, sql: str, relations: Iterable[str]) -> list[tuple[Any, ...]]:
        """Run a query as :meth:`catalog_of` does, which the indexes of the catalog answer.

        The server thinks that to read small catalogs whole is as good. It plans at the first run.
        """
        if sql in self._by_index:
            return self.catalog_of(sql, relations)
        self._by_index.add(sql)
        self._session.execute(_BY_INDEX)
        found = self.catalog_of(sql, relations)
        self._session.execute("ROLLBACK TO SAVEPOINT mrt_plan")
        return found

    @contextmanager
    def transaction(self) -> Iterator[Canonical]:
        """Open a transaction in which everything is spelled in one way, or go on in it."""
        if self._open:
            yield self
            return
        with self._session.transaction(_SETTINGS):
            self._open = True
            try:
                yield self
            finally:
                self._open = False

    def _named(self, sql: str, types: str = "") -> str:
        name = f"mrt_{zlib.crc32(sql.encode()):08x}"
        if name not in self._prepared:
            self._session.execute(f"PREPARE {name}{types} AS {sql}")
            self._prepared.add(name)
        return name


def oid_of(table: str) -> str:
    """Return the expression for the oid of a table, which is given as SQL names it."""
    # Some drivers take a percent sign for a parameter.
    text = table.replace("'", "''").replace("%", "' || chr(37) || '")
    return f"to_regclass('{text}')"


def canonical_of(session: Session) -> Canonical:
    """Return the reader of a session, which outside a transaction runs queries one by one."""
    assert isinstance(session, PostgreSQLSession)
    if session.canonical is None:
        session.canonical = Canonical(session)
    return session.canonical


@contextmanager
def canonical(session: Session) -> Iterator[Canonical]:
    """Open a transaction of ``session`` in which the server spells everything in one way."""
    with canonical_of(session).transaction() as found:
        yield found

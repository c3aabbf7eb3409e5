"""One spelling of names and values, and queries that are planned once a connection."""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.roundtrip.dialects.base import Session

# search_path decides which names the server qualifies: all but those of the default schema.
# The server is asked what it has prepared, since a session may come with a new connection.
_BEGIN = """
SELECT pg_catalog.set_config('search_path', 'public', true),
       pg_catalog.set_config('quote_all_identifiers', 'off', true),
       pg_catalog.set_config('lc_monetary', 'C', true),
       pg_catalog.set_config('xmlbinary', 'base64', true),
       pg_catalog.set_config('jit', 'off', true),
       pg_catalog.current_setting('server_version_num')::int,
       ARRAY(SELECT name FROM pg_catalog.pg_prepared_statements)
"""

_open: dict[Session, Canonical] = {}
"""The transactions that are open at the moment, by session."""


class Canonical:
    """Ask a server whose settings have no say in how names and values are spelled.

    ``version`` is the server's, such as 150004.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        ((*_, version, prepared),) = session.query(_BEGIN)
        self.version = int(version)
        self._prepared = set(prepared)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a query and return its rows."""
        return self._session.query(sql)

    def catalog(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a query on the catalog, whose plan is kept: planning takes longer than running."""
        return self._session.query(f"EXECUTE {self._named(sql)}")

    def catalog_of(self, sql: str, names: Sequence[str] | None) -> list[tuple[Any, ...]]:
        """Run a query on the catalog whose parameter ``$1`` are the names of tables, or NULL."""
        # A percent sign would be taken for a parameter by some drivers.
        literal = "NULL" if names is None or "%" in "".join(names) else _array(names)
        return self._session.query(f"EXECUTE {self._named(sql, '(text[])')}({literal})")

    def _named(self, sql: str, types: str = "") -> str:
        name = f"mrt_{zlib.crc32(sql.encode()):08x}"
        if name not in self._prepared:
            self._session.execute(f"PREPARE {name}{types} AS {sql}")
            self._prepared.add(name)
        return name


def _array(names: Sequence[str]) -> str:
    literals = ("'" + name.replace("'", "''") + "'" for name in names)
    return f"ARRAY[{', '.join(literals)}]::text[]"


@contextmanager
def canonical(session: Session) -> Iterator[Canonical]:
    """Open a transaction in which the server spells everything in one way, or go on in it."""
    found = _open.get(session)
    if found is not None:
        yield found
        return
    with session.transaction():
        _open[session] = found = Canonical(session)
        try:
            yield found
        finally:
            del _open[session]

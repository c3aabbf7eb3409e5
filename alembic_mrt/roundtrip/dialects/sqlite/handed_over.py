"""A database file that was handed over: where it lies, and whether it is empty."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.sqlite.session import open_own

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

_REMEDY = (
    "Hand over an empty database, leave --use-database out, or let it be emptied with the key"
    " clean_database."
)


def check_empty(path: Path, version_table: str) -> None:
    """Make sure that a database holds nothing but an empty version table.

    Raises ProvisionError naming what it holds.
    """
    try:
        with closing(open_own(path)) as connection:
            held = _holds(connection, version_table)
    except sqlite3.Error as error:
        raise ProvisionError(
            f"The SQLite database {path} cannot be used: {error}.", _REMEDY
        ) from error
    if held:
        raise ProvisionError(f"The SQLite database {path} is not empty: it holds {held}.", _REMEDY)


def wipe(path: Path) -> None:
    """Take everything out of a database.

    Raises ProvisionError for a file that is none.
    """
    try:
        with closing(open_own(path)) as live, closing(open_own(":memory:")) as empty:
            live.execute("PRAGMA schema_version")
            empty.backup(live)
    except sqlite3.Error as error:
        raise ProvisionError(
            f"The SQLite database {path} cannot be used: {error}.", _REMEDY
        ) from error


def _holds(connection: sqlite3.Connection, version_table: str) -> str:
    found = connection.execute(
        r"SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
        r"AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name"
    ).fetchall()
    names = [name for (name,) in found if name != version_table]
    if names:
        return f"the table {names[0]}" + (f" and {len(names) - 1} more" if names[1:] else "")
    stamps = connection.execute(f'SELECT * FROM "{version_table}"').fetchall() if found else []
    return f"the revision {stamps[0][0]} in {version_table}" if stamps else ""


def path_of(url: str) -> Path:
    """Return the file that a URL names, there or not."""
    read = parsed(url)
    database = read.database
    if not database or ":memory:" in database or read.query.get("mode") == "memory":
        raise ProvisionError(
            "A SQLite database in memory cannot be handed over: it ends with its connection.",
            "Name a file, or leave --use-database out.",
        )
    return Path(database.removeprefix("file:").split("?")[0]).resolve()


def parsed(url: str) -> URL:
    """Read a URL that was handed over for this dialect."""
    try:
        read = make_url(url)
    except (ArgumentError, ValueError):
        raise ProvisionError(
            "The database URL cannot be read.", "Write it as sqlite:///path/to/file.db."
        ) from None
    if read.get_backend_name() != "sqlite":
        raise ProvisionError(
            f"The database URL is one of {read.get_backend_name()}, but the migration "
            "environment asks for sqlite.",
            "Hand over a sqlite:/// URL, or none.",
        )
    return read

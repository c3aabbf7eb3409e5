"""Run a script of SQL statement by statement, so that the one that fails is known."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.base import ScriptError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SKIPPED = re.compile(r"(?:\s+|--[^\n]*|/\*.*?\*/)*", re.DOTALL)


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run a script and commit it; raises ScriptError for the statement that fails."""
    for offset, statement in statements(script):
        _execute(connection, offset, statement)
    _execute(connection, len(script), "COMMIT" if connection.in_transaction else "")


def _execute(connection: sqlite3.Connection, offset: int, statement: str) -> None:
    try:
        connection.execute(statement).close()
    except sqlite3.Error as error:
        raise ScriptError(offset, str(error)) from error


def statements(script: str) -> Iterator[tuple[int, str]]:
    """Yield the statements, each with its place; a semicolon in a trigger does not end one."""
    start = _start(script, 0)
    for semicolon in re.finditer(";", script):
        statement = script[start : semicolon.end()]
        if sqlite3.complete_statement(statement):
            yield start, statement
            start = _start(script, semicolon.end())
    if start < len(script):
        yield start, script[start:]


def _start(script: str, position: int) -> int:
    """Return where the next statement begins, blanks and comments passed over."""
    skipped = _SKIPPED.match(script, position)
    return skipped.end() if skipped else position

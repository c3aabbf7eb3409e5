"""Settings of a connection that env.py made and a new connection must have too."""

from __future__ import annotations

import re

from sqlalchemy.engine import Connection

_PRAGMAS = ("foreign_keys", "ignore_check_constraints", "legacy_alter_table", "recursive_triggers")


def connection_settings(connection: Connection) -> tuple[str, ...]:
    """Return the PRAGMAs that hold for a connection alone (SQLite docs, "PRAGMA Statements")."""
    values = ((name, connection.exec_driver_sql(f"PRAGMA {name}").scalar()) for name in _PRAGMAS)
    return tuple(f"PRAGMA {name} = {value}" for name, value in values if value is not None)


def setting_pattern() -> re.Pattern[str]:
    """Return how a statement begins that changes one of them."""
    return re.compile(rf"(?:^|;)\s*pragma\s+(?:\w+\s*\.\s*)?(?:{'|'.join(_PRAGMAS)})\b")

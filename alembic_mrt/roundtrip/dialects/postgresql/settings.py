"""Session settings that env.py made and a new connection must have too."""

from __future__ import annotations

from sqlalchemy.engine import Connection

_SESSION = "SELECT name, setting FROM pg_catalog.pg_settings WHERE source = 'session'"
_OF_A_TRANSACTION = ("transaction_isolation", "transaction_read_only", "transaction_deferrable")
_RESET = ("RESET ALL", "RESET ROLE")
_ROLE = "SELECT pg_catalog.current_setting('role')"


def session_settings(connection: Connection) -> tuple[str, ...]:
    """Return statements that set what ``connection`` has set, and nothing else.

    PostgreSQL docs, "pg_settings": source is ``session`` for what SET changed. The role is not
    listed there.
    """
    rows = connection.exec_driver_sql(_SESSION).fetchall()
    role = connection.exec_driver_sql(_ROLE).scalar_one()
    statements = [_set(name, value) for name, value in rows if name not in _OF_A_TRANSACTION]
    return (*_RESET, *statements, *([_set("role", role)] if role != "none" else []))


def _set(name: str, value: str) -> str:
    return f"SELECT pg_catalog.set_config({_literal(name)}, {_literal(value)}, false)"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"

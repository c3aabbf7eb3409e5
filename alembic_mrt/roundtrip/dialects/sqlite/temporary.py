"""What lives in the temporary database of a connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_LEFT = """
SELECT type, name FROM sqlite_temp_master
WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
ORDER BY type DESC
"""


def drop_temporary(connection: Connection) -> None:
    """Drop views and triggers, then the tables that they speak of."""
    for kind, name in connection.exec_driver_sql(_LEFT).all():
        quoted = name.replace('"', '""')
        connection.exec_driver_sql(f'DROP {kind} IF EXISTS temp."{quoted}"')

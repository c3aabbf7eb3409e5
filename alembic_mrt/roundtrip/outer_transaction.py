"""Let each revision have a transaction of its own, where env.py began one around them all.

Alembic would run every step in that one, and ``transaction_per_migration`` would have no effect.
It is left only when the walk starts, for env.py may use its connection until then.
"""

from __future__ import annotations

from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import Connection
from sqlalchemy.exc import InvalidRequestError

from alembic_mrt.roundtrip.dialects import dialect_for


def leave_outer_transaction(context: MigrationContext) -> bool:
    """Commit what env.py's connection has begun; tell whether Alembic would have stayed in it.

    The context gets another connection where env.py's takes no more transactions. Raises
    SQLAlchemy's TimeoutError where the pool has none.
    """
    connection = context.connection
    assert connection is not None
    settings = dialect_for(connection.dialect.name).settings(connection)
    connection.commit()
    outer = context._in_external_transaction
    context._in_external_transaction = False
    if not _usable(connection):
        outer = True
        connect_anew(context, connection, settings)
    return outer


def connect_anew(
    context: MigrationContext, connection: Connection, settings: tuple[str, ...] = ()
) -> Connection:
    """Let the context go on with another connection of the same engine, set up alike."""
    new = connection.engine.connect().execution_options(**connection.get_execution_options())
    context.connection = context.impl.connection = new
    for statement in settings:
        new.exec_driver_sql(statement)
    new.commit()
    return new


def _usable(connection: Connection) -> bool:
    """Tell whether a connection whose transaction was ended takes another one.

    It does not while a ``with engine.begin()`` block of env.py waits for its own end.
    """
    try:
        connection.exec_driver_sql("SELECT 1")
    except InvalidRequestError:
        return False
    connection.commit()
    return True

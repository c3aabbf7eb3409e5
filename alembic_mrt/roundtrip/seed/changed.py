"""A row of before that makes use of a freedom, where there is no room for a new one.

The only row of a table of settings, or each row of a table whose key is a label, stays where it
is: the new version of the application changes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.facts import SAVEPOINT, DialectFacts, qualified, query, quote

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Session
    from alembic_mrt.roundtrip.seed.freedoms import Freedom
    from alembic_mrt.roundtrip.seed.pool import Value

_ROWS = 4


def change_one(session: Session, facts: DialectFacts, freedom: Freedom) -> bool:
    """Let one row have the values that a freedom takes; tell whether the server took them."""
    with session.transaction(*facts.opening):
        return any(
            _changes(session, facts, freedom, dict(takes), row)
            for takes in freedom.takes
            for row in range(_ROWS)
        )


def _changes(
    session: Session, facts: DialectFacts, freedom: Freedom, values: dict[str, Value], row: int
) -> bool:
    table, row_id = qualified(freedom.table), facts.row_id
    changes = ", ".join(f"{quote(name)} = %s" for name in values)
    one = f"SELECT {row_id} FROM {table} LIMIT 1 OFFSET {row}"
    sql = f"UPDATE {table} SET {changes} WHERE {row_id} = ({one}) RETURNING 1"
    session.execute(f"SAVEPOINT {SAVEPOINT}")
    try:
        return bool(query(session, sql, list(values.values())))
    except facts.errors:
        session.execute(f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")
        return False

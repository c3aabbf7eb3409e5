"""Generated keys on SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Session
    from alembic_mrt.schema.objects import Schema


def sequences_behind(session: Session, schema: Schema) -> frozenset[str]:  # noqa: ARG001
    """Return nothing: SQLite never hands out a key that is in use.

    AUTOINCREMENT takes the larger of ``sqlite_sequence`` and the largest key of the table, a
    plain INTEGER PRIMARY KEY looks at the table alone (SQLite docs, "AUTOINCREMENT").
    """
    return frozenset()

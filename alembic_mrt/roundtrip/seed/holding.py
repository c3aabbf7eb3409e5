"""Whether a table can hold a value that it does not hold: asked, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.json_values import meaning
from alembic_mrt.roundtrip.seed.facts import SAVEPOINT, escape, execute, qualified, query, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.roundtrip.seed.facts import DialectFacts


@dataclass(frozen=True, slots=True)
class Place:
    """Name a value: its table, columns and values that tell its row apart, and its column.

    Rows that are equal in all of them are looked at together.
    All values are spelled as in a snapshot.
    """

    table: TableName
    key: Sequence[tuple[str, str | None]]
    column: str


def holds(session: Session, facts: DialectFacts, place: Place, value: str | None) -> bool:
    """Tell whether the place takes ``value`` and gives it back; it is left as it is.

    A document may come back in another spelling.
    """
    asked = (f"{quote(c)} = {escape(facts.literal(v))}" for c, v in place.key)
    where = " AND ".join(asked) or "1 = 1"
    change = f"{quote(place.column)} = {escape(facts.literal(value))}"
    read = facts.read_back(quote(place.column))
    table = qualified(place.table)
    try:
        with facts.enforcing(session), session.transaction():
            session.execute(f"SAVEPOINT {SAVEPOINT}")
            astray = facts.astray(session, place.table)
            execute(session, f"UPDATE {table} SET {change} WHERE {where}")
            facts.tighten(session)
            leads_astray = facts.astray(session, place.table) > astray
            found = query(session, f"SELECT {read} FROM {table} WHERE {where}")
            session.execute(f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")
    except facts.errors:
        return False
    same = {meaning(facts.spelled(given)) for (given,) in found} == {meaning(value)}
    return same and not leads_astray

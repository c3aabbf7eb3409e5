"""A row of before that makes use of a freedom, where there is no room for a new one.

The only row of a table of settings, or each row of a table whose key is a label, stays where it
is: the new version of the application changes it.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.roundtrip.seed.facts import SAVEPOINT, DialectFacts, qualified, query, quote
from alembic_mrt.roundtrip.seed.insert import KEPT_NONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.roundtrip.dialects.base import Session
    from alembic_mrt.roundtrip.seed.freedom import Freedom
    from alembic_mrt.roundtrip.seed.rows import Row

_ROWS = 4
TOO_FEW = "the table holds too few rows"


def change_one(session: Session, facts: DialectFacts, freedom: Freedom) -> str | None:
    """Let a row use a freedom: have its values, or those of another; return why none could."""
    with session.transaction(*facts.opening):
        change = _Change(session, facts, freedom)
        refusal: str | None = TOO_FEW
        for wanted in change.ways():
            refusal = change.make(wanted)
            if refusal is None:
                break
        return refusal


Wanted: TypeAlias = "tuple[tuple[object, Row], ...]"


class _Change:
    def __init__(self, session: Session, facts: DialectFacts, freedom: Freedom) -> None:
        self._session = session
        self._facts = facts
        self._freedom = freedom
        self._table = qualified(freedom.table)
        self._names = freedom.repeats
        read = [facts.row_id, *(facts.read_back(quote(name)) for name in self._names)]
        sql = f"SELECT {', '.join(read)} FROM {self._table} LIMIT {_ROWS}"
        self._rows = self._read(sql)

    def ways(self) -> Iterator[Wanted]:
        """Yield what rows, by their id, are to hold."""
        for takes in self._freedom.takes:
            yield from (((row[0], dict(takes)),) for row in self._rows)
        for (one, *_), (other, *values) in permutations(self._rows, 2):
            alike: Row = dict(zip(self._names, values, strict=True))  # type: ignore[arg-type]
            for first, second in self._freedom.pairs:
                yield (other, dict(first)), (one, {**alike, **dict(second)})
            if alike and not self._freedom.paired:
                yield ((one, alike),)

    def _read(self, sql: str) -> list[tuple[object, ...]]:
        """Read rows with their ids, which some tables lack."""
        self._session.execute(f"SAVEPOINT {SAVEPOINT}")
        try:
            return query(self._session, sql)
        except self._facts.errors:
            self._session.execute(f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")
            return []

    def make(self, wanted: Wanted) -> str | None:
        """Change the rows; return what the server says against it."""
        self._session.execute(f"SAVEPOINT {SAVEPOINT}")
        try:
            changed = [self._update(row_id, values) for row_id, values in wanted]
        except self._facts.errors as error:
            self._session.execute(f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")
            return self._facts.message(error)
        return None if all(changed) else KEPT_NONE

    def _update(self, row_id: object, values: Row) -> bool:
        changes = ", ".join(f"{quote(name)} = %s" for name in values)
        found = f"{self._facts.row_id} = {self._facts.row_id_value}"
        sql = f"UPDATE {self._table} SET {changes} WHERE {found} RETURNING 1"
        return bool(query(self._session, sql, [*values.values(), row_id]))

"""Foreign keys in a circle: rows that are pointed at their targets once those exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.facts import SAVEPOINT, DialectFacts, execute, qualified, quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.roundtrip.seed.plan import Reference, TablePlan
    from alembic_mrt.roundtrip.seed.rows import Row


class UnmendedCycleError(Exception):
    """Say that rows of a cycle of foreign keys could not be pointed at each other."""

    def __init__(self, table: TableName, reason: str) -> None:
        super().__init__(reason)
        self.table = table
        self.reason = reason


def is_needed(plan: TablePlan, references: Sequence[Reference]) -> bool:
    """Tell whether a row of the table cannot do without one of ``references``."""
    return any(not plan.columns[c].nullable for r in references for c in r.columns)


class Mender:
    """Fill in references that had to wait."""

    def __init__(
        self, session: Session, facts: DialectFacts, keys: Mapping[TableName, Sequence[Row]]
    ) -> None:
        self._session = session
        self._facts = facts
        self._keys = keys

    def mend(
        self, plan: TablePlan, references: Sequence[Reference], row_ids: Sequence[object]
    ) -> None:
        """Point each of the rows at one of the rows that came later.

        A row that the server will not have so keeps its NULL; where there is none, the whole
        table is given up with an UnmendedCycleError.
        """
        for number, row_id in enumerate(row_ids):
            refusal = self._point(plan, references, number, row_id)
            if refusal and is_needed(plan, references):
                raise UnmendedCycleError(plan.name, refusal)

    def _point(
        self, plan: TablePlan, references: Sequence[Reference], number: int, row_id: object
    ) -> str:
        found: Row = {}
        for reference in references:
            targets = self._keys.get(reference.parent, ())
            if not targets:
                key = reference.key.name or f"({', '.join(reference.columns)})"
                return f"its foreign key {key} needs a row of {reference.parent[1]}, which has none"
            target = targets[(number + plan.salt) % len(targets)]
            pairs = zip(reference.columns, reference.referred, strict=True)
            found.update({column: target[referred] for column, referred in pairs})
        changes = ", ".join(f"{quote(c)} = %s" for c in found)
        where = f"{self._facts.row_id} = {self._facts.row_id_value}"
        sql = f"UPDATE {qualified(plan.name)} SET {changes} WHERE {where}"
        self._session.execute(f"SAVEPOINT {SAVEPOINT}")
        try:
            execute(self._session, sql, [*found.values(), row_id])
        except self._facts.errors as error:
            self._session.execute(f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")
            return self._facts.message(error)
        return ""

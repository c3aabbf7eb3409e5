"""Write rows: all of a table at once, and one by one where the server refuses some."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.facts import SAVEPOINT, DialectFacts, qualified, query, quote
from alembic_mrt.schema.objects import CheckConstraint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.roundtrip.dialects.base import Session
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.pool import Value
    from alembic_mrt.roundtrip.seed.rows import Row

Returned = tuple[object, ...]
_LONGEST = 300
KEPT_NONE = "the server took rows and kept none, as a trigger or a rule can have it"


@dataclass(slots=True)
class Outcome:
    """Hold what came back for each row inserted, which rows were refused, and the first reason."""

    returned: list[Returned] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    refusal: str = ""


class DistrustError(Exception):
    """Say that rows were refused that used to be taken: nothing of the transaction can stay."""


class Inserter:
    """Insert rows into one table after the other within a transaction."""

    def __init__(self, session: Session, facts: DialectFacts, *, careful: bool) -> None:
        self._session = session
        self._facts = facts
        self._careful = careful

    def insert(
        self,
        plan: TablePlan,
        rows: Sequence[Row],
        returning: Sequence[str],
        *,
        trusted: bool,
        attempts: int = 1,
    ) -> Outcome:
        """Insert what the server takes of ``rows``; ``returning`` are expressions.

        Rows that are ``trusted`` go without a savepoint, unless the inserter is careful. More
        ``attempts`` at the whole bring a sequence past the keys of rows that it did not number.
        """
        outcome = Outcome()
        if trusted and not self._careful:
            sql, values = self._statement(plan, rows, returning)
            try:
                outcome.returned = query(self._session, sql, values)
            except self._facts.errors as error:
                raise DistrustError from error
        elif not any(self._try(plan, rows, returning, outcome) for _ in range(attempts)):
            outcome.refusal = ""
            for number, row in enumerate(rows):
                if not self._try(plan, [row], returning, outcome):
                    outcome.refused.append(number)
        return outcome

    def _try(
        self, plan: TablePlan, rows: Sequence[Row], returning: Sequence[str], outcome: Outcome
    ) -> bool:
        sql, values = self._statement(plan, rows, returning)
        self._session.ahead(f"SAVEPOINT {SAVEPOINT}")
        try:
            outcome.returned += query(self._session, sql, values)
        except self._facts.errors as error:
            self._session.execute(f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")
            outcome.refusal = outcome.refusal or worded(self._facts.message(error), plan)
            return False
        return True

    def _statement(
        self, plan: TablePlan, rows: Sequence[Row], returning: Sequence[str]
    ) -> tuple[str, list[Value]]:
        columns = [c for name, c in plan.columns.items() if name in rows[0]]
        if columns:
            line = f"({', '.join(['%s'] * len(columns))})"
        else:
            columns = [c for c in plan.columns.values() if not c.generated or c.server][:1]
            line = f"({self._facts.made_by_server})"
        names = ", ".join(quote(c.name) for c in columns)
        lines = ", ".join([line] * len(rows))
        into = f"{qualified(plan.name)} ({names}) {self._facts.overriding(columns)}"
        if not columns:
            into, lines = qualified(plan.name), ""
        source = f"VALUES {lines}" if lines else "DEFAULT VALUES"
        values = [row[c.name] for row in rows for c in columns if c.name in row]
        return f"INSERT INTO {into} {source} RETURNING {', '.join(returning) or '1'}", values


def worded(message: str, plan: TablePlan) -> str:
    """Return the server's message, with the text of the check that it names."""
    for item in plan.objects:
        named = isinstance(item, CheckConstraint) and item.name and f'"{item.name}"' in message
        if named and isinstance(item, CheckConstraint):
            text = " ".join(str(item.expression).split())
            short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
            return f"{message}: CHECK ({short})"
    return message

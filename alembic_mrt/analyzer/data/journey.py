"""The way of one column's values through the statements of upgrade() and downgrade()."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.convert import Unsure, Value
from alembic_mrt.analyzer.data.flow import Assignment, Turn
from alembic_mrt.operations.vocabulary import Opaque
from alembic_mrt.schema.objects import Column

if TYPE_CHECKING:
    from alembic_mrt.operations.replay import Applied, Replayed


@dataclass(frozen=True, slots=True)
class Journey:
    """Hold a column and the statements of both functions that change its values."""

    run: Replayed
    column: Column
    up: Sequence[Turn]
    down: Sequence[Turn]

    def overwriting(self) -> Assignment | None:
        """Return the last UPDATE of downgrade() where it writes one constant into every row."""
        from sqlglot import exp

        assigned = [turn for turn in self.down if isinstance(turn, Assignment)]
        last = assigned[-1] if assigned else None
        if last is None or not overwrites(last) or last.value.find(exp.Column, exp.Func):
            return None
        return last


def sent(value: Value, turns: Sequence[Turn]) -> Value:
    """Return what statements make of a value."""
    for turn in turns:
        value = run_turn(turn, value, known=None)
    return value


def run_turn(turn: Turn, value: Value, known: bool | None) -> Value:
    """Run a statement; ``known`` is taken for a condition that cannot be evaluated."""
    try:
        return turn.run(value)
    except Unsure:
        if known is None or not turn.condition:
            raise
        return turn.run(value, known)


def overwrites(turn: Assignment) -> bool:
    """Tell whether a statement writes every row, and nothing that the old value shows in."""
    from sqlglot import exp

    if turn.condition or turn.value is None:
        return False
    names = {column.name.casefold() for column in turn.value.find_all(exp.Column)}
    unknown = turn.value.find(exp.Placeholder, exp.Parameter, exp.Subquery) is not None
    return turn.column not in names and not unknown


def is_told(turn: Turn) -> bool:
    """Tell whether the condition of a statement can be evaluated for its column alone."""
    if not isinstance(turn, Assignment) or not turn.condition:
        return True
    return turn.where is not None and turn.reads_only_itself


def may_write(steps: Sequence[Applied], table: str) -> bool:
    """Tell whether something that could not be read may write into a table."""
    return any(
        isinstance(step, Opaque) and (not step.tables or table in _folded(step.tables))
        for step in (applied.operation for applied in steps)
    )


def _folded(names: Sequence[str]) -> set[str]:
    return {name.casefold() for name in names}

"""What downgrade() makes of the values that users write after upgrade(), told on samples."""

from __future__ import annotations

from dataclasses import dataclass

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, literal, same
from alembic_mrt.analyzer.data.flow import Assignment
from alembic_mrt.analyzer.data.journey import Journey, is_told, may_write, sent
from alembic_mrt.analyzer.data.references import is_of_an_added_row
from alembic_mrt.analyzer.data.samples import Domain, domain_of, mined
from alembic_mrt.finding import Severity
from alembic_mrt.schema.objects import Column


@dataclass(frozen=True, slots=True)
class NewValues(Journey):
    """Judge what downgrade() makes of the values that users write after upgrade()."""

    def verdict(self, new: Column) -> tuple[Severity, str] | None:
        """Judge what downgrade() makes of a value that users write into the new column."""
        old, written = domain_of(self.run.before, self.column), domain_of(self.run.upgraded, new)
        given = list(mined(tree for turn in (*self.up, *self.down) for tree in turn.trees))
        changed = [pair for v in written.samples(given) if (pair := self._changed(v, old))]
        again = [value for value, _, kept in changed if kept]
        if any(isinstance(value, str) for value in again):
            # Texts of some format come back: others may not be in the column at all.
            changed = [entry for entry in changed if entry[0] in given]
        for value, becomes, kept in changed:
            if not kept:
                return Severity.WARNING, f"{literal(value)} becomes {literal(becomes)}"
        return self._overwritten()

    def _changed(self, value: Value, old: Domain) -> tuple[Value, Value, bool] | None:
        """Return what downgrade() makes of a value, and whether the next upgrade undoes it."""
        try:
            becomes = sent(value, self.down)
            if same(becomes, value) or not old.holds(value):
                return None
            if is_of_an_added_row(self.run, self.column, value):
                return None
            return value, becomes, same(sent(becomes, self.up), value)
        except (Unsure, Refused):
            return None

    def _overwritten(self) -> tuple[Severity, str] | None:
        """Judge an UPDATE of a column that upgrade() leaves alone, under some other condition."""
        assigned = [turn for turn in self.down if isinstance(turn, Assignment)]
        unread = any(turn.value is None for turn in assigned)
        known = self.up or unread or not assigned or all(map(is_told, assigned))
        if known or may_write(self.run.upgrade, str(self.column.table).casefold()):
            return None
        return Severity.WARNING, f"it writes other values WHERE {assigned[0].condition}"

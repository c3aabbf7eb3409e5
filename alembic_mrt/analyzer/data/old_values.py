"""Whether the values that a column held before come back, told on samples.

A sample that comes back as something else is a witness of the loss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, cast, is_number, literal, same
from alembic_mrt.analyzer.data.flow import Assignment, Conversion, Turn
from alembic_mrt.analyzer.data.journey import Journey, is_told, may_write, overwrites, run_turn
from alembic_mrt.analyzer.data.kinds import Kind, kind_of
from alembic_mrt.analyzer.data.patterns import expects, patterned
from alembic_mrt.analyzer.data.samples import SPELLINGS, Domain, domain_of, mined
from alembic_mrt.analyzer.data.trail import Spot
from alembic_mrt.analyzer.data.zones import shifted_zone
from alembic_mrt.finding import Severity

_USUAL = ("", 0, False)
"""Values that any column may have held before; others a statement may have brought."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Hold a value that does not come back: what it was, what it becomes, what it is then."""

    was: Value
    became: Value
    returns: Value

    @property
    def sentence(self) -> str:
        """Say what happens to the value."""
        was, became, returns = map(literal, (self.was, self.became, self.returns))
        if self.was == self.became:
            return f"{was}, which rows may have held before, comes back as {returns}"
        return f"{was} becomes {became} and comes back as {returns}"


@dataclass(frozen=True, slots=True)
class OldValues(Journey):
    """Judge whether the values come back that a column may hold before upgrade()."""

    comes_back: list[Value] = field(default_factory=list)

    def verdict(self, end: Spot) -> tuple[Severity, str, Turn | None] | None:
        """Return severity, reason and the statement of downgrade() that was meant to undo it."""
        witnesses, unsure = self._witnesses()
        turn = self.down[0] if self.down else None
        if turn is not None and (shifted := shifted_zone(self.up, self.down)):
            return Severity.WARNING, shifted, turn
        if witnesses:
            severity, witness = min(witnesses, key=lambda w: list(Severity).index(w[0]))
            if severity is Severity.NOTE or not may_write(self.run.downgrade, end.table):
                return severity, witness.sentence, turn
        if may_write(self.run.downgrade, end.table):
            return Severity.NOTE, "whether downgrade() puts them back could not be read", None
        last = self.overwriting()
        if last is not None and (unsure or kind_of(self.column.type) is None):
            return Severity.ERROR, f"downgrade() writes {last.value.sql()} into every row", last
        return self._undecided(turn) if unsure else None

    def _undecided(self, turn: Turn | None) -> tuple[Severity, str, Turn | None] | None:
        assigned = [turn for turn in self.up if isinstance(turn, Assignment)]
        if not assigned:
            return self._converted_unread(turn)
        if turn is not None:
            return Severity.NOTE, "whether downgrade() computes the same values is not known", turn
        whole = any(overwrites(turn) for turn in assigned)
        severity = Severity.ERROR if whole else Severity.WARNING
        return severity, "downgrade() does not put the old ones back", None

    def _converted_unread(self, turn: Turn | None) -> tuple[Severity, str, Turn | None] | None:
        """Judge what USING makes of the values, where both ways say so and neither is read."""
        said = [isinstance(t, Conversion) and t.using is not None for t in (*self.up, *self.down)]
        if not self.down or not all(said):
            return None
        return Severity.NOTE, "whether USING computes the same values again is not known", turn

    def _witnesses(self) -> tuple[list[tuple[Severity, Witness]], bool]:
        domain = domain_of(self.run.before, self.column)
        asked = list(mined(tree for turn in self.up for tree in turn.trees))
        given = list(mined(tree for turn in self.down for tree in turn.trees))
        found: list[Witness] = []
        parts = patterned(tree for turn in (*self.up, *self.down) for tree in turn.trees)
        samples = domain.samples([*asked, *given, *self._spellings(), *parts])
        unsure = all(value is None for value in samples)
        for value in samples:
            try:
                witness = self._witness(value)
            except Refused:
                continue
            except Unsure:
                unsure = True
                continue
            if witness is not None:
                found.append(witness)
        return [(self._severity(witness, domain, asked), witness) for witness in found], unsure

    def _spellings(self) -> Iterator[Value]:
        """Yield texts that are spelled in another way than the types of upgrade() spell them."""
        for turn in self.up:
            kind = kind_of(turn.text) if isinstance(turn, Conversion) else None
            if kind is not None and self.run.dialect in (None, "postgresql"):
                yield from SPELLINGS.get(kind.family, ())

    def _witness(self, value: Value) -> Witness | None:
        became = value
        for turn in self.up:
            became = run_turn(turn, became, known=True)
        returns = self._returned(became)
        if not same(returns, value):
            return Witness(value, became, returns)
        if not same(value, became):
            self.comes_back.append(value)
        return None

    def _returned(self, became: Value) -> Value:
        """Return what downgrade() makes of a value; one that it refuses is not told."""
        conditions = {turn.condition for turn in self.up if turn.condition}
        for turn in self.down:
            known = True if turn.condition in conditions else None
            try:
                became = run_turn(turn, became, known)
            except Refused as error:
                raise Unsure(str(error)) from None
        return became

    def _severity(self, witness: Witness, domain: Domain, asked: Sequence[Value]) -> Severity:
        if witness.was == witness.became:
            if not self.up or self.overwriting() is not None:
                return Severity.ERROR
            usual = witness.was in _USUAL or domain.listed is not None or self._converted_back()
            return Severity.WARNING if usual or self._expects(witness.was) else Severity.NOTE
        if self._converts() and _means_the_same(witness):
            text = domain.kind is not None and domain.kind.family == "text"
            return Severity.WARNING if text else Severity.NOTE
        if self.down and (self._is_of_a_format(witness, domain, asked) or not self._all_told()):
            return Severity.NOTE
        if witness.was is None or (self.run.dialect is None and self._converts()):
            return Severity.WARNING
        told = any(isinstance(turn, Conversion) or not turn.condition for turn in self.up)
        return Severity.ERROR if told or self.down else Severity.WARNING

    def _is_of_a_format(self, witness: Witness, domain: Domain, asked: Sequence[Value]) -> bool:
        """Tell whether it may be that only texts of some format are in the column.

        That is so where texts of such a format do come back, and no statement names this one. A
        number below zero is of such a kind, too: it is in no column of keys.
        """
        if is_number(witness.was) and witness.was not in asked and domain.listed is None:
            return _is_negative(witness.was) and any(is_number(v) for v in self.comes_back)
        general = isinstance(witness.was, str) and witness.was not in asked
        texts = any(isinstance(value, str) for value in self.comes_back)
        return general and texts and domain.listed is None

    def _all_told(self) -> bool:
        """Tell whether all conditions of upgrade() can be evaluated for this column alone."""
        return all(is_told(turn) for turn in self.up)

    def _converts(self) -> bool:
        return any(isinstance(turn, Conversion) for turn in self.up)

    def _expects(self, value: Value) -> bool:
        """Tell whether upgrade() itself expects a value: it spares it, or replaces within texts."""
        assigned = [turn for turn in self.up if isinstance(turn, Assignment)]
        return isinstance(value, str) and any(expects(turn, value) for turn in assigned)

    def _converted_back(self) -> bool:
        """Tell whether both functions do nothing but give the column a type."""
        return all(isinstance(turn, Conversion) for turn in (*self.up, *self.down))


def _is_negative(value: Value) -> bool:
    return isinstance(value, int | Fraction) and value < 0


def _means_the_same(witness: Witness) -> bool:
    """Tell whether a text comes back in another spelling, which not every application uses."""
    if not isinstance(witness.was, str) or not isinstance(witness.returns, str):
        return False
    if witness.was.rstrip(" ") == witness.returns:
        return True
    return any(_spelled(witness, kind) for kind in _OWN_SPELLING)


_OWN_SPELLING = (
    Kind("UUID", "uuid"), Kind("JSONB", "json"), Kind("BIGINT", "integer"),
    Kind("BOOLEAN", "boolean"),
)  # fmt: skip


def _spelled(witness: Witness, kind: Kind) -> bool:
    try:
        return cast(witness.was, kind) == cast(witness.returns, kind)
    except (Unsure, Refused):
        return False

"""Which values an upgrade changes so that the downgrade does not give them back.

Each changed column is followed on sample values through all statements of upgrade() and
downgrade(). A sample that comes back as something else is a witness of the loss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, cast, is_number, literal, same
from alembic_mrt.analyzer.data.crossed import crossed
from alembic_mrt.analyzer.data.flow import Assignment, Conversion, Turn, turns
from alembic_mrt.analyzer.data.kinds import Kind, kind_of
from alembic_mrt.analyzer.data.patterns import expects, patterned
from alembic_mrt.analyzer.data.references import is_of_an_added_row
from alembic_mrt.analyzer.data.row_trips import overwritten
from alembic_mrt.analyzer.data.samples import SPELLINGS, Domain, domain_of, mined
from alembic_mrt.analyzer.data.trail import Spot, back, column_at, forth, spot
from alembic_mrt.analyzer.data.zones import shifted_zone
from alembic_mrt.analyzer.put_back import put_back
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import KEEP, AlterColumn, Opaque, Update
from alembic_mrt.schema.objects import Column

if TYPE_CHECKING:
    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.operations.replay import Applied, Replayed


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
class Change:
    """Hold a column whose values change: the first statement that does it, and the verdict."""

    applied: Applied
    column: Column
    severity: Severity
    reason: str
    restoring: Applied | None = None

    @property
    def label(self) -> str:
        """Name the column."""
        return self.column.label


def changed_values(entry: Analysed, run: Replayed) -> Iterator[Change]:
    """Yield the columns whose values do not come back, once each."""
    seen: set[Spot] = set()
    for index, applied in enumerate(run.upgrade):
        for place in _touched(applied):
            start = back(run.upgrade[:index], place)
            internal = place.table.startswith("sqlite_")
            if start is not None and start not in seen and not internal:
                seen.add(start)
                yield from _judge(entry, run, index, start)
    for index, applied in enumerate(run.downgrade):
        if isinstance(applied.operation, Update):
            for place in _touched(applied):
                end = back(run.downgrade[:index], place)
                start = back(run.upgrade, end) if end is not None else None
                if start is not None and end is not None and start not in seen:
                    seen.add(start)
                    yield from _judge_untouched(run, index, start, end)
    for applied, start, last in crossed(run):
        column = column_at(run.before, start)
        if column is not None:
            reason = f"they come back in column '{last.column}'"
            yield Change(applied, column, Severity.ERROR, reason)


def _judge_untouched(run: Replayed, index: int, start: Spot, end: Spot) -> Iterator[Change]:
    """Judge a column that downgrade() alone writes, which may change rows of old."""
    column = column_at(run.before, start)
    if column is None or forth(run.downgrade, end) is None:
        return
    down = list(turns(run.downgrade, end, run.dialect))
    if not any(isinstance(turn, Assignment) and not turn.condition for turn in down):
        return
    verdict = _Journey(run, column, [], down).verdict(end)
    if verdict is not None and verdict[0] is not Severity.NOTE:
        applied = run.downgrade[index]
        severity = Severity.ERROR if applied.certain else Severity.WARNING
        yield Change(applied, column, severity, verdict[1])


def changed_new_rows(_: Analysed, run: Replayed) -> Iterator[Change]:
    """Yield the columns in which downgrade() changes what users have written, once each.

    Only where the old schema could hold it, and the next upgrade does not make it again.
    """
    seen: set[Spot] = set()
    for index, applied in enumerate(run.downgrade):
        if not isinstance(applied.operation, Update):
            continue
        for place in _touched(applied):
            end = back(run.downgrade[:index], place)
            if end is not None and end not in seen:
                seen.add(end)
                yield from _judge_new(run, index, end)


def _judge_new(run: Replayed, index: int, end: Spot) -> Iterator[Change]:
    start = back(run.upgrade, end)
    old = column_at(run.before, start) if start is not None else None
    new = column_at(run.upgraded, end)
    if start is None or old is None or new is None or forth(run.downgrade, end) is None:
        return
    up = list(turns(run.upgrade, start, run.dialect))
    journey = _Journey(run, old, up, list(turns(run.downgrade, end, run.dialect)))
    found = journey.new_row_changed(new) or _left_out(run, old, end)
    if found is not None:
        severity, reason = found
        yield Change(run.downgrade[index], old, severity, reason)


def _left_out(run: Replayed, old: Column, end: Spot) -> tuple[Severity, str] | None:
    """Judge a column that downgrade() fills from one which rows of users may leave out."""
    row = overwritten(run, old, end)
    if row is None:
        return None
    becomes = f"{literal(row.was)} becomes {literal(row.returns)}"
    return Severity.WARNING, f"{becomes} where the columns that upgrade() adds are left out"


def _touched(applied: Applied) -> Iterator[Spot]:
    operation = applied.operation
    if isinstance(operation, Update) and isinstance(operation.assignments, tuple):
        for name, _ in operation.assignments:
            yield spot(operation.table, name, operation.schema)
    if isinstance(operation, AlterColumn) and KEEP not in (operation.type,):
        yield spot(operation.table, operation.column, operation.schema)


def _judge(entry: Analysed, run: Replayed, index: int, start: Spot) -> Iterator[Change]:
    end = forth(run.upgrade, start)
    column = column_at(run.before, start) or column_at(run.upgrade[index].before, start)
    up = list(turns(run.upgrade, start, run.dialect))
    if end is None or not up or forth(run.downgrade, end) is None:
        return
    if column is None:
        column = Column(table=start.table, name=start.column, schema=start.schema or None)
    applied = up[0].applied
    kept = put_back(entry, run, run.upgrade.index(applied), column)
    if kept is not None:
        severity, reason = kept
        if severity is not None:
            yield Change(applied, column, severity, reason)
        return
    verdict = _Journey(run, column, up, list(turns(run.downgrade, end, run.dialect))).verdict(end)
    if verdict is not None:
        severity, reason, turn = verdict
        if not applied.certain and severity is Severity.ERROR:
            severity = Severity.WARNING
        yield Change(applied, column, severity, reason, turn.applied if turn else None)


class _Journey:
    """Send samples through the statements of both functions."""

    def __init__(
        self, run: Replayed, column: Column, up: Sequence[Turn], down: Sequence[Turn]
    ) -> None:
        self.run = run
        self.up = up
        self.down = down
        self.column = column
        self.conditions = {turn.condition for turn in up if turn.condition}
        self.comes_back: list[Value] = []

    def verdict(self, end: Spot) -> tuple[Severity, str, Turn | None] | None:
        """Return severity, reason and the statement of downgrade() that was meant to undo it."""
        witnesses, unsure = self._witnesses()
        turn = self.down[0] if self.down else None
        if turn is not None and (shifted := shifted_zone(self.up, self.down)):
            return Severity.WARNING, shifted, turn
        if witnesses:
            severity, witness = min(witnesses, key=lambda w: list(Severity).index(w[0]))
            if severity is Severity.NOTE or not self._may_undo(end):
                return severity, witness.sentence, turn
        if self._may_undo(end):
            return Severity.NOTE, "whether downgrade() puts them back could not be read", None
        last = self._overwriting()
        if last is not None and (unsure or kind_of(self.column.type) is None):
            return Severity.ERROR, f"downgrade() writes {last.value.sql()} into every row", last
        return self._undecided(turn) if unsure else None

    def _undecided(self, turn: Turn | None) -> tuple[Severity, str, Turn | None] | None:
        assigned = [turn for turn in self.up if isinstance(turn, Assignment)]
        if not assigned:
            return self._converted_unread(turn)
        if turn is not None:
            return Severity.NOTE, "whether downgrade() computes the same values is not known", turn
        whole = any(self._overwrites(turn) for turn in assigned)
        severity = Severity.ERROR if whole else Severity.WARNING
        return severity, "downgrade() does not put the old ones back", None

    def _overwriting(self) -> Assignment | None:
        """Return the last UPDATE of downgrade() where it writes one constant into every row."""
        from sqlglot import exp

        assigned = [turn for turn in self.down if isinstance(turn, Assignment)]
        last = assigned[-1] if assigned else None
        if last is None or not self._overwrites(last) or last.value.find(exp.Column, exp.Func):
            return None
        return last

    def _converted_unread(self, turn: Turn | None) -> tuple[Severity, str, Turn | None] | None:
        """Judge what USING makes of the values, where both ways say so and neither is read."""
        said = [isinstance(t, Conversion) and t.using is not None for t in (*self.up, *self.down)]
        if not self.down or not all(said):
            return None
        return Severity.NOTE, "whether USING computes the same values again is not known", turn

    def _overwrites(self, turn: Assignment) -> bool:
        """Tell whether a statement writes every row, and nothing that the old value shows in."""
        from sqlglot import exp

        if turn.condition or turn.value is None:
            return False
        names = {column.name.casefold() for column in turn.value.find_all(exp.Column)}
        unknown = turn.value.find(exp.Placeholder, exp.Parameter, exp.Subquery) is not None
        return turn.column not in names and not unknown

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

    def new_row_changed(self, new: Column) -> tuple[Severity, str] | None:
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
            becomes = self._sent(value, self.down)
            if same(becomes, value) or not old.holds(value):
                return None
            if is_of_an_added_row(self.run, self.column, value):
                return None
            return value, becomes, same(self._sent(becomes, self.up), value)
        except (Unsure, Refused):
            return None

    def _overwritten(self) -> tuple[Severity, str] | None:
        """Judge an UPDATE of a column that upgrade() leaves alone, under some other condition."""
        assigned = [turn for turn in self.down if isinstance(turn, Assignment)]
        unread = any(turn.value is None for turn in assigned)
        known = self.up or unread or not assigned or self._all_of(assigned)
        if known or self._upgrade_may_write():
            return None
        return Severity.WARNING, f"it writes other values WHERE {assigned[0].condition}"

    def _upgrade_may_write(self) -> bool:
        """Tell whether something in upgrade() that could not be read may write the column too."""
        table = str(self.column.table).casefold()
        return any(
            isinstance(step, Opaque) and (not step.tables or table in _folded(step.tables))
            for step in (applied.operation for applied in self.run.upgrade)
        )

    def _all_of(self, assigned: Sequence[Assignment]) -> bool:
        """Tell whether every condition looks at the column alone, and so has been evaluated."""
        return all(self._is_told(turn) for turn in assigned)

    def _sent(self, value: Value, turns: Sequence[Turn]) -> Value:
        for turn in turns:
            value = _run(turn, value, known=None)
        return value

    def _witness(self, value: Value) -> Witness | None:
        became = value
        for turn in self.up:
            became = _run(turn, became, known=True)
        returns = became
        for turn in self.down:
            known = True if turn.condition in self.conditions else None
            try:
                returns = _run(turn, returns, known)
            except Refused as error:
                raise Unsure(str(error)) from None
        if same(returns, value):
            self.comes_back += [value] if not same(value, became) else []
            return None
        return Witness(value, became, returns)

    def _severity(self, witness: Witness, domain: Domain, asked: Sequence[Value]) -> Severity:
        if witness.was == witness.became:
            if not self.up or self._overwriting() is not None:
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
        return all(self._is_told(turn) for turn in self.up)

    def _converts(self) -> bool:
        return any(isinstance(turn, Conversion) for turn in self.up)

    def _expects(self, value: Value) -> bool:
        """Tell whether upgrade() itself expects a value: it spares it, or replaces within texts."""
        assigned = [turn for turn in self.up if isinstance(turn, Assignment)]
        return isinstance(value, str) and any(expects(turn, value) for turn in assigned)

    def _converted_back(self) -> bool:
        """Tell whether both functions do nothing but give the column a type."""
        return all(isinstance(turn, Conversion) for turn in (*self.up, *self.down))

    def _is_told(self, turn: Turn) -> bool:
        if not isinstance(turn, Assignment) or not turn.condition:
            return True
        return turn.where is not None and turn.reads_only_itself

    def _may_undo(self, end: Spot) -> bool:
        """Tell whether something in downgrade() that could not be read may restore the column."""
        return any(
            isinstance(step, Opaque) and (not step.tables or end.table in _folded(step.tables))
            for step in (applied.operation for applied in self.run.downgrade)
        )


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


def _folded(names: Sequence[str]) -> set[str]:
    return {name.casefold() for name in names}


def _run(turn: Turn, value: Value, known: bool | None) -> Value:
    """Run a statement; ``known`` is taken for a condition that cannot be evaluated."""
    try:
        return turn.run(value)
    except Unsure:
        if known is None or not turn.condition:
            raise
        return turn.run(value, known)

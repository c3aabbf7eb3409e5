"""Data statements of a trip that touched no row, of which the trip then proves nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.conditions import READ_AS, Condition, conditions
from alembic_mrt.roundtrip.orphans import is_clean_up
from alembic_mrt.roundtrip.row_branches import row_branches
from alembic_mrt.roundtrip.row_loops import row_loops
from alembic_mrt.roundtrip.statements import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from alembic_mrt.roundtrip.executed import Sent
    from alembic_mrt.roundtrip.orphans import Links
    from alembic_mrt.roundtrip.row_branches import RowBranch

_CHANGES: Final = re.compile(r"\s*(?:update|delete|insert)\b", re.IGNORECASE)
_READS: Final = re.compile(r"[\s(]*(?:select|with)\b.*\bfrom\b", re.IGNORECASE | re.DOTALL)
_NEVER: Final = re.compile(r"\bwhere\s+(?:false|0\s*=\s*1)\s*$", re.IGNORECASE)
"""How SQLAlchemy writes a condition that no row can meet."""
_LONGEST: Final = 120
_MOST: Final = 8
_MOST_PAIRS: Final = 4


class Untouched:
    """Collect what the data statements of one revision's steps touched.

    ``conditions`` are those that rows are to be seeded for, ``asked_on_the_way_back`` those of the
    downgrade that no row has met; ``chosen`` tells that they were looked for.
    """

    def __init__(self, dialect: str, ignored: Sequence[str]) -> None:
        self.conditions: tuple[Condition, ...] = ()
        self.asked_on_the_way_back: tuple[Condition, ...] = ()
        self.chosen = False
        self._dialect = dialect
        self._ignored = [re.compile(rf"\b{re.escape(name)}\b") for name in ignored]
        self._sent: list[Sent] = []
        self._down: list[Sent] = []
        self._up: set[str] = set()
        self._rows: dict[str, int] = defaultdict(int)
        self._known: set[str] = set()
        self._lines: set[int] = set()
        self._known_lines: set[int] = set()
        self._kept: list[Sent] = []

    def begin(self) -> None:
        """Forget the revision of before."""
        self.conditions = self.asked_on_the_way_back = ()
        self.chosen = False
        self._known.clear()
        self._known_lines.clear()
        self._kept.clear()
        self.restart()

    def restart(self) -> None:
        """Forget the steps so far: the trip is made again."""
        self._sent.clear()
        self._down.clear()
        self._up.clear()
        self._rows.clear()
        self._lines.clear()

    def keep(self, *, silent: bool = False) -> None:
        """Hold for touched and reached what this trip has touched and reached, for the next one.

        That may not send all of its statements again: those that were ``silent`` count, too.
        """
        self._kept += self._silent() if silent else ()
        self._known_lines |= self._lines
        self._known.update(statement for statement, rows in self._rows.items() if rows)

    def note(
        self,
        sent: Sequence[Sent],
        rows: Mapping[str, int],
        *,
        up: bool,
        lines: Collection[int] = (),
    ) -> None:
        """Take in the statements of one step, how many rows they touched, and their lines."""
        self._lines.update(lines)
        kept = [s for s in sent if not any(p.search(s[0]) for p in self._ignored)]
        self._sent += kept
        self._down += () if up else kept
        self._up.update(statement for statement, _ in kept if up)
        for statement, _ in kept:
            self._rows[statement] += rows.get(statement, 0)

    def choose(self) -> bool:
        """Choose the conditions to seed rows for, once; tell whether there are any.

        All of them count where one was met by no row, or where nobody knows that of one which is
        not plain: in a downgrade, before the upgrade. A row that meets the missed one and another
        comes first: the upgrade may refuse those that one statement touches without the other.
        """
        if self.chosen:
            return False
        self.chosen = True
        found = conditions(self._sent, self._dialect)
        missed = conditions(self._silent(), self._dialect)
        back = [sent for sent in self._down if self._rows[sent[0]] == 0]
        self.asked_on_the_way_back = conditions(back, self._dialect)[:_MOST]
        doubtful = any(not c.is_plain for c in conditions(self._unknown(), self._dialect))
        both = [one.beside(c) for one in missed for c in found if _go_together(one, c)]
        # The last ones are done without first where the upgrade refuses the rows.
        met = [c for c in found if c not in missed][: max(0, _MOST - len(missed))]
        chosen = (*both[:_MOST_PAIRS], *met, *missed[:_MOST])
        self.conditions = chosen if missed or doubtful else ()
        return bool(self.conditions)

    def told(
        self, never: Callable[[Condition], bool] = lambda _: False, known: Links = frozenset()
    ) -> Iterator[str]:
        """Yield the statements that were to change rows and changed none, in short.

        ``never`` tells of a condition that no row can meet; ``known`` are the references that the
        database enforces.
        """
        for statement, parameters in dict([*self._kept, *self._silent()]).items():
            asked = conditions([(statement, parameters)], self._dialect)
            touched = statement in self._known or self._rows.get(statement, 0)
            if touched or not _CHANGES.match(statement):
                continue
            if _NEVER.search(statement):
                continue
            orphans = bool(known) and is_clean_up(
                statement, known, READ_AS.get(self._dialect, self._dialect)
            )
            if not any(map(never, asked)) and not orphans:
                text = " ".join(statement.split())
                yield text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."

    def reads(self) -> bool:
        """Tell whether a step has read rows, and may take it that there are some."""
        return any(_READS.match(statement) for statement, _ in self._sent)

    def missed(self, source: str) -> Iterator[str]:
        """Yield the changes in loops over rows that no row has led to, in short."""
        lines, branches = self._lines | self._known_lines, self.branches(source)
        for loop in row_loops(source):
            within = any(loop.change.start in branch.lines for branch in branches)
            if loop.is_missed(lines) and not within:
                yield loop.text

    def reaches_all(self, source: str) -> bool:
        """Tell whether some rows have led to each branch, loop and change of the upgrade's.

        Of the branches and loops of the downgrade, too.
        """
        changes = filter(_CHANGES.match, self._up - self._known)
        made = all(self._rows.get(statement, 0) for statement in changes)
        return made and not self.branches(source) and next(self.missed(source), None) is None

    def branches(self, source: str) -> Sequence[RowBranch]:
        """Return the branches that no rows have led to, of those within one another the outer."""
        lines = self._lines | self._known_lines
        missed = (branch for branch in row_branches(source) if branch.is_missed(lines))
        first = {branch.statement.start: branch for branch in reversed(list(missed))}
        return [first[line] for line in sorted(first)]

    def _silent(self) -> Iterator[Sent]:
        return (sent for sent in self._sent if self._rows[sent[0]] == 0)

    def _unknown(self) -> Iterator[Sent]:
        yield from self._down
        yield from (sent for sent in self._sent if self._rows[sent[0]] >= UNKNOWN)


def _go_together(one: Condition, other: Condition) -> bool:
    """Tell whether a row may meet two conditions, neither of which says what the other does."""
    same = (one.schema, one.table) == (other.schema, other.table)
    return (
        same and one.expression not in other.expression and other.expression not in one.expression
    )

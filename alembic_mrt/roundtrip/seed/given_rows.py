"""Write the rows that the user gives, before those that are made."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.complete import Completion
from alembic_mrt.roundtrip.seed.cycles import is_needed
from alembic_mrt.roundtrip.seed.encoding import encoded_row
from alembic_mrt.roundtrip.seed.links import Links
from alembic_mrt.roundtrip.seed.present import present_rows
from alembic_mrt.roundtrip.seed.rows import identity
from alembic_mrt.roundtrip.seed.selfreference import point_at_own_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.roundtrip.seed.facts import DialectFacts
    from alembic_mrt.roundtrip.seed.given import Given
    from alembic_mrt.roundtrip.seed.insert import Inserter, Returned
    from alembic_mrt.roundtrip.seed.plan import Reference, TablePlan, Unique
    from alembic_mrt.roundtrip.seed.rows import Row, Taken
    from alembic_mrt.roundtrip.seed.seeder import Plans


@dataclass(slots=True)
class Written:
    """Hold what came back for each row that was written, and the rows themselves.

    ``waiting`` are those whose references to a later table the user does not give.
    """

    returned: list[Returned] = field(default_factory=list)
    waiting: list[Returned] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


class GivenRows:
    """Write the user's rows of one seeding into one table after the other."""

    def __init__(
        self,
        session: Session,
        facts: DialectFacts,
        given: Given,
        inserter: Inserter,
        plans: Plans,
    ) -> None:
        self._session = session
        self._facts = facts
        self._given = given
        self._inserter = inserter
        self._plans = plans

    def write(
        self,
        plan: TablePlan,
        links: Links,
        keys: Mapping[TableName, Sequence[Row]],
        taken: Taken,
        returning: Sequence[str],
    ) -> Written:
        """Write what the table takes; the places of those rows are ``taken`` then."""
        written = Written()
        present = {unique: frozenset(places) for unique, places in taken.items()}
        completion = Completion(
            self._session, self._facts, plan, links.now, links.held(), keys, taken
        )
        known = self._plans.catalog.parts.items()
        parts = (part for part, whole in known if whole == plan.name)
        tables = (plan.name, *parts)
        for source, number, row in chain.from_iterable(map(self._given.rows, tables)):
            fixed = _within(plan, links, encoded_row(self._facts, source, row, plan))
            reason = self._dangling(links, fixed, keys) or self._write(
                completion, links, fixed, returning, written
            )
            if reason and not _is_there(fixed, present):
                self._given.refused(source, number, reason)
            else:
                self._given.took(source, number)
        self._advance(plan, written)
        return written

    def _write(
        self,
        completion: Completion,
        links: Links,
        fixed: Row,
        returning: Sequence[str],
        written: Written,
    ) -> str:
        """Write one row, as complete as the table takes it; return the reason if it does not."""
        plan, reason = completion.plan, ""
        for optional in (True, False):
            row = completion.complete(fixed, len(written.rows), optional=optional)
            if isinstance(row, str):
                reason = reason or row
                continue
            _point(plan, links, fixed, [*written.rows, row])
            with self._loosened(plan, links, fixed):
                outcome = self._inserter.insert(plan, [row], returning, trusted=False)
            if outcome.returned:
                _take(row, completion.taken)
                self._given.take_values(plan, fixed)
                written.returned += outcome.returned
                if not any(_gives(fixed, r) for r in links.cut):
                    written.waiting += outcome.returned
                written.rows.append(row)
                return ""
            reason = outcome.refusal
        return reason

    @contextmanager
    def _loosened(self, plan: TablePlan, links: Links, fixed: Row) -> Iterator[None]:
        """Let in a row whose references of a cycle are mended later, or met by a later row."""
        keys = [r.key for r in links.cut if _gives(fixed, r) or is_needed(plan, [r])]
        if keys:
            self._facts.loosen(self._session, keys)
        yield
        if keys:
            self._facts.resume(self._session)

    def _dangling(self, links: Links, fixed: Row, keys: Mapping[TableName, Sequence[Row]]) -> str:
        """Say what a row refers to that is not there, where the server would let it in."""
        judged = () if self._facts.enforces_foreign_keys else (*links.now, *links.own)
        for reference in (*judged, *links.cut):
            wanted = [str(fixed.get(c)) for c in reference.columns]
            there = list(keys.get(reference.parent, ()))
            if reference not in links.now:
                there += self._to_come(reference)
            known = ([str(row.get(c)) for c in reference.referred] for row in there)
            if _gives(fixed, reference) and wanted not in known:
                return f"it refers to a row that {'.'.join(filter(None, reference.parent))} lacks"
        return ""

    def _to_come(self, reference: Reference) -> list[Row]:
        """Return the rows of a table that is filled later, as far as they are known now."""
        parent = self._plans.tables[reference.parent]
        source = self._facts.only(parent.name, self._plans.catalog)
        given = self._given.rows(parent.name)
        return [
            *present_rows(self._session, self._facts, source, reference.referred),
            *(encoded_row(self._facts, seed, row, parent) for seed, _, row in given),
        ]

    def _advance(self, plan: TablePlan, written: Written) -> None:
        """Let the server number the rows that follow beyond those that the user numbered."""
        numbered = {name for row in written.rows for name in row}
        for column in plan.columns.values():
            if column.server and column.name in numbered:
                self._facts.advance(self._session, plan.name, column.name)


def _within(plan: TablePlan, links: Links, row: Row) -> Row:
    """Return a row that refers to no table out of scope, as far as it can do without."""
    columns = (c for r in links.outside for c in r.columns)
    return {**row, **{c: None for c in columns if c in row and plan.columns[c].nullable}}


def _gives(fixed: Row, reference: Reference) -> bool:
    return all(fixed.get(c) is not None for c in reference.columns)


def _point(plan: TablePlan, links: Links, fixed: Row, rows: Sequence[Row]) -> None:
    """Point the last of ``rows`` at one of them where it has to refer to its own table."""
    needed = [r for r in links.own if is_needed(plan, [r]) and not _gives(fixed, r)]
    if needed:
        point_at_own_rows(plan, needed, [*map(dict, rows[:-1]), rows[-1]])


def _take(row: Row, taken: Taken) -> None:
    for unique, places in taken.items():
        place = identity(unique, row)
        if place is not None:
            places.add(place)


def _is_there(fixed: Row, present: Mapping[Unique, frozenset[tuple[object, ...]]]) -> bool:
    """Tell whether a row of the history's own has a key that the user's row has."""
    return any(identity(unique, fixed) in places for unique, places in present.items())

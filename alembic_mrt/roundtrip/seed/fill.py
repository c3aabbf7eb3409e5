"""Fill the tables of one database, parents first, within one transaction."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.compose import Composed, RowSource
from alembic_mrt.roundtrip.seed.cycles import Mender, is_needed
from alembic_mrt.roundtrip.seed.facts import DialectFacts, quote
from alembic_mrt.roundtrip.seed.given_rows import GivenRows
from alembic_mrt.roundtrip.seed.insert import KEPT_NONE, Inserter, Outcome, Returned
from alembic_mrt.roundtrip.seed.links import Links, links_of
from alembic_mrt.roundtrip.seed.present import count_rows, present_rows, taken_by
from alembic_mrt.roundtrip.seed.rows import Row, Taken
from alembic_mrt.roundtrip.seed.selfreference import exchanged, point_at_own_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.roundtrip.seed.given import Given
    from alembic_mrt.roundtrip.seed.plan import Reference, TablePlan
    from alembic_mrt.roundtrip.seed.seeder import Plans


class Filling:
    """Fill every table once; the transaction is the caller's.

    ``occupied`` are the tables that hold rows already, ``keys`` the rows of each table that others
    can refer to.
    """

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        session: Session,
        facts: DialectFacts,
        plans: Plans,
        source: RowSource,
        given: Given,
        occupied: frozenset[TableName],
        *,
        with_given: bool,
        careful: bool,
    ) -> None:
        self._session = session
        self._facts = facts
        self._plans = plans
        self._source = source
        self._given = given
        self._inserter = Inserter(session, facts, careful=careful)
        self._given_rows = GivenRows(session, facts, given, self._inserter, plans)
        self._with_given = with_given
        self.keys: dict[TableName, list[Row]] = defaultdict(list)
        self._row_ids: dict[TableName, list[object]] = {}
        self._referred: dict[TableName, set[str]] = defaultdict(set)
        self._inserted: dict[TableName, int] = {}
        self._reasons: dict[TableName, str] = dict(plans.refused)
        self._occupied = occupied
        for plan in plans.tables.values():
            for reference in plan.references:
                self._referred[reference.parent].update(reference.referred)

    def fill(self) -> tuple[dict[TableName, int], dict[TableName, str]]:
        """Return how many rows each table was given, and why others were given none."""
        plans, session, facts = self._plans, self._session, self._facts
        for name in plans.order.tables:
            if name not in self._reasons:
                self._fill(plans.tables[name])
        mender = Mender(session, facts, self.keys)
        for name, references in plans.order.cut.items():
            mender.mend(plans.tables[name], references, self._row_ids.get(name, ()))
        if plans.order.cut:
            facts.tighten(session)
        self._count_parts()
        return self._inserted, {t: r for t, r in self._reasons.items() if t not in self._inserted}

    def _fill(self, plan: TablePlan) -> None:
        taken = self._look(plan)
        links = links_of(plan, self._plans)
        if self._with_given and self._given:
            returning = self._returning(plan, links.cut)
            written = self._given_rows.write(plan, links, self.keys, taken, returning)
            self._wait(plan, written.waiting)
            self._record(plan, written.returned, "")
        left = {unique: set(places) for unique, places in taken.items()}
        made = plan if self._with_given else plan.without_given or plan
        outcome, reason = self._generate(made, links, taken)
        if made is plan and outcome.returned:
            self._given.take_values(plan)
        elif made is plan and self._values_fail(plan, reason):
            outcome = self._without_values(plan, links, left, reason)
        self._wait(plan, outcome.returned)
        self._record(plan, outcome.returned, reason)

    def _values_fail(self, plan: TablePlan, reason: str) -> bool:
        """Tell whether it may be the values of the user that leave a table without rows."""
        held = plan.name in self._occupied or plan.name in self._inserted
        used_up = held and reason == _no_distinct(plan)
        return plan.without_given is not None and not used_up

    def _without_values(self, plan: TablePlan, links: Links, taken: Taken, reason: str) -> Outcome:
        """Make rows without the user's values; blame those where that is what helps."""
        assert plan.without_given is not None
        outcome, _ = self._generate(plan.without_given, links, taken)
        if outcome.returned or plan.without_given.reason:
            self._given.refuse_values(plan, reason)
        return outcome

    def _wait(self, plan: TablePlan, returned: Sequence[Returned]) -> None:
        """Note the rows whose references to later tables are still to be mended."""
        if plan.name in self._plans.order.cut:
            self._row_ids.setdefault(plan.name, []).extend(row[-1] for row in returned)

    def _generate(self, plan: TablePlan, links: Links, taken: Taken) -> tuple[Outcome, str]:
        """Make rows and insert them; return why there are none, where there are none."""
        if plan.reason:
            composed = Composed((), [], plan.reason)
        else:
            composed = self._source.rows(plan, links.later, links.now, self.keys, taken)
        outcome = self._insert(plan, composed, links.own, links.cut)
        reason = self._explained(composed) or outcome.refusal
        if composed.rows and not (reason or outcome.returned):
            reason = KEPT_NONE
        return outcome, reason or _no_distinct(plan)

    def _look(self, plan: TablePlan) -> Taken:
        """Note the rows that are there already and return the keys that they take."""
        if plan.name not in self._occupied:
            return taken_by(plan, ())
        columns = self._referred[plan.name].union(*(u.columns for u in plan.uniques))
        known = columns & plan.columns.keys()
        source = self._facts.only(plan.name, self._plans.catalog)
        rows = present_rows(self._session, self._facts, source, known)
        self.keys[plan.name] += rows
        return taken_by(plan, rows)

    def _explained(self, composed: Composed) -> str:
        """Add to a missing parent why it is missing."""
        parents = (r.parent for r in composed.references)
        why = next((self._reasons[p] for p in parents if p in self._reasons), "")
        return f"{composed.reason} ({why})" if why and composed.reason else composed.reason

    def _insert(
        self,
        plan: TablePlan,
        composed: Composed,
        own: Sequence[Reference],
        cut: Sequence[Reference],
    ) -> Outcome:
        if not composed.rows:
            return Outcome()
        rows = composed.rows
        occupied_ = plan.name in self._occupied or plan.name in self._inserted
        names = _numbered(plan, own, gaps=self._source.gaps and not occupied_)
        if own or names:
            rows = [dict(row) for row in rows]
            self._take_keys(plan, names, rows, own)
            point_at_own_rows(plan, own, rows)
        hard = [r.key for r in cut if is_needed(plan, [r])]
        if hard:
            self._facts.loosen(self._session, hard)
        outcome = self._inserter.insert(
            plan,
            rows,
            self._returning(plan, cut),
            trusted=composed.trusted and not occupied_,
            attempts=4 if occupied_ and any(c.server for c in plan.columns.values()) else 1,
        )
        if hard:
            self._facts.resume(self._session)
        if not occupied_:
            _learn(plan, composed, outcome)
        return outcome

    def _take_keys(
        self, plan: TablePlan, names: Sequence[str], rows: list[Row], own: Sequence[Reference]
    ) -> None:
        """Take keys from the server beforehand, all but one in the middle of them."""
        referred = {name for reference in own for name in reference.referred}
        for name in names:
            made = self._facts.next_keys(self._session, plan.name, name, len(rows) + 1)
            middle = (len(made) + 1) // 2
            keys = [*made[:middle], *made[middle + 1 :]]
            keys = exchanged(keys) if name in referred else keys
            for row, value in zip(rows, keys, strict=False):
                row[name] = value

    def _returning(self, plan: TablePlan, cut: Sequence[Reference]) -> list[str]:
        names = sorted(self._referred[plan.name] & plan.columns.keys())
        read = [self._facts.read_back(quote(name)) for name in names]
        return [*read, self._facts.read_back(self._facts.row_id)] if cut else read

    def _record(self, plan: TablePlan, returned: Sequence[Returned], reason: str) -> None:
        names = sorted(self._referred[plan.name] & plan.columns.keys())
        for row in returned if names else ():
            values = row[: len(names)]
            self.keys[plan.name].append(dict(zip(names, values, strict=True)))  # type: ignore[arg-type]
        before = self._inserted.get(plan.name, 0)
        if returned or before or plan.name in self._occupied:
            self._inserted[plan.name] = before + len(returned)
        elif reason:
            self._reasons[plan.name] = reason

    def _count_parts(self) -> None:
        """Tell of each partition whether rows fell into it."""
        parts = self._plans.catalog.parts
        for part, count in count_rows(self._session, list(parts)).items():
            if count:
                self._inserted[part] = count
            else:
                parent = parts[part][1]
                why = self._reasons.get(parts[part])
                self._reasons[part] = why or f"no row of {parent} fell into this partition"


def _numbered(plan: TablePlan, own: Sequence[Reference], *, gaps: bool) -> list[str]:
    """Return the columns whose numbers we give: rows refer to each other, or there are gaps."""
    names = [c for r in own for c in r.referred if c not in plan.written]
    if gaps:
        tied = {c for r in plan.references for c in r.columns}
        keys = plan.key_columns - tied
        names += [name for name, c in plan.columns.items() if c.server and name in keys]
    return list(dict.fromkeys(names))


def _learn(plan: TablePlan, composed: Composed, outcome: Outcome) -> None:
    """Remember which rows the server took, so that next time all are inserted at once."""
    if plan.memory is not composed:
        return
    composed.trusted = True
    if outcome.refused and len(outcome.refused) < len(composed.rows):
        refused = set(outcome.refused)
        composed.rows = [row for i, row in enumerate(composed.rows) if i not in refused]
    elif outcome.refused:
        composed.trusted = False


def _no_distinct(plan: TablePlan) -> str:
    keys = "; ".join(", ".join(unique.columns) for unique in plan.uniques)
    return f"no values were found that are distinct in ({keys})" if keys else "no row was inserted"

"""Rows as the new version of the application would write them, after an upgrade.

Every table that the revision touches gets plain rows, and a row for each freedom that it has
now. Their keys are larger than all that came before: a downgrade that deletes by a range of keys
shows. Tables that the revision itself made get plain rows only, which refer to new rows only, for
a row that belongs to an old one would rightly change it on the way back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.complete import Completion
from alembic_mrt.roundtrip.seed.facts import quote
from alembic_mrt.roundtrip.seed.free_rows import FreeRows
from alembic_mrt.roundtrip.seed.freedom import Freedom
from alembic_mrt.roundtrip.seed.freedoms import Freedoms
from alembic_mrt.roundtrip.seed.incomplete import incomplete
from alembic_mrt.roundtrip.seed.insert import KEPT_NONE, Inserter
from alembic_mrt.roundtrip.seed.inserted import Inserted
from alembic_mrt.roundtrip.seed.likeness import LikeGiven, rows_like
from alembic_mrt.roundtrip.seed.looked_for import looked_for
from alembic_mrt.roundtrip.seed.new_keys import NewKeys, server_made
from alembic_mrt.roundtrip.seed.obligations import with_obligations
from alembic_mrt.roundtrip.seed.plan import slots_of
from alembic_mrt.roundtrip.seed.present import occupied
from alembic_mrt.roundtrip.seed.rows import Composer
from alembic_mrt.roundtrip.seed.selfreference import point_at_own_rows
from alembic_mrt.roundtrip.seed.siblings import siblings
from alembic_mrt.roundtrip.seed.slots import SlotMaker, Unsatisfied
from alembic_mrt.roundtrip.seed.solve import Solver

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.roundtrip.seed.compose import Sought
    from alembic_mrt.roundtrip.seed.facts import DialectFacts
    from alembic_mrt.roundtrip.seed.free_rows import Composes
    from alembic_mrt.roundtrip.seed.given import Given
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.rows import Row
    from alembic_mrt.roundtrip.seed.upgraded import Upgraded

_PLAIN = 2
_MOST = 12
_MORE = 40
_ROOM = 8


@dataclass(slots=True)
class NewRows:
    """Say what was written: into which tables, which freedoms are in use, and what was refused.

    ``refused`` tells of a table without a new row why there is none, ``crowded`` of freedoms of
    tables that have no room for a new one, ``unused`` of those that no new row makes use of.
    """

    written: list[TableName] = field(default_factory=list)
    freedoms: list[Freedom] = field(default_factory=list)
    refused: dict[TableName, str] = field(default_factory=dict)
    crowded: dict[Freedom, str] = field(default_factory=dict)
    unused: dict[Freedom, str] = field(default_factory=dict)


class NewRowWriter:
    """Write rows into the tables of an upgraded database.

    Their keys are larger than the literals that are ``sought``, and some meet the conditions that
    are. ``by_rows`` tells that the steps may go by rows, so that it matters how they relate.
    """

    def __init__(  # noqa: PLR0913
        self,
        session: Session,
        facts: DialectFacts,
        upgraded: Upgraded,
        sought: Sought,
        given: Given,
        *,
        by_rows: bool = True,
    ) -> None:
        self._session = session
        self._facts = facts
        self._upgraded = upgraded
        self._after = upgraded.after
        self._mined = sought.literals
        self._conditions = sought.conditions
        self._given = given
        self._by_rows = by_rows
        self._inserter = Inserter(session, facts, careful=True)
        self._keys = NewKeys(session, facts, upgraded)
        self._obeyed: dict[TableName, TablePlan] = {}
        self._widened: set[TableName] = set()
        self._free_rows = FreeRows(self._keys, self._insert_old, self._keep, self._make_parent)

    def write(self, touched: Collection[TableName], wanted: Callable[[Freedom], bool]) -> NewRows:
        """Write into ``touched`` tables, and into those that a new table refers to."""
        written = NewRows()
        tables = self._of_users(self._with_parents(touched))
        with self._session.transaction(*self._facts.opening):
            self._keys.begin(tables, self._mined)
            for name in tables:
                reason = self._write(self._after.tables[name], wanted, written)
                if reason:
                    written.refused[name] = reason
                if self._keys.fresh[name]:
                    written.written.append(name)
            if self._by_rows:
                self._relate(tables, wanted, written)
        return written

    def _relate(
        self, tables: Sequence[TableName], wanted: Callable[[Freedom], bool], written: NewRows
    ) -> None:
        """Write rows that refer to what the upgrade has inserted, and some without what is new."""
        inserted = Inserted(self._upgraded, self._keys, tables).freedoms()
        more = siblings(self._upgraded, self._keys.fresh, tables)
        asked = ((t, freedom) for t in self._asked_of(tables) for freedom in self._looked_for(t))
        for plan, freedom in [*incomplete(self._upgraded, tables), *inserted, *more, *asked]:
            if plan.name not in self._keys.present:
                self._keys.look(plan)
            composer = self._composer(plan, self._upgraded.old(plan.name))
            if isinstance(composer, str) or not wanted(freedom):
                continue
            if self._free_rows.use(plan, freedom, composer) is None:
                written.freedoms.append(freedom)

    def _asked_of(self, tables: Sequence[TableName]) -> Iterator[TablePlan]:
        return (self._after.tables[name] for name in tables if name in self._conditions)

    def _looked_for(self, plan: TablePlan) -> Iterator[Freedom]:
        solver = Solver(self._session, self._facts, plan.salt)
        fresh = self._keys.fresh[plan.name]
        return looked_for(plan, solver, self._conditions[plan.name], fresh)

    def _with_parents(self, touched: Collection[TableName]) -> list[TableName]:
        """Return the tables to write into, parents first: rows of new tables belong to new rows."""
        found = {name for name in touched if name in self._after.tables}
        ahead = [name for name in found if self._upgraded.old(name) is None]
        while ahead:
            parents = {r.parent for r in self._after.tables[ahead.pop()].references}
            new = (parents & self._after.tables.keys()) - found
            found |= new
            ahead += [name for name in new if self._upgraded.old(name) is None]
        usable = self._after.order.tables
        return [name for name in usable if name in found and name not in self._after.refused]

    def _of_users(self, tables: Sequence[TableName]) -> list[TableName]:
        """Leave out the tables in which the upgrade has stored what it takes away elsewhere.

        A user's row has a key, or what tells whose it is.
        """
        stores = [name for name in tables if self._upgraded.is_store(self._after.tables[name])]
        filled = occupied(self._session, self._facts, self._after.catalog, stores)
        return [name for name in tables if name not in filled]

    def _write(self, plan: TablePlan, wanted: Callable[[Freedom], bool], written: NewRows) -> str:
        old = self._upgraded.old(plan.name)
        self._make_room(plan, old)
        composer = self._composer(plan, old)
        if isinstance(composer, str):
            if not self._like_given(plan, made=old is None):
                return composer
            if old is not None:
                like = LikeGiven(partial(self._rows_like_given, plan, made=False))
                self._use_freedoms(plan, old, like, wanted, written)
            return ""
        rows = composer.distinct(self._count(plan, composer, made=old is None))
        if not rows and self._is_crowded(plan) and not self._keys.has_kin(plan):
            self._keys.alone.add(plan.name)
            return self._write(plan, wanted, written)
        refusals = [self._insert(plan, row, made=old is None) for row in rows]
        if rows and None not in refusals:
            refusals.append(self._insert_any(plan, composer.distinct(_MORE), made=old is None))
        if old is not None:
            self._use_freedoms(plan, old, composer, wanted, written)
        if not rows and self._is_crowded(plan):
            return "what its keys could hold is held by other tables"
        if not rows or None in refusals or self._like_given(plan, made=old is None):
            return ""
        return next(filter(None, refusals), "")

    def _make_room(self, plan: TablePlan, old: TablePlan | None) -> None:
        """Write rows that a key of ``plan`` can refer to, where too few are left.

        Where each row of a parent has one row at most, a new row needs a new parent.
        """
        parents = {c: r.parent for r in plan.references for c in r.columns}
        keys = (u.columns for u in plan.uniques if parents.keys() >= set(u.columns))
        narrow = {parents[c] for columns in keys for c in columns} - {plan.name, *self._widened}
        composer = self._composer(plan, old) if narrow and old is not None else ""
        if isinstance(composer, Composer) and len(composer.distinct(_ROOM)) < _ROOM:
            for name in sorted(narrow & self._after.tables.keys(), key=str):
                self._widen(self._after.tables[name])

    def _widen(self, plan: TablePlan) -> None:
        self._widened.add(plan.name)
        if plan.name not in self._keys.present:
            self._keys.look(plan)
        old = self._upgraded.old(plan.name)
        self._make_room(plan, old)
        composer = self._composer(plan, old)
        for row in composer.distinct(_ROOM) if isinstance(composer, Composer) else ():
            self._insert(plan, row, made=old is None)

    def _insert_any(self, plan: TablePlan, rows: Iterable[Row], *, made: bool) -> str | None:
        """Insert the first row that is taken; return what was said against them, if none was.

        The server may spell a key otherwise than we do, or leave less room than a key shows.
        """
        refusals = (self._insert(plan, row, made=made) for row in rows)
        first = next(refusals, "")
        return first and next((None for refusal in refusals if refusal is None), first)

    def _is_crowded(self, plan: TablePlan) -> bool:
        """Tell whether only rows of other tables leave no value to a key."""
        return self._keys.is_crowded(plan, self._obeyed.get(plan.name, plan))

    def _like_given(self, plan: TablePlan, *, made: bool) -> bool:
        """Write a row like one that the user gives, under a new key; tell whether one was taken."""
        return any(
            self._insert(plan, row, made=made, kept=kept) is None
            for row, kept in self._rows_like_given(plan, made=made)
        )

    def _rows_like_given(
        self, plan: TablePlan, *, made: bool
    ) -> Iterator[tuple[Row, frozenset[str]]]:
        own = {c for r in plan.references if r.parent == plan.name for c in r.columns}
        now = [r for r in plan.references if r.parent != plan.name]
        keys = self._keys.fresh if made else {r.parent: self._keys.every(r.parent) for r in now}
        both = (self._session, self._facts)
        fresh = self._keys.unused.freshened(plan, *self._keys.free(plan, made=made))
        taken = self._keys.taken(fresh)
        completion = Completion(*both, fresh, now, frozenset(own), keys, taken)
        left_out = {c for r in plan.references for c in r.columns} if made else set()
        left_out |= server_made(plan)
        return rows_like(self._given, completion, left_out)

    def _count(self, plan: TablePlan, composer: Composer, *, made: bool) -> int:
        """Return how many plain rows show every label, and belong to every new parent."""
        counts = [_PLAIN, composer.labels]
        if made:
            counts += [
                len(self._keys.fresh[r.parent]) for r in plan.references if r.parent != plan.name
            ]
        return min(_MOST, max(counts))

    def _composer(self, plan: TablePlan, old: TablePlan | None) -> Composer | str:
        """Return what composes rows of a table, or why there are none.

        They obey the old schema, too, and refer to new rows, as far as there are such rows.
        """
        if old is None:
            return self._of_made(plan)
        both = with_obligations(plan, old, self._upgraded.renames.columns.get(plan.name, {}))
        parents = [r.parent for r in both.references]
        some = {parent: self._keys.fresh[parent] or self._keys.before(parent) for parent in parents}
        every = {parent: self._keys.every(parent) for parent in parents}
        return self._first((both, some), (both, every), (plan, some), (plan, every))

    def _of_made(self, plan: TablePlan) -> Composer | str:
        """Return what composes rows of a table that the revision made.

        Where it may hold the rows of another one, they obey what the old schema demanded of those.
        """
        copies = plan
        for old in self._upgraded.copied(plan):
            copies = with_obligations(copies, old, {})
        every = {r.parent: self._keys.every(r.parent) for r in copies.references}
        some = {parent: self._keys.fresh[parent] or rows for parent, rows in every.items()}
        own = {r.parent: self._keys.fresh[r.parent] for r in plan.references}
        return self._first((copies, {**some, **own}), (copies, {**every, **own}), (plan, own))

    def _first(
        self, *choices: tuple[TablePlan, Mapping[TableName, Sequence[Row]]]
    ) -> Composer | str:
        """Return what composes rows by the first choice that leaves some."""
        found: Composer | str = ""
        for plan, keys in choices:
            found = self._composed(plan, keys)
            if isinstance(found, Composer):
                self._obeyed[plan.name] = plan
                break
        return found

    def _composed(self, plan: TablePlan, keys: Mapping[TableName, Sequence[Row]]) -> Composer | str:
        if plan.reason:
            return plan.reason
        made = self._upgraded.old(plan.name) is None
        fresh = self._keys.unused.freshened(plan, *self._keys.free(plan, made=made))
        found = self._satisfying(fresh, keys)
        return found if isinstance(found, Composer) else self._satisfying(plan, keys)

    def _satisfying(
        self, plan: TablePlan, keys: Mapping[TableName, Sequence[Row]]
    ) -> Composer | str:
        own = {c for r in plan.references if r.parent == plan.name for c in r.columns}
        now = [r for r in plan.references if r.parent != plan.name]
        solver = Solver(self._session, self._facts, plan.salt)
        maker = SlotMaker(plan, solver, keys, frozenset(own))
        slots = []
        for slot in slots_of(plan, now):
            found = maker.make(slot)
            if isinstance(found, Unsatisfied):
                return found.reason
            slots.append(found)
        return Composer(slots, plan.uniques, self._keys.taken(plan))

    def _insert(
        self, plan: TablePlan, row: Row, *, made: bool, kept: frozenset[str] = frozenset()
    ) -> str | None:
        """Insert one row under a new key; return what the server said against it."""
        obeyed = self._obeyed.get(plan.name, plan)
        numbers = dict(self._keys.numbers(obeyed, row, made=made))
        complete = {**row, **{c: n for c, n in numbers.items() if c not in kept}}
        own = [r for r in plan.references if r.parent == plan.name]
        if own:
            point_at_own_rows(plan, own, [*self._keys.fresh[plan.name][-1:], complete])
        return self._keep(plan, complete)

    def _insert_old(self, plan: TablePlan, row: Row, kept: frozenset[str]) -> str | None:
        """Insert a row into a table that was there before."""
        return self._insert(plan, row, made=False, kept=kept)

    def _keep(self, plan: TablePlan, row: Row) -> str | None:
        names = sorted(self._keys.referred[plan.name] & plan.columns.keys())
        read = [self._facts.read_back(quote(name)) for name in names]
        outcome = self._inserter.insert(plan, [row], read, trusted=False)
        if not outcome.returned:
            return outcome.refusal or KEPT_NONE
        values = dict(zip(names, outcome.returned[0], strict=False))
        self._keys.fresh[plan.name].append({**row, **values})  # type: ignore[dict-item]
        self._keys.unused.note(self._keys.fresh[plan.name][-1:])
        return None

    def _use_freedoms(
        self,
        plan: TablePlan,
        old: TablePlan,
        composer: Composes,
        wanted: Callable[[Freedom], bool],
        written: NewRows,
    ) -> None:
        solver = Solver(self._session, self._facts, plan.salt)
        renamed = self._upgraded.renames.columns.get(plan.name, {})
        if old is plan:
            return
        freedoms = Freedoms(old, plan, renamed, solver, self._keys.every, self._mined)
        for freedom in list(freedoms.find()):
            if not wanted(freedom):
                continue
            refusal = self._free_rows.use(plan, freedom, composer)
            if refusal is None:
                written.freedoms.append(freedom)
            elif not composer.distinct(_ROOM):
                written.crowded[freedom] = refusal
            else:
                written.unused[freedom] = refusal

    def _make_parent(self, plan: TablePlan, chosen: Row) -> None:
        """Write the row that ``chosen`` values refer to, where no row has that key."""
        for reference in plan.references:
            pairs = zip(reference.columns, reference.referred, strict=True)
            key = {referred: chosen.get(column) for column, referred in pairs}
            parent = self._after.tables.get(reference.parent)
            if parent is None or parent is plan or None in key.values():
                continue
            if parent.name not in self._keys.present:
                self._keys.look(parent)
            made = self._upgraded.old(parent.name) is None
            composer = self._composer(parent, self._upgraded.old(parent.name))
            for row in composer.distinct(1) if isinstance(composer, Composer) else ():
                self._insert(parent, {**row, **key}, made=made, kept=frozenset(key))

"""Slots: columns that are chosen together, with what may be chosen for each tier."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from math import prod
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.pool import SIZE, Pool, Value
from alembic_mrt.roundtrip.seed.recipes import PARENTS
from alembic_mrt.roundtrip.seed.solve import Option, Solver

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.seed.facts import ColumnFacts
    from alembic_mrt.roundtrip.seed.plan import Reference, SlotPlan, TablePlan

Keys = dict[str, Value]
_MOST = 400
_CLOSELY = 150
_SPARSE = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """Offer options for columns that are chosen together.

    ``full`` are without NULL where there is any such; ``sparse`` begin with the one that has the
    most; ``hard`` are extremes and oddities, ``words`` the literals of the source, ``executed``
    those of its statements; ``mixed`` are made of several. ``refers`` tells that the options are
    keys of other tables. The first ones of ``full`` meet one of so many ``cases`` each, time and
    again.
    """

    columns: tuple[str, ...]
    full: tuple[Option, ...]
    sparse: tuple[Option, ...]
    hard: tuple[Option, ...] = ()
    words: tuple[Option, ...] = ()
    executed: tuple[Option, ...] = ()
    mixed: tuple[Option, ...] = ()
    refers: bool = False
    cases: int = 0

    def all_options(self) -> tuple[Option, ...]:
        """Return every option, complete ones first."""
        return tuple(dict.fromkeys((*self.full, *self.sparse, *self.hard)))


@dataclass(frozen=True, slots=True)
class Unsatisfied:
    """Say why a table has no row that could be inserted."""

    reason: str


class SlotMaker:
    """Make the slots of one table.

    ``keys`` are the rows of the parents, ``held`` the columns of references that are pointed
    at their target later.
    """

    def __init__(
        self,
        plan: TablePlan,
        solver: Solver,
        keys: Mapping[TableName, Sequence[Keys]],
        held: frozenset[str],
    ) -> None:
        self._plan = plan
        self._solver = solver
        self._keys = keys
        self._held = held

    def make(self, slot: SlotPlan) -> Slot | Unsatisfied:
        """Return the slot with its options, or why there are none."""
        if not slot.references and not slot.checks:
            return self._free(self._column(slot.columns[0]))
        given = self._joined(slot.references) if slot.references else []
        if slot.references and not given:
            return Unsatisfied(self._no_parent(slot))
        self._solver.refusal = ""
        options = self._options(slot, given)
        if not options:
            said = self._plan.refusals.setdefault(slot.columns, self._solver.refusal)
            why = f" (the server says: {said})" if said else ""
            return Unsatisfied(f"{_no_solution(slot)}{why}")
        return self._slot(slot, options)

    def _column(self, name: str) -> ColumnFacts:
        """Return a column with the pool that its domain and its later fate leave it."""
        column = _as_given(self._plan.columns[name])
        if name in self._held and column.nullable:
            return replace(column, pool=None)
        if column.pool is None or not column.checks or column.given is not None:
            return column
        solved = self._plan.solved
        key = ("VALUE", name)
        if key not in solved:
            value = replace(column, name="value")
            candidates = self._solver.candidates(value, column.checks)
            tried = [(v,) for v in candidates if v is not None]
            solved[key] = self._solver.passing([value], column.checks, tried)
        kept = tuple(option[0] for option in solved[key])
        least = column.pool.least if column.pool.least in kept else (kept or (None,))[0]
        hard = tuple(v for v in column.pool.hard if v in kept)
        return replace(
            column, pool=replace(column.pool, plain=kept[: 2 * SIZE], least=least, hard=hard)
        )

    def _free(self, column: ColumnFacts) -> Slot | Unsatisfied:
        if column.pool is None:
            return Slot((column.name,), ((None,),), ((None,),))
        if not column.pool.plain:
            return Unsatisfied(f'no value was found that the type of "{column.name}" accepts')
        null: tuple[Option, ...] = ((None,),) if column.nullable else ()
        return Slot(
            (column.name,),
            tuple(zip(column.pool.plain)),
            (*null, (column.pool.least,)),
            tuple(zip(column.pool.hard)),
        )

    def _words(self, column: ColumnFacts, literals: Sequence[object]) -> list[Value]:
        """Return the mined literals that the column takes; a domain's checks are asked."""
        if column.pool is None or self._is_number_key(column):
            return []
        found = dict.fromkeys(column.pool.admitted(literal) for literal in literals)
        values: list[Value] = [v for v in found if v is not None]
        if not column.checks:
            return values
        domain = replace(column, name="value")
        key = f"VALUE of {column.name}"
        return [option[0] for option in self._remembered(key, domain, column.checks, values)]

    def _is_number_key(self, column: ColumnFacts) -> bool:
        """Tell whether mined numbers would be keys, which stay as they come."""
        return (
            column.name in self._plan.key_columns
            and column.pool is not None
            and any(str(v).lstrip("-").isdigit() for v in column.pool.plain[:2])
        )

    def _remembered(
        self, key: str, column: ColumnFacts, checks: Sequence[str], values: Sequence[Value]
    ) -> list[Option]:
        """Return those of ``values`` that the checks accept; each is asked for once."""
        accepted = self._plan.accepted
        new = [v for v in values if (key, v) not in accepted]
        passing = self._solver.passing([column], checks, _single(new))
        accepted.update({(key, v): (v,) in passing for v in new})
        return [(v,) for v in values if accepted[key, v]]

    def _options(self, slot: SlotPlan, given: Sequence[Keys]) -> list[Option]:
        if not slot.checks:
            free = [c for c in slot.columns if c not in given[0]]
            rest = {c: self._column(c) for c in free}
            return [tuple(g.get(c, _first(rest.get(c))) for c in slot.columns) for g in given]
        columns = [self._column(name) for name in slot.columns]
        if slot.references:
            found = self._solver.solve(columns, given, slot.checks, self._others(slot))
            return _fullest(found)
        if slot.columns not in self._plan.solved:
            found = self._solver.solve(columns, (), slot.checks, self._others(slot))
            meant = self._meant(slot, columns, found)
            self._plan.solved[slot.columns] = self._varied(slot, columns, meant)
        return self._plan.solved[slot.columns]

    def _meant(
        self, slot: SlotPlan, columns: Sequence[ColumnFacts], found: list[Option]
    ) -> list[Option]:
        """Leave out complete options that a check merely lets pass, where it is true of others.

        CHECK (jsonb_typeof(doc -> 'ui') = 'object') is unknown of a list, which nobody means.
        """
        complete = [option for option in found if None not in option]
        if not complete or self._others(slot):
            return found
        asked = [f"({check.expression}) IS TRUE" for check in slot.checks]
        met = set(self._solver.passing(columns, asked, complete))
        return [o for o in found if None in o or o in met] if met else found

    def _varied(
        self, slot: SlotPlan, columns: Sequence[ColumnFacts], found: list[Option]
    ) -> list[Option]:
        """Put options first whose values are plain and distinct where the checks leave that."""
        if len(columns) == 1 or not found:
            return found
        varied = self._solver.vary(
            columns, _spread(_fullest(found)), slot.checks, self._others(slot)
        )
        return list(dict.fromkeys([*varied, *found]))

    def _others(self, slot: SlotPlan) -> list[ColumnFacts]:
        """Return columns that the checks speak of and that somebody else chooses."""
        names = dict.fromkeys(n for check in slot.checks for n in check.columns)
        return [self._plan.columns[n] for n in names if n not in slot.columns]

    def _joined(self, references: Sequence[Reference]) -> list[Keys]:
        """Combine the parents' keys so that shared columns agree."""
        rows: list[Keys] = [{}]
        for tuples in self._room_for_all([self._targets(r) for r in references]):
            joined = [
                {**row, **target}
                for target in tuples
                for row in rows
                if all(row.get(c, v) == v for c, v in target.items())
            ]
            rows = joined[:_MOST]
        return rows

    @staticmethod
    def _room_for_all(targets: list[list[Keys]]) -> list[list[Keys]]:
        """Cut lists of targets so that all their combinations have room, NULL among them.

        Of references that share a column few combinations agree: those are left as they are.
        """
        columns = [c for tuples in targets for c in (tuples or [{}])[0]]
        if len(set(columns)) < len(columns) or prod(map(len, targets)) <= _MOST:
            return targets
        most = max(2, int(_MOST ** (1 / len(targets))))
        return [t if len(t) <= most else [*t[: most - 1], t[-1]] for t in targets]

    def _targets(self, reference: Reference) -> list[Keys]:
        """Return what the columns of a reference may hold: the parent's keys, and NULL."""
        pairs = tuple(zip(reference.columns, reference.referred, strict=True))
        parents = [row for row in self._keys.get(reference.parent, ()) if _complete(row, pairs)]
        first, rest = parents[:PARENTS], parents[PARENTS:]
        turn = self._plan.salt % len(first) if first else 0
        turned = (*first[turn:], *first[:turn], *rest)
        found = [{c: row[r] for c, r in pairs} for row in turned]
        if all(self._plan.columns[c].nullable for c in reference.columns):
            found.append(dict.fromkeys(reference.columns))
        return [keys for keys in found if self._allows(keys)]

    def _allows(self, keys: Keys) -> bool:
        """Tell whether keys are among the values that the user gives to their columns."""
        given = ((v, self._plan.columns[c].given) for c, v in keys.items())
        return all(values is None or str(v) in map(str, values) for v, values in given)

    def _no_parent(self, slot: SlotPlan) -> str:
        for reference in slot.references:
            if not self._targets(reference):
                schema, name = reference.parent
                parent = f"{schema}.{name}" if schema else name
                if self._keys.get(reference.parent):
                    return (
                        f"no row of {parent} has a key that the seeds give to {_named(reference)}"
                    )
                return (
                    f"its foreign key {_named(reference)} needs a row of {parent}, which has none"
                )
        names = ", ".join(_named(r) for r in slot.references)
        return f"no rows of its parents fit its foreign keys {names} together"

    def _slot(self, slot: SlotPlan, options: list[Option]) -> Slot:
        """Sort options into tiers."""
        full, cases = self._by_case(slot, _spread(options))
        columns = [self._column(name) for name in slot.columns]
        hard = tuple(option for option in options if _is_hard(option, columns))
        sparse = _sparsest(options)
        return Slot(slot.columns, full, sparse, hard, refers=bool(slot.references), cases=cases)

    def _by_case(
        self, slot: SlotPlan, options: tuple[Option, ...]
    ) -> tuple[tuple[Option, ...], int]:
        """Put options first that meet one of the cases of a check each, in turn."""
        check = next((c for c in slot.checks if len(c.cases) > 1), None)
        if check is None:
            return options, 0
        columns = [*(self._column(name) for name in slot.columns), *self._others(slot)]
        padded = [(*o, *(None,) * (len(columns) - len(o))) for o in options]
        met = self._solver.cases(columns, check.cases, padded)
        queues: dict[int, list[Option]] = {}
        for option, case in zip(options, met, strict=True):
            queues.setdefault(case, []).append(option)
        turns = zip_longest(*queues.values())
        mixed = (option for turn in turns for option in turn if option is not None)
        return tuple(dict.fromkeys(mixed)), len(queues)

    def words(self, slot: SlotPlan, literals: Sequence[object]) -> tuple[Option, ...]:
        """Return the mined literals that a slot of one column takes."""
        if not literals or not _is_single(slot):
            return ()
        column = self._column(slot.columns[0])
        return self._accepted(slot, column, self._words(column, literals))

    def mixed(self, slot: SlotPlan, literals: Sequence[object]) -> tuple[Option, ...]:
        """Return values that a slot of one column makes of several mined literals."""
        if not literals or not _is_single(slot):
            return ()
        column = self._column(slot.columns[0])
        mixes = column.pool.mixes if column.pool is not None else None
        return self._accepted(slot, column, mixes(literals)) if mixes is not None else ()

    def _accepted(
        self, slot: SlotPlan, column: ColumnFacts, values: Sequence[Value]
    ) -> tuple[Option, ...]:
        checks = [check.expression for check in slot.checks]
        return tuple(
            self._remembered(column.name, column, checks, values) if checks else _single(values)
        )


def _is_single(slot: SlotPlan) -> bool:
    """Tell whether a slot is one column whose values nothing else has a say in."""
    alone = all(check.columns == slot.columns for check in slot.checks)
    return len(slot.columns) == 1 and not slot.references and alone


def _as_given(column: ColumnFacts) -> ColumnFacts:
    """Return a column whose only values are those that the user gives, NULL if among them."""
    if column.given is None:
        return column
    values = tuple(v for v in column.given if v is not None)
    pool = Pool(values, values[0], ()) if values else None
    return replace(column, pool=pool, nullable=None in column.given)


def _fullest(options: Sequence[Option]) -> list[Option]:
    return sorted(options, key=lambda option: option.count(None))


def _single(values: Sequence[Value]) -> list[Option]:
    return [(value,) for value in values]


def _first(column: ColumnFacts | None) -> Value:
    return column.pool.plain[0] if column is not None and column.pool is not None else None


def _complete(row: Keys, pairs: Sequence[tuple[str, str]]) -> bool:
    return all(row.get(referred) is not None for _, referred in pairs)


def _named(reference: Reference) -> str:
    return reference.key.name or f"({', '.join(reference.columns)})"


def _no_solution(slot: SlotPlan) -> str:
    checks = " and ".join(f"CHECK ({check.expression})" for check in slot.checks)
    return f"no values were found that satisfy {checks}"


def _sparsest(options: Sequence[Option]) -> tuple[Option, ...]:
    """Return the first options with the most NULLs, before the first of those without."""
    some = [option for option in options if None in option]
    some.sort(key=lambda option: -option.count(None))
    none = (option for option in options if None not in option)
    return (*some[:_SPARSE], *islice(none, max(0, _SPARSE - len(some))))


def _is_hard(option: Option, columns: Sequence[ColumnFacts]) -> bool:
    pools = (c.pool for c in columns)
    return any(p is not None and v in p.hard for v, p in zip(option, pools, strict=True))


def _spread(options: list[Option]) -> tuple[Option, ...]:
    """Put options first that differ from those before in as many columns as possible.

    NULL comes late, yet not so late that a column which is NULL in most options is never filled.
    """
    if options and len(options[0]) == 1:
        return tuple(o for o in options[:_MOST] if o != (None,)) or tuple(options[:1])
    every = list(dict.fromkeys(options))
    rest = every[:: max(1, len(every) // _CLOSELY)]
    seen: list[dict[Value, int]] = [{None: 1} for _ in rest[0]]
    found = []
    for _ in range(min(SIZE, len(rest))):
        best = min(rest, key=lambda o: sum(s.get(v, 0) for s, v in zip(seen, o, strict=True)))
        rest.remove(best)
        found.append(best)
        for counts, value in zip(seen, best, strict=True):
            counts[value] = counts.get(value, 0) + 1
    return (*found, *rest, *every[:_MOST])

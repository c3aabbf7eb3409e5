"""Put rows together, tier by tier, so that loss shows and no key occurs twice."""

from __future__ import annotations

from itertools import chain, islice, product
from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.seed.bare import bare
from alembic_mrt.roundtrip.seed.recipes import (
    EXTREMES,
    TIERS,
    Recipe,
    combinations,
    few_options,
    longest_list,
    plain_rows,
    recipes,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from alembic_mrt.roundtrip.seed.plan import Unique
    from alembic_mrt.roundtrip.seed.pool import Value
    from alembic_mrt.roundtrip.seed.slots import Slot
    from alembic_mrt.roundtrip.seed.solve import Option

Row = dict[str, "Value"]
Taken = dict["Unique", set[tuple[object, ...]]]
Place = tuple[object, ...] | None

_TRIES = 2000


def normal(value: Value) -> object:
    """Return what two values share that a strict unique index could take for equal."""
    return value.strip().casefold() if isinstance(value, str) else value


def identity(unique: Unique, row: Row) -> tuple[object, ...] | None:
    """Return a row's place in a unique key, or None where it takes none."""
    try:
        values = tuple(map(row.__getitem__, unique.columns))
    except KeyError:
        return None
    if not unique.nulls and None in values:
        return None
    return tuple(map(normal, values))


_OF_TIER: Final[dict[str, Callable[[Slot], tuple[Option, ...]]]] = {
    "adversarial": lambda slot: slot.hard[:EXTREMES],
    "odd": lambda slot: slot.hard[EXTREMES:],
    "dictionary": lambda slot: slot.words,
    "mixed": lambda slot: slot.mixed,
    "executed": lambda slot: slot.executed,
}


def _is_hole(j: int, turn: int) -> bool:
    """Tell whether a slot is NULL in a row of holes.

    Of each two slots either is NULL in some row where the other is not.
    """
    return (j >> turn // 2) % 2 == turn % 2


def _sparse(slot: Slot, j: int, turn: int) -> Option | None:
    """Return NULL in the first sparse row, the least value in the last, either in the second."""
    if not slot.sparse or (turn == 1 and j % 2):
        return None
    least = turn == 2 or (turn == 1 and j % 4 == 0)
    return slot.sparse[min(1, len(slot.sparse) - 1) * least]


class Composer:
    """Compose the rows of one table out of its slots; so many rows show every of its ``labels``.

    The rows of the contrast tier hold the literals of the dictionary once more, and next to each
    what the dictionary's row does not hold: a step that writes one literal where it finds another
    changes nothing in a row that holds both. The row of the tier "twice" is the first plain one
    again but for its keys: what keeps one row of each is shown by rows alike in several columns.
    """

    def __init__(self, slots: Sequence[Slot], uniques: Sequence[Unique], taken: Taken) -> None:
        self._slots = slots
        self._taken = taken
        self._uniques = [(unique, taken[unique]) for unique in uniques if unique in taken]
        self._spent: list[Unique] = []
        alone = {u.columns for u in uniques}
        self._single = [slot.columns in alone for slot in slots]
        self._numbered = tuple(enumerate(slots))
        # Few values begin at different places, chosen ones at the first.
        self._turns = [j if len(slot.columns) == 1 else 0 for j, slot in self._numbered]
        self._given = 0
        self._words = max(1, words(slots))
        self._wordy = [j for j, slot in enumerate(slots) if len(slot.words) == self._words]
        few = few_options(slots)
        self._combined = [
            {j: options[n] for n, (j, options) in zip(numbers, few.items(), strict=True)}
            for numbers in combinations(slots)
        ]
        self._bare = bare(slots)
        self.labels = longest_list(slots)

    def compose(self, tiers: Sequence[str] = TIERS, start: int = 0) -> list[Row]:
        """Return rows that differ in every unique key from each other and from what is taken.

        ``start`` is how many rows there are already, from which these are to differ.
        """
        wanted = list(recipes(self._slots, tiers))
        pairs = self._pairs(plain_rows(self._slots))
        rows = []
        for number, recipe in enumerate(wanted, start=start):
            chosen = [self._choose(j, recipe, number, pairs) for j in range(len(self._slots))]
            row = self._settle(chosen)
            if row is not None:
                rows.append(row)
        return rows

    def distinct(self, count: int) -> list[Row]:
        """Return rows, at most ``count``, none equal to another where it need not be."""
        found = []
        for number in range(self._given, self._given + count):
            turns = (
                slot.full[(number + self._turns[j]) % len(slot.full)] for j, slot in self._numbered
            )
            row = self._settle(list(turns))
            if row is not None:
                found.append(row)
        self._given += count
        return found

    def _pairs(self, plain: int) -> list[tuple[int, int]]:
        """Return for each slot two plain rows that are to be equal there and nowhere else.

        Pairs of an even and an odd row come first: those differ in every two-valued column.
        """
        every = [(r, s) for s in range(plain) for r in range(s)]
        every.sort(key=lambda pair: (pair[0] + pair[1]) % 2 == 0)
        return [every[j % len(every)] if every else (0, 0) for j in range(len(self._slots))]

    def _choose(
        self, j: int, recipe: Recipe, number: int, pairs: Sequence[tuple[int, int]]
    ) -> Option:
        slot, turn = self._slots[j], recipe.turn
        if recipe.tier in ("plain", "twice"):
            first, second = pairs[j]
            # Among few values some are equal anyway.
            paired = turn == second and not self._single[j] and len(slot.full) > second
            index = first if paired else turn
            return slot.full[(index + self._turns[j]) % len(slot.full)]
        special = self._special(j, recipe)
        if special is not None:
            return special
        of_tier, step = _OF_TIER.get(recipe.tier), 1
        options = of_tier(slot) if of_tier is not None else ()
        if recipe.tier == "contrast":
            options, step = self._contrasting(j, turn), 2
        if options:
            return options[(turn + step * j) % len(options)]
        return slot.full[(number + self._turns[j]) % len(slot.full)]

    def _special(self, j: int, recipe: Recipe) -> Option | None:
        """Return what a tier that is about whole rows has for a slot, None where it has nothing."""
        slot, turn = self._slots[j], recipe.turn
        if recipe.tier == "sparse":
            return _sparse(slot, j, turn)
        if recipe.tier == "holes" and _is_hole(j, turn) and None in slot.sparse[0]:
            return slot.sparse[0]
        if recipe.tier == "each" and slot.refers:
            return slot.full[turn % len(slot.full)]
        rows = {"combined": self._combined, "bare": self._bare}.get(recipe.tier)
        return rows[turn].get(j) if rows is not None else None

    def _contrasting(self, j: int, turn: int) -> tuple[Option, ...]:
        """Return the literals of a slot that takes the most of them, of others what is none.

        Where none takes two of them, only one slot of a row holds its own.
        """
        slot = self._slots[j]
        if j in self._wordy and (self._words > 1 or self._wordy[turn % len(self._wordy)] == j):
            return slot.words
        return tuple(option for option in slot.full if option not in slot.words)

    def _settle(self, chosen: list[Option]) -> Row | None:
        """Return the row of ``chosen``, changed as little as its unique keys demand."""
        row = self._row(chosen)
        places = self._places_of(row)
        conflicts = [unique for unique, taken, place in places if place in taken]
        if conflicts:
            found = self._without_conflicts(row, conflicts)
            if found is None:
                return None
            row, places = found, self._places_of(found)
        for _, taken, place in places:
            if place is not None:
                taken.add(place)
        return row

    def _places_of(self, row: Row) -> list[tuple[Unique, set[tuple[object, ...]], Place]]:
        """Return for each unique key what is taken of it, and the place of a row in it."""
        return [(unique, taken, identity(unique, row)) for unique, taken in self._uniques]

    def _without_conflicts(self, row: Row, conflicts: list[Unique]) -> Row | None:
        """Return the first variation of a row that violates no key, None where there is none."""
        if any(unique in self._spent for unique in conflicts):
            return None
        at = self._places(conflicts)
        columns = {column for j in at for column in self._slots[j].columns}
        touched = [(u, taken) for u, taken in self._uniques if not columns.isdisjoint(u.columns)]
        for varied in self._variations(row, at):
            if any(identity(unique, varied) in taken for unique, taken in touched):
                continue
            if not self._conflicts(varied):
                return varied
        self._spent += filter(self._is_spent, conflicts)
        return None

    def _row(self, chosen: Sequence[Option]) -> Row:
        row: Row = {}
        for slot, option in zip(self._slots, chosen, strict=True):
            row.update(zip(slot.columns, option, strict=True))
        return row

    def _conflicts(self, row: Row) -> list[Unique]:
        return [unique for unique, taken in self._uniques if identity(unique, row) in taken]

    def _places(self, conflicts: Sequence[Unique]) -> list[int]:
        """Return the slots of some keys."""
        involved = {c for unique in conflicts for c in unique.columns}
        return [j for j, slot in self._numbered if not involved.isdisjoint(slot.columns)]

    def _variations(self, row: Row, at: Sequence[int]) -> Iterator[Row]:
        """Yield rows that differ in some slots."""
        at = sorted(at, key=lambda j: -len(self._slots[j].full))
        for j in at:
            yield from self._each(row, j)
        if len(at) > 1:
            yield self._by_turns(row)
            yield from self._together(row, at[:4])

    def _each(self, row: Row, j: int) -> Iterator[Row]:
        """Yield a row with every option of one slot."""
        slot = self._slots[j]
        for option in slot.all_options():
            yield {**row, **dict(zip(slot.columns, option, strict=True))}

    def _by_turns(self, row: Row) -> Row:
        """Return a row with one slot changed for each key that it violates, if that helps."""
        for _ in self._uniques:
            conflicts = self._conflicts(row)
            varied = (other for j in self._places(conflicts) for other in self._each(row, j))
            better = (other for other in varied if len(self._conflicts(other)) < len(conflicts))
            found = next(better, None)
            if found is None:
                break
            row = found
        return row

    def _is_spent(self, unique: Unique) -> bool:
        """Tell whether every place in a key is taken that its slots can come to."""
        taken = self._taken[unique]
        places = [identity(unique, row) for row in self._together({}, self._places([unique]))]
        return len(places) <= _TRIES and taken.issuperset(places)

    def _together(self, row: Row, at: Sequence[int]) -> Iterator[Row]:
        """Yield a row with every combination of the options of some slots, as far as one goes."""
        slots = [self._slots[j] for j in at]
        columns = [column for slot in slots for column in slot.columns]
        for options in islice(product(*(slot.all_options() for slot in slots)), _TRIES + 1):
            yield {**row, **dict(zip(columns, chain.from_iterable(options), strict=True))}

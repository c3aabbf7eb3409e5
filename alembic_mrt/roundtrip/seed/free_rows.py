"""Rows that make use of a freedom: new ones, with what it takes, or like another row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from alembic_mrt.roundtrip.seed.companions import companions
from alembic_mrt.roundtrip.seed.freedom import stretched
from alembic_mrt.roundtrip.seed.sqltext import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic_mrt.roundtrip.seed.freedom import Freedom
    from alembic_mrt.roundtrip.seed.joint import Takes
    from alembic_mrt.roundtrip.seed.new_keys import NewKeys
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.rows import Row

_ATTEMPTS = 4

UNKNOWN = "no values for one are known"
NO_ROOM = "its keys leave no room for another row"


class Composes(Protocol):
    """Offer rows of a table for what they hold beside a freedom."""

    def distinct(self, count: int) -> list[Row]:
        """Return other rows than before, at most ``count``."""


class FreeRows:
    """Write such rows by ``insert``, or as they are by ``keep``, which return what stands against.

    ``make_parent`` writes the rows that they are to refer to.
    """

    def __init__(
        self,
        keys: NewKeys,
        insert: Callable[[TablePlan, Row, frozenset[str]], str | None],
        keep: Callable[[TablePlan, Row], str | None],
        make_parent: Callable[[TablePlan, Row], None],
    ) -> None:
        self._keys = keys
        self._insert = insert
        self._keep = keep
        self._make_parent = make_parent

    def use(self, plan: TablePlan, freedom: Freedom, composer: Composes) -> str | None:
        """Write rows that use a freedom; return why there is none."""
        found: list[str | None] = []
        if freedom.repeats and not freedom.paired:
            rows = [*self._keys.fresh[plan.name][:1], *self._keys.present[plan.name]]
            found += [self._repeats(plan, freedom, row, composer) for row in rows]
        more = [partial(self._pair, plan, freedom, composer, pair) for pair in freedom.pairs]
        more += [partial(self._takes, plan, takes, composer) for takes in freedom.takes[:_ATTEMPTS]]
        for write in more:
            if None not in found:
                found.append(write())
        if None not in found:
            return next(filter(None, found), UNKNOWN)
        self._accompany(plan, freedom, composer)
        return None

    def _accompany(self, plan: TablePlan, freedom: Freedom, composer: Composes) -> None:
        """Write further rows that use a freedom, as far as they are taken."""
        for takes in freedom.takes[:1]:
            for chosen in companions(plan, takes, self._keys.present[plan.name]):
                for row in composer.distinct(1):
                    self._insert(plan, {**row, **chosen}, frozenset(chosen))

    def _takes(self, plan: TablePlan, takes: Takes, composer: Composes) -> str | None:
        """Write a row with some values; return what was said against it."""
        self._make_parent(plan, dict(takes))
        refusals: list[str | None] = []
        for row in composer.distinct(_ATTEMPTS):
            if None not in refusals:
                refusals.append(self._one(plan, row, dict(takes)))
        return None if None in refusals else next(filter(None, refusals), NO_ROOM)

    def _one(self, plan: TablePlan, row: Row, chosen: Row) -> str | None:
        refusal = self._insert(plan, {**row, **chosen}, frozenset(chosen))
        longer = stretched(row, chosen)
        if refusal is None or not longer:
            return refusal
        return self._insert(plan, {**row, **longer}, frozenset(longer))

    def _repeats(
        self, plan: TablePlan, freedom: Freedom, row: Row, composer: Composes
    ) -> str | None:
        """Write a row like another one in the columns that need no longer differ."""
        written = {name: row[name] for name in plan.written if name in row}
        refusal: str | None = NO_ROOM
        for fresh in composer.distinct(_ATTEMPTS if any(u.where for u in plan.uniques) else 1):
            numbered = {**fresh, **dict(self._keys.numbers(plan, fresh, made=False))}
            refusal = self._keep(plan, repeated(numbered, written, freedom, plan))
            if refusal is None:
                break
        return refusal

    def _pair(
        self, plan: TablePlan, freedom: Freedom, composer: Composes, pair: tuple[Takes, Takes]
    ) -> str | None:
        """Write two rows that a key held for the same."""
        one, other = map(dict, pair)
        rows = composer.distinct(2)
        if len(rows) < 2:
            return NO_ROOM
        refusal = self._insert(plan, {**rows[0], **one}, frozenset(one))
        if refusal is not None:
            return refusal
        first = self._keys.fresh[plan.name][-1]
        numbered = {**rows[1], **dict(self._keys.numbers(plan, rows[1], made=False))}
        alike = {c: first[c] for c in freedom.repeats if c in first}
        return self._keep(plan, {**numbered, **alike, **other})


def repeated(row: Row, original: Row, freedom: Freedom, plan: TablePlan) -> Row:
    """Return ``row`` as a copy of ``original`` that differs in the keys which are left.

    It also differs in what decides whether a partial key is for it.
    """
    kept = {c for u in plan.uniques for c in u.columns} - set(freedom.repeats)
    kept |= {c for u in plan.uniques if u.where for c in columns_of(u.where, tuple(plan.columns))}
    return {**row, **{c: v for c, v in original.items() if c not in kept}}

"""Rows that a unique key of before kept apart and that the table takes now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.freedom import Freedom, labelled
from alembic_mrt.roundtrip.seed.sqltext import columns_of, renamed
from alembic_mrt.roundtrip.seed.twins import Twins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from alembic_mrt.roundtrip.seed.plan import TablePlan, Unique
    from alembic_mrt.roundtrip.seed.rows import Row
    from alembic_mrt.roundtrip.seed.solve import Solver


class KeyFreedoms:
    """Find the freedoms from the keys that one table had before an upgrade.

    ``now`` gives the present names of the columns of before, ``present`` are the rows.
    """

    def __init__(
        self,
        before: TablePlan,
        after: TablePlan,
        now: Mapping[str, str],
        solver: Solver,
        present: Sequence[Row],
    ) -> None:
        self._before = before
        self._after = after
        self._now = now
        self._solver = solver
        self._present = present

    def find(self) -> Iterator[Freedom]:
        """Yield the freedom of every key that no other one stands for."""
        for unique in self._before.uniques:
            if all(c in self._now for c in unique.columns):
                key = self._as_named_now(unique)
                if key.columns and not any(u.implies(key) for u in self._after.uniques):
                    yield from self._of_key(key)

    def _as_named_now(self, unique: Unique) -> Unique:
        """Return a key of before; for all rows, where what its condition asked for is gone."""
        where = renamed(unique.where, self._now)
        return replace(
            unique,
            columns=tuple(self._now[c] for c in unique.columns),
            where=where if columns_of(where, tuple(self._after.columns)) else "",
            parts=tuple(renamed(part, self._now) for part in unique.parts),
        )

    def _of_key(self, key: Unique) -> Iterator[Freedom]:
        """Yield the freedom of a key; none where other keys keep all such rows apart."""
        twins = Twins(self._after, key, self._solver, self._present)
        pairs = twins.find() if twins.may_differ else ()
        freedom = Freedom(
            self._after.name,
            self._object(key),
            self._once(key),
            repeats=key.plain,
            pairs=pairs,
            paired=not key.is_plain,
        )
        if not twins.refused:
            yield freedom

    def _object(self, key: Unique) -> str:
        return f"{labelled(self._after)}.{_shown(key.columns)}"

    def _once(self, key: Unique) -> str:
        bare = {f'"{column}"': column for column in key.columns}
        spelled = tuple(bare.get(part, part) for part in key.spelled)
        where = f" where {key.where}" if key.where else ""
        return f"two rows of {labelled(self._after)} have the same {_shown(spelled)}{where}"


def _shown(parts: tuple[str, ...]) -> str:
    return f"({', '.join(parts)})" if len(parts) > 1 else parts[0]

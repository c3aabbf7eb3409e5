"""What rows of a table may be after an upgrade and could not be before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.broken_checks import BrokenChecks
from alembic_mrt.roundtrip.seed.freedom import Freedom, labelled, shown
from alembic_mrt.roundtrip.seed.joint import Joint
from alembic_mrt.roundtrip.seed.key_freedoms import KeyFreedoms
from alembic_mrt.roundtrip.seed.pool import FEW, LONGEST, Pool, long_text, salt_of
from alembic_mrt.roundtrip.seed.solve import Solver, column_candidates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.seed.facts import ColumnFacts
    from alembic_mrt.roundtrip.seed.joint import Takes
    from alembic_mrt.roundtrip.seed.plan import Reference, TablePlan
    from alembic_mrt.roundtrip.seed.pool import Value
    from alembic_mrt.roundtrip.seed.rows import Row

_STRANGE = (987_654_321, 29_753, 97)
_ALTERNATIVES = 3
_LARGEST = 1_000_000
"""A text of more characters is not written."""


class Freedoms:
    """Find the freedoms that one table has after the upgrade and had not before it.

    ``renamed`` gives the old names of columns that bear another one now, ``rows_of`` the rows of
    a table, ``literals`` are those that the revision speaks of.
    """

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        before: TablePlan,
        after: TablePlan,
        renamed: Mapping[str, str],
        solver: Solver,
        rows_of: Callable[[TableName], Sequence[Row]],
        literals: Sequence[object],
    ) -> None:
        self._before = before
        self._after = after
        self._solver = solver
        self._joint = Joint(after, solver)
        self._rows_of = rows_of
        self._literals = literals
        new_names = {old: new for new, old in renamed.items()}
        present = {name: new_names.get(name, name) for name in before.columns}
        self._now = {old: new for old, new in present.items() if new in after.columns}
        self._old = {new: before.columns[old] for old, new in self._now.items()}

    def find(self) -> Iterator[Freedom]:
        """Yield every freedom; one that nothing is known to use for has no values."""
        for name, column in self._after.columns.items():
            old = self._old.get(name)
            if old is not None and not column.generated and not old.generated:
                yield from self._of_column(name, old, column)
        parts = (self._before, self._after, self._now, self._solver)
        present = self._rows_of(self._after.name)
        yield from KeyFreedoms(*parts, present).find()
        yield from self._of_references()
        yield from BrokenChecks(*parts, self._literals, present).find()

    def _of_column(self, name: str, old: ColumnFacts, new: ColumnFacts) -> Iterator[Freedom]:
        label = labelled(self._after, name)
        if new.nullable and not old.nullable:
            yield from self._taking(name, None, f"a row has NULL in {label}")
        for value in self._only_new(old, new):
            what = "the new label " if new.pool is not None and new.pool.is_list else ""
            once = f"a row has {what}{shown(value)} in {label}"
            was = f", which was {old.type}" if old.type != new.type else ""
            yield from self._taking(name, value, once + was)

    def _taking(self, name: str, value: Value, once: str) -> Iterator[Freedom]:
        """Yield the freedom to hold a value, where the checks of now leave it any row."""
        alone: Takes = ((name, value),)
        tied = any(name in check.columns for check in self._after.checks)
        found = self._joint.choose([name], [{name: value}]) if tied else [alone]
        if found:
            takes = tuple(dict.fromkeys([alone, *found[:_ALTERNATIVES]]))
            pairs = self._alike_at_first(name, value) if self._is_key(name) else ()
            yield Freedom(self._after.name, labelled(self._after, name), once, takes, pairs=pairs)

    def _is_key(self, name: str) -> bool:
        return any(unique.columns == (name,) for unique in self._after.uniques)

    def _alike_at_first(self, name: str, value: Value) -> tuple[tuple[Takes, Takes], ...]:
        """Return two texts that are the same but for their end, which a downgrade may cut off."""
        pool = self._after.columns[name].pool
        text = value if isinstance(value, str) else ""
        other = f"{text[:-1]}{'y' if text.endswith('x') else 'x'}"
        if not text or pool is None or pool.takes(other) is None:
            return ()
        return ((((name, value),), ((name, other),)),)

    def _only_new(self, old: ColumnFacts, new: ColumnFacts) -> list[Value]:
        """Return values that the column takes now and did not take before."""
        if old.pool is None or new.pool is None:
            return []
        if old.pool is new.pool and old.checks == new.checks:
            return []
        refused = self._refused_by_type(old.pool, new, new.pool)
        if old.checks != new.checks:
            refused += _of_domain(old, new, self._solver)
        domain = replace(new, name="value")
        kept = self._solver.passing([domain], new.checks, [(value,) for value in refused])
        return [option[0] for option in kept[: FEW if new.pool.is_list else 1]]

    def _refused_by_type(self, old: Pool, new: ColumnFacts, pool: Pool) -> list[Value]:
        """Return values that the checks of now accept and the old type did not take."""
        asked = [c.expression for c in self._after.checks if c.columns == (new.name,)]
        past = _past(old)
        longer = [long_text(salt_of(new.name), past)] if past > LONGEST else []
        tried = dict.fromkeys([*pool.hard, *pool.plain, pool.least, *map(pool.takes, longer)])
        if asked:
            accepted = self._accepted(new, asked, self._solver.candidates(new, asked))
            tried = dict.fromkeys([*accepted, *_longer(accepted, pool, past)])
        # A server counts its keys upwards.
        known = set(old.everything())
        unknown = [v for v in tried if v not in known and v is not None and old.takes(v) is None]
        unknown = [v for v in unknown if not (new.server and str(v).startswith("-"))]
        return self._accepted(new, asked, unknown)

    def _accepted(
        self, column: ColumnFacts, checks: Sequence[str], values: Sequence[Value]
    ) -> list[Value]:
        found = self._solver.passing([column], checks, [(value,) for value in values])
        return [value for (value,) in found]

    def _of_references(self) -> Iterator[Freedom]:
        now = {r.columns for r in self._after.references}
        for reference in self._before.references:
            columns = tuple(self._now[c] for c in reference.columns if c in self._now)
            if len(columns) == len(reference.columns) and columns not in now:
                parent = ".".join(filter(None, reference.parent))
                once = (
                    f"a row of {labelled(self._after)} refers to a row that {parent} does not have"
                )
                takes = tuple(zip(*self._strangers(reference, columns), strict=False))
                yield Freedom(self._after.name, labelled(self._after, columns[0]), once, takes)

    def _strangers(
        self, reference: Reference, columns: Sequence[str]
    ) -> Iterator[list[tuple[str, Value]]]:
        """Yield for each column values that no row of the parent has."""
        parents = self._rows_of(reference.parent)
        for name, referred in zip(columns, reference.referred, strict=True):
            pool = self._after.columns[name].pool
            known = {str(row.get(referred)) for row in parents}
            if pool is not None:
                tried = (*map(pool.takes, _STRANGE), *pool.everything())
                yield [(name, v) for v in tried if v is not None and str(v) not in known]


def _past(old: Pool) -> int:
    """Return the length of the shortest text for which an old type had no room, 0 for none."""
    return 0 if old.room is None or old.room >= _LARGEST else old.room + 1


def _longer(values: Sequence[Value], pool: Pool, past: int) -> Iterator[Value]:
    """Yield texts as repetitions of those that checks accept, as long as the type has room for."""
    longest = max((len(v) for v in pool.hard if isinstance(v, str)), default=0)
    for value in values[:_ALTERNATIVES]:
        if isinstance(value, str) and value:
            yield from (
                pool.takes((value * n)[:n]) for n in dict.fromkeys((longest, max(longest, past)))
            )


def _of_domain(old: ColumnFacts, new: ColumnFacts, solver: Solver) -> list[Value]:
    """Return values that the checks of the old domain refuse."""
    tried = [(v,) for v in column_candidates(new, old.checks) if v is not None]
    accepted = set(solver.passing([replace(new, name="value")], old.checks, tried))
    return [option[0] for option in tried if option not in accepted]

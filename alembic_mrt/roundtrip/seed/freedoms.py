"""What rows of a table may be after an upgrade and could not be before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.plan import Check
from alembic_mrt.roundtrip.seed.solve import Solver, column_candidates
from alembic_mrt.roundtrip.seed.sqltext import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.seed.facts import ColumnFacts
    from alembic_mrt.roundtrip.seed.plan import Reference, TablePlan, Unique
    from alembic_mrt.roundtrip.seed.pool import Value
    from alembic_mrt.roundtrip.seed.rows import Row

_VALUES = 4
_LABELS = 12
"""How many values at most are taken for a list, each of which the downgrade may have forgotten."""

_SHOWN = 30
_STRANGE = (987_654_321, 29_753, 97)


@dataclass(frozen=True, slots=True)
class Freedom:
    """Describe one freedom.

    ``once`` completes the sentence "fails once ..."; ``object`` names what is at stake. A row that
    uses it has the values of one of ``takes``, or repeats an existing row in ``repeats``.
    ``of_parts`` tells that no partition of before takes the row: it has no place in the old schema.
    ``of_check`` is the condition that refused it, of which one freedom is told.
    """

    table: TableName
    object: str
    once: str
    takes: tuple[tuple[tuple[str, Value], ...], ...] = ()
    repeats: tuple[str, ...] = ()
    of_parts: bool = False
    of_check: str = ""


class Freedoms:
    """Find the freedoms that one table has after the upgrade and had not before it.

    ``renamed`` gives the old names of columns that bear another one now, ``rows_of`` the rows of
    a table.
    """

    def __init__(
        self,
        before: TablePlan,
        after: TablePlan,
        renamed: Mapping[str, str],
        solver: Solver,
        rows_of: Callable[[TableName], Sequence[Row]],
    ) -> None:
        self._before = before
        self._after = after
        self._solver = solver
        self._rows_of = rows_of
        new_names = {old: new for new, old in renamed.items()}
        self._now = {name: new_names.get(name, name) for name in before.columns}
        self._label = ".".join(filter(None, after.name))

    def find(self) -> Iterator[Freedom]:
        """Yield every freedom."""
        for name, column in self._after.columns.items():
            old = self._old(name)
            if old is not None and not column.generated and not old.generated:
                yield from self._of_column(name, old, column)
        yield from self._of_keys()
        yield from self._of_references()
        yield from self._of_checks()

    def _old(self, name: str) -> ColumnFacts | None:
        return next((c for n, c in self._before.columns.items() if self._now[n] == name), None)

    def _of_column(self, name: str, old: ColumnFacts, new: ColumnFacts) -> Iterator[Freedom]:
        if new.nullable and not old.nullable:
            yield self._taking(name, [None], f"a row has NULL in {self._label}.{name}")
        for value in _only_new(old, new, self._solver):
            what = "the new label " if _is_closed(new) else ""
            once = f"a row has {what}{shown(value)} in {self._label}.{name}"
            was = f", which was {old.type}" if old.type != new.type else ""
            yield self._taking(name, [value], once + was)

    def _taking(self, name: str, values: Sequence[Value], once: str) -> Freedom:
        takes = tuple(((name, value),) for value in values)
        return Freedom(self._after.name, f"{self._label}.{name}", once, takes)

    def _of_keys(self) -> Iterator[Freedom]:
        for unique in self._before.uniques:
            columns = self._present(unique)
            now = [u for u in self._after.uniques if frozenset(u.columns) == frozenset(columns)]
            if columns and not any(u.implies(unique) for u in now):
                what = f"({', '.join(columns)})" if len(columns) > 1 else columns[0]
                once = f"two rows of {self._label} have the same {what}"
                yield Freedom(self._after.name, f"{self._label}.{what}", once, repeats=columns)

    def _present(self, unique: Unique) -> tuple[str, ...]:
        """Return the columns of a key by their present names, or none where one is gone."""
        return self._named(unique.columns) or ()

    def _named(self, columns: Sequence[str]) -> tuple[str, ...] | None:
        names = tuple(self._now[c] for c in columns)
        return names if all(name in self._after.columns for name in names) else None

    def _of_references(self) -> Iterator[Freedom]:
        now = {r.columns for r in self._after.references}
        for reference in self._before.references:
            columns = self._named(reference.columns)
            if columns and columns not in now:
                parent = ".".join(filter(None, reference.parent))
                once = f"a row of {self._label} refers to a row that {parent} does not have"
                takes = tuple(zip(*self._strangers(reference, columns), strict=False))
                yield Freedom(self._after.name, f"{self._label}.{columns[0]}", once, takes)

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

    def _of_checks(self) -> Iterator[Freedom]:
        now = {check.expression for check in self._after.checks}
        for check in self._before.checks:
            columns = self._named(check.columns)
            if check.expression in now or not columns or columns != check.columns:
                continue
            for option in _chosen(self._breaking(check), check):
                pairs = tuple(zip(columns, option, strict=True))
                values = " and ".join(f"{name} = {shown(value)}" for name, value in pairs)
                once = f"a row of {self._label} has {values}, which CHECK ({check.expression}) "
                found = Freedom(self._after.name, self._label, once + "refused", (pairs,))
                yield replace(found, of_parts=bool(check.cases), of_check=check.expression)

    def _breaking(self, check: Check) -> list[tuple[Value, ...]]:
        """Return values that break a check of before and that the checks of now accept."""
        wanted = set(check.columns)
        columns = [self._after.columns[name] for name in check.columns]
        if not wanted <= set(self._after.written):
            return []
        standing = [c for c in self._after.checks if wanted & set(c.columns)]
        names = dict.fromkeys(n for c in standing for n in c.columns if n not in wanted)
        others = [self._after.columns[name] for name in names]
        broken = Check(f"NOT ({check.expression})", check.columns)
        found = self._solver.solve(columns, (), [broken, *standing], others)
        allowed = set(self._solver.passing(columns, [check.expression], found))
        return [option for option in found if option not in allowed]


def shown(value: Value) -> str:
    """Write a value for a sentence, shortened."""
    if value is None:
        return "NULL"
    text = str(value) if not isinstance(value, bytes) else value.hex()
    number = isinstance(value, int | float) or text.lstrip("-").replace(".", "", 1).isdigit()
    cut = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text)} characters)"
    return cut if number else f"'{cut}'"


def _only_new(old: ColumnFacts, new: ColumnFacts, solver: Solver) -> list[Value]:
    """Return values that the column takes now and did not take before."""
    if old.pool is None or new.pool is None:
        return []
    if old.pool is new.pool and old.checks == new.checks:
        return []
    tried = dict.fromkeys([*new.pool.hard, *new.pool.plain, new.pool.least])
    refused: list[Value] = [v for v in tried if v is not None and old.pool.takes(v) is None]
    if old.checks != new.checks:
        refused += _of_domain(old, new, solver)
    domain = replace(new, name="value")
    kept = solver.passing([domain], new.checks, [(value,) for value in refused])
    return [option[0] for option in kept[: _LABELS if _is_closed(new) else 1]]


def _of_domain(old: ColumnFacts, new: ColumnFacts, solver: Solver) -> list[Value]:
    """Return values that the checks of the old domain refuse."""
    tried = [(v,) for v in column_candidates(new, old.checks) if v is not None]
    accepted = set(solver.passing([replace(new, name="value")], old.checks, tried))
    return [option[0] for option in tried if option not in accepted]


def _chosen(found: Sequence[tuple[Value, ...]], check: Check) -> Sequence[tuple[Value, ...]]:
    """Return what is tried of the values that break a check: of a list, all that are new."""
    if check.cases:
        return found[:1]
    return found if len(found) <= _LABELS else found[:_VALUES]


def _is_closed(column: ColumnFacts) -> bool:
    """Tell whether the type is a list of labels, each of which is a freedom of its own."""
    assert column.pool is not None
    return column.pool.takes("no such label") is None and len(column.pool.plain) <= _LABELS


def repeated(row: Row, original: Row, freedom: Freedom, plan: TablePlan) -> Row:
    """Return ``row`` as a copy of ``original`` that differs in the keys which are left.

    It also differs in what decides whether a partial key is for it.
    """
    kept = {c for u in plan.uniques for c in u.columns} - set(freedom.repeats)
    kept |= {c for u in plan.uniques if u.where for c in columns_of(u.where, tuple(plan.columns))}
    return {**row, **{c: v for c, v in original.items() if c not in kept}}


def stretched(row: Row, chosen: Row) -> Row:
    """Return ``chosen`` long texts as repetitions of what a row holds, which a CHECK may demand."""
    found: Row = {}
    for name, value in chosen.items():
        own = row.get(name)
        if isinstance(value, str) and isinstance(own, str) and 0 < len(own) < len(value):
            found[name] = (own * len(value))[: len(value)]
    return found

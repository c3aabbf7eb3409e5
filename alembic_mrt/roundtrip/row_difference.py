"""What happened to rows between two moments.

Rows are matched by key; where there is no key, or it does not tell the rows apart, tables are
compared as multisets. Only columns that are there on both sides are looked at: a column that is
missing, or left behind, is a difference of the schema and told there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from alembic_mrt.roundtrip.row_matching import Key, paired, picker, unequal

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Row, TableName, TableRows

Change: TypeAlias = Literal["lost", "appeared", "changed", "wiped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDifference:
    """State one way in which the rows of a table are not what they were.

    ``count`` of ``total`` rows differ so; ``where`` gives the columns and values that name the
    first of them. Of a ``changed`` column ``expected`` and ``got`` are its values there; it is
    ``wiped`` where no value came back and all rows hold the same instead.
    """

    change: Change
    table: TableName
    count: int
    total: int
    where: tuple[tuple[str, str | None], ...] = ()
    column: str = ""
    expected: str | None = None
    got: str | None = None
    table_gone: bool = False

    @property
    def object(self) -> str:
        """Name the table, or the column, as its owner would."""
        return ".".join(filter(None, (*self.table, self.column)))


def compare_rows(
    before: Mapping[TableName, TableRows], after: Mapping[TableName, TableRows]
) -> tuple[RowDifference, ...]:
    """Return every way in which the rows ``after`` are not those of ``before``, by table."""
    return tuple(
        found
        for name, rows in before.items()
        for found in _compare_table(name, rows, after.get(name))
    )


def _compare_table(
    name: TableName, before: TableRows, after: TableRows | None
) -> Iterator[RowDifference]:
    if after is None:
        return _table_gone(name, before)
    if before == after:
        return iter(())
    columns = tuple(column for column in before.columns if column in after.columns)
    old, new = _values(before, columns), _values(after, columns)
    compared = _Compared(name, columns, len(before.rows))
    for key in (before.key, after.key):
        pick = picker(columns, key)
        if pick and _tells_apart(pick, old) and _tells_apart(pick, new):
            found = tuple(compared.by_key(pick, key, old, new))
            return iter(compared.by_rest(key, old, new, len(found)) or found)
    return compared.as_multisets(old, new)


def _table_gone(name: TableName, before: TableRows) -> Iterator[RowDifference]:
    total = len(before.rows)
    if total:
        pick = picker(before.columns, before.key) or (lambda row: row)
        where = tuple(zip(before.key or before.columns, pick(before.rows[0]), strict=True))
        yield RowDifference(
            change="lost", table=name, count=total, total=total, where=where, table_gone=True
        )


def _values(rows: TableRows, columns: tuple[str, ...]) -> Sequence[Row]:
    """Return the rows with just ``columns``, in that order."""
    if rows.columns == columns:
        return rows.rows
    places = [rows.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in rows.rows]


def _tells_apart(pick: Callable[[Row], Key], rows: Sequence[Row]) -> bool:
    return len({pick(row) for row in rows}) == len(rows)


@dataclass(frozen=True, slots=True)
class _Compared:
    """Compare the rows of one table, reduced to the columns of both sides."""

    table: TableName
    columns: tuple[str, ...]
    total: int

    def by_key(
        self,
        pick: Callable[[Row], Key],
        key: tuple[str, ...],
        before: Sequence[Row],
        after: Sequence[Row],
    ) -> Iterator[RowDifference]:
        """Match rows by key."""
        old, new = ({pick(row): row for row in rows} for rows in (before, after))
        lost = [row for name, row in old.items() if name not in new]
        appeared = [row for name, row in new.items() if name not in old]
        yield from self._unmatched(lost, appeared, key, pick)
        pairs = [(row, new[name]) for name, row in old.items() if name in new]
        yield from self._changed(pairs, key, pick)

    def by_rest(
        self, key: tuple[str, ...], before: Sequence[Row], after: Sequence[Row], limit: int
    ) -> tuple[RowDifference, ...]:
        """Match rows by all but the key, which may be what has changed; nothing where it is not.

        Of two accounts of the same, the shorter one is told: where rows are numbered anew, each
        column of theirs stands at another key, and yet only the key has changed. ``limit`` is the
        length of the other account.
        """
        rest = tuple(column for column in self.columns if column not in key)
        pick = picker(self.columns, rest)
        if limit <= len(key) or pick is None:
            return ()
        lost, appeared, equal = unequal(before, after)
        if Counter(map(pick, lost)) != Counter(map(pick, appeared)):
            return ()
        return tuple(self._changed(paired(lost, appeared, equal, pick), rest, pick))

    def as_multisets(self, before: Sequence[Row], after: Sequence[Row]) -> Iterator[RowDifference]:
        """Match equal rows; see in what is left whether some columns alone explain it."""
        lost, appeared, equal = unequal(before, after)
        same = self._alike(lost, appeared)
        pick = picker(self.columns, same)
        if pick is None or not lost:
            yield from self._unmatched(lost, appeared, self.columns, lambda row: row)
            return
        yield from self._changed(paired(lost, appeared, equal, pick), same, pick)

    def _alike(self, lost: Sequence[Row], appeared: Sequence[Row]) -> tuple[str, ...]:
        """Return columns that agree in both, if the others alone make the difference."""
        if len(lost) != len(appeared):
            return ()
        places = [
            place
            for place in range(len(self.columns))
            if Counter(row[place] for row in lost) == Counter(row[place] for row in appeared)
        ]
        old, new = (Counter(tuple(row[p] for p in places) for row in r) for r in (lost, appeared))
        return tuple(self.columns[place] for place in places) if old == new else ()

    def _unmatched(
        self,
        lost: Sequence[Row],
        appeared: Sequence[Row],
        key: Sequence[str],
        pick: Callable[[Row], Key],
    ) -> Iterator[RowDifference]:
        sides: tuple[tuple[Change, Sequence[Row]], ...] = (("lost", lost), ("appeared", appeared))
        for change, rows in sides:
            if rows:
                yield RowDifference(
                    change=change,
                    table=self.table,
                    count=len(rows),
                    total=self.total,
                    where=tuple(zip(key, pick(rows[0]), strict=True)),
                )

    def _changed(
        self,
        pairs: Sequence[tuple[Row, Row]],
        key: Sequence[str],
        pick: Callable[[Row], Key],
    ) -> Iterator[RowDifference]:
        different = [(old, new) for old, new in pairs if old != new]
        for place, column in enumerate(self.columns):
            rows = [(old, new) for old, new in different if old[place] != new[place]]
            if rows:
                old, new = rows[0]
                values = [(b[place], a[place]) for b, a in pairs]
                yield RowDifference(
                    change="wiped" if _wiped(values) else "changed",
                    table=self.table,
                    column=column,
                    count=len(rows),
                    total=self.total,
                    where=tuple(zip(key, pick(old), strict=True)),
                    expected=old[place],
                    got=new[place],
                )


def _wiped(values: Sequence[tuple[str | None, str | None]]) -> bool:
    """Tell whether one value stands in all rows, where there were several or now is NULL."""
    came_back = {new for _, new in values}
    had = {old for old, _ in values if old is not None}
    return len(came_back) == 1 and bool(had) and (came_back == {None} or len(had) > 1)

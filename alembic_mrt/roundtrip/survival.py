"""What a downgrade makes of the rows that the new version has written.

A new row in a table that was there before must still be there after the downgrade, by its key;
where it has none, by what it holds. A value of it may come back changed where the old schema cannot
hold it, where the next upgrade makes of it what was written, or where it had to carry what a new
column held.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.computed import computed
from alembic_mrt.roundtrip.json_values import json_columns, meaning
from alembic_mrt.roundtrip.new_row_difference import NewRowDifference, Origin
from alembic_mrt.roundtrip.unkeyed import likest, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from alembic_mrt.roundtrip.dialects.base import Row, Snapshot, TableName, TableRows
    from alembic_mrt.roundtrip.new_row_difference import Pairs
    from alembic_mrt.roundtrip.seed.upgraded import Renames
    from alembic_mrt.roundtrip.unkeyed import Values


def new_row_differences(
    start: Snapshot, upgraded: Snapshot, written: Snapshot, back: Snapshot, renames: Renames
) -> tuple[NewRowDifference, ...]:
    """Return what of the rows that ``written`` has over ``upgraded`` is not in ``back``."""
    found: list[NewRowDifference] = []
    for name, rows in written.rows.items():
        old_name = renames.tables.get(name, name)
        returned = back.rows.get(old_name)
        if old_name not in start.rows or returned is None:
            continue
        new = _new_rows(upgraded.rows.get(name), rows)
        trail = _Trail(
            name,
            old_name,
            rows,
            returned,
            renames.columns.get(name, {}),
            json_columns(start.declared, old_name),
            json_columns(upgraded.declared, name),
            computed(upgraded.declared, name),
        )
        found += trail.follow(new, start.rows[old_name]) if new else ()
    return tuple(found)


def _new_rows(before: TableRows | None, after: TableRows) -> list[Row]:
    old = Counter(before.rows) if before is not None else Counter()
    return list((Counter(after.rows) - old).elements())


@dataclass
class _Trail:
    """Follow the new rows of one table from the upgraded database back to the old schema.

    ``documents`` are the columns that held JSON before, ``new_documents`` those that hold it now;
    ``computed`` are columns that say nothing of their own.
    """

    name: TableName
    old_name: TableName
    written: TableRows
    returned: TableRows
    renamed: Mapping[str, str]
    documents: frozenset[str]
    new_documents: frozenset[str]
    computed: frozenset[str]
    _places: dict[str, int] = field(init=False)
    _keyed: bool = field(init=False)

    def __post_init__(self) -> None:
        old_names = [self.renamed.get(column, column) for column in self.written.columns]
        self._places = {c: i for i, c in enumerate(old_names) if c in self.returned.columns}
        self._keyed = self._tells_apart(self.returned.key)

    def follow(self, new: Sequence[Row], before: TableRows) -> Iterable[NewRowDifference]:
        """Return the differences of ``new`` rows; the table held those of ``before`` beside."""
        if not self._keyed:
            return self._unkeyed(new, before)
        places = [self._places[column] for column in self.returned.key]
        found = dict(zip(self._old_keys(), self.returned.rows, strict=True))
        return self._matched(new, [found.get(tuple(_bare(r[p]) for p in places)) for r in new])

    def _tells_apart(self, key: Sequence[str]) -> bool:
        keys = set(self._old_keys())
        return (
            bool(key) and set(key) <= self._places.keys() and len(keys) == len(self.returned.rows)
        )

    def _old_keys(self) -> Iterable[Row]:
        """Return the key of each row that came back."""
        places = [self.returned.columns.index(column) for column in self.returned.key]
        columns = [[_bare(row[place]) for row in self.returned.rows] for place in places]
        return zip(*columns, strict=True) if columns else [()] * len(self.returned.rows)

    def _unkeyed(self, new: Sequence[Row], before: TableRows) -> Iterable[NewRowDifference]:
        """Follow each row to the one that is most like it among those that ``before`` lacks."""
        columns = [c for c in self._places if c in before.columns]
        old, came = self._values(before, columns), self._values(self.returned, columns)
        left = without(came, old)
        values = [tuple(self._value(c, row[self._places[c]]) for c in columns) for row in new]
        found = likest(values, [came[place] for place in left])
        rows = [None if f is None else self.returned.rows[left[f]] for f in found]
        return self._matched(new, rows)

    def _values(self, rows: TableRows, columns: Sequence[str]) -> list[Values]:
        places = [(c, rows.columns.index(c)) for c in columns]
        return [tuple(self._value(c, row[place]) for c, place in places) for row in rows.rows]

    def _value(self, column: str, value: str | None) -> object:
        """Return what is the same however it is spelled."""
        return meaning(value) if column in self.documents else _bare(value)

    def _matched(
        self, new: Sequence[Row], found: Sequence[Row | None]
    ) -> Iterable[NewRowDifference]:
        """Return the differences of rows from what became of them, None of those that are lost."""
        lost = [row for row, other in zip(new, found, strict=True) if other is None]
        if lost:
            yield self._lost(lost[0], len(lost), len(new))
        for row, other in zip(new, found, strict=True):
            if other is not None:
                yield from self._changed(row, other)

    def _changed(self, row: Row, other: Row) -> Iterable[NewRowDifference]:
        got = dict(zip(self.returned.columns, other, strict=True))
        same = {
            c for c, p in self._places.items() if self._value(c, row[p]) == self._value(c, got[c])
        }
        for column, place in self._places.items():
            if column not in same:
                key = self._key(row, same)
                yield NewRowDifference(
                    change="changed",
                    table=self.old_name,
                    key=self._named(row, key),
                    column=column,
                    written=row[place],
                    got=got[column],
                    origin=self._origin(row, self.written.columns[place], key),
                    made=self._made(row),
                )

    def _key(self, row: Row, same: set[str]) -> Sequence[str]:
        """Return the columns that name a row: of one without a key, all that can be asked for."""
        if self._keyed:
            return self.returned.key
        asked = (c for c in self._places if c in same and c not in self.documents)
        return [c for c in asked if row[self._places[c]] is not None]

    def _made(self, row: Row) -> Pairs:
        old = set(self._places.values())
        telling = ((i, c) for i, c in enumerate(self.written.columns) if c not in self.computed)
        return tuple((column, row[place]) for place, column in telling if place not in old)

    def _named(self, row: Row, columns: Sequence[str]) -> Pairs:
        return tuple((column, row[self._places[column]]) for column in columns)

    def _origin(self, row: Row, column: str, key: Sequence[str]) -> Origin:
        names = self.written.key or [self.written.columns[self._places[c]] for c in key]
        pairs = tuple((c, row[self.written.columns.index(c)]) for c in names)
        return Origin(self.name, pairs, column, self.new_documents)

    def _lost(self, first: Row, count: int, total: int) -> NewRowDifference:
        names = self.returned.key if set(self.returned.key) <= self._places.keys() else ()
        key = self._named(first, names or tuple(self._places))
        return NewRowDifference(
            change="lost", table=self.old_name, key=key, count=min(count, total), total=total
        )


def _bare(value: str | None) -> str | None:
    """Return a value without the quotes of a literal: 1 and '1' name the same row."""
    if value is not None and len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1]
    return value

"""What a downgrade makes of the rows that the new version has written.

A new row in a table that was there before must still be there after the downgrade, by its key.
A value of it may come back changed where the old schema cannot hold it, where the next upgrade
makes of it what was written, or where it had to carry what a new column held.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from alembic_mrt.roundtrip.json_values import json_columns, meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from alembic_mrt.roundtrip.dialects.base import Row, Snapshot, TableName, TableRows
    from alembic_mrt.roundtrip.seed.upgraded import Renames
    from alembic_mrt.schema.objects import Schema

Pairs = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRowDifference:
    """State what happened to a new row: it was ``lost``, or its ``column`` was ``changed``.

    ``key`` are columns and values that name the row; ``count`` of ``total`` new rows of the table
    differ so. ``origin`` says where the value stood when it was written, ``made`` what stood in the
    columns of the row that the old schema lacks, but for those that are computed from others.
    """

    change: Literal["lost", "changed"]
    table: TableName
    key: Pairs
    count: int = 1
    total: int = 1
    column: str = ""
    written: str | None = None
    got: str | None = None
    origin: Origin | None = None
    made: Pairs = ()

    @property
    def object(self) -> str:
        """Name the table, or the column, as its owner would."""
        return ".".join(filter(None, (*self.table, self.column)))


@dataclass(frozen=True, slots=True)
class Origin:
    """Name a value in the upgraded database by table, key and column.

    ``documents`` are the columns of the table that hold JSON.
    """

    table: TableName
    key: Pairs
    column: str
    documents: frozenset[str] = frozenset()


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
            _computed(upgraded.declared, name),
        )
        found += trail.follow(new, len(start.rows[old_name].rows)) if new else ()
    return tuple(found)


def _new_rows(before: TableRows | None, after: TableRows) -> list[Row]:
    old = Counter(before.rows) if before is not None else Counter()
    return list((Counter(after.rows) - old).elements())


def _computed(schema: Schema, table: TableName) -> frozenset[str]:
    columns = schema.columns(table[1], table[0])
    return frozenset(str(c.name) for c in columns if c.generated is not None)


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

    def __post_init__(self) -> None:
        old_names = [self.renamed.get(column, column) for column in self.written.columns]
        self._places = {c: i for i, c in enumerate(old_names) if c in self.returned.columns}

    def follow(self, new: Sequence[Row], before: int) -> Iterable[NewRowDifference]:
        """Return the differences of ``new`` rows; the table held ``before`` rows without them."""
        key = self.returned.key
        keys = [self._old_key(row) for row in self.returned.rows]
        if not key or not set(key) <= self._places.keys() or len(set(keys)) < len(keys):
            return self._counted(new, before)
        found = dict(zip(keys, self.returned.rows, strict=True))
        places = [self._places[column] for column in key]
        return self._matched(new, {id(r): tuple(_bare(r[p]) for p in places) for r in new}, found)

    def _old_key(self, row: Row) -> Row:
        columns = self.returned.columns
        return tuple(_bare(row[columns.index(column)]) for column in self.returned.key)

    def _matched(
        self, new: Sequence[Row], keys: Mapping[int, Row], found: Mapping[Row, Row]
    ) -> Iterable[NewRowDifference]:
        lost = [row for row in new if keys[id(row)] not in found]
        if lost:
            yield self._lost(lost[0], len(lost), len(new))
        for row in new:
            other = found.get(keys[id(row)])
            if other is not None:
                yield from self._changed(row, other)

    def _changed(self, row: Row, other: Row) -> Iterable[NewRowDifference]:
        for column, place in self._places.items():
            got = other[self.returned.columns.index(column)]
            same = meaning if column in self.documents else _bare
            if same(row[place]) != same(got):
                yield NewRowDifference(
                    change="changed",
                    table=self.old_name,
                    key=self._named(row, self.returned.key),
                    column=column,
                    written=row[place],
                    got=got,
                    origin=self._origin(row, self.written.columns[place]),
                    made=self._made(row),
                )

    def _made(self, row: Row) -> Pairs:
        old = set(self._places.values())
        telling = ((i, c) for i, c in enumerate(self.written.columns) if c not in self.computed)
        return tuple((column, row[place]) for place, column in telling if place not in old)

    def _named(self, row: Row, columns: Sequence[str]) -> Pairs:
        return tuple((column, row[self._places[column]]) for column in columns)

    def _origin(self, row: Row, column: str) -> Origin:
        columns = self.written.key or self.written.columns
        key = tuple((c, row[self.written.columns.index(c)]) for c in columns)
        return Origin(self.name, key, column, self.new_documents)

    def _counted(self, new: Sequence[Row], before: int) -> Iterable[NewRowDifference]:
        """Compare numbers where no key leads from a row to what became of it."""
        missing = before + len(new) - len(self.returned.rows)
        if missing > 0:
            yield self._lost(new[0], missing, len(new))

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

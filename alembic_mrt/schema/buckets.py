"""An immutable mapping of objects that is cheap to change: one dict a table.

A replay makes a new schema after every operation. All of them share the dicts of the tables that
the operation did not touch, and two schemas are compared without looking into shared dicts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from alembic_mrt.schema.shelves import Shelves

if TYPE_CHECKING:
    from alembic_mrt.schema.objects import SchemaObject

Key: TypeAlias = tuple[str, ...]
"""Kind, schema, table ("" where the object belongs to none) and name."""

BucketKey: TypeAlias = tuple[str, str]
"""Schema and table, or schema and a kind after a NUL for what belongs to no table."""

Heading: TypeAlias = tuple[Any, ...]
"""What objects are found by besides their keys: a kind, and what they lead to or stand on."""

Index: TypeAlias = Shelves[Heading, dict[Any, Any]]
Entry: TypeAlias = tuple[Heading, Any, Any]
"""A heading, what to file under it, and its value; None removes it."""

Kind = TypeVar("Kind", bound="SchemaObject")
Result = TypeVar("Result")

_TABLE, _ANY = "table", "object"
_BEHIND_COLUMNS = sys.maxsize


def bucket_of(key: Key) -> BucketKey:
    """Return the bucket that an object lies in; a table lies with what belongs to it."""
    kind, schema, table, name = key
    if kind == _TABLE:
        return (schema, name)
    return (schema, table or f"\0{kind}")


def _is_apart(kind: type[SchemaObject]) -> bool:
    """Tell whether objects of a class never lie with a table."""
    return kind.kind not in {_TABLE, _ANY} and not hasattr(kind, "table")


class Bucket(dict[Key, "SchemaObject"]):
    """Hold the objects of one table; never changed once it is part of a :class:`Buckets`."""

    __slots__ = ("_kinds", "_once", "_parts", "_parts_of")

    _kinds: dict[type, tuple[Any, ...]]
    _once: dict[Callable[[Bucket], Any], Any]
    _parts_of: dict[type, tuple[Any, ...]]
    _parts: tuple[Any, ...]

    def parts(self) -> tuple[Any, ...]:
        """Return what belongs to the table, columns first in their order; sorted once."""
        try:
            return self._parts
        except AttributeError:
            parts = [found for key, found in self.items() if key[2]]
            parts.sort(key=lambda part: getattr(part, "position", _BEHIND_COLUMNS))
            self._parts = tuple(parts)
            return self._parts

    def once(self, work: Callable[[Bucket], Result]) -> Result:
        """Return what a function makes of the objects; it is called once."""
        try:
            known = self._once
        except AttributeError:
            known = self._once = {}
        if work not in known:
            known[work] = work(self)
        return known[work]  # type: ignore[no-any-return]

    def parts_of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return those of the parts that are of a class; looked for once."""
        try:
            known = self._parts_of
        except AttributeError:
            known = self._parts_of = {}
        found = known.get(kind)
        if found is None:
            found = known[kind] = tuple([o for o in self.parts() if isinstance(o, kind)])
        return found

    def of_kind(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return the objects of a class and its subclasses; looked for once."""
        try:
            kinds = self._kinds
        except AttributeError:
            kinds = self._kinds = {}
        found = kinds.get(kind)
        if found is None:
            found = kinds[kind] = tuple([o for o in self.values() if isinstance(o, kind)])
        return found


_NOTHING = Bucket()


class Buckets(Mapping[Key, "SchemaObject"]):
    """Map keys to objects."""

    __slots__ = ("_apart", "_buckets", "_index", "_size", "_tables")

    def __init__(
        self, buckets: Shelves[BucketKey, Bucket] | None = None, index: Index | None = None
    ) -> None:
        self._buckets: Shelves[BucketKey, Bucket] = Shelves() if buckets is None else buckets
        self._index = index
        self._size: int | None = None
        self._apart: tuple[tuple[BucketKey, Bucket], ...] | None = None
        self._tables: tuple[Any, ...] | None = None

    @classmethod
    def of(cls, objects: Iterable[SchemaObject]) -> Buckets:
        """Make a mapping of ``objects``."""
        return cls().adding(objects)

    def __getitem__(self, key: Key) -> SchemaObject:
        return self.bucket(bucket_of(key))[key]

    def __iter__(self) -> Iterator[Key]:
        for bucket in self._buckets.values():
            yield from bucket

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Buckets):
            return self._buckets == other._buckets
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        if self._size is None:
            self._size = sum(map(len, self._buckets.values()))
        return self._size

    def objects(self) -> Iterator[SchemaObject]:
        """Yield every object, without a look at its key."""
        for bucket in self._buckets.values():
            yield from bucket.values()

    def __repr__(self) -> str:
        return f"Buckets({list(self.values())!r})"

    def names(self) -> Collection[BucketKey]:
        """Return the buckets that hold something."""
        return self._buckets.keys()

    def bucket(self, name: BucketKey) -> Bucket:
        """Return the objects of one bucket."""
        return self._buckets.get(name, _NOTHING)  # type: ignore[no-any-return]

    def every(self, kind: type[Kind]) -> Iterator[tuple[BucketKey, Kind]]:
        """Yield the objects of a class, each with its bucket."""
        for name, bucket in self._of_no_table() if _is_apart(kind) else self._buckets.items():
            try:
                objects = bucket._kinds[kind]
            except (AttributeError, KeyError):
                objects = bucket.of_kind(kind)
            for found in objects:
                yield name, found

    def tables(self) -> tuple[Any, ...]:
        """Return the tables, sorted by schema and name; sorted once."""
        if self._tables is None:
            at = sorted(name for name in self._buckets if name[1][:1] != "\0")
            keys = (((_TABLE, schema, "", name), (schema, name)) for schema, name in at)
            found = (self._buckets[bucket].get(key) for key, bucket in keys)
            self._tables = tuple(table for table in found if table is not None)
        return self._tables

    def _of_no_table(self) -> tuple[tuple[BucketKey, Bucket], ...]:
        """Return the buckets of what belongs to no table; there are few of them."""
        if self._apart is None:
            self._apart = tuple(found for found in self._buckets.items() if found[0][1][:1] == "\0")
        return self._apart

    def named_like(self, name: BucketKey) -> BucketKey | None:
        """Return the first bucket whose name is the same but for its case."""
        return next(iter(self._indexed().get(_folded(name)) or ()), None)

    def under(self, *heading: Any) -> Collection[Any]:
        """Return the objects that name a heading in their ``found_by``."""
        return (self._indexed().get(heading) or _NOTHING).values()

    def _indexed(self) -> Index:
        """Return the index; it is made once, and what is derived from this mapping amends it."""
        if self._index is None:
            names = [(_folded(name), name, True) for name in self._buckets]
            found = [(at, o.key, o) for o in self.objects() for at in o.found_by]
            self._index = _amended(Shelves(), (*names, *found))
        return self._index

    def adding(self, objects: Iterable[SchemaObject]) -> Buckets:
        """Return a mapping that holds ``objects`` too."""
        touched: dict[BucketKey, Bucket] = {}
        entries: list[Entry] = []
        for found in objects:
            key = found.key
            bucket = self._to_change(bucket_of(key), touched)
            if key in bucket:
                entries += ((at, key, None) for at in bucket[key].found_by)
            entries += ((at, key, found) for at in found.found_by)
            bucket[key] = found
        return self._with(touched, entries)

    def removing(self, keys: Iterable[Key]) -> Buckets:
        """Return a mapping without ``keys``."""
        touched: dict[BucketKey, Bucket] = {}
        entries: list[Entry] = []
        for key in keys:
            name = bucket_of(key)
            if key in touched.get(name, self.bucket(name)):
                gone = self._to_change(name, touched).pop(key)
                entries += ((at, key, None) for at in gone.found_by)
        return self._with(touched, entries)

    def _to_change(self, name: BucketKey, touched: dict[BucketKey, Bucket]) -> Bucket:
        bucket = touched.get(name)
        if bucket is None:
            bucket = touched[name] = Bucket(self.bucket(name))
        return bucket

    def _with(self, touched: dict[BucketKey, Bucket], entries: list[Entry]) -> Buckets:
        """Return a mapping with other buckets; one that is left empty goes."""
        buckets = self._buckets.changed({name: held or None for name, held in touched.items()})
        if self._index is None:
            return Buckets(buckets)
        for name, held in touched.items():
            if bool(held) != (name in self._buckets):
                entries.append((_folded(name), name, bool(held) or None))
        return Buckets(buckets, _amended(self._index, entries))

    def with_tables_of(self, other: Buckets, names: Iterable[BucketKey]) -> Buckets:
        """Return a mapping that holds the buckets ``names`` of ``other`` too, and shares them."""
        return Buckets(self._buckets.changed({name: other.bucket(name) for name in names}))

    def differing(self, other: Buckets) -> list[BucketKey]:
        """Return the buckets whose contents are not one and the same dict in ``other``."""
        return self._buckets.differing(other._buckets)


def _folded(name: BucketKey) -> Heading:
    return ("bucket", name[0].casefold(), name[1].casefold())


def _amended(index: Index, entries: Sequence[Entry]) -> Index:
    """Return an index with entries added, or removed where they have no value."""
    if not entries:
        return index
    changes: dict[Heading, dict[Any, Any]] = {}
    for heading, entry, value in entries:
        found = changes.setdefault(heading, dict(index.get(heading) or ()))
        if value is None:
            found.pop(entry, None)
        else:
            found[entry] = value
    return index.changed({heading: found or None for heading, found in changes.items()})

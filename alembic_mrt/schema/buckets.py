"""An immutable mapping of objects that is cheap to change: one dict a table.

A replay makes a new schema after every operation. All of them share the dicts of the tables that
the operation did not touch, and two schemas are compared without looking into shared dicts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    from alembic_mrt.schema.objects import SchemaObject

Key: TypeAlias = tuple[str, ...]
"""Kind, schema, table ("" where the object belongs to none) and name."""

BucketKey: TypeAlias = tuple[str, str]
"""Schema and table, or schema and a kind after a NUL for what belongs to no table."""

Kind = TypeVar("Kind", bound="SchemaObject")

_TABLE = "table"
_BEHIND_COLUMNS = sys.maxsize


def bucket_of(key: Key) -> BucketKey:
    """Return the bucket that an object lies in; a table lies with what belongs to it."""
    kind, schema, table, name = key
    if kind == _TABLE:
        return (schema, name)
    return (schema, table or f"\0{kind}")


class Bucket(dict[Key, "SchemaObject"]):
    """Hold the objects of one table; never changed once it is part of a :class:`Buckets`."""

    __slots__ = ("_kinds", "_parts")

    _kinds: dict[type, tuple[Any, ...]]
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

    def of_kind(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return the objects of a class and its subclasses; looked for once."""
        try:
            kinds = self._kinds
        except AttributeError:
            kinds = self._kinds = {}
        found = kinds.get(kind)
        if found is None:
            found = kinds[kind] = tuple(o for o in self.values() if isinstance(o, kind))
        return found


_NOTHING = Bucket()


class Buckets(Mapping[Key, "SchemaObject"]):
    """Map keys to objects."""

    __slots__ = ("_buckets", "_size")

    def __init__(self, buckets: dict[BucketKey, Bucket] | None = None) -> None:
        self._buckets = {} if buckets is None else buckets
        self._size: int | None = None

    @classmethod
    def of(cls, objects: Iterable[SchemaObject]) -> Buckets:
        """Make a mapping of ``objects``."""
        buckets: dict[BucketKey, Bucket] = {}
        for found in objects:
            key = found.key
            buckets.setdefault(bucket_of(key), Bucket())[key] = found
        return cls(buckets)

    def __getitem__(self, key: Key) -> SchemaObject:
        return self._buckets[bucket_of(key)][key]

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

    def names(self) -> Iterable[BucketKey]:
        """Return the buckets that hold something."""
        return self._buckets.keys()

    def bucket(self, name: BucketKey) -> Bucket:
        """Return the objects of one bucket."""
        return self._buckets.get(name, _NOTHING)

    def every(self, kind: type[Kind]) -> Iterator[tuple[BucketKey, Kind]]:
        """Yield the objects of a class, each with its bucket."""
        for name, bucket in self._buckets.items():
            try:
                objects = bucket._kinds[kind]
            except (AttributeError, KeyError):
                objects = bucket.of_kind(kind)
            for found in objects:
                yield name, found

    def adding(self, objects: Iterable[SchemaObject]) -> Buckets:
        """Return a mapping that holds ``objects`` too."""
        buckets = dict(self._buckets)
        copied: set[BucketKey] = set()
        for found in objects:
            key = found.key
            name = bucket_of(key)
            if name not in copied:
                buckets[name] = Bucket(buckets.get(name, _NOTHING))
                copied.add(name)
            buckets[name][key] = found
        return Buckets(buckets)

    def removing(self, keys: Iterable[Key]) -> Buckets:
        """Return a mapping without ``keys``."""
        buckets = dict(self._buckets)
        copied: set[BucketKey] = set()
        for key in keys:
            name = bucket_of(key)
            if key not in buckets.get(name, _NOTHING):
                continue
            if name not in copied:
                buckets[name] = Bucket(buckets[name])
                copied.add(name)
            del buckets[name][key]
            if not buckets[name]:
                del buckets[name]
        return Buckets(buckets)

    def with_tables_of(self, other: Buckets, names: Iterable[BucketKey]) -> Buckets:
        """Return a mapping that holds the buckets ``names`` of ``other`` too, and shares them."""
        return Buckets({**self._buckets, **{n: other._buckets[n] for n in names}})

    def differing(self, other: Buckets) -> list[BucketKey]:
        """Return the buckets whose contents are not one and the same dict in ``other``."""
        mine, theirs = self._buckets, other._buckets
        found = [name for name, bucket in mine.items() if theirs.get(name) is not bucket]
        return found + [name for name in theirs if name not in mine]

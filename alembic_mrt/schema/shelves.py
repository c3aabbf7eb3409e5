"""An immutable mapping of many entries of which few change: its dicts are shared by its copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

K = TypeVar("K")
V = TypeVar("V")

_SIZE: Final = 32
"""How many keys share a shelf, which is copied when one of them changes."""


class Shelves(Mapping[K, V]):
    """Map keys to values, in the order in which the keys were first met."""

    __slots__ = ("_places", "_shelves")

    def __init__(self) -> None:
        self._shelves: dict[int, dict[K, V]] = {}
        # The number of each key's shelf. All that is derived from one mapping adds to the same
        # dict: where a key would lie says nothing about whether it is there.
        self._places: dict[K, int] = {}

    def __getitem__(self, key: K) -> V:
        return self._shelves[self._places[key]][key]

    def get(self, key: K, default: Any = None) -> Any:
        """Return the value of a key, or ``default``."""
        try:
            return self._shelves[self._places[key]][key]
        except KeyError:
            return default

    def __iter__(self) -> Iterator[K]:
        for shelf in self._shelves.values():
            yield from shelf

    def __len__(self) -> int:
        return sum(map(len, self._shelves.values()))

    def values(self) -> Any:
        """Return the values."""
        return [value for shelf in self._shelves.values() for value in shelf.values()]

    def items(self) -> Any:
        """Return the keys with their values."""
        return [entry for shelf in self._shelves.values() for entry in shelf.items()]

    def changed(self, changes: Mapping[K, V | None]) -> Shelves[K, V]:
        """Return a mapping with other values; a key without one goes."""
        made: Shelves[K, V] = Shelves()
        made._places, made._shelves = self._places, dict(self._shelves)
        for key, value in changes.items():
            place = self._places.setdefault(key, len(self._places) // _SIZE)
            old = self._shelves.get(place)
            shelf = made._shelves.get(place)
            if shelf is None or shelf is old:
                shelf = made._shelves[place] = dict(old or ())
            if value is not None:
                shelf[key] = value
            else:
                shelf.pop(key, None)
        return made

    def differing(self, other: Shelves[K, V]) -> list[K]:
        """Return the keys that do not have one and the same value in both."""
        found: list[K] = []
        for shelf in self._unlike(other):
            found += (key for key, value in shelf.items() if other.get(key) is not value)
        for shelf in other._unlike(self):
            found += (key for key in shelf if key not in self)
        return found

    def _unlike(self, other: Shelves[K, V]) -> Iterator[dict[K, V]]:
        """Yield the shelves that the other mapping does not share."""
        for place, shelf in self._shelves.items():
            if other._shelves.get(place) is not shelf:
                yield shelf

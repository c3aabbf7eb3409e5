"""The sound part of a graph that may be broken: what has all of its ancestors and no circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

Parents: TypeAlias = Mapping[str, tuple[str, ...]]


def sound_order(parents: Parents) -> tuple[str, ...]:
    """Return the revisions whose ancestors are all there, parents first.

    Branches stay together; the order depends on nothing but the order of ``parents``.
    """
    waiting = {revision: set(above) for revision, above in parents.items()}
    children = _children(parents)
    ready = [revision for revision in parents if not waiting[revision]][::-1]
    order: list[str] = []
    while ready:
        revision = ready.pop()
        order.append(revision)
        for child in reversed(children.get(revision, ())):
            waiting[child].discard(revision)
            if not waiting[child]:
                ready.append(child)
    return tuple(order)


def circles(parents: Parents) -> Iterator[tuple[str, ...]]:
    """Yield each circle as the path from its first revision up to that one's child."""
    done: set[str] = set()
    for start in parents:
        if start not in done:
            yield from _circles_above(start, parents, done)


def _circles_above(start: str, parents: Parents, done: set[str]) -> Iterator[tuple[str, ...]]:
    path = {start: iter(parents[start])}
    while path:
        revision = next(reversed(path))
        above = next(path[revision], None)
        if above is None:
            done.add(revision)
            del path[revision]
        elif above in path:
            yield _from_first([*path][[*path].index(above) :], parents)
        elif above in parents and above not in done:
            path[above] = iter(parents[above])


def _from_first(ring: list[str], parents: Parents) -> tuple[str, ...]:
    rank = {revision: index for index, revision in enumerate(parents)}
    start = ring.index(min(ring, key=rank.__getitem__))
    return tuple(ring[start:] + ring[:start])


def _children(parents: Parents) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {}
    for revision, above in parents.items():
        for parent in dict.fromkeys(above):
            children.setdefault(parent, []).append(revision)
    return children

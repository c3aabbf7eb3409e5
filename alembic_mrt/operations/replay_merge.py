"""The schema below a merge point: what every branch made of their common past."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from alembic_mrt.operations.replay_state import State
from alembic_mrt.schema.objects import Schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.schema.buckets import Key
    from alembic_mrt.schema.objects import SchemaObject


@dataclass(slots=True)
class Lineage:
    """Remember the state after each revision, and its ancestors as bits of a number."""

    states: dict[str, State]
    numbers: dict[str, int]
    ancestors: dict[str, int]
    starts: dict[str, State]

    @classmethod
    def empty(cls) -> Lineage:
        """Return a lineage without revisions."""
        return cls({}, {}, {}, {})

    def start(self, parents: Sequence[str]) -> State:
        """Return the state that the parents of a revision leave to it."""
        known = [parent for parent in parents if parent in self.states]
        if not known:
            return State()
        state, seen = self.states[known[0]], self.ancestors[known[0]]
        for parent in known[1:]:
            state = self._joined(state, parent, seen)
            seen |= self.ancestors[parent]
        return state

    def record(self, revision: str, parents: Sequence[str], start: State, end: State) -> None:
        """Remember the state after a revision."""
        number = self.numbers.setdefault(revision, len(self.numbers))
        below = 1 << number
        for parent in parents:
            below |= self.ancestors.get(parent, 0)
        self.states[revision], self.starts[revision] = end, start
        self.ancestors[revision] = below

    def _joined(self, state: State, parent: str, seen: int) -> State:
        """Apply to ``state`` what the revisions of another branch did."""
        missing = self.ancestors[parent] & ~seen
        if not missing:
            return state
        for revision, number in self.numbers.items():
            if missing >> number & 1:
                state = _apply(state, self.starts[revision], self.states[revision])
        return state


def _apply(state: State, start: State, end: State) -> State:
    removed: list[Key] = []
    added: list[SchemaObject] = []
    old, new = start.schema.buckets, end.schema.buckets
    for name in old.differing(new):
        before, after = old.bucket(name), new.bucket(name)
        removed += (key for key in before if key not in after)
        added += (found for key, found in after.items() if before.get(key) != found)
    buckets = state.schema.buckets.removing(removed).adding(added)
    return replace(
        state,
        schema=Schema(buckets),
        closed=state.closed and end.closed,
        open=state.open | end.open - (start.open - state.open),
        doubted=state.doubted | (end.doubted - start.doubted),
        chosen=(state.chosen | end.chosen) - frozenset(removed),
    )

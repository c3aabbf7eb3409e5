"""What a replay knows at one moment: a schema, and how far that knowledge reaches."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from alembic_mrt.schema.buckets import BucketKey, Key, bucket_of
from alembic_mrt.schema.objects import Column, Constraint, Index, Schema, SchemaObject, Table

if TYPE_CHECKING:
    from alembic_mrt.operations.vocabulary import Operation

ProblemKind: TypeAlias = Literal[
    "missing", "exists", "masked", "unnamed", "guessed", "in use", "nameless"
]
ANY_NAME: Final = "*"
Mark: TypeAlias = tuple[BucketKey, str, str]
"""Bucket, family and folded name of an object that may or may not be as the replay has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Hold a schema and its limits.

    ``closed`` tells that there is no table and no other object besides those of ``schema``;
    ``open`` are tables that may hold more than is known; ``doubted`` are objects that something
    unread may have changed since; ``chosen`` are constraints whose name the database chose.
    """

    schema: Schema = field(default_factory=Schema)
    closed: bool = True
    open: frozenset[BucketKey] = frozenset()
    doubted: frozenset[Key] = frozenset()
    chosen: frozenset[Key] = frozenset()

    def holding(self, schema: Schema, doubted: frozenset[Key], chosen: frozenset[Key]) -> State:
        """Return a state with other objects, whose limits are the same but for these."""
        return State(
            schema=schema, closed=self.closed, open=self.open, doubted=doubted, chosen=chosen
        )

    def knows_all_of(self, bucket: BucketKey) -> bool:
        """Tell whether everything in a bucket is known."""
        if bucket[1].startswith("\0"):
            return self.closed
        if (Table.kind, bucket[0], "", bucket[1]) in self.schema.objects:
            return bucket not in self.open
        return self.closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Say why an operation fails, or does not do what it looks like.

    "missing": it names what is not there; "masked": the same, but ``if_exists`` hides it;
    "exists": it creates what is there; "unnamed": it drops a constraint by the name None;
    "guessed": it drops by a name that the database did not choose; "in use": something still
    depends on what it drops; "nameless": a batch that copies needs a name for what it adds.
    ``certain`` is False where the schema is not known well enough.
    """

    kind: ProblemKind
    subject: SchemaObject
    certain: bool = True
    related: SchemaObject | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """Hold one operation, what is known when it begins, and the schema that it leaves.

    ``certain`` tells that it does happen.
    """

    operation: Operation
    start: State
    after: Schema
    problem: Problem | None = None
    certain: bool = True

    @property
    def before(self) -> Schema:
        """Return the schema that the operation meets."""
        return self.start.schema


_FAMILIES: Final[tuple[type[SchemaObject], ...]] = (Column, Constraint, Index)


def family(kind: type[SchemaObject]) -> type[SchemaObject]:
    """Return the class whose members share one space of names."""
    for found in _FAMILIES:
        if issubclass(kind, found):
            return found
    return kind


def mark_of(found: SchemaObject) -> Mark:
    """Return what an object is remembered by when its presence is uncertain."""
    return (bucket_of(found.key), family(type(found)).kind, found.key[3].casefold())


def moved(state: State, old: BucketKey, new: BucketKey) -> State:
    """Return a state in which what is known of one table is known of another."""

    def key(k: Key) -> Key:
        if bucket_of(k) != old:
            return k
        return (k[0], new[0], "", new[1]) if k[0] == Table.kind else (k[0], *new, k[3])

    return replace(
        state,
        open=frozenset(new if b == old else b for b in state.open),
        doubted=frozenset(map(key, state.doubted)),
        chosen=frozenset(map(key, state.chosen)),
    )

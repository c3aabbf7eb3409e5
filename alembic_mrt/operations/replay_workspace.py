"""The workspace of a replay: one direction of one revision, operation by operation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeVar

from alembic_mrt.operations.replay_state import (
    ANY_NAME,
    Mark,
    Problem,
    ProblemKind,
    State,
    family,
    mark_of,
)
from alembic_mrt.schema.buckets import BucketKey, bucket_of
from alembic_mrt.schema.objects import Constraint, Index, Schema, SchemaObject, Table, TableObject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alembic_mrt.operations.vocabulary import DropConstraint, DropIndex, Operation

Kind = TypeVar("Kind", bound=SchemaObject)

_ASKS: Final = re.compile(
    r"^try \.\.\. except|inspect|has_|exist|get_table_names|get_columns|get_indexes"
    r"|get_foreign_keys|get_unique|get_check|information_schema|pg_|sqlite_master|checkfirst"
    r"|\bin \w*(?:table|column|index|constraint|name|existing|fk|key)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Workspace:
    """Hold a state while operations change it.

    ``upgrading`` tells the direction. In an upgrade, what an operation needs and nobody has seen
    is taken to have been there (``assumed``): the history was adopted on an existing database.
    ``target`` is the schema that a downgrade is to bring back. ``uncertain`` remembers what an
    undecided condition touched, ``tainted`` the tables that something unread may have changed
    (None is all of them), ``dropped`` the indexes and constraints that a batch of SQLite keeps
    if it adds their column again, ``added`` what a batch adds before it copies its table,
    ``legacy_alter`` that SQLite was told not to look at views, ``learned`` the names that
    constraints without one turn out to have. ``naming`` is the metadata's naming convention, None
    where nobody knows whether there is one.
    """

    state: State
    upgrading: bool
    dialect: str | None = None
    naming: Mapping[str, str] | None = None
    target: Schema | None = None
    assumed: list[SchemaObject] = field(default_factory=list)
    uncertain: set[Mark] = field(default_factory=set)
    tainted: set[BucketKey | None] = field(default_factory=set)
    adopted: bool = False
    origin: dict[BucketKey, BucketKey] = field(default_factory=dict)
    batches: set[int] = field(default_factory=set)
    added: set[tuple[int, str]] = field(default_factory=set)
    legacy_alter: bool = False
    dropped: dict[tuple[int, str], list[Constraint | Index]] = field(default_factory=dict)
    learned: list[tuple[SchemaObject, SchemaObject]] = field(default_factory=list)
    problem: Problem | None = None

    @property
    def schema(self) -> Schema:
        """Return the schema as it is now."""
        return self.state.schema

    def place(self, table: str, schema: str | None) -> BucketKey:
        """Return the bucket of a table, found without regard to case where need be."""
        name = ("" if schema is None or self._is_default(schema) else schema, table)
        buckets = self.schema.buckets
        return name if name in buckets.names() else buckets.named_like(name) or name

    def _is_default(self, schema: str | None) -> bool:
        return schema == {"sqlite": "main"}.get(self.dialect or "", "public")

    def held(self, kind: type[Kind], name: str, bucket: BucketKey) -> Kind | None:
        """Return an object of a bucket by name, by exact case first."""
        objects = self.schema.buckets.bucket(bucket)
        exact = objects.get((kind.kind, *bucket, name))
        if isinstance(exact, kind):
            return exact
        alike = None
        folded = name.casefold()
        for key, found in objects.items():
            if key[3].casefold() == folded and isinstance(found, kind) and found.name is not None:
                if found.name == name:
                    return found
                alike = found
        return alike

    def table(self, bucket: BucketKey) -> Table | None:
        """Return the table of a bucket."""
        found = self.schema.get((Table.kind, bucket[0], "", bucket[1]))
        return found if isinstance(found, Table) else None

    def knows_all_of(self, bucket: BucketKey) -> bool:
        """Tell whether everything in a bucket is known."""
        return self.state.knows_all_of(bucket)

    def put(self, *objects: SchemaObject) -> None:
        """Add objects, or replace those with the same key."""
        keys, doubted = {o.key for o in objects}, self.state.doubted
        if not keys.isdisjoint(doubted):
            doubted -= keys
        self.state = self.state.holding(self.schema.add(*objects), doubted, self.state.chosen)

    def take(self, *objects: SchemaObject) -> None:
        """Remove objects."""
        keys = {o.key for o in objects}
        chosen = self.state.chosen
        if not keys.isdisjoint(chosen):
            chosen -= keys
        self.state = self.state.holding(self.schema.remove(*keys), self.state.doubted, chosen)

    def swap(self, old: SchemaObject, new: SchemaObject) -> None:
        """Put an object in another's place."""
        if old is new or old == new:
            return
        chosen = old.key in self.state.chosen
        doubted = old.key in self.state.doubted
        if old.key != new.key:
            self.take(old)
        self.put(new)
        if chosen:
            self.state = replace(self.state, chosen=self.state.chosen | {new.key})
        if doubted:
            self.state = replace(self.state, doubted=self.state.doubted | {new.key})

    def mark(self, *objects: SchemaObject) -> None:
        """Remember that nobody knows whether these objects are there."""
        self.uncertain.update(map(mark_of, objects))

    def mark_all(self, bucket: BucketKey, kind: type[SchemaObject]) -> None:
        """Remember that nobody knows which objects of a kind a table has."""
        self.uncertain.add((bucket, kind.kind, ANY_NAME))

    def taint(self, *buckets: BucketKey) -> None:
        """Note that something unread may have changed these tables, or any where none is named."""
        names = buckets or tuple(self.schema.buckets.names())
        keys = {k for name in names for k in self.schema.buckets.bucket(name)}
        self.state = replace(
            self.state,
            closed=self.state.closed and bool(buckets),
            open=self.state.open | {n for n in names if not n[1].startswith("\0")},
            doubted=self.state.doubted | keys,
        )
        self.tainted.update(buckets or (None,))

    def assume(self, found: Kind) -> Kind:
        """Take an object to have been there before the revision, and say so."""
        bucket = bucket_of(found.key)
        table = bucket if isinstance(found, (Table, TableObject)) else None
        if table is not None:
            self.state = replace(self.state, open=self.state.open | {table})
        self.put(found)
        self.assumed.append(self._as_it_was(found))
        return found

    def _as_it_was(self, found: SchemaObject) -> SchemaObject:
        bucket = bucket_of(found.key)
        schema, name = self.origin.get(bucket, bucket)
        if isinstance(found, TableObject):
            return replace(found, table=name, schema=schema or None)
        return replace(found, name=name) if isinstance(found, Table) else found

    def adopt(self, bucket: BucketKey) -> None:
        """Note that an upgrade needs a table that no revision made."""
        if self.upgrading and self.table(bucket) is None and self.state.closed:
            self.adopted = True
            self.state = replace(self.state, closed=False)

    def fail(
        self,
        kind: ProblemKind,
        subject: SchemaObject,
        certain: bool = True,
        related: SchemaObject | None = None,
    ) -> None:
        """Note what is wrong with the operation; its first problem stays."""
        if self.problem is None:
            self.problem = Problem(kind=kind, subject=subject, certain=certain, related=related)

    def create(self, operation: Operation, found: SchemaObject, optional: bool = False) -> None:
        """Add what an operation creates, unless a condition keeps it from doing so."""
        held = self.held_like(found)
        if held is not None:
            if not (optional or operation.maybe):
                self.fail("exists", held, held.key not in self.state.doubted)
                self.swap(held, found)
            elif not asks(operation) and not optional:
                self.mark(held)
            return
        known = self.knows_all_of(bucket_of(found.key))
        if (operation.maybe and not (asks(operation) and known)) or (optional and not known):
            self.mark(found)
        self.put(found)

    def held_like(self, found: SchemaObject) -> SchemaObject | None:
        """Return the object that is in the way of a new one."""
        if found.name is None:
            return self.schema.get(found.key)
        return self.held(family(type(found)), found.name, bucket_of(found.key))

    def drop(self, operation: Operation, wanted: Kind, optional: bool = False) -> Kind | None:
        """Remove what an operation drops, and return it; ``wanted`` describes it.

        What is not there is a problem, or, where too little is known and in an upgrade, taken to
        have been there.
        """
        held = self.held_like(wanted)
        if held is not None:
            if operation.maybe and not asks(operation):
                self.mark(held)
            self.take(held)
            return held  # type: ignore[return-value]
        self.miss(operation, wanted, optional)
        return None

    def let_go(self, operation: DropConstraint | DropIndex) -> bool:
        """Take out what a batch would keep with its column; tell whether there was such a thing."""
        batch = id(operation.batch_options)
        for (of, _), kept in self.dropped.items():
            named = [found for found in kept if found.name == operation.name]
            if of == batch and named:
                kept.remove(named[0])
                return True
        return False

    def miss(self, operation: Operation, wanted: Kind, optional: bool = False) -> Kind | None:
        """Note that an operation names what is not there; return it where it is assumed."""
        known = self.knows_all_of(bucket_of(wanted.key))
        if operation.maybe or optional:
            if known and optional:
                self.fail("masked", wanted, not operation.maybe)
            elif not known:
                self.mark(wanted)
        elif known or not self.upgrading:
            self.fail("missing", wanted, known)
        else:
            self.assume(wanted)
            self.take(wanted)
            return wanted
        return None

    def choose(self, constraint: Constraint) -> None:
        """Remember that the database chose the name of a constraint."""
        self.state = replace(self.state, chosen=self.state.chosen | {constraint.key})


def asks(operation: Operation) -> bool:
    """Tell whether an operation stands under a question to the database itself.

    A swallowed exception is such a question too: the step happens where it can.
    """
    return bool(_ASKS.search(operation.conditional))

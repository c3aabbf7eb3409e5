"""Replay of a history: every upgrade on the schema that its parents left, then its downgrade.

The schema is built from operations alone. Where that knowledge ends (a table that no revision
made, a statement that could not be read) a difference is ``undecided``, never an accusation.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from alembic_mrt.operations import (  # noqa: F401 (each registers its operations)
    replay_alterations,
    replay_columns,
    replay_constraints,
    replay_indexes,
    replay_objects,
    replay_tables,
)
from alembic_mrt.operations.replay_apply import apply
from alembic_mrt.operations.replay_batch import enter_batch
from alembic_mrt.operations.replay_dialects import Run, runs_of
from alembic_mrt.operations.replay_merge import Lineage
from alembic_mrt.operations.replay_serial import is_implied
from alembic_mrt.operations.replay_state import (
    ANY_NAME,
    Applied,
    Mark,
    Problem,
    State,
    mark_of,
)
from alembic_mrt.operations.replay_workspace import Workspace, asks
from alembic_mrt.operations.same_meaning import may_mean_the_same, means_the_same
from alembic_mrt.operations.vocabulary import AlterObject, DropConstraint
from alembic_mrt.schema.buckets import bucket_of
from alembic_mrt.schema.difference import Difference, difference
from alembic_mrt.schema.objects import Constraint, Schema, SchemaObject, Table, TableObject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from alembic_mrt.operations.vocabulary import Operation, Operations, ScriptOperations

__all__ = ["Applied", "Problem", "Replayed", "replay"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """Hold the round trip of one revision as the replay sees it.

    ``closed`` tells that the history begins on an empty database, and all that it made is known.
    ``differences`` are proven, ``undecided`` would need what the replay does not know;
    ``uncertain`` marks what the upgrade may have found there or not. Where a
    history of no particular dialect names several in its guards, ``others`` are the replays for
    the further ones.
    """

    revision: str
    dialect: str | None = None
    before: Schema = field(default_factory=Schema)
    upgraded: Schema = field(default_factory=Schema)
    downgraded: Schema = field(default_factory=Schema)
    upgrade: tuple[Applied, ...] = ()
    downgrade: tuple[Applied, ...] = ()
    differences: tuple[Difference, ...] = ()
    undecided: tuple[Difference, ...] = ()
    uncertain: frozenset[Mark] = frozenset()
    certain: bool = True
    closed: bool = False
    others: tuple[Replayed, ...] = ()

    def every(self) -> tuple[Replayed, ...]:
        """Return this replay and those for further dialects."""
        return (self, *self.others)


def replay(
    history_order: Iterable[tuple[str, tuple[str, ...], ScriptOperations]],
    dialect: str | None,
    naming: Mapping[str, str] | None = None,
) -> Iterator[Replayed]:
    """Replay a history, parents first; each entry is (revision, parents, operations).

    ``parents`` hold ``depends_on`` too; ``naming`` is the metadata's naming
    convention: empty where it has none, None where nobody knows.
    """
    history = tuple(history_order)
    runs = runs_of((operations for _, _, operations in history), dialect)
    replays = [_replay_for(history, run, naming) for run in runs]
    for first, *others in zip(*replays, strict=True):
        yield replace(first, others=tuple(others)) if others else first


@dataclass(slots=True)
class _Trip:
    """Hold a revision on its way: the state it starts from, and what its upgrade made of it."""

    revision: str
    operations: ScriptOperations
    start: State
    up: Workspace
    upgrade: tuple[Applied, ...]

    def forget_closed(self) -> None:
        """Allow for tables that no revision made."""
        self.start = replace(self.start, closed=False)
        self.up.state = replace(self.up.state, closed=False)


def _replay_for(
    history: Sequence[tuple[str, tuple[str, ...], ScriptOperations]],
    run: Run,
    naming: Mapping[str, str] | None,
) -> Iterator[Replayed]:
    """Replay all upgrades before the first downgrade.

    Whether the history was adopted on an existing database shows in any of the upgrades, and
    bears on what may be said of each downgrade.
    """
    lineage = Lineage.empty()
    trips = []
    for revision, parents, operations in history:
        start = lineage.start(parents)
        work = Workspace(state=start, upgrading=True, dialect=run.dialect, naming=naming)
        applied = _apply_all(operations.upgrade.operations, work, run)
        lineage.record(revision, parents, start, work.state)
        trips.append(_Trip(revision, operations, start, work, applied))
    adopted = any(trip.up.adopted for trip in trips)
    for trip in trips:
        if adopted:
            trip.forget_closed()
        yield _return(trip, run)


def _apply_all(operations: Operations, work: Workspace, run: Run) -> tuple[Applied, ...]:
    return tuple(_apply(operation, work) for operation in operations if run.takes(operation))


def _apply(operation: Operation, work: Workspace) -> Applied:
    start, work.problem = work.state, None
    enter_batch(operation, work)
    apply(operation, work)
    certain = not operation.maybe or asks(operation)
    return Applied(
        operation=operation, start=start, after=work.schema,
        problem=work.problem, certain=certain,
    )  # fmt: skip


def _return(trip: _Trip, run: Run) -> Replayed:
    """Replay the downgrade of a revision and compare."""
    up = trip.up
    before = _before(trip)
    down = Workspace(
        state=up.state, upgrading=False, dialect=run.dialect, naming=up.naming, target=before
    )
    downgrade = _apply_all(trip.operations.downgrade.operations, down, run)
    judge = _Judge(trip.start, up, down, trip.upgrade)
    differing = difference(before, down.schema)
    found = tuple(d for d in differing if not means_the_same(d, run.dialect))
    decided = tuple(d for d in found if judge.decides(d))
    return Replayed(
        revision=trip.revision,
        dialect=run.dialect,
        before=before,
        upgraded=up.schema,
        downgraded=down.schema,
        upgrade=trip.upgrade,
        downgrade=downgrade,
        differences=decided,
        undecided=tuple(d for d in found if d not in decided and not is_implied(d)),
        uncertain=frozenset(up.uncertain),
        certain=len(decided) == len(found) and not (up.tainted or down.tainted),
        closed=trip.start.closed and up.state.closed,
    )


def _before(trip: _Trip) -> Schema:
    """Return the schema that a revision starts from, with what its upgrade shows of it."""
    schema, up = trip.start.schema, trip.up
    if up.learned:
        schema = schema.remove(*(old.key for old, _ in up.learned))
        schema = schema.add(*(new for _, new in up.learned))
    return schema.add(*up.assumed) if up.assumed else schema


@dataclass(frozen=True, slots=True)
class _Judge:
    """Tell what is known well enough to be said."""

    start: State
    up: Workspace
    down: Workspace
    upgrade: tuple[Applied, ...]

    def decides(self, found: Difference) -> bool:
        """Tell whether a difference is proven."""
        if may_mean_the_same(found, self.down.dialect):
            return False
        objects = [o for o in (found.before, found.after) if o is not None]
        if self.up.naming is None and any(self._is_chosen(o) for o in objects):
            return False
        return all(self._is_known(o) for o in objects) and (
            found.after is None or self._was_absent(found)
        )

    def _is_chosen(self, found: SchemaObject) -> bool:
        """Tell whether the name of a constraint is the database's, or a convention's."""
        unnamed = isinstance(found, Constraint) and found.name is None
        states = (self.start, self.down.state)
        chosen = any(found.key in state.chosen for state in states)
        return unnamed or (chosen and not self._is_called_by_name(found))

    def _is_called_by_name(self, found: SchemaObject) -> bool:
        """Tell whether the upgrade itself says the name, which it has to know then."""
        return any(
            isinstance(applied.operation, DropConstraint | AlterObject)
            and found.name in (applied.operation.name, getattr(applied.operation, "value", None))
            and applied.certain
            and applied.before is not applied.after
            and not getattr(applied.operation, "by_inspector", False)
            for applied in self.upgrade
        )

    def _is_known(self, found: SchemaObject) -> bool:
        bucket = bucket_of(found.key)
        tainted = self.up.tainted | self.down.tainted
        if None in tainted or bucket in tainted or found.key in self.start.doubted:
            return False
        uncertain = self.up.uncertain | self.down.uncertain
        mark = mark_of(found)
        table = (bucket, Table.kind, bucket[1].casefold())
        nowhere = (("", ""), *mark[1:])
        wildcard = (*mark[:2], ANY_NAME)
        return uncertain.isdisjoint({mark, table, nowhere, wildcard})

    def _was_absent(self, found: Difference) -> bool:
        """Tell whether what is left behind is known not to have been there before.

        What the upgrade creates was not there; what only the downgrade creates may have been.
        """
        if found.before is not None:
            return True
        assert found.after is not None
        if found.after.key in self.up.schema.objects:
            return True
        bucket = bucket_of(found.after.key)
        opened = bucket in self.up.state.open or any(
            bucket_of(o.key) == bucket for o in self.up.assumed
        )
        at_start = isinstance(found.after, TableObject) and self.start.knows_all_of(bucket)
        return not opened and (at_start or self.start.closed)

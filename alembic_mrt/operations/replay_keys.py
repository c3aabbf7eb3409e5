"""Replay of what makes and drops constraints and indexes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.replay_apply import apply, bucket_in
from alembic_mrt.operations.replay_names import name_of
from alembic_mrt.operations.replay_state import Problem
from alembic_mrt.operations.replay_workspace import Workspace, asks
from alembic_mrt.operations.vocabulary import (
    CreateConstraint,
    CreateIndex,
    DropConstraint,
    DropIndex,
    Operation,
)
from alembic_mrt.schema.objects import (
    UNKNOWN,
    CheckConstraint,
    Column,
    Constraint,
    EnumType,
    ExcludeConstraint,
    ForeignKey,
    Index,
    PrimaryKey,
    SchemaObject,
    TableObject,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alembic_mrt.schema.buckets import BucketKey

TYPES: Final[dict[str, type[Constraint]]] = {
    "foreignkey": ForeignKey,
    "unique": UniqueConstraint,
    "primary": PrimaryKey,
    "check": CheckConstraint,
    "exclude": ExcludeConstraint,
}


def enum_types_exist(dialect: str | None) -> bool:
    """Tell whether an enum type is an object of its own; a history for any dialect may meet one."""
    return dialect in (None, "postgresql", "cockroachdb")


def add_objects(
    operation: Operation,
    work: Workspace,
    objects: Iterable[SchemaObject],
    *,
    with_types: bool,
) -> None:
    """Add what comes with a table or a column; ``with_types`` makes enum types that are missing."""
    objects = list(objects)
    columns = [o for o in objects if isinstance(o, Column)]
    for found in objects:
        if isinstance(found, EnumType):
            if with_types and enum_types_exist(work.dialect) and work.held_like(found) is None:
                work.create(operation, found, optional=True)
        elif isinstance(found, (Constraint, Index)) and found.name is None:
            add_named(operation, work, found, columns)
        else:
            work.create(operation, found)


def add_named(
    operation: Operation,
    work: Workspace,
    found: Constraint | Index,
    columns: Iterable[Column] = (),
    optional: bool = False,
) -> None:
    """Add a constraint or index under the name that it gets where it has none."""
    if found.name is not None:
        work.create(operation, found, optional)
        return
    given, chosen = named(work, found, columns)
    work.create(operation, given, optional)
    if chosen and isinstance(given, Constraint):
        work.choose(given)


def named(
    work: Workspace, found: Constraint | Index, columns: Iterable[Column] = ()
) -> tuple[Constraint | Index, bool]:
    """Return a constraint or index with a name, and whether the database chose it."""
    bucket = (found.schema or "", found.table)
    held = work.schema.buckets.bucket(bucket).values()
    taken = {str(o.name) for o in held if isinstance(o, (Constraint, Index))}
    known = [*columns, *(o for o in held if isinstance(o, Column))]
    name, conventional = name_of(found, work.dialect, work.naming or {}, taken, known)
    return (replace(found, name=name) if name else found), not conventional


@apply.register
def _create_index(operation: CreateIndex, work: Workspace) -> None:
    index = operation.index
    table = index.table if operation.table is UNKNOWN and index.table else operation.table
    bucket = bucket_in(work, table, index.schema)
    if bucket is None:
        return
    if operation.name is UNKNOWN:
        work.taint(bucket)
        return
    work.adopt(bucket)
    name = operation.name if isinstance(operation.name, str) else index.name
    placed = replace(index, name=name, table=bucket[1], schema=bucket[0] or None)
    add_named(operation, work, placed, optional=operation.if_not_exists)


@apply.register
def _drop_index(operation: DropIndex, work: Workspace) -> None:
    if not isinstance(operation.name, str):
        bucket = bucket_in(work, operation.table, operation.schema)
        if bucket is not None:
            work.taint(bucket)
        return
    bucket = _bucket_of_index(operation, work)
    wanted = Index(
        schema=bucket[0] or None, table=bucket[1], name=operation.name,
        columns=UNKNOWN, unique=UNKNOWN, where=UNKNOWN, using=UNKNOWN, include=UNKNOWN,
        nulls_not_distinct=UNKNOWN, options=UNKNOWN, comment=UNKNOWN,
    )  # fmt: skip
    if _drops_other_kind(operation, work, bucket, operation.name):
        return
    if bucket[1]:
        if not operation.if_exists and not operation.maybe:
            work.adopt(bucket)
        work.drop(operation, wanted, operation.if_exists)
    else:
        _miss_unplaced(operation, work, wanted)


def _bucket_of_index(operation: DropIndex, work: Workspace) -> BucketKey:
    """Return the bucket of an index, which a script may name without its table."""
    name, table = str(operation.name), operation.table
    if isinstance(table, str):
        bucket = work.place(table, operation.schema)
        if work.held(Index, name, bucket) is not None or work.dialect in ("mysql", "mariadb"):
            return bucket
    found = _index_anywhere(work, name)
    if found is not None:
        return (found.schema or "", found.table)
    return work.place(table, operation.schema) if isinstance(table, str) else ("", "")


def _index_anywhere(work: Workspace, name: str) -> Index | None:
    for bucket in work.schema.buckets.names():
        found = work.held(Index, name, bucket)
        if found is not None:
            return found
    return None


def _miss_unplaced(operation: DropIndex, work: Workspace, wanted: Index) -> None:
    """Note that an index is nowhere, which is certain where every table is known."""
    certain = work.state.closed and not work.state.open
    if not certain:
        work.mark(wanted)
    if operation.if_exists:
        work.fail("masked", wanted, certain)
    elif not operation.maybe and (certain or not work.upgrading):
        work.fail("missing", wanted, certain)


def _drops_other_kind(
    operation: DropIndex | DropConstraint, work: Workspace, bucket: BucketKey, name: str
) -> bool:
    """Drop what MySQL lets one drop as either: a UNIQUE constraint is an index there."""
    if work.dialect not in ("mysql", "mariadb", None):
        return False
    kind, other = (Index, UniqueConstraint)
    if isinstance(operation, DropConstraint):
        kind, other = (UniqueConstraint, Index)  # type: ignore[assignment]
    found = work.held(other, name, bucket)
    if found is None or work.held(kind, name, bucket) is not None:
        return False
    work.take(found)
    if work.dialect is None:
        work.mark(found)
        work.fail("missing", kind(name=name, table=bucket[1]), certain=False, related=found)
    return True


@apply.register
def _create_constraint(operation: CreateConstraint, work: Workspace) -> None:
    bucket = bucket_in(work, operation.table, operation.constraint.schema)
    if bucket is None:
        return
    if operation.name is UNKNOWN:
        work.taint(bucket)
        return
    work.adopt(bucket)
    name = operation.name if isinstance(operation.name, str) else operation.constraint.name
    placed = replace(operation.constraint, name=name, table=bucket[1], schema=bucket[0] or None)
    if isinstance(placed, ForeignKey) and isinstance(placed.referred_table, str):
        work.adopt(work.place(placed.referred_table, placed.referred_schema))
    if isinstance(placed, PrimaryKey):
        _replace_key(operation, work, bucket)
    add_named(operation, work, placed)
    if isinstance(placed, PrimaryKey) and isinstance(placed.columns, tuple):
        _require(work, bucket, placed.columns)


def _replace_key(operation: CreateConstraint, work: Workspace, bucket: BucketKey) -> None:
    """Take out the primary key that a new one replaces, which only batch mode on SQLite does."""
    held = [o for o in work.schema.buckets.bucket(bucket).values() if isinstance(o, PrimaryKey)]
    if held and not operation.batch and not operation.maybe:
        work.fail("exists", held[0], held[0].key not in work.state.doubted)
    work.take(*held)


def _require(work: Workspace, bucket: BucketKey, columns: tuple[str, ...]) -> None:
    for name in columns:
        column = work.held(Column, name, bucket)
        if column is not None:
            work.swap(column, replace(column, nullable=False))


@apply.register
def _drop_constraint(operation: DropConstraint, work: Workspace) -> None:
    bucket = bucket_in(work, operation.table, operation.schema)
    if bucket is None:
        return
    kind = TYPES.get(operation.type_ or "", Constraint)
    if operation.by_inspector or operation.name is UNKNOWN:
        _drop_looked_up(operation, work, bucket, kind)
    elif operation.name is None:
        _drop_unnamed(operation, work, bucket, kind)
    elif not _drops_other_kind(operation, work, bucket, str(operation.name)):
        work.adopt(bucket)
        wanted = kind(name=str(operation.name), table=bucket[1], schema=bucket[0] or None)
        _drop_by_name(operation, work, bucket, _unknown(wanted))


def _drop_by_name(
    operation: DropConstraint, work: Workspace, bucket: BucketKey, wanted: Constraint
) -> None:
    held = work.held(Constraint, str(wanted.name), bucket)
    guessed = None if held is not None else _guessed(work, bucket, wanted)
    if guessed is not None and not operation.maybe and not operation.if_exists:
        _drop_guessed(work, wanted, guessed)
        return
    work.drop(operation, wanted, operation.if_exists)


def _drop_guessed(work: Workspace, wanted: Constraint, guessed: Constraint) -> None:
    """Drop a constraint by a name that nobody gave it.

    An upgrade has run, so the name is right there, and a naming convention must be behind it.
    """
    if work.upgrading:
        work.learned.append((guessed, replace(guessed, name=wanted.name)))
    else:
        work.fail("guessed", wanted, _name_is_certain(work, guessed), related=guessed)
    work.take(guessed)


def _name_is_certain(work: Workspace, guessed: Constraint) -> bool:
    known = work.knows_all_of((guessed.schema or "", guessed.table))
    return work.naming is not None and known and guessed.key not in work.state.doubted


def _guessed(work: Workspace, bucket: BucketKey, wanted: Constraint) -> Constraint | None:
    """Return the one constraint without a name of its own that a wrong name may be meant for."""
    found = [
        o
        for o in work.schema.buckets.bucket(bucket).values()
        if isinstance(o, type(wanted)) and o.key in work.state.chosen
        and not isinstance(o, PrimaryKey)
    ]  # fmt: skip
    fresh = [o for o in found if work.target is not None and work.target.get(o.key) is None]
    candidates = fresh or found
    return candidates[0] if len(candidates) == 1 else _most_alike(candidates, str(wanted.name))


def _most_alike(candidates: list[Constraint], name: str) -> Constraint | None:
    """Return the candidate whose columns the name mentions, where there is only one."""
    alike = [
        o for o in candidates if all(c in name for c in getattr(o, "columns", None) or ("\0",))
    ]
    return alike[0] if len(alike) == 1 else None


def _drop_looked_up(
    operation: DropConstraint, work: Workspace, bucket: BucketKey, kind: type[Constraint]
) -> None:
    """Drop what a script finds by the Inspector: taken to be what the downgrade has to drop."""
    found = [o for o in work.schema.buckets.bucket(bucket).values() if isinstance(o, kind)]
    work.mark_all(bucket, Constraint)
    if work.target is not None:
        work.take(*(o for o in found if work.target.get(o.key) is None))
    elif not asks(operation) and not operation.by_inspector:
        work.taint(bucket)


def _drop_unnamed(
    operation: DropConstraint, work: Workspace, bucket: BucketKey, kind: type[Constraint]
) -> None:
    """Drop by the name None, which only a primary key of MySQL can be dropped by."""
    found = [o for o in work.schema.buckets.bucket(bucket).values() if isinstance(o, kind)]
    if kind is PrimaryKey and work.dialect in ("mysql", "mariadb", None):
        work.take(*found)
        return
    fresh = [o for o in found if o.key in work.state.chosen]
    if not operation.maybe:
        subject = fresh[-1] if fresh else _unknown(kind(table=bucket[1], schema=bucket[0] or None))
        work.problem = work.problem or Problem(kind="unnamed", subject=subject)
    work.take(*fresh[-1:])


def _unknown(wanted: Constraint) -> Constraint:
    """Return a constraint of which only the kind and the name are known."""
    unknown = {
        name: UNKNOWN for name in wanted.attributes() if name not in {"referred_schema", "schema"}
    }
    return replace(wanted, **unknown)  # type: ignore[arg-type]


def on_columns(found: TableObject, names: Iterable[str]) -> bool:
    """Tell whether a constraint or index stands on one of some columns."""
    columns = getattr(found, "columns", ())
    return isinstance(columns, tuple) and not set(columns).isdisjoint(names)

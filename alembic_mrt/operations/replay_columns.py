"""Replay of what adds, alters and drops columns."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeGuard

from alembic_mrt.operations.replay_apply import apply, bucket_in
from alembic_mrt.operations.replay_grants import column_grants, statistics_on
from alembic_mrt.operations.replay_keys import add_objects, on_columns
from alembic_mrt.operations.replay_names import words_of
from alembic_mrt.operations.replay_readers import readers_of
from alembic_mrt.operations.replay_serial import counting
from alembic_mrt.operations.replay_tables import ghost, referring
from alembic_mrt.operations.replay_types import settled
from alembic_mrt.operations.replay_workspace import Workspace, asks
from alembic_mrt.operations.vocabulary import KEEP, AddColumn, AlterColumn, DropColumn
from alembic_mrt.schema.objects import (
    UNKNOWN,
    CheckConstraint,
    Column,
    Constraint,
    ForeignKey,
    Index,
    PrimaryKey,
    SchemaObject,
    Sequence,
    TableObject,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.schema.buckets import BucketKey


def ghost_column(bucket: BucketKey, name: str) -> Column:
    """Return a column of which nothing but the name is known."""
    return Column(
        schema=bucket[0] or None, table=bucket[1], name=name, type=UNKNOWN, nullable=UNKNOWN,
        default=UNKNOWN, identity=UNKNOWN, generated=UNKNOWN, collation=UNKNOWN,
        options=UNKNOWN, comment=UNKNOWN,
    )  # fmt: skip


@apply.register
def _add_column(operation: AddColumn, work: Workspace) -> None:
    bucket = bucket_in(work, operation.table, operation.schema)
    if bucket is None:
        return
    if not operation.maybe:
        work.adopt(bucket)
    _miss_table(operation, work, bucket)
    columns = work.schema.columns(bucket[1], bucket[0] or None)
    position = max((column.position for column in columns), default=0) + 1
    placed = replace(operation.column, table=bucket[1], schema=bucket[0] or None, position=position)
    column, sequences = settled(placed, work.dialect), list[Sequence]()
    if operation.serial:
        column, sequences = counting(column, work.dialect)
    if work.held_like(column) is not None and (operation.if_not_exists or operation.maybe):
        work.create(operation, column, operation.if_not_exists)
        return
    work.create(operation, column, operation.if_not_exists)
    if operation.batch:
        work.put(*work.dropped.pop((id(operation.batch_options), str(column.name)), ()))
    own = [*sequences, *(_placed(o, bucket) for o in operation.objects)]
    add_objects(operation, work, own, with_types=False)
    for found in own:
        if isinstance(found, ForeignKey) and isinstance(found.referred_table, str):
            work.adopt(work.place(found.referred_table, found.referred_schema))


def _placed(found: SchemaObject, bucket: BucketKey) -> SchemaObject:
    if isinstance(found, TableObject):
        return replace(found, table=bucket[1], schema=bucket[0] or None)
    return found


def _miss_table(operation: AddColumn | AlterColumn, work: Workspace, bucket: BucketKey) -> None:
    """Note that a downgrade changes a table that is not there."""
    wanted = not work.upgrading and not operation.maybe and work.table(bucket) is None
    if wanted and work.knows_all_of(bucket):
        work.fail("missing", ghost(bucket))


@apply.register
def _drop_column(operation: DropColumn, work: Workspace) -> None:
    bucket = bucket_in(work, operation.table, operation.schema)
    if bucket is None:
        return
    if not isinstance(operation.column, str):
        work.taint(bucket)
        return
    if not operation.if_exists and not operation.maybe:
        work.adopt(bucket)
    wanted = ghost_column(bucket, operation.column)
    held = work.drop(operation, wanted, operation.if_exists)
    if held is None:
        return
    dependents = list(_dependents(work, bucket, str(held.name)))
    if operation.maybe and not asks(operation):
        work.mark(*dependents)
    incoming = list(_keys_to(work, bucket, str(held.name)))
    if incoming and not operation.cascade and not operation.maybe and work.dialect != "sqlite":
        work.fail("in use", held, related=incoming[0])
    views = _views_on(work, bucket, str(held.name)) if operation.cascade else []
    work.take(*dependents, *(incoming if operation.cascade else ()), *views)
    if work.dialect == "sqlite" and operation.batch:
        kept = [found for found in dependents if _outlasts(found, operation.check)]
        work.dropped[id(operation.batch_options), str(held.name)] = kept


def _outlasts(found: SchemaObject, of_type: Text) -> TypeGuard[Constraint | Index]:
    """Tell whether a batch of SQLite copies what stands on a column, if that is there again."""
    if isinstance(found, PrimaryKey) or (found.name is not None and found.name == of_type):
        return False
    return isinstance(found, (Constraint, Index))


def _views_on(work: Workspace, bucket: BucketKey, name: str) -> list[SchemaObject]:
    """Return the views that go with a column by CASCADE."""
    found = readers_of(work.schema, bucket[1])
    shown = [getattr(view, "definition", "") for view in found]
    return [
        view
        for view, text in zip(found, shown, strict=True)
        if name.casefold() in words_of(text) or "*" in str(text)
    ]


def _dependents(work: Workspace, bucket: BucketKey, name: str) -> Iterator[SchemaObject]:
    """Yield what a database drops together with a column."""
    for found in work.schema.buckets.bucket(bucket).values():
        if isinstance(found, (Constraint, Index)):
            texts = [getattr(found, of, None) for of in ("expression", "where", "definition")]
            inside = [c for c in _expressions(found) if name.casefold() in words_of(c)]
            if (
                on_columns(found, [name])
                or inside
                or any(name.casefold() in words_of(text) for text in texts)
            ):
                yield found
    yield from _sequences_of(work, bucket, name)
    for found in column_grants(work.schema, *bucket):
        if found.name == f"{bucket[1]}.{name}":
            yield found
    yield from statistics_on(work.schema, bucket[1], name)


def _sequences_of(work: Workspace, bucket: BucketKey, name: str) -> list[Sequence]:
    found = work.schema.buckets.under(Sequence.kind, *bucket)
    return [sequence for sequence in found if sequence.owner == f"{bucket[1]}.{name}"]


def _expressions(found: Constraint | Index) -> list[str]:
    columns = getattr(found, "columns", ())
    return [c for c in columns if not c.isidentifier()] if isinstance(columns, tuple) else []


def _keys_to(work: Workspace, bucket: BucketKey, name: str) -> Iterator[ForeignKey]:
    for found in referring(work, bucket):
        if isinstance(found.referred_columns, tuple) and name in found.referred_columns:
            yield found


@apply.register
def _alter_column(operation: AlterColumn, work: Workspace) -> None:
    bucket = bucket_in(work, operation.table, operation.schema)
    if bucket is None:
        return
    if not isinstance(operation.column, str):
        work.taint(bucket)
        return
    if not operation.maybe:
        work.adopt(bucket)
    _miss_table(operation, work, bucket)
    column = work.held(Column, operation.column, bucket)
    if column is None:
        column = _unseen(operation, work, bucket)
        if column is None:
            return
    if operation.maybe:
        work.mark(column)
    altered = settled(replace(column, **_changes(operation)), work.dialect)
    if operation.new_name is UNKNOWN:
        work.taint(bucket)
    elif operation.new_name not in {KEEP, column.name}:
        _rename(operation, work, column, str(operation.new_name))
        altered = replace(altered, name=str(operation.new_name))
        column = replace(column, name=altered.name)
    work.swap(column, altered)


def _unseen(operation: AlterColumn, work: Workspace, bucket: BucketKey) -> Column | None:
    """Return a column that nobody has seen, as the script says it was."""
    wanted = ghost_column(bucket, str(operation.column))
    existing = operation.existing
    if existing is not None:
        told = {k: v for k, v in existing.attributes().items() if v is not UNKNOWN}
        wanted = replace(wanted, **_only(told, "type", "nullable"))
    found = work.miss(operation, wanted)
    if found is not None:
        work.put(found)
    return found


def _only(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in names and value is not None}


def _changes(operation: AlterColumn) -> dict[str, Any]:
    names = ("type", "collation", "nullable", "default", "comment", "identity", "generated")
    values = ((name, getattr(operation, name)) for name in names)
    changes = {name: value for name, value in values if value != KEEP}
    if isinstance(changes.get("identity"), str):
        changes["nullable"] = False
    if "type" in changes:
        changes["check"] = None
    return changes


def _rename(operation: AlterColumn, work: Workspace, column: Column, name: str) -> None:
    """Give a column another name, with all that stands on it."""
    bucket = (column.schema or "", column.table)
    other = work.held(Column, name, bucket)
    if other is not None and not operation.maybe:
        work.fail("exists", other, other.key not in work.state.doubted)
    old = str(column.name)
    for found in list(work.schema.buckets.bucket(bucket).values()):
        if isinstance(found, (Constraint, Index)):
            work.swap(found, _standing_on(found, old, name))
    for key in list(_keys_to(work, bucket, old)):
        work.swap(key, replace(key, referred_columns=_renamed(key.referred_columns, old, name)))
    for found in _sequences_of(work, bucket, old):
        work.swap(found, replace(found, owner=f"{bucket[1]}.{name}"))
    for found in list(column_grants(work.schema, *bucket)):
        if found.name == f"{bucket[1]}.{old}":
            work.swap(found, replace(found, name=f"{bucket[1]}.{name}"))
    work.swap(column, replace(column, name=name))


def _renamed(columns: Any, old: str, new: str) -> Any:
    if not isinstance(columns, tuple):
        return columns
    return tuple(_in_text(c, old, new) if not c.isidentifier() else (new if c == old else c)
                 for c in columns)  # fmt: skip


def _in_text(text: Any, old: str, new: str) -> Any:
    """Rename a column in an expression, outside of string literals."""
    if not isinstance(text, str):
        return text
    word = re.compile(rf"('(?:[^']|'')*')|\b{re.escape(old)}\b", re.IGNORECASE)
    return word.sub(lambda match: match[1] or new, text)


def _standing_on(found: Constraint | Index, old: str, new: str) -> Constraint | Index:
    changes: dict[str, Any] = {}
    if hasattr(found, "columns"):
        changes["columns"] = _renamed(found.columns, old, new)
    if isinstance(found, Index):
        changes["where"] = _in_text(found.where, old, new)
        changes["include"] = _renamed(found.include, old, new)
    if isinstance(found, CheckConstraint):
        changes["expression"] = _in_text(found.expression, old, new)
    if isinstance(found, ForeignKey) and found.referred_table == found.table:
        changes["referred_columns"] = _renamed(found.referred_columns, old, new)
    same = all(getattr(found, name) == value for name, value in changes.items())
    return found if same else replace(found, **changes)

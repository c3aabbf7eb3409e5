"""Replay of what makes, changes and drops anything but tables, columns, constraints, indexes."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.replay_apply import apply
from alembic_mrt.operations.replay_grants import column_grants, grants_on
from alembic_mrt.operations.replay_keys import enum_types_exist
from alembic_mrt.operations.replay_names import words_of
from alembic_mrt.operations.replay_readers import readers_of
from alembic_mrt.operations.replay_sequences import altered_sequence
from alembic_mrt.operations.replay_tables import ghost, move_table
from alembic_mrt.operations.replay_workspace import Workspace, asks
from alembic_mrt.operations.spelling import enum_text
from alembic_mrt.operations.vocabulary import AlterObject, CreateObject, DropObject
from alembic_mrt.schema.objects import (
    UNKNOWN,
    Column,
    CompositeType,
    Domain,
    EnumType,
    ExcludeConstraint,
    Extension,
    Function,
    Grant,
    Index,
    MaterializedView,
    Namespace,
    PrimaryKey,
    SchemaObject,
    Sequence,
    Table,
    TableObject,
    Trigger,
    UniqueConstraint,
    View,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.schema.buckets import BucketKey

_SHARED: Final = (Extension, Namespace)
_OF_EVERY_DATABASE: Final = {(Namespace, "public"), (Namespace, "dbo"), (Extension, "plpgsql")}
_ALL_TRIGGERS: Final = ("all", "user")
_TO_DEFAULT: Final = re.compile(
    r"reset\b|set (without|logged)\b|replica identity default|(statistics|storage|compression) "
    r"(-1|- 1|default)"
)
"""What leaves an object as it is where no option of it was set."""


def _subclasses(kind: type[SchemaObject]) -> Iterator[type[SchemaObject]]:
    for below in kind.__subclasses__():
        yield below
        yield from _subclasses(below)


_KINDS: Final = {found.kind: found for found in _subclasses(SchemaObject)}


@apply.register
def _create_object(operation: CreateObject, work: Workspace) -> None:
    made = operation.object
    if isinstance(made, EnumType) and not enum_types_exist(work.dialect):
        return
    if isinstance(made, TableObject):
        bucket = work.place(made.table, made.schema)
        work.adopt(bucket)
        made = replace(made, table=bucket[1], schema=bucket[0] or None)
    elif made.schema == "public":
        made = replace(made, schema=None)
    held = _find(work, type(made), str(made.name), _bucket(made))
    if held is not None and operation.or_replace and not _overloads(made, held):
        work.swap(held, made)
        return
    optional = operation.if_not_exists or operation.or_replace
    work.create(operation, made, optional)
    if isinstance(made, _SHARED) and optional:
        work.mark(made)


def _overloads(made: SchemaObject, held: SchemaObject) -> bool:
    """Tell whether a function stands beside one of its name: the number of arguments differs."""
    signatures = [str(found.name).partition("(") for found in (made, held)]
    return (
        all(opened for _, opened, _ in signatures)
        and len({_count(arguments.removesuffix(")")) for _, _, arguments in signatures}) > 1
    )


def _count(arguments: str) -> int:
    flat = _NESTED.sub("", arguments)
    return flat.count(",") + 1 if flat.strip() else 0


_NESTED: Final = re.compile(r"\([^()]*\)")


def _bucket(found: SchemaObject) -> BucketKey:
    if isinstance(found, TableObject):
        return (found.schema or "", found.table)
    if isinstance(found, Table):
        return (found.schema or "", str(found.name))
    return (found.schema or "", f"\0{found.kind}")


def _find(
    work: Workspace, kind: type[SchemaObject], name: str, bucket: BucketKey
) -> SchemaObject | None:
    """Return an object by name; a function is known by its bare name where that is enough."""
    held = work.held(kind, name, bucket)
    if held is not None or not issubclass(kind, Function):
        return held
    bare = name.partition("(")[0].casefold()
    alike = [
        o
        for o in work.schema.buckets.bucket(bucket).values()
        if str(o.name).partition("(")[0].casefold() == bare
    ]
    return alike[0] if len(alike) == 1 else None


def _place(
    work: Workspace, operation: DropObject | AlterObject, kind: type[SchemaObject]
) -> BucketKey | None:
    if issubclass(kind, Table):
        return work.place(str(operation.name), operation.schema)
    if issubclass(kind, TableObject):
        return work.place(operation.table, operation.schema) if operation.table else None
    schema = "" if operation.schema in (None, "public") else str(operation.schema)
    return (schema, f"\0{kind.kind}")


@apply.register
def _drop_object(operation: DropObject, work: Workspace) -> None:
    found = _named(operation, work)
    if found is None:
        return
    kind, name, bucket = found
    held = _find(work, kind, name, bucket)
    if held is None:
        if (kind, name) in _OF_EVERY_DATABASE:
            return
        if kind is Grant and (own := list(column_grants(work.schema, bucket[0], name))):
            work.take(*own)
        else:
            work.miss(operation, _unknown(kind, name, bucket), operation.if_exists)
        return
    if operation.maybe and not asks(operation):
        work.mark(held)
    users = list(_users(work, held))
    if users and not operation.cascade and not operation.maybe:
        work.fail("in use", held, related=users[0])
    cascaded = [o for o in users if operation.cascade and not isinstance(o, Column)]
    if operation.cascade and isinstance(held, (View, MaterializedView)):
        cascaded += readers_of(work.schema, name)
    work.take(held, *(o for gone in (held, *cascaded) for o in _contents(work, gone)), *cascaded)


def _named(
    operation: DropObject | AlterObject, work: Workspace
) -> tuple[type[SchemaObject], str, BucketKey] | None:
    """Return kind, name and bucket of what an operation names; None where it has no effect."""
    kind = _KINDS.get(operation.kind)
    if kind is None or not isinstance(operation.name, str):
        work.taint()
        return None
    if kind is CompositeType:
        kind = _kind_of_type(operation, work)
    if kind is Index and isinstance(operation, AlterObject):
        kind = _kind_of_index(operation, work)
    if issubclass(kind, EnumType) and not enum_types_exist(work.dialect):
        return None
    bucket = _place(work, operation, kind) or _anywhere(work, kind, operation.name)
    return None if bucket is None else (kind, operation.name, bucket)


def _kind_of_type(operation: DropObject | AlterObject, work: Workspace) -> type[SchemaObject]:
    """Return what sort of type a statement on a TYPE means: most that nobody has seen are enums."""
    for kind in (CompositeType, Domain):
        bucket = _place(work, operation, kind)
        if bucket is not None and work.held(kind, str(operation.name), bucket) is not None:
            return kind
    return EnumType


def _kind_of_index(operation: AlterObject, work: Workspace) -> type[SchemaObject]:
    """Return what an index belongs to: with that of a key, the key itself is renamed."""
    name = str(operation.name)
    if operation.attribute != "name" or _anywhere(work, Index, name) is not None:
        return Index
    keys = (PrimaryKey, UniqueConstraint, ExcludeConstraint)
    return next((kind for kind in keys if _anywhere(work, kind, name) is not None), Index)


def _anywhere(work: Workspace, kind: type[SchemaObject], name: str) -> BucketKey | None:
    names = work.schema.buckets.names()
    return next((bucket for bucket in names if work.held(kind, name, bucket)), None)


def _unknown(kind: type[SchemaObject], name: str, bucket: BucketKey) -> SchemaObject:
    """Return an object of which nothing but kind, name and place are known."""
    if kind is Table:
        return ghost(bucket)
    known = {"schema", "name", "table", "referred_schema", "position"}
    names = (f.name for f in fields(kind) if f.init and f.name not in known)
    values: dict[str, Any] = dict.fromkeys(names, UNKNOWN)
    if issubclass(kind, TableObject):
        values["table"] = bucket[1]
    return kind(name=name, schema=bucket[0] or None, **values)


def _users(work: Workspace, held: SchemaObject) -> Iterator[SchemaObject]:
    """Yield what depends on an object, as far as it can be told."""
    if isinstance(held, EnumType):
        spelling = enum_text(str(held.name)).casefold()
        for found in work.schema:
            kind = found.type if isinstance(found, Column) else None
            if isinstance(kind, str) and kind.casefold().removesuffix("[]") == spelling:
                yield found
    if isinstance(held, Function):
        name = str(held.name).partition("(")[0].casefold()
        for found in work.schema:
            if isinstance(found, Trigger) and name in words_of(found.definition):
                yield found


def _contents(work: Workspace, held: SchemaObject) -> Iterator[SchemaObject]:
    """Yield what goes with a view, or lies in a schema."""
    schema, name = held.schema or "", str(held.name)
    if isinstance(held, (View, MaterializedView)):
        yield from work.schema.buckets.bucket((schema, name)).values()
        yield from grants_on(work.schema, (schema, name))
    if isinstance(held, Grant):
        yield from column_grants(work.schema, schema, name)
    if isinstance(held, Namespace):
        yield from (found for found in work.schema if found.schema == name)


@apply.register
def _alter_object(operation: AlterObject, work: Workspace) -> None:
    found = _named(operation, work)
    if found is None:
        return
    kind, name, bucket = found
    held = _find(work, kind, name, bucket)
    if held is None:
        if (kind, name) in _OF_EVERY_DATABASE or _alter_all(operation, work, kind, bucket):
            return
        if issubclass(kind, (Table, TableObject)) and not operation.maybe:
            work.adopt(bucket)
        held = work.miss(operation, _unknown(kind, name, bucket))
        if held is None:
            return
        work.put(held)
    if operation.maybe and not asks(operation):
        work.mark(held)
    _alter(operation, work, held)


def _alter_all(
    operation: AlterObject, work: Workspace, kind: type[SchemaObject], bucket: BucketKey
) -> bool:
    """Alter the triggers of a table where all are meant; tell whether they are."""
    if kind is not Trigger or str(operation.name).casefold() not in _ALL_TRIGGERS:
        return False
    for held in list(work.schema.buckets.bucket(bucket).of_kind(Trigger)):
        _alter(operation, work, held)
    return True


def _alter(operation: AlterObject, work: Workspace, held: SchemaObject) -> None:
    value = operation.value
    if isinstance(held, Table) and operation.attribute in ("name", "schema"):
        _move(operation, work, held)
    elif isinstance(held, Table) and operation.attribute == "parents":
        work.swap(held, replace(held, parents=value, partition=UNKNOWN))  # type: ignore[arg-type]
    elif operation.attribute == "labels" and isinstance(held, EnumType):
        _alter_labels(operation, work, held)
    elif operation.attribute == "name" and isinstance(held, EnumType) and isinstance(value, str):
        _rename_type(work, held, value)
    elif operation.attribute in {"definition", "options"} and operation.attribute in _names(held):
        _alter_further(operation, work, held)
    elif operation.attribute in _names(held):
        usual = _USUAL.get((operation.attribute, value), value)
        changes: dict[str, Any] = {operation.attribute: usual}
        work.swap(held, replace(held, **changes))


def _names(held: SchemaObject) -> set[str]:
    return {f.name for f in fields(held)}


def _alter_further(operation: AlterObject, work: Workspace, held: SchemaObject) -> None:
    """Add to a definition what is altered of it.

    Whether what a downgrade alters leads back is not known.
    """
    old: Any = getattr(held, operation.attribute)
    new: Any = UNKNOWN
    if isinstance(held, Sequence) and isinstance(operation.value, str):
        known = altered_sequence(held, operation.value, work.target)
        if known is not None:
            work.swap(held, replace(held, definition=known))
            return
    if old == () and _TO_DEFAULT.match(str(operation.value)):
        return
    if work.upgrading and old is not UNKNOWN and isinstance(operation.value, str):
        verb, _, rest = operation.value.partition(" ")
        rest = rest.removeprefix("= ")
        new = f"{old}; {operation.value}" if isinstance(old, str) else (*old, (verb, rest))
    changes: dict[str, Any] = {operation.attribute: new}
    work.swap(held, replace(held, **changes))


_USUAL: Final[dict[tuple[str, object], object]] = {
    ("enabled", "enabled"): None,
    ("row_security", "disabled"): None,
    ("row_security", "not forced"): "enabled",
}
"""States that need not be said, in the words that a new object has for them."""


def _move(operation: AlterObject, work: Workspace, held: Table) -> None:
    if not isinstance(operation.value, str):
        work.taint()
        return
    old = (held.schema or "", str(held.name))
    schema = "" if operation.value == "public" else operation.value
    new = (schema, old[1]) if operation.attribute == "schema" else (old[0], operation.value)
    move_table(work, old, new)


def _alter_labels(operation: AlterObject, work: Workspace, held: EnumType) -> None:
    labels = held.labels
    if not isinstance(labels, tuple):
        return
    changed: Any = UNKNOWN
    value = operation.value
    if operation.change == "add" and isinstance(value, str):
        changed = labels if value in labels else _inserted(labels, value, operation.position)
        if value in labels and not operation.if_not_exists and not operation.maybe:
            work.fail("exists", held, held.key not in work.state.doubted)
    elif operation.change == "rename" and isinstance(value, tuple) and UNKNOWN not in value:
        changed = tuple(value[1] if label == value[0] else label for label in labels)
    elif operation.change == "set":
        changed = value
    work.swap(held, replace(held, labels=changed))


def _inserted(labels: tuple[str, ...], label: str, position: str) -> tuple[str, ...]:
    where, _, other = position.partition(" ")
    if other not in labels:
        return (*labels, label)
    at = labels.index(other) + (where == "after")
    return (*labels[:at], label, *labels[at:])


def _rename_type(work: Workspace, held: EnumType, name: str) -> None:
    """Rename an enum type; the columns of that type go along."""
    for column in list(_users(work, held)):
        if isinstance(column, Column):
            array = "[]" if str(column.type).endswith("[]") else ""
            work.swap(column, replace(column, type=enum_text(name) + array))
    work.swap(held, replace(held, name=name))

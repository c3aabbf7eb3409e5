"""Replay of what changes anything but tables, columns, constraints, indexes."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.replay_apply import apply
from alembic_mrt.operations.replay_enums import alter_labels, rename_type
from alembic_mrt.operations.replay_named import OF_EVERY_DATABASE, Named, find, ghost_object, named
from alembic_mrt.operations.replay_sequences import altered_sequence
from alembic_mrt.operations.replay_tables import move_table
from alembic_mrt.operations.replay_workspace import Workspace, asks
from alembic_mrt.operations.vocabulary import AlterObject
from alembic_mrt.schema.objects import (
    UNKNOWN,
    EnumType,
    SchemaObject,
    Sequence,
    Table,
    TableObject,
    Trigger,
)

if TYPE_CHECKING:
    from alembic_mrt.schema.buckets import BucketKey

_TO_DEFAULT: Final = re.compile(
    r"reset\b|set (without|logged)\b|replica identity default|(statistics|storage|compression) "
    r"(-1|- 1|default)"
)
"""What leaves an object as it is where no option of it was set."""


@apply.register
def _alter_object(operation: AlterObject, work: Workspace) -> None:
    found = named(operation, work)
    if found is None:
        return
    held = find(work, *found)
    if held is None:
        held = _unseen(operation, work, found)
    if held is None:
        return
    if operation.maybe and not asks(operation):
        work.mark(held)
    _alter(operation, work, held)


def _unseen(operation: AlterObject, work: Workspace, found: Named) -> SchemaObject | None:
    """Return what stands for an object that nobody has seen made; None where nothing is left."""
    kind, name, bucket = found
    if (kind, name) in OF_EVERY_DATABASE or _alter_all(operation, work, kind, bucket):
        return None
    if issubclass(kind, (Table, TableObject)) and not operation.maybe:
        work.adopt(bucket)
    held = work.miss(operation, ghost_object(kind, name, bucket))
    if held is not None:
        work.put(held)
    return held


_ALL_TRIGGERS: Final = ("all", "user")


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
        alter_labels(operation, work, held)
    elif operation.attribute == "name" and isinstance(held, EnumType) and isinstance(value, str):
        rename_type(work, held, value)
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
        new = _extended(old, operation.value)
    changes: dict[str, Any] = {operation.attribute: new}
    work.swap(held, replace(held, **changes))


def _extended(old: Any, change: str) -> Any:
    """Return a definition, or options, with a change written behind."""
    if isinstance(old, str):
        return f"{old}; {change}"
    verb, _, rest = change.partition(" ")
    return (*old, (verb, rest.removeprefix("= ")))


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

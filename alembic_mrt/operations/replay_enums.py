"""Replay of what changes the labels and the name of an enum type."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from alembic_mrt.operations.replay_dependents import users_of
from alembic_mrt.operations.replay_workspace import Workspace
from alembic_mrt.operations.spelling import enum_text
from alembic_mrt.operations.vocabulary import AlterObject
from alembic_mrt.schema.objects import UNKNOWN, Column, EnumType


def alter_labels(operation: AlterObject, work: Workspace, held: EnumType) -> None:
    """Add, rename or set labels; where they are not known they stay so."""
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


def rename_type(work: Workspace, held: EnumType, name: str) -> None:
    """Rename an enum type; the columns of that type go along."""
    for column in list(users_of(work, held)):
        if isinstance(column, Column):
            array = "[]" if str(column.type).endswith("[]") else ""
            work.swap(column, replace(column, type=enum_text(name) + array))
    work.swap(held, replace(held, name=name))

"""Operations on anything else that a schema holds: types, views, functions, sequences..."""

from __future__ import annotations

from dataclasses import dataclass

from alembic_mrt.operations.vocabulary.operation import Operation
from alembic_mrt.schema.objects import UNKNOWN, SchemaObject, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateObject(Operation):
    """Create anything else: a type, view, function, trigger, policy, sequence, schema..."""

    object: SchemaObject
    if_not_exists: bool = False
    or_replace: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DropObject(Operation):
    """Drop anything else; ``kind`` is the ``kind`` of the object's class."""

    kind: str
    name: Text
    table: str | None = None
    schema: str | None = None
    if_exists: bool = False
    cascade: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlterObject(Operation):
    """Change an attribute of an object that is not a column.

    ``attribute`` is a field of the object's class ("labels", "comment", "row_security", "name",
    "schema", "enabled", "validated", ...), ``value`` its new value, or UNKNOWN. For labels of an
    enum ``change`` is "add" (then ``value`` is the label), "rename" (``value`` is old and new) or
    "set"; ``position`` is where a label is added: "before x", "after x", or "" for the end.
    """

    kind: str
    name: Text
    attribute: str
    value: object = UNKNOWN
    table: str | None = None
    schema: str | None = None
    change: str = "set"
    position: str = ""
    if_not_exists: bool = False

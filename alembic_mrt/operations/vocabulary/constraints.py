"""Operations on indexes and constraints."""

from __future__ import annotations

from dataclasses import dataclass

from alembic_mrt.operations.vocabulary.operation import Operation
from alembic_mrt.schema.objects import UNKNOWN, Constraint, Flag, Index, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateIndex(Operation):
    """Create an index."""

    index: Index
    name: Text
    table: Text = UNKNOWN
    concurrently: Flag = False
    if_not_exists: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DropIndex(Operation):
    """Drop an index; the table is UNKNOWN where the script does not name it."""

    name: Text
    table: Text = UNKNOWN
    schema: str | None = None
    concurrently: Flag = False
    if_exists: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateConstraint(Operation):
    """Add a constraint; its ``name`` is None where the script gives none.

    ``of_type`` tells that it comes along with the new type of a column.
    """

    constraint: Constraint
    table: Text
    name: Text = None
    of_type: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DropConstraint(Operation):
    """Drop a constraint; ``type_`` is Alembic's word ("foreignkey", "unique", ...).

    It is None where a directive does not say it, and empty where SQL does without.
    ``by_inspector`` tells that the name was looked up in the database at run time.
    """

    name: Text
    table: Text
    schema: str | None = None
    type_: str | None = None
    if_exists: bool = False
    by_inspector: bool = False

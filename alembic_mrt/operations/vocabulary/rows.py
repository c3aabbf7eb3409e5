"""Statements on rows, and those that change neither rows nor schema."""

from __future__ import annotations

from dataclasses import dataclass

from alembic_mrt.operations.vocabulary.operation import Operation
from alembic_mrt.schema.objects import UNKNOWN, Text, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert(Operation):
    """Insert rows; ``rows`` are the literal values by column where the script has them."""

    table: Text
    schema: str | None = None
    rows: tuple[tuple[tuple[str, object], ...], ...] | Unknown = UNKNOWN
    reads: tuple[str, ...] = ()
    on_conflict: bool = False
    sql: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update(Operation):
    """Update rows; ``assignments`` are (column, expression) pairs in SQL."""

    table: Text
    schema: str | None = None
    assignments: tuple[tuple[str, str], ...] | Unknown = UNKNOWN
    where: Text = None
    reads: tuple[str, ...] = ()
    sql: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delete(Operation):
    """Delete rows; ``where`` is None for all of them. TRUNCATE is ``truncate``."""

    table: Text
    schema: str | None = None
    where: Text = None
    truncate: bool = False
    cascade: bool = False
    reads: tuple[str, ...] = ()
    sql: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Execute(Operation):
    """Run SQL that changes neither schema nor rows, such as SELECT, SET, LOCK, VACUUM, COMMIT."""

    sql: str

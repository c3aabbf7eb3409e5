"""What an upgrade does only for the length of its own run, and what touches no row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.vocabulary import (
    CreateTable,
    Delete,
    DropTable,
    Insert,
    Opaque,
    Update,
)
from alembic_mrt.schema.objects import Column, ForeignKey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.operations.vocabulary import Operation

_IS_NULL: Final = re.compile(r"(?:\w+\.)?(\w+) is null", re.IGNORECASE)


def lasting(steps: Sequence[Operation], run: Replayed | None) -> tuple[Operation, ...]:
    """Return the steps of an upgrade that may leave something behind.

    Those on a table that the upgrade itself makes and drops do not, nor does taking all rows out
    of a table and putting them back from such a table, nor a change of rows where none can match.
    """
    if run is None:
        return tuple(steps)
    scratch = _scratch(run)
    refilled = _refilled(run, scratch)
    idle = {id(applied.operation) for applied in run.upgrade if _never_matches(applied)}
    return tuple(
        step
        for step in steps
        if id(step) not in idle and _table(step) not in scratch and not _is_part(step, refilled)
    )


def _scratch(run: Replayed) -> set[str]:
    """Return the tables that an upgrade makes and drops again."""
    made = {_table(a.operation) for a in run.upgrade if isinstance(a.operation, CreateTable)}
    dropped = {_table(a.operation) for a in run.upgrade if isinstance(a.operation, DropTable)}
    kept = {
        str(table.name).casefold()
        for schema in (run.before, run.upgraded)
        for table in schema.tables()
    }
    return (made & dropped) - kept


def _refilled(run: Replayed, scratch: set[str]) -> set[str]:
    """Return the tables that are copied whole into a scratch table, emptied, and copied back."""
    pairs = {(source, place) for place in scratch for source in _copied_into(run, place)}
    return {
        table
        for table, place in pairs
        if _writes(run, table, place) == _round(table, place)
        and not _takes_others_along(run, table)
    }


def _copied_into(run: Replayed, place: str) -> set[str]:
    steps = (applied.operation for applied in run.upgrade)
    fills = (step for step in steps if isinstance(step, Insert) and _table(step) == place)
    return {name.casefold() for step in fills for name in step.reads}


def _round(table: str, place: str) -> list[tuple[str, str]]:
    """Return all that may be done to a table and its copy for the rows to be as they were."""
    return [
        ("made like", table), ("filled from", table), ("emptied", table), ("filled from", place),
        ("dropped", place),
    ]  # fmt: skip


def _writes(run: Replayed, table: str, place: str) -> list[tuple[str, str]]:
    """Return what is done to two tables in order; what may be done to them is of no kind."""
    return [
        _kind(step, table if _table(step) == place else place)
        for step in (applied.operation for applied in run.upgrade)
        if _named(step) & {table, place} or (isinstance(step, Opaque) and not step.tables)
    ]


def _named(step: Operation) -> set[str]:
    """Return the tables that a step makes, changes or drops."""
    tables = step.tables if isinstance(step, Opaque) else (getattr(step, "new_name", ""),)
    return {_table(step), *(str(name).casefold() for name in tables)}


def _kind(step: Operation, other: str) -> tuple[str, str]:
    """Say what a step does to a table, where it has to do with ``other`` alone."""
    if step.maybe:
        return "", ""
    if isinstance(step, CreateTable) and _is_like(step, other):
        return "made like", other
    if isinstance(step, Insert) and _copies_all(step, other):
        return "filled from", other
    if isinstance(step, Delete) and _empties(step):
        return "emptied", _table(step)
    return ("dropped", _table(step)) if isinstance(step, DropTable) else ("", "")


def _is_like(step: CreateTable, other: str) -> bool:
    return [(table.casefold(), name) for table, name in step.selected] == [(other, "*")]


def _copies_all(step: Insert, other: str) -> bool:
    """Tell whether a statement copies whole rows of a table, and all of them."""
    return (
        re.fullmatch(rf"(insert into \w+ |as )?select \* from {re.escape(other)}", step.sql)
        is not None
    )


def _empties(step: Delete) -> bool:
    whole = step.truncate or re.fullmatch(r"delete from \w+", step.sql) is not None
    return step.where is None and whole and not step.cascade


def _takes_others_along(run: Replayed, table: str) -> bool:
    """Tell whether deleting rows of a table changes rows of another."""
    return any(
        str(key.referred_table).casefold() == table and key.ondelete not in (None, "RESTRICT")
        for _, key in run.before.buckets.every(ForeignKey)
    )


def _is_part(step: Operation, refilled: set[str]) -> bool:
    return _table(step) in refilled and isinstance(step, (Delete, Insert))


def _never_matches(applied: Applied) -> bool:
    """Tell whether a condition asks for NULL in a column that is NOT NULL."""
    step = applied.operation
    found = _IS_NULL.fullmatch(str(step.where)) if isinstance(step, (Update, Delete)) else None
    if found is None:
        return False
    columns = applied.before.columns(str(getattr(step, "table", "")), getattr(step, "schema", None))
    return any(_is_required(column, found[1]) for column in columns)


def _is_required(column: Column, name: str) -> bool:
    return str(column.name).casefold() == name.casefold() and column.nullable is False


def _table(step: Operation) -> str:
    return str(getattr(step, "table", "")).casefold()

"""What an upgrade does only for the length of its own run, and what touches no row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.vocabulary import CreateTable, Delete, DropTable, Insert, Update
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
    steps = [applied.operation for applied in run.upgrade]
    copied = {
        source.casefold()
        for step in steps
        if isinstance(step, Insert) and _table(step) in scratch and _is_whole(step)
        for source in step.reads
    }
    back = {
        _table(step)
        for step in steps
        if isinstance(step, Insert) and _is_whole(step) and _reads_only(step, scratch)
    }
    return {name for name in copied & back if not _takes_others_along(run, name)}


def _takes_others_along(run: Replayed, table: str) -> bool:
    """Tell whether deleting rows of a table changes rows of another."""
    return any(
        str(key.referred_table).casefold() == table and key.ondelete not in (None, "RESTRICT")
        for _, key in run.before.buckets.every(ForeignKey)
    )


def _reads_only(step: Insert, scratch: set[str]) -> bool:
    return bool(step.reads) and {name.casefold() for name in step.reads} <= scratch


def _is_whole(step: Insert) -> bool:
    """Tell whether a statement copies whole rows, and all of them."""
    return re.search(r"\bselect \* from \w+$", step.sql) is not None


def _is_part(step: Operation, refilled: set[str]) -> bool:
    emptied = isinstance(step, Delete) and step.where is None
    return _table(step) in refilled and (emptied or isinstance(step, Insert))


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

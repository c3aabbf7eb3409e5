"""Columns that a trigger keeps: what they hold follows from the other columns of their row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.schema.objects import Function, Trigger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.schema.objects import Column, Schema

_EXECUTED: Final = re.compile(
    r"\bexecute\s+(?:function|procedure)\s+(?:[\w\"]+\.)?\"?(\w+)", re.IGNORECASE
)
_START: Final = r"(?:\bbegin|\bthen|\belse|\bloop|;)\s+"
"""What a statement of PL/pgSQL follows, where = is an assignment and no comparison."""


def is_kept_by_trigger(schema: Schema, column: Column) -> bool:
    """Tell whether a trigger of the table writes a column, or one whose function is not known."""
    name = re.escape(str(column.name))
    writes = re.compile(
        rf"\bnew\.{name}\s*:=|{_START}new\.{name}\s*=|\binto\s+(?:strict\s+)?new\.{name}\b"
        rf"|\bset\b[^;]*\b{name}\s*=",
        re.IGNORECASE,
    )
    return any(
        text is None or writes.search(text) is not None
        for trigger in schema.of_table(column.table, column.schema)
        if isinstance(trigger, Trigger)
        for text in _texts(schema, trigger)
    )


def _texts(schema: Schema, trigger: Trigger) -> Iterator[str | None]:
    """Yield the text of a trigger, and of its function; None where that is not known."""
    text = trigger.definition if isinstance(trigger.definition, str) else None
    yield text
    executed = _EXECUTED.search(text or "")
    if executed is not None:
        yield from list(_functions(schema, executed[1].casefold())) or [None]


def _functions(schema: Schema, name: str) -> Iterator[str | None]:
    for _, found in schema.buckets.every(Function):
        if str(found.name).partition("(")[0].rpartition(".")[2].casefold() == name:
            yield found.definition if isinstance(found.definition, str) else None

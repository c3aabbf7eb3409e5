"""One thing that a row may be after an upgrade and could not be before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.seed.joint import Takes
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.pool import Value
    from alembic_mrt.roundtrip.seed.rows import Row

_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Freedom:
    """Describe one freedom.

    ``once`` completes the sentence "fails once ..."; ``object`` names what is at stake. A row that
    uses it has the values of one of ``takes``, or repeats an existing row in ``repeats``; or two
    rows have those of one of ``pairs``, and are the same in ``repeats``, which is not enough where
    ``paired`` says so. Where there is none of the three, nobody knows such a row.
    ``of_parts`` tells that no partition of before takes the row: it has no place in the old schema.
    ``of_check`` is the condition that refused it, of which one freedom is told.
    """

    table: TableName
    object: str
    once: str
    takes: tuple[Takes, ...] = ()
    repeats: tuple[str, ...] = ()
    pairs: tuple[tuple[Takes, Takes], ...] = ()
    paired: bool = False
    of_parts: bool = False
    of_check: str = ""

    def adds_nothing_to(self, other: Freedom) -> bool:
        """Tell whether both are of one condition, or whoever uses this one uses the other, too."""
        if self.table != other.table:
            return False
        if self.of_check and self.of_check == other.of_check:
            return True
        own, parts = (set(f.takes[0]) if f.takes else set() for f in (self, other))
        return bool(parts) and own > parts


def labelled(plan: TablePlan, column: str = "") -> str:
    """Name a table, or one of its columns, as its owner would."""
    return ".".join(filter(None, (*plan.name, column)))


def shown(value: Value) -> str:
    """Write a value for a sentence, shortened."""
    if value is None:
        return "NULL"
    text = str(value) if not isinstance(value, bytes) else value.hex()
    number = isinstance(value, int | float) or text.lstrip("-").replace(".", "", 1).isdigit()
    cut = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text)} characters)"
    return cut if number else f"'{cut}'"


def stretched(row: Row, chosen: Row) -> Row:
    """Return ``chosen`` long texts as repetitions of what a row holds, which a CHECK may demand."""
    found: Row = {}
    for name, value in chosen.items():
        own = row.get(name)
        if isinstance(value, str) and isinstance(own, str) and 0 < len(own) < len(value):
            found[name] = (own * len(value))[: len(value)]
    return found

"""What could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from alembic_mrt.operations.vocabulary.operation import Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Opaque(Operation):
    """Stand for what could not be read: ``source`` is its text, ``reason`` why.

    ``effect`` is "any" where it may change the schema, "data" where it can only change rows.
    ``writes`` are the columns of the first of ``tables`` where it is known to write no others,
    or ``ROWS`` where it deletes whole rows.
    """

    source: str
    reason: str
    effect: str = "any"
    tables: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()

    ANY: ClassVar[str] = "any"
    DATA: ClassVar[str] = "data"
    ROWS: ClassVar[tuple[str, ...]] = ("*",)

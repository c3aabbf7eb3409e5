"""A freedom that an operation of downgrade() takes away from the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.analyzer.data.trail import Spot, back, column_at
from alembic_mrt.finding import Severity
from alembic_mrt.schema.objects import Column

if TYPE_CHECKING:
    from alembic_mrt.operations.replay import Replayed


@dataclass(frozen=True, slots=True)
class Taken:
    """Hold a freedom that is taken: by which operation, from which columns (named as then)."""

    index: int
    places: tuple[Spot, ...]
    once: str
    remedy: str
    severity: Severity = Severity.WARNING
    any_update: bool = True


Found: TypeAlias = Iterator[Taken]


def stayed_at(run: Replayed, index: int, place: Spot) -> tuple[Spot, Column] | None:
    """Return where a column of the downgrade was right after the upgrade, with what it was.

    None where the column, or its table, is not one that was there before the revision and all
    the time since.
    """
    upgraded = back(run.downgrade[:index], place)
    if upgraded is None or back(run.upgrade, upgraded) is None:
        return None
    column = column_at(run.upgraded, upgraded)
    return None if column is None else (upgraded, column)


def numbers_itself(held: Column | None) -> bool:
    """Tell whether new rows get a number of their own, unless they ask for another value."""
    if held is None:
        return False
    default = held.default if isinstance(held.default, str) else ""
    return "nextval(" in default.casefold() or held.identity is not None

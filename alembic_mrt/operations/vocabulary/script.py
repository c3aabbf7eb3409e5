"""What a revision script does: two functions, each of which may do no more than raise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.operations.vocabulary.operation import Operation, Operations
from alembic_mrt.schema.objects import Text

if TYPE_CHECKING:
    from alembic_mrt.finding import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise(Operation):
    """Raise an exception unconditionally (when not ``maybe``); ``message`` is its text."""

    exception: str
    message: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Hold one of the two functions of a revision script.

    ``present`` tells whether the script defines the function, ``stub`` whether its body does
    nothing (pass, docstring, logging, an early return).
    """

    present: bool
    location: Location
    operations: Operations = ()
    stub: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptOperations:
    """Hold what a revision script does in both directions."""

    upgrade: Step
    downgrade: Step

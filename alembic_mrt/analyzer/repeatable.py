"""Which steps can be run a second time, after a revision that failed half way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.operations import vocabulary as op
from alembic_mrt.operations.replay_workspace import asks

if TYPE_CHECKING:
    from alembic_mrt.operations.vocabulary import Operation

_ROWS: Final = (op.Insert, op.Update, op.Delete)
_NOTHING: Final = (op.Execute, op.Raise, op.Opaque)
_GUARDS: Final = ("if_exists", "if_not_exists", "or_replace", "on_conflict")


def changes_schema(step: Operation) -> bool:
    """Tell whether a step is known to change the schema."""
    return not isinstance(step, (*_ROWS, *_NOTHING))


def is_repeatable(step: Operation) -> bool:
    """Tell whether a change of the schema that is there already is no error."""
    if asks(step) or any(getattr(step, guard, False) for guard in _GUARDS):
        return True
    if isinstance(step, op.AlterColumn):
        return step.new_name == op.KEEP
    if isinstance(step, op.AlterObject):
        return step.attribute not in {"name", "schema"} and step.change == "set"
    return False

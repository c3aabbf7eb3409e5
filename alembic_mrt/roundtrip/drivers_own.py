"""See who takes the driver's own connection, on which SQLAlchemy sees no statement."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.pool import _ConnectionFairy

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import ExitStack

_WAYS: Final = ("dbapi_connection", "driver_connection", "connection")
_PASSES_IT_ON: Final = ("sqlalchemy.", "alembic_mrt.")
"""What takes it all the time, and sends nothing of the user's on it."""


def observe(undo: ExitStack, note: Callable[[], None]) -> None:
    """Call ``note`` whenever other code than SQLAlchemy's or ours takes one, until ``undo``."""
    for name in _WAYS:
        original = vars(_ConnectionFairy).get(name)
        if original is not None:
            undo.callback(setattr, _ConnectionFairy, name, original)
            setattr(_ConnectionFairy, name, _observed(original, note))


def _observed(original: Any, note: Callable[[], None]) -> property:
    def get(taken: Any) -> Any:
        if not sys._getframe(1).f_globals.get("__name__", "").startswith(_PASSES_IT_ON):
            note()
        return original.__get__(taken, type(taken))

    return property(get, original.__set__)

"""The one place where any exception is caught: where the user's code is called.

A migration, a revision script or env.py may raise whatever it likes; that is a result of the
round trip and not a fault of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def attempt(function: Callable[..., object], **options: Any) -> Exception | None:
    """Call ``function`` of the user's code and return what it raised, or None."""
    try:
        function(**options)
    except Exception as error:  # noqa: BLE001  see the module's docstring
        return error
    return None

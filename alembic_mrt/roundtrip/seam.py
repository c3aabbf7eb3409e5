"""The one place where any exception is caught: where the user's code is called.

A migration, a revision script or env.py may raise whatever it likes, and may call ``sys.exit()``;
that is a result of the round trip and not a fault of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from alembic_mrt.exceptions import Terminated

Failure: TypeAlias = Exception | SystemExit
"""What code of the user's ended with."""


def attempt(function: Callable[..., object], **options: Any) -> Failure | None:
    """Call ``function`` of the user's code and return what it raised, or None.

    KeyboardInterrupt, and the SystemExit that unwinds a terminated run, pass through.
    """
    try:
        function(**options)
    except Terminated:
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001  see the module's docstring
        return error
    return None

"""The one place where any exception is caught: where the user's code is called.

A migration, a revision script or env.py may raise whatever it likes, also what is no
``Exception``, and may call ``sys.exit()``; that is a result of the round trip and not a fault of
it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from alembic_mrt.exceptions import Terminated

Failure: TypeAlias = BaseException
"""What code of the user's ended with."""


def attempt(function: Callable[..., object], **options: Any) -> Failure | None:
    """Call ``function`` of the user's code and return what it raised, or None.

    KeyboardInterrupt, what it becomes in an asynchronous env.py, and the SystemExit that unwinds a
    terminated run, pass through.
    """
    try:
        function(**options)
    except (KeyboardInterrupt, Terminated):
        raise
    except BaseException as error:  # see the module's docstring
        if _cancels(error):
            raise
        return error
    return None


def chain(failure: Failure) -> Iterator[Failure]:
    """Yield a failure and what led to it, each once: ``raise error from error`` leads to itself."""
    waiting: list[Failure | None] = [failure]
    seen: set[int] = set()
    while waiting:
        error = waiting.pop()
        if error is not None and id(error) not in seen:
            seen.add(id(error))
            yield error
            waiting += [error.__context__, error.__cause__]


def _cancels(error: BaseException) -> bool:
    """Tell whether ``error`` unwinds a task that was cancelled, as ``asyncio.run`` does on Ctrl-C.

    Python 3.10 raises KeyboardInterrupt there, and has no ``Task.cancelling()``.
    """
    if not isinstance(error, asyncio.CancelledError):
        return False
    try:
        task: Any = asyncio.current_task()
    except RuntimeError:  # no event loop runs
        return False
    return task is not None and hasattr(task, "cancelling") and task.cancelling() > 0

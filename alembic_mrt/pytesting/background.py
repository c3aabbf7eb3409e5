"""A thread that does the work, and can be broken off in the middle of it.

Ctrl-C and the time limit of a test reach the thread that waits, not the one in which a migration
runs. Python can raise in that one too, but not in the middle of a call that is not Python's, such
as a long statement; such a thread is left to the end of the process, which it does not hold up,
and what it has made to the watchdog.
"""

from __future__ import annotations

import contextvars
import ctypes
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from alembic_mrt.exceptions import ProvisionError

if TYPE_CHECKING:
    from collections.abc import Callable

GLANCE: Final = 0.5
"""Seconds after which who waits looks for a signal."""
_PATIENCE: Final = 2.0
"""Seconds for a thread that is broken off to take away what it has made."""


class BrokenOffError(KeyboardInterrupt):
    """Unwind work that nobody waits for any more; no migration should catch it."""


_broken_off: list[threading.Thread] = []


class Background:
    """Run a function in a thread, in the context of who starts it.

    Raises ProvisionError while one that was broken off goes on: it holds what belongs to the whole
    process, such as the gate.
    """

    def __init__(self, function: Callable[[], None]) -> None:
        if any(thread.is_alive() for thread in _broken_off):
            raise ProvisionError(
                "A migration that was broken off is still running.",
                "Wait for its end, or begin a new process.",
            )
        run = contextvars.copy_context().run

        def work() -> None:
            with suppress(BrokenOffError):
                run(function)

        self._thread = threading.Thread(target=work, name="mrt", daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Wait for the end."""
        self._thread.join()

    def break_off(self) -> None:
        """Raise in the thread, and give it a moment to unwind; a second time, wait only."""
        if self._thread not in _broken_off:
            _broken_off.append(self._thread)
            self._raise()
        self._thread.join(_PATIENCE)

    def _raise(self) -> None:
        if sys.implementation.name == "cpython" and self._thread.is_alive():
            ident = ctypes.c_ulong(self._thread.ident or 0)
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, ctypes.py_object(BrokenOffError))

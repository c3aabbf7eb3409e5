"""SIGINT and SIGTERM: the first one unwinds the run, and no other cuts the unwinding short."""

from __future__ import annotations

import logging
import signal
import threading
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from alembic_mrt.exceptions import Terminated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

TERMINATED: Final = 143
_NUMBERS: Final = (signal.SIGINT, signal.SIGTERM)
_PATIENCE: Final = 30.0
_POOL: Final = "sqlalchemy.pool"


class _Asked:
    """Remember that the run was asked to end; a signal handler."""

    def __init__(self) -> None:
        self.by: int | None = None
        self._until = 0.0

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        """Raise at the first signal, and again where the unwinding takes too long."""
        if self.by is not None and time.monotonic() < self._until:
            return
        self.by = number
        self._until = time.monotonic() + _PATIENCE
        # A pool says at length that a connection was lost in the middle of a statement.
        logging.getLogger(_POOL).setLevel(logging.CRITICAL + 1)
        self.raise_again()

    def forget(self) -> None:
        """Be as one that no signal has reached."""
        self.by = None

    def raise_again(self) -> None:
        """Raise what the signal stands for, if one came."""
        if self.by == signal.SIGTERM:
            raise Terminated(TERMINATED)
        if self.by is not None:
            raise KeyboardInterrupt


_asked = _Asked()


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGINT and SIGTERM unwind the block, so that what the run made is taken away."""
    logger = logging.getLogger(_POOL)
    with ExitStack() as undo, _handled(_asked):
        undo.callback(logger.setLevel, logger.level)
        undo.callback(_asked.forget)
        yield
        end_if_asked()


def end_if_asked() -> None:
    """Raise again what a signal has raised; a migration that catches everything catches it too."""
    _asked.raise_again()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ignore SIGINT and SIGTERM for a moment."""
    with _handled(signal.SIG_IGN):
        yield


@contextmanager
def _handled(handler: _Asked | signal.Handlers) -> Iterator[None]:
    """Set a handler, but where a signal is ignored, as a shell's ``&`` hands it down."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _NUMBERS}
    heard = {n: old for n, old in before.items() if old not in (signal.SIG_IGN, None)}
    for number in heard:
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number, old in heard.items():
            signal.signal(number, old)

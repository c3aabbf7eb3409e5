"""The threads that are no part of a run: a test suite goes on with databases of its own.

On the command line a process is there for the run alone. In a test suite hooks, fixtures and
servers of the tests use databases in the same process, in threads that are older than the run or
were started while it was suspended, and in those that such threads start. They wait until the run
is suspended or over, and then pass the gate; nothing of theirs is led to the disposable database,
and nothing of the run's passes.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.roundtrip.raw_connections import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import ExitStack

_PATIENCE: Final = 120.0
"""Seconds after which it is likely that a migration itself waits for the thread."""


class Outsiders:
    """Know the threads that are no part of a run, at first those given."""

    def __init__(self, threads: Iterable[threading.Thread]) -> None:
        self._outside = set(threads)
        self._inside: frozenset[threading.Thread] = frozenset()
        self._open = threading.Event()

    def pass_by(self) -> bool:
        """Tell whether the present thread may pass, which it waits for if it is none of the run's.

        False for a thread of the run, and for one that has waited too long.
        """
        return self.outside() and self._open.wait(_PATIENCE)

    def outside(self) -> bool:
        """Tell whether the present thread is none of the run's."""
        present = threading.current_thread()
        if self._open.is_set():
            return present not in self._inside
        return present in self._outside

    def watch(self, undo: ExitStack) -> None:
        """Take a thread that one of them starts for one of them, until ``undo`` is closed.

        The run, which begins now in the present thread, has not started any.
        """
        wrap(undo, threading.Thread, "start", self._start)
        self._outside.update({*threading.enumerate()} - {threading.current_thread()})

    def _start(
        self, wrapped: Callable[..., Any], thread: Any, arguments: Any, parameters: Any
    ) -> Any:
        if self.outside():
            self._outside.add(thread)
        return wrapped(*arguments, **parameters)

    def open(self) -> None:
        """Let all threads pass for good: the run is over."""
        self._inside = frozenset()
        self._open.set()

    @contextmanager
    def let_by(self) -> Iterator[None]:
        """Let them pass while the run is suspended, and know those that are started meanwhile."""
        self._inside = frozenset(threading.enumerate()).difference(self._outside)
        self._open.set()
        try:
            yield
        finally:
            self._outside = set(threading.enumerate()) - self._inside
            self._open.clear()

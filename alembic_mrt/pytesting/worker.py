"""A thread in which env.py runs: the test's own may be running an event loop already."""

from __future__ import annotations

import contextvars
from concurrent.futures import Future, wait
from dataclasses import dataclass
from queue import SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from alembic_mrt.exceptions import MRTError
from alembic_mrt.pytesting.background import GLANCE, Background, BrokenOffError
from alembic_mrt.roundtrip.caller import is_user_file
from alembic_mrt.roundtrip.seam import Failure, attempt, chain

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[_T]):
    """Hold what a function returned, or what it raised."""

    returned: tuple[_T, ...]
    failure: Failure | None

    def get(self) -> _T:
        """Return the one, or raise the other with the lines of the user's code alone."""
        __tracebackhide__ = True
        failure = self.failure
        if failure is None:
            return self.returned[0]
        if isinstance(failure, MRTError):
            raise failure.with_traceback(None) from None
        raise pruned(failure)


class Worker:
    """Run one function after the other in one thread, and ``last`` at its end.

    Who is interrupted while it waits breaks off what is running; then the worker is ``broken``,
    and does no more.
    """

    def __init__(self, last: Callable[[], object]) -> None:
        self.broken = False
        self._last = last
        self._queue: SimpleQueue[_Task | None] = SimpleQueue()
        self._background: Background | None = None

    def submit(self, function: Callable[[], _T]) -> Future[Outcome[_T]]:
        """Begin to run ``function``, in the context of who asks."""
        self._background = self._background or Background(self._serve)
        run = contextvars.copy_context().run
        future: Future[Outcome[_T]] = Future()
        self._queue.put(_Task(future, lambda: run(outcome_of, function)))
        return future

    def call(self, function: Callable[[], _T]) -> _T:
        """Run ``function`` and return what it returns, or raise what it raises."""
        __tracebackhide__ = True
        return self.outcome(function).get()

    def outcome(self, function: Callable[[], _T]) -> Outcome[_T]:
        """Run ``function`` and return what became of it."""
        __tracebackhide__ = True
        future = self.submit(function)
        try:
            # In pieces, for a signal right before it would not be heard.
            while not wait([future], timeout=GLANCE).done:
                pass
            return future.result()
        except BaseException:
            self.break_off()
            raise

    def break_off(self) -> None:
        """Break off what is running, and end the thread."""
        self.broken = True
        self._queue.put(None)
        if self._background is not None:
            self._background.break_off()

    def close(self) -> None:
        """Wait for what is running, and end the thread, unless it is broken."""
        if self._background is not None and not self.broken:
            self._queue.put(None)
            self._background.join()

    def _serve(self) -> None:
        task = None
        try:
            while (task := self._queue.get()) is not None:
                task.run()
        finally:
            if task is not None:
                task.give_up()
            self._last()


@dataclass(frozen=True, slots=True)
class _Task:
    """Hold what is to be run, and who waits for it."""

    future: Future[Any]
    work: Callable[[], Any]

    def run(self) -> None:
        if self.future.set_running_or_notify_cancel():
            self.future.set_result(self.work())

    def give_up(self) -> None:
        if not self.future.done():
            self.future.set_exception(BrokenOffError())


def outcome_of(function: Callable[[], _T]) -> Outcome[_T]:
    """Run ``function``, and return what became of it."""
    returned: list[_T] = []
    failure = attempt(lambda: returned.append(function()))
    return Outcome(tuple(returned), failure)


def pruned(failure: Failure) -> Failure:
    """Leave the frames of libraries, and ours, out of an error and out of what caused it."""
    for error in chain(failure):
        error.__traceback__ = _of_the_user(error.__traceback__)
    return failure


def _of_the_user(traceback: TracebackType | None) -> TracebackType | None:
    if traceback is None:
        return None
    rest = _of_the_user(traceback.tb_next)
    frame = traceback.tb_frame
    if not is_user_file(frame.f_code.co_filename):
        return rest
    return TracebackType(rest, frame, traceback.tb_lasti, traceback.tb_lineno)

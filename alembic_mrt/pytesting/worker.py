"""A thread in which env.py runs: the test's own may be running an event loop already."""

from __future__ import annotations

import contextvars
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Generic, TypeVar

from alembic_mrt.exceptions import MRTError
from alembic_mrt.roundtrip.caller import is_user_file
from alembic_mrt.roundtrip.seam import Failure, attempt

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
    """Run one function after the other, in the context of who asks for it."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mrt")

    def submit(self, function: Callable[[], _T]) -> Future[Outcome[_T]]:
        """Begin to run ``function``."""
        return self._executor.submit(contextvars.copy_context().run, outcome_of, function)

    def call(self, function: Callable[[], _T]) -> _T:
        """Run ``function`` and return what it returns, or raise what it raises."""
        __tracebackhide__ = True
        return self.submit(function).result().get()

    def close(self) -> None:
        """Wait for what is running, and end the thread."""
        self._executor.shutdown()


def outcome_of(function: Callable[[], _T]) -> Outcome[_T]:
    """Run ``function``, and return what became of it."""
    returned: list[_T] = []
    failure = attempt(lambda: returned.append(function()))
    return Outcome(tuple(returned), failure)


def pruned(failure: Failure) -> Failure:
    """Leave the frames of libraries, and ours, out of an error and out of what caused it."""
    error: Failure | None = failure
    while error is not None:
        error.__traceback__ = _of_the_user(error.__traceback__)
        error = error.__cause__ or error.__context__
    return failure


def _of_the_user(traceback: TracebackType | None) -> TracebackType | None:
    if traceback is None:
        return None
    rest = _of_the_user(traceback.tb_next)
    frame = traceback.tb_frame
    if not is_user_file(frame.f_code.co_filename):
        return rest
    return TracebackType(rest, frame, traceback.tb_lasti, traceback.tb_lineno)

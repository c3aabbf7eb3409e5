"""What is a result of the user's code, and what ends the run."""

from __future__ import annotations

import asyncio
import sys

import pytest

from alembic_mrt.exceptions import Terminated
from alembic_mrt.roundtrip.seam import attempt, chain


class OwnError(BaseException):
    """An exception of a migration that is no Exception."""


def raising(error: BaseException) -> None:
    raise error


@pytest.mark.parametrize("kind", [ValueError, SystemExit, OwnError, asyncio.CancelledError])
def test_what_the_code_raises_is_returned(kind: type[BaseException]) -> None:
    assert isinstance(attempt(raising, error=kind()), kind)


@pytest.mark.parametrize("kind", [KeyboardInterrupt, Terminated])
def test_what_ends_the_run_passes(kind: type[BaseException]) -> None:
    with pytest.raises(kind):
        attempt(raising, error=kind())


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Ctrl-C cancels no task there")
def test_the_cancellation_of_the_task_passes() -> None:
    async def migrate() -> None:
        assert attempt(raising, error=asyncio.CancelledError()) is not None
        task = asyncio.current_task()
        assert task is not None
        task.cancel()
        attempt(raising, error=asyncio.CancelledError())

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(migrate())


def test_what_led_to_a_failure_comes_once() -> None:
    first, second = ValueError("first"), KeyError("second")
    first.__cause__, first.__context__ = first, second
    second.__context__ = first
    assert list(chain(first)) == [first, second]

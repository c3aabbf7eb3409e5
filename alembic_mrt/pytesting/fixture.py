"""Open the fixtures: what is wrong with the configuration is one sentence, not a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alembic_mrt.exceptions import MRTError
from alembic_mrt.pytesting.asynchronous import AsyncMRT
from alembic_mrt.pytesting.stepping import MRT
from alembic_mrt.pytesting.suite import Suite, suite_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def open_mrt(request: pytest.FixtureRequest) -> Iterator[MRT]:
    """Yield the fixture ``mrt`` for one test."""
    __tracebackhide__ = True
    mrt = MRT(_suite(request))
    yield mrt
    mrt.close()


def open_async_mrt(request: pytest.FixtureRequest) -> Iterator[AsyncMRT]:
    """Yield the fixture ``async_mrt`` for one test."""
    __tracebackhide__ = True
    mrt = AsyncMRT(MRT(_suite(request)))
    yield mrt
    mrt.close()


def _suite(request: pytest.FixtureRequest) -> Suite:
    __tracebackhide__ = True
    suite = suite_of(request.config)
    try:
        suite.project_with(lambda: _app(request))
    except MRTError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
    return suite


def _app(request: pytest.FixtureRequest) -> object | None:
    """Return what a fixture called ``app`` gives, None where there is none."""
    try:
        app: object = request.getfixturevalue("app")
    except pytest.FixtureLookupError:
        return None
    return app

"""What holds for every test."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

collect_ignore_glob = ["environments/*"]
"""Whole projects, with tests of their own that tests/pytesting runs."""


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """Take back what the ``fileConfig()`` of an env.py has done, which disables all loggers.

    The streams of its handlers end with the test.
    """
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = [handler for handler in root.handlers if handler in handlers]
    root.setLevel(level)
    for logger in root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.disabled = False

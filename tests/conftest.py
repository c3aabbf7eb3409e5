"""What holds for every test."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

collect_ignore_glob = ["environments/*"]
"""Whole projects, with tests of their own that tests/pytesting runs."""


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """Take away the handlers that an env.py has configured: their stream ends with the test."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = [handler for handler in root.handlers if handler in handlers]
    root.setLevel(level)

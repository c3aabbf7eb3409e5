"""What the user's migrations change in the process, and other tests must not see.

env.py calls ``logging.config.fileConfig()``, which takes pytest's handlers away and disables the
loggers of the application; Alembic prepends to ``sys.path`` at each run.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from alembic_mrt.progress import quiet_steps

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def as_before(home: Path) -> Iterator[None]:
    """Work in the folder ``home``, and leave the process as it was.

    A warning does not become an error, for a migration is not deployed under pytest's filters.
    """
    with _logging_as_before(), _path_as_before(), working_in(home), warnings.catch_warnings():
        warnings.simplefilter("default")
        with quiet_steps():
            yield


@contextmanager
def _path_as_before() -> Iterator[None]:
    before = sys.path[:]
    try:
        yield
    finally:
        sys.path[:] = before


@contextmanager
def working_in(home: Path) -> Iterator[None]:
    """Work in the folder ``home`` for a while."""
    before = Path.cwd()
    if home != before:
        os.chdir(home)
    try:
        yield
    finally:
        if home != before:
            os.chdir(before)


@contextmanager
def _logging_as_before() -> Iterator[None]:
    kept = [(logger, _state(logger)) for logger in _loggers()]
    try:
        yield
    finally:
        for logger, (level, disabled, propagate, handlers) in kept:
            logger.setLevel(level)
            logger.disabled, logger.propagate = disabled, propagate
            logger.handlers[:] = handlers


def _loggers() -> list[logging.Logger]:
    known = logging.Logger.manager.loggerDict.values()
    named = [logger for logger in known if isinstance(logger, logging.Logger)]
    return [logging.getLogger(), *named]


def _state(logger: logging.Logger) -> tuple[int, bool, bool, list[logging.Handler]]:
    return logger.level, logger.disabled, logger.propagate, list(logger.handlers)

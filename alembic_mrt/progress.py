"""What a user sees on stderr while a round trip runs."""

from __future__ import annotations

import contextlib
import logging
import sys
import warnings
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress

_STEPS: Final = ("alembic.runtime.migration", "alembic.env")
"""Who logs each step: Alembic, and the env.py of its template for several databases."""
_DRIVERS: Final = ("psycopg", "psycopg.transaction")
_ALREADY_RAISED: Final = "error ignored "
"""How psycopg begins what it says of an error that follows from the one it raises."""


@contextlib.contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None]]:
    """Show a bar on a terminal, nothing elsewhere; call it with done, total and the revision."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not sys.stderr.isatty()
    ) as progress:
        yield _reporter(progress)


def _reporter(progress: Progress) -> Callable[[int, int, str], None]:
    task = progress.add_task("", total=None)

    def report(done: int, total: int, revision: str) -> None:
        progress.update(task, completed=done, total=total, description=revision)

    return report


@contextlib.contextmanager
def quiet_steps() -> Iterator[None]:
    """Keep out of the log what Alembic says of each step; a warning still comes through.

    A filter outlives the ``fileConfig`` of env.py, a level does not. Some warnings only follow from
    what a finding or our own sentence says: that psycopg could not end the pipeline of a statement
    that failed, what is left unawaited where an asynchronous driver is called synchronously, and
    a transaction that an env.py for several databases finds ended.
    """
    filters = [(logging.getLogger(name), _grave) for name in _STEPS]
    filters += [(logging.getLogger(name), _new) for name in _DRIVERS]
    for logger, lets_pass in filters:
        logger.addFilter(lets_pass)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", r".* was never awaited", module=r"sqlalchemy\.")
            warnings.filterwarnings("ignore", "transaction already deassociated")
            yield
    finally:
        for logger, lets_pass in filters:
            logger.removeFilter(lets_pass)


def _grave(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


def _new(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith(_ALREADY_RAISED)

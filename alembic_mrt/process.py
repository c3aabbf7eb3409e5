"""What a run changes in its process: the streams for a while, the garbage collector for good."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.config import Config


_UNCOLLECTED: Final = 500_000
"""How many objects may be made before the collector looks through them; Python's is 700."""


def ends_with_the_command() -> bool:
    """Tell whether the process is one of the programs, and not one that called ``main()``."""
    program = Path(sys.argv[0])
    name = program.parent.name if program.stem == "__main__" else program.stem
    return name in ("mrt", "alembic", "alembic_mrt")


def collect_rarely() -> None:
    """Let the garbage collector wait, in a process that is one of the programs.

    What is imported and read stays to the end; to look through it takes a tenth of a check. Not for
    a round trip: connections that a migration drops without closing them hold locks until then.
    """
    if ends_with_the_command():
        gc.set_threshold(_UNCOLLECTED)


def leave_garbage() -> None:
    """Let what is there go with a process that is one of the programs, without a last look."""
    if ends_with_the_command():
        gc.freeze()


def open_closed_streams() -> None:
    """Let what is written to a stream that is closed (``>&-``) go nowhere.

    The descriptor is taken too, before a file of ours gets its number.
    """
    for name, descriptor in (("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:
            _open_nowhere(descriptor)
            stream = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  until the end
            setattr(sys, name, stream)


def _open_nowhere(descriptor: int) -> None:
    try:
        os.fstat(descriptor)
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        if nowhere != descriptor:
            os.dup2(nowhere, descriptor)
            os.close(nowhere)


@contextlib.contextmanager
def stdout_as_stderr(config: Config) -> Iterator[None]:
    """Send to stderr what env.py, migrations and what they start write to stdout."""
    sys.stdout.flush()
    alembics, config.stdout = config.stdout, sys.stderr
    try:
        with contextlib.redirect_stdout(sys.stderr), _descriptor_as_stderr():
            yield
    finally:
        config.stdout = alembics


@contextlib.contextmanager
def _descriptor_as_stderr() -> Iterator[None]:
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)

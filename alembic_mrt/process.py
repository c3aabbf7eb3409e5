"""What a run changes in its process for a while: the streams."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.config import Config


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

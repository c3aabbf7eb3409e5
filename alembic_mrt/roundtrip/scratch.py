"""Directories that go with the process.

They lie in memory where the machine offers enough of it, can be entered by nobody else, and are
entrusted to the watchdog, so that none is left behind even by SIGKILL. Where the watchdog was
killed too, the next run removes them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from alembic_mrt.roundtrip.leftovers import claim, remove_leftovers
from alembic_mrt.roundtrip.watchdog import watchdog

PREFIX = "alembic-mrt-"
_MEMORY = Path("/dev/shm")
_ENOUGH = 256 * 1024 * 1024


class Scratch:
    """Own a directory that only its owner can enter."""

    def __init__(self, *, executable: bool = False) -> None:
        """Make the directory; one for programs is kept off /dev/shm, often mounted noexec."""
        _clean_up_once()
        parent = None if executable else _memory()
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent)).resolve()
        self._owner = os.getpid()
        self._entrusted = watchdog.directory(self.path)
        self._lock = claim(self.path)

    def close(self) -> None:
        """Remove the directory; a forked child leaves that to the process that made it."""
        if self._owner != os.getpid():
            return
        shutil.rmtree(self.path, ignore_errors=True)
        if not self.path.exists():
            watchdog.release(self._entrusted)
            self._let_go()

    def _let_go(self) -> None:
        with suppress(OSError):
            os.close(self._lock)
        self._lock = -1


@cache
def _clean_up_once() -> None:
    remove_leftovers((_MEMORY, Path(tempfile.gettempdir())), PREFIX)


def _memory() -> Path | None:
    try:
        state = os.statvfs(_MEMORY)
    except (AttributeError, OSError):
        return None
    roomy = state.f_bavail * state.f_frsize >= _ENOUGH
    return _MEMORY if roomy and os.access(_MEMORY, os.W_OK | os.X_OK) else None

"""Directories that outlived their run, because its watchdog was killed with it.

A run holds a lock on a file in each of its directories, and the kernel lets go of it when the
process ends, however it ends: a directory whose lock can be had belongs to nobody any more. The
file names the user whose run it was, for a server of root's has a directory of another account's.
A directory without such a file, or of another user's run, is left alone.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.watchdog import Watchdog

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LOCK = "run.lock"


def claim(directory: Path) -> int:
    """Mark a new directory as in use until the descriptor that is returned is closed."""
    if sys.platform == "win32":
        return -1
    unready = directory / f"{_LOCK}.new"
    descriptor = os.open(unready, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    os.write(descriptor, _user())
    _try_lock(descriptor)
    # Only now may others look for it.
    unready.rename(directory / _LOCK)
    return descriptor


def remove_leftovers(parents: Iterable[Path], prefix: str) -> None:
    """Remove the directories of our runs that are over, and stop the servers that work in them."""
    if sys.platform == "win32":
        return
    found = [directory for parent in parents for directory in _ours(parent, prefix)]
    claimed = {directory: lock for directory in found if (lock := _claimed(directory)) is not None}
    if claimed:
        cleaner = Watchdog()
        for directory in claimed:
            cleaner.server(directory / "data")
            cleaner.directory(directory)
        cleaner.close()
    for descriptor in claimed.values():
        os.close(descriptor)


def _ours(parent: Path, prefix: str) -> Iterator[Path]:
    with suppress(OSError):
        for path in parent.resolve().glob(f"{prefix}*"):
            with suppress(OSError):
                state = path.lstat()
                if stat.S_ISDIR(state.st_mode) and os.geteuid() in (state.st_uid, 0):
                    yield path


def _claimed(directory: Path) -> int | None:
    """Return a descriptor that holds the lock, or None where it is not to be had."""
    try:
        descriptor = os.open(directory / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
    except OSError:
        return None
    if os.read(descriptor, 32) == _user() and _try_lock(descriptor):
        return descriptor
    os.close(descriptor)
    return None


def _user() -> bytes:
    return str(os.geteuid()).encode()


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

"""One run at a time in a database file that was handed over itself."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.watchdog import watchdog

if TYPE_CHECKING:
    from pathlib import Path


class Exclusive:
    """Keep other runs out of a file, by a directory beside it until :meth:`close`.

    A lock on the file itself would be mistaken for one of SQLite's own. The directory is
    entrusted to the watchdog, so that it goes with a run that is killed.
    """

    def __init__(self, file: Path) -> None:
        """Make the directory.

        Raises ProvisionError where there is one already, or none can be made.
        """
        self._path = file.with_name(f"{file.name}-mrt-lock")
        try:
            self._path.mkdir()
        except FileExistsError:
            raise ProvisionError(
                f"The SQLite database {file} is in use by another run, which made {self._path}.",
                "Wait for its end; where there is no such run, remove that directory.",
            ) from None
        except OSError as error:
            raise ProvisionError(
                f"The SQLite database {file} cannot be used: {error.strerror}.",
                "Hand over a file in a directory that can be written to, or leave --use-database "
                "out.",
            ) from error
        self._owner = os.getpid()
        self._entrusted = watchdog.directory(self._path)

    def close(self) -> None:
        """Let others in; a forked child leaves that to the process that made the directory."""
        if self._owner == os.getpid():
            with suppress(FileNotFoundError):
                self._path.rmdir()
            watchdog.release(self._entrusted)

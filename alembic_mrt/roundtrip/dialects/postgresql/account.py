"""The account that a server runs under: our own, unless that is root, which servers refuse."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """Name the account of a child process; None stands for our own."""

    uid: int | None = None
    gid: int | None = None

    @property
    def popen(self) -> dict[str, Any]:
        """Return the arguments with which subprocess changes to the account."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, directory: Path) -> None:
        """Give a directory of ours and all that is in it to the account."""
        if self.uid is None or self.gid is None:
            return
        for parent, _, files in os.walk(directory):
            os.chown(parent, self.uid, self.gid)
            for file in files:
                os.chown(os.path.join(parent, file), self.uid, self.gid)  # noqa: PTH118

    def can_run(self, program: Path) -> bool:
        """Tell whether the account may execute a program, wherever it lies."""
        if self.uid is None:
            return True
        try:
            done = subprocess.run(
                [program, "--version"], capture_output=True, check=False, cwd="/", **self.popen
            )
        except OSError:
            return False
        return done.returncode == 0


def server_account() -> Account:
    """Return the account for a server: our own, or an unprivileged one for root."""
    if getattr(os, "geteuid", lambda: 1)() != 0:
        return Account()
    import pwd

    for name in _CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    return Account(65534, 65534)

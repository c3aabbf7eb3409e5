"""A MariaDB server of the tests' own: no accounts, no network, gone with the test."""

from __future__ import annotations

import shutil
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = shutil.which("mariadbd")
_OPTIONS = (
    "--no-defaults",
    "--user=root",
    "--skip-networking",
    "--skip-grant-tables",
    "--innodb-buffer-pool-size=8M",
    "--innodb-log-file-size=4M",
    "--innodb-flush-log-at-trx-commit=0",
)


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Run a server in a folder, whose path must be short enough for a socket, and yield its URL."""
    data, socket = folder / "data", folder / "s"
    data.mkdir()
    with (folder / "log").open("wb") as log:
        command = [str(PROGRAM), *_OPTIONS, f"--datadir={data}", f"--socket={socket}"]
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _wait(process, socket)
            yield f"mysql+pymysql://root@localhost/app?unix_socket={socket}&charset=utf8mb4"
        finally:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], socket: Path) -> None:
    end = time.monotonic() + 30
    while not socket.exists():
        assert process.poll() is None, socket.with_name("log").read_text(errors="replace")
        assert time.monotonic() < end, socket.with_name("log").read_text(errors="replace")
        time.sleep(0.02)

"""A server of our own: started for the run, reached over a Unix socket, gone at its end."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.postgresql.account import server_account
from alembic_mrt.roundtrip.dialects.postgresql.cluster import (
    ADMIN_DATABASE,
    SUPERUSER,
    clean_environment,
    forget_cached,
    make_cluster,
)
from alembic_mrt.roundtrip.dialects.postgresql.driver import Address, driver_errors
from alembic_mrt.roundtrip.dialects.postgresql.readable import readable_by
from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession
from alembic_mrt.roundtrip.dialects.postgresql.shared import OwnSharedObjects
from alembic_mrt.roundtrip.scratch import Scratch
from alembic_mrt.roundtrip.watchdog import watchdog

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from alembic_mrt.roundtrip.dialects.postgresql.binaries import Binaries
    from alembic_mrt.roundtrip.dialects.postgresql.shared import SharedObjects

CLUSTER_NAME = "alembic-mrt"
_PORT = 5432
_PATIENCE = 60.0


class Server:
    """Run a PostgreSQL server with a data directory that goes with the process."""

    mark = None
    settings: ClassVar[dict[str, str]] = {
        "cluster_name": CLUSTER_NAME,
        "listen_addresses": "",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "autovacuum": "off",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "max_wal_size": "64MB",
        "min_wal_size": "2MB",
        "max_connections": "100",
        "max_locks_per_transaction": "256",
        "shared_buffers": "32MB",
        # Nobody else is there: who waits for a lock waits for what a migration left open itself.
        "lock_timeout": "5s",
        "jit": "off",
        "dynamic_shared_memory_type": "mmap",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "lc_messages": "C",
        "logging_collector": "off",
        "log_destination": "stderr",
    }

    def __init__(self, binaries: Binaries) -> None:
        # Copying files takes a third of the time of the default, which writes all pages to the
        # write-ahead log.
        self.strategy = "FILE_COPY" if binaries.major >= 15 else None
        self.description = binaries.description
        self._scratch = Scratch()
        self._account = server_account()
        self._program: Scratch | None = None
        self._entrusted: int | None = None
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self.admin = self._start(binaries)
        except BaseException:
            self._end()
            raise

    def shared_objects(self) -> SharedObjects:
        """Return what remembers the roles and tablespaces of the server."""
        return OwnSharedObjects(self.admin)

    def close(self, databases: Iterable[str] = ()) -> None:  # noqa: ARG002 - they go with it
        """Stop the server and remove all that it wrote."""
        self.admin.close()
        self._end()

    def _start(self, binaries: Binaries) -> PostgreSQLSession:
        directory = self._scratch.path
        runnable, self._program = readable_by(self._account, binaries)
        self._account.own(directory)
        self.address = Address(str(directory), _PORT, SUPERUSER)
        make_cluster(runnable, directory / "data", self._account)
        try:
            return self._first_session(self._launch(runnable, directory))
        except ProvisionError:
            # The cached data directory may be damaged; without one the reason is another.
            if not forget_cached(runnable):
                raise
        self._stop()
        shutil.rmtree(directory / "data")
        make_cluster(runnable, directory / "data", self._account)
        return self._first_session(self._launch(runnable, directory))

    def _launch(self, binaries: Binaries, directory: Path) -> subprocess.Popen[bytes]:
        settings = {**self.settings, "unix_socket_directories": str(directory), "port": str(_PORT)}
        options = [part for n, v in settings.items() for part in ("-c", f"{n}={v}")]
        data = directory / "data"
        if self._entrusted is None:
            self._entrusted = watchdog.server(data)
        with (directory / "server.log").open("wb") as log:
            self._process = subprocess.Popen(
                [binaries.postgres, "-D", data, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=data,
                env=clean_environment(),
                start_new_session=True,
                **self._account.popen,
            )
        return self._process

    def _first_session(self, process: subprocess.Popen[bytes]) -> PostgreSQLSession:
        deadline = time.monotonic() + _PATIENCE
        socket = self._scratch.path / f".s.PGSQL.{_PORT}"
        while process.poll() is None and time.monotonic() < deadline:
            if socket.exists() and (session := self._try_session()) is not None:
                return session
            time.sleep(0.001)
        raise ProvisionError(
            f"The server did not start ({self.description}): {self._last_words()}",
            "Name a running server with --url.",
        )

    def _try_session(self) -> PostgreSQLSession | None:
        """Connect, or return None while the server is still starting up."""
        try:
            return PostgreSQLSession(self.address, ADMIN_DATABASE)
        except driver_errors():
            return None

    def _last_words(self) -> str:
        log = (self._scratch.path / "server.log").read_text(errors="replace").splitlines()
        telling = [line for line in log if "FATAL" in line or "PANIC" in line] or log[-1:]
        return telling[0] if telling else "it said nothing."

    def _end(self) -> None:
        self._stop()
        if self._entrusted is not None:
            watchdog.release(self._entrusted)
        self._scratch.close()
        if self._program is not None:
            self._program.close()

    def _stop(self) -> None:
        """Stop at once: nothing of what the server holds is worth writing down."""
        process, self._process = self._process, None
        if process is None:
            return
        for number in (signal.SIGQUIT, signal.SIGKILL):
            process.send_signal(number)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
                return

"""Make the data directory of a server, from a cached one where there is one."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.watchdog import watchdog

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.postgresql.account import Account
    from alembic_mrt.roundtrip.dialects.postgresql.binaries import Binaries

_UNUSED = 30 * 24 * 3600.0
"""After so many seconds a cached data directory belongs to binaries that have gone."""

SUPERUSER = "postgres"
ADMIN_DATABASE = "template1"
_ARGUMENTS = ("--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "--no-sync")
_LOCALES = ("C.UTF-8", "C")
# A server without these two is copied in a third of the time; nobody connects to them.
_SLIM = """UPDATE pg_database SET datistemplate = false WHERE datname = 'template0'
DROP DATABASE template0
DROP DATABASE postgres
"""


def make_cluster(binaries: Binaries, data: Path, account: Account) -> None:
    """Make the data directory ``data``, which ``account`` owns, below an existing directory."""
    cached = _cached(binaries)
    if cached is not None and cached.is_dir():
        with suppress(OSError, shutil.Error):
            shutil.copytree(cached, data)
            os.utime(cached)
            account.own(data)
            return
        shutil.rmtree(data, ignore_errors=True)
    _initdb(binaries, data, account)
    if cached is not None:
        _keep(data, cached)


def forget_cached(binaries: Binaries) -> bool:
    """Remove the cached data directory, with which a server did not start, if there is one."""
    cached = _cached(binaries)
    if cached is None or not cached.is_dir():
        return False
    shutil.rmtree(cached, ignore_errors=True)
    return True


def _initdb(binaries: Binaries, data: Path, account: Account) -> None:
    for locale in _LOCALES:
        command: list[str | Path] = [
            binaries.initdb,
            "--pgdata",
            data,
            *_ARGUMENTS,
            "--locale",
            locale,
        ]
        done = _run([*command, "--wal-segsize", "1"], account)
        if done.returncode == 0:
            _run([binaries.postgres, "--single", "-D", data, "template1"], account, _SLIM)
            return
        shutil.rmtree(data, ignore_errors=True)
    lines = done.stderr.strip().splitlines() or ["no reason given"]
    raise ProvisionError(
        f"{binaries.initdb} could not make a data directory: {lines[-1]}",
        "Name a server with --url.",
    )


def _run(
    command: list[str | Path], account: Account, said: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        input=said,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        cwd="/",
        env=clean_environment(),
        **account.popen,
    )


def clean_environment() -> dict[str, str]:
    """Return our environment without what PostgreSQL's programs would read from it."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def _cached(binaries: Binaries) -> Path | None:
    """Return the place of the cached data directory, or None where there can be none.

    A server trusts its data directory, so a cache that somebody else could write is not used.
    """
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    cache = root / "alembic-mrt"
    try:
        _private(root)
        cache.mkdir(mode=0o700, exist_ok=True)
        _private(cache)
    except (OSError, RuntimeError):
        return None
    return cache / f"postgresql-{binaries.version}-{_fingerprint(binaries)}"


def _private(directory: Path) -> None:
    directory.mkdir(mode=0o700, exist_ok=True)
    state = directory.stat()
    if state.st_uid != os.geteuid() or state.st_mode & 0o022:
        raise PermissionError(directory)


def _fingerprint(binaries: Binaries) -> str:
    # Not by path: a copy of the binaries makes the same data directory.
    state = binaries.postgres.stat()
    identity = (
        state.st_mtime_ns,
        state.st_size,
        _ARGUMENTS,
        _LOCALES,
        _SLIM,
    )
    return hashlib.sha256(repr(identity).encode()).hexdigest()[:16]


def _keep(data: Path, cached: Path) -> None:
    """Put a copy into the cache; of several processes the first one wins."""
    with suppress(OSError, shutil.Error):
        building = Path(tempfile.mkdtemp(prefix="building-", dir=cached.parent))
        entrusted = watchdog.directory(building)
        try:
            shutil.copytree(data, building / "data")
            (building / "data").rename(cached)
            _sweep(cached.parent)
        finally:
            shutil.rmtree(building, ignore_errors=True)
            watchdog.release(entrusted)


def _sweep(cache: Path) -> None:
    """Remove the data directories that nobody has used for long."""
    for path in cache.glob("postgresql-*"):
        if time.time() - path.stat().st_mtime > _UNUSED:
            shutil.rmtree(path, ignore_errors=True)

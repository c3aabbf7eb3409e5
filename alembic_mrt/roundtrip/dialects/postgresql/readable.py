"""Let an unprivileged account run a server whose files it cannot read.

A wheel in root's home directory, which only root can enter, is the usual case. Its files are
copied for the run; no permission of a file of the user's is changed.
"""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.scratch import Scratch

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.postgresql.account import Account
    from alembic_mrt.roundtrip.dialects.postgresql.binaries import Binaries

_PROGRAMS = ("postgres", "initdb")


def readable_by(account: Account, binaries: Binaries) -> tuple[Binaries, Scratch | None]:
    """Return binaries that the account can run, and the directory made for them, if any."""
    if account.can_run(binaries.initdb):
        return binaries, None
    scratch = Scratch(executable=True)
    try:
        copied = _copy(binaries.directory.parent, scratch.path)
        account.own(scratch.path)
    except BaseException:
        scratch.close()
        raise
    return dataclasses.replace(binaries, directory=copied / "bin"), scratch


def _copy(installation: Path, target: Path) -> Path:
    """Copy an installation within its package, and the libraries that a wheel has beside it."""
    package = installation.parent
    copied = target / package.name / installation.name
    (copied / "bin").mkdir(parents=True)
    for program in _PROGRAMS:
        shutil.copy2(installation / "bin" / program, copied / "bin" / program)
    for part in ("lib", "share"):
        shutil.copytree(installation / part, copied / part, ignore=_not_needed)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name)
    if (package / ".dylibs").is_dir():
        shutil.copytree(package / ".dylibs", copied.parent / ".dylibs")
    return copied


def _not_needed(_: str, names: list[str]) -> set[str]:
    return {n for n in names if Path(n).suffix in {".a", ".pc"} or n in {"doc", "man", "pgxs"}}

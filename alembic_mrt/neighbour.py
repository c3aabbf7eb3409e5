"""pytest-mrt, which brings a script and a fixture of the same name."""

from __future__ import annotations

import sys
import sysconfig
from importlib import metadata
from pathlib import Path

NEIGHBOUR = "pytest-mrt"


def sentence() -> str:
    """Say whose ``mrt`` runs when pytest-mrt is installed too; empty where it is not."""
    try:
        metadata.distribution(NEIGHBOUR)
    except metadata.PackageNotFoundError:
        return ""
    return (
        f"note: {NEIGHBOUR} is installed too; it and alembic-mrt both bring a script and a pytest"
        f" fixture called mrt, and the script {_owner()}. Uninstall the one you do not use."
    )


def _owner() -> str:
    script = Path(sysconfig.get_path("scripts")) / ("mrt.exe" if sys.platform == "win32" else "mrt")
    try:
        ours = b"alembic_mrt" in script.read_bytes()
    except OSError:
        return "is not in the scripts folder of this Python"
    return f"{script} is that of {'alembic-mrt' if ours else NEIGHBOUR}"

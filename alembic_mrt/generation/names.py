"""The names of archive tables."""

from __future__ import annotations

import hashlib
import re
from typing import Final

PREFIX: Final = "mrt_archive_"
_LONGEST: Final = 60
"""Within the 63 bytes of PostgreSQL and the 64 characters of MariaDB."""


def archive_name(revision: str, table: str) -> str:
    """Return the name of the archive that a revision makes for a table."""
    plain = re.sub(r"\W", "_", f"{revision}_{table}", flags=re.ASCII).lower()
    if plain == f"{revision}_{table}" and len(PREFIX + plain) <= _LONGEST:
        return PREFIX + plain
    told_apart = hashlib.sha256(f"{revision}\0{table}".encode()).hexdigest()[:8]
    return f"{PREFIX}{plain}"[: _LONGEST - 9] + f"_{told_apart}"


def is_archive(name: str | None) -> bool:
    """Tell whether a table is named as archives are."""
    return bool(name) and str(name).startswith(PREFIX)

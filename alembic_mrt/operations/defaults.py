"""Server defaults in one spelling."""

from __future__ import annotations

import functools
import re
from typing import Final

from alembic_mrt.operations.sql.tokens import canonical_text

_CAST: Final = re.compile(r"^('(?:[^']|'')*'|-?\d+(?:\.\d+)?)::[\w .\"\[\]()]+$")
_QUOTED_PLAIN: Final = re.compile(r"^'(-?\d+(?:\.\d+)?|true|false)'$")
_SAME: Final = {
    "current_timestamp": "now()",
    "current_timestamp()": "now()",
    "localtimestamp": "localtimestamp",
    "null": None,
}


@functools.lru_cache(maxsize=1024)
def canonical_default(sql: str) -> str | None:
    """Return a default's one spelling; DEFAULT NULL is no default."""
    text = canonical_text(sql)
    cast = _CAST.match(text)
    text = cast.group(1) if cast else text
    plain = _QUOTED_PLAIN.match(text)
    text = plain.group(1) if plain else text
    return _SAME.get(text, text)


def quoted(value: str) -> str:
    """Return a string as a literal of SQL."""
    return "'" + value.replace("'", "''") + "'"

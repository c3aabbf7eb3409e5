"""Whether a declared type has room for a value: SQLite itself holds everything anywhere.

Who declares VARCHAR(80) or NUMERIC(10, 2) means it, and the application keeps to it: the values
that only a wider type had room for are those that a downgrade may cut.
"""

from __future__ import annotations

import re
from typing import Final

from alembic_mrt.roundtrip.dialects.sqlite.values import pool_for
from alembic_mrt.roundtrip.seed.pool import fraction

_SIZED_TEXT: Final = re.compile(r"[^(]*CHAR[^(]*\(\s*(\d+)\s*\)\s*", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\w*INT\w*|(NUMERIC|DECIMAL)\s*\(.*\)\s*", re.IGNORECASE | re.DOTALL)


def has_room(type_: str, literal: str | None) -> bool:
    """Tell whether a text is not too long for a type, and a number within its digits or range."""
    sized = _SIZED_TEXT.fullmatch(type_)
    if literal is None:
        return True
    if literal[:1] == "'":
        return sized is None or len(literal[1:-1].replace("''", "'")) <= int(sized[1])
    if fraction(literal) is None or _NUMBER.fullmatch(type_) is None:
        return True
    return pool_for(type_, salt=0).takes(literal) is not None

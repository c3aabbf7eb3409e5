"""Scripts that insert rows only where they are not there yet.

Whether the values that such a script speaks of stand in a table already makes two ways of one: a
row that was there must stay, and one that was not must go again. Each takes a trip of its own.
"""

from __future__ import annotations

import re
from typing import Final

_INSERTS: Final = re.compile(r"insert|\.add(?:_all)?\(|\bmerge\b", re.IGNORECASE)
_ASKS: Final = re.compile(
    r"\bif\b|\bon[ _]conflict|\bor[ _]ignore\b|\bnot[ _](?:exists|in)\b|\bexcept\b|\bmerge\b",
    re.IGNORECASE,
)


def may_insert_what_is_absent(source: str) -> bool:
    """Tell whether a script may insert rows on a condition."""
    return _INSERTS.search(source) is not None and _ASKS.search(source) is not None

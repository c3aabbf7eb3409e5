"""The words that no dialect takes for a name unless they are quoted."""

from __future__ import annotations

from typing import Final

_WORDS: Final = (
    "all analyse analyze and any array as asc asymmetric authorization between both case cast "
    "check collate column constraint create cross current_catalog current_date current_role "
    "current_schema current_time current_timestamp current_user default deferrable desc distinct "
    "do else end except false fetch for foreign freeze from full grant group having ilike in "
    "initially inner intersect into is isnull join leading left like limit localtime "
    "localtimestamp natural not notnull null offset on only or order outer over overlaps placing "
    "primary references returning right select session_user similar some symmetric table then to "
    "trailing true union unique user using variadic when where window with"
)
RESERVED: Final = frozenset(_WORDS.split())
"""Those of PostgreSQL (its appendix "SQL Key Words"); other dialects have most of them."""

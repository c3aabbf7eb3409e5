"""What columns with a CHECK often hold, whatever the expression says."""

from __future__ import annotations

from functools import lru_cache

from alembic_mrt.roundtrip.seed.patterns import regex

_VARIANTS = 24
_TEXTS = (
    *("a1", "abc", "ABC", "Abc", "abc def", "1", "12", "123", "0123456789", "1.5", "true"),
    *(
        "ann@example.com",
        "bob@example.org",
        "https://example.com/a",
        "/a/b",
        "a-b",
        "a_b",
        "#a0b1c2",
    ),
    *("2024-01-31", "12:30", "+15551234567", "en", "en-US", "EUR", "[]", "{}", "[1]", '{"a": 1}'),
)
_SHAPES = (
    *(
        "[a-z]{3,8}",
        "[A-Z]{2,5}",
        "[0-9]{1,9}",
        "[a-z0-9]{8}",
        "[A-Z][a-z]{4}",
        "[a-z]{3}[-_.][a-z]{3}",
    ),
    *(r"[a-z]{5}@example\.com", r"https://example\.com/[a-z]{4}", "/[a-z]{4}", "<a>[a-z]{3}</a>"),
)
_FIRSTS = tuple(f"2024-{month:02}-01" for month in range(1, 13))
# All of them Mondays.
_WEEKS = tuple(f"2024-{month:02}-{day:02}" for month in (1, 4, 7) for day in (1, 8, 15, 22, 29))
_HOURS = tuple(f"2024-01-01 {hour:02}:00:00" for hour in range(24))
_MIDNIGHTS = tuple(f"{day} 00:00:00" for day in (*_FIRSTS, *_WEEKS))


@lru_cache(maxsize=1)
def usual_literals() -> tuple[str, ...]:
    """Return texts of the usual kinds, and moments at which something begins."""
    made = (regex(shape, variant) for variant in range(_VARIANTS) for shape in _SHAPES)
    return tuple(dict.fromkeys([*_TEXTS, *made, *_FIRSTS, *_WEEKS, *_HOURS, *_MIDNIGHTS]))

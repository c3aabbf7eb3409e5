"""In which words two definitions differ, so that a message need not repeat them whole."""

from __future__ import annotations

import re
from itertools import takewhile
from operator import eq
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONG: Final = 60
"""A text of so many characters is repeated whole."""
_LIMIT: Final = 200
_CONTEXT: Final = 2
"""So many pieces of what stands before a difference are repeated: a word and a blank."""
_WORD: Final = re.compile(r"\w+|\s+|[^\w\s]+")
"""Blanks are words of their own, so that the text between two of them comes out as written."""


def in_words(old: str, new: str) -> str:
    """Say what ``new`` is, or has too much or too little, against ``old``.

    >>> in_words("integer DEFAULT 1 NOT NULL " + 60 * "x", "integer NOT NULL " + 60 * "x")
    'without DEFAULT 1'
    """
    if old and new and max(len(old), len(new)) <= _LONG:
        return f"as {_one_line(new)}, it was {_one_line(old)}"
    before, gone, come = _parted(_WORD.findall(old), _WORD.findall(new))
    if not gone.strip():
        return f"with {_one_line(come)}, which it had not"
    if not come.strip():
        return f"without {_one_line(gone)}"
    return f"with {_one_line(before + come)}, it was {_one_line(before + gone)}"


def _parted(old: list[str], new: list[str]) -> tuple[str, str, str]:
    """Return the last word that both begin with, and what stands in each between equal ends."""
    start = _alike(old, new)
    old, new, before = old[start:], new[start:], old[:start]
    end = _alike(old[::-1], new[::-1])
    return (
        "".join(before[-_CONTEXT:]),
        "".join(old[: len(old) - end]),
        "".join(new[: len(new) - end]),
    )


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the words that both begin with."""
    return sum(1 for _ in takewhile(bool, map(eq, one, other)))


def _one_line(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LIMIT else f"{plain[:_LIMIT]}..."

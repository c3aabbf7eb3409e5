"""JSON documents that hold, under each key that a script speaks of, a value of each kind.

A step that takes a key out of a document, or writes another value there, does so with numbers,
flags, null and what is nested as well as with texts; and a key may be absent. What a script
compares the value of a key with stands close behind the key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_KEY: Final = re.compile(r"[^\W\d][\w.-]{0,59}")
_PATH: Final = re.compile(r'\$?\.?"?([\w-]+)"?')
_MOST: Final = 30
"""Keys; a document holds each of them, and each once more in what is nested."""
_SCALARS: Final = (7, True, None, 1.5, False, 0, "")
_ABSENT: Final = object()
_NEAR: Final = 6
"""How many literals behind a key are tried as its value."""
_KINDS: Final = len(_SCALARS) + 4 + _NEAR


def mixed_documents(literals: Iterable[object]) -> tuple[dict[str, object], ...]:
    """Return documents in which each key among ``literals`` has every kind of value once."""
    found = list(dict.fromkeys(_steps(literals)))
    keys = {step: place for place, step in enumerate(found) if _is_key(step)}
    kept = dict(list(keys.items())[:_MOST])
    return tuple(_document(kept, found, turn) for turn in range(_KINDS)) if kept else ()


def _steps(literals: Iterable[object]) -> Iterator[Any]:
    """Yield literals, of a path such as ``$.a.b`` or ``{a,b}`` each step."""
    for literal in literals:
        if isinstance(literal, str) and literal[:1] in ("$", "{"):
            yield from _PATH.findall(literal)
        elif isinstance(literal, str | int | float):
            yield literal


def _is_key(literal: object) -> bool:
    return isinstance(literal, str) and _KEY.fullmatch(literal) is not None


def _document(keys: dict[str, int], literals: Sequence[object], turn: int) -> dict[str, object]:
    nested = {key: _SCALARS[(place + turn) % len(_SCALARS)] for key, place in keys.items()}
    held = {}
    for key, place in keys.items():
        near = (literals[(place + i) % len(literals)] for i in range(1, _NEAR + 1))
        values = (*_SCALARS, _ABSENT, [nested, "text", 7], nested, {}, *near)
        held[key] = values[(place + turn) % _KINDS]
    return {key: value for key, value in held.items() if value is not _ABSENT}

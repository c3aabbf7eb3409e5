"""The shape of the setting ``seeds``: what may be given to a table or to one of its columns.

Nothing of the user's is imported or called here: whether a name names a callable, and a key a
table, only a round trip can tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

Seed: TypeAlias = str | Callable[..., Any] | Sequence[Any]
"""A callable or its name (``module:callable``), the rows of a table or the values of a column."""

_REFERENCE: Final = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*:[^\W\d]\w*(\.[^\W\d]\w*)*")


def read_seeds(raw: object) -> dict[str, Seed]:
    """Return the seeds by their keys, each ``table`` or ``table.column``.

    Raises ValueError with a clause that names the key.
    """
    if not isinstance(raw, Mapping):
        raise ValueError(f"must map tables and columns to seeds, not be {raw!r}")  # noqa: TRY004
    found: dict[str, Seed] = {}
    for key, seed in _flattened(raw):
        if not key.strip():
            raise ValueError(f"gives {seed!r} to no table")
        fault = _fault(key, seed)
        if fault or key in found:
            raise ValueError(f'gives "{key}" {fault or "twice"}')
        found[key] = seed
    return found


def _flattened(raw: Mapping[Any, object], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield key and seed; TOML reads a key ``a.b`` without quotes as a table in a table."""
    for key, seed in raw.items():
        if isinstance(seed, Mapping):
            yield from _flattened(seed, f"{above}{key}.")
        else:
            yield f"{above}{key}", seed


def _fault(key: str, seed: object) -> str:
    """Say what is wrong with a seed, in a clause."""
    if callable(seed):
        return ""
    if isinstance(seed, str):
        known = _REFERENCE.fullmatch(seed)
        return "" if known else f'{seed!r}, where a callable is named as "module:callable"'
    if not isinstance(seed, list | tuple):
        return f"{seed!r}, and takes a list or a callable"
    if not seed:
        return "an empty list"
    rows = sum(isinstance(item, Mapping) for item in seed)
    if rows < len(seed) and "." not in key:
        return 'a list of values; a table takes rows, and a column is named as "table.column"'
    return ""

"""Python source for names and values."""

from __future__ import annotations

import keyword
import re
from typing import Final

_TAKEN: Final = frozenset({"op", "sa", "upgrade", "downgrade", "revision", "depends_on"})
_COLLECTION: Final = frozenset(
    {"add", "as_readonly", "clear", "compare", "contains_column", "corresponding_column"}
    | {"extend", "get", "items", "keys", "remove", "update", "values"}
)
"""What a ColumnCollection has of its own, so that ``table.c.keys`` is no column."""


def quoted(text: str) -> str:
    """Return a text as a string literal, in the quotes that ``ruff format`` prefers."""
    single = repr(text)
    if single[0] == '"':
        return single
    inner = single[1:-1]
    if '"' not in inner:
        return f'"{inner}"'
    if text.count('"') > text.count("'"):
        return single
    escaped = inner.replace("\\'", "'").replace('"', '\\"')
    return f'"{escaped}"'


def literal(value: object) -> str:
    """Return a text, None, or a tuple or list of texts as Python source."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, (tuple, list)):
        inner = ", ".join(map(literal, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return repr(value)


def identifier(name: str) -> str:
    """Return a name as a Python variable that hides nothing a revision script uses."""
    word = re.sub(r"\W", "_", name).lower().lstrip("0123456789") or "table"
    if keyword.iskeyword(word) or word in _TAKEN or not word.isidentifier():
        word = f"{word}_table"
    return word


def column(table: str, name: str) -> str:
    """Return the source for a column of a table that a variable holds."""
    plain = name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("_")
    if plain and name not in _COLLECTION:
        return f"{table}.c.{name}"
    return f"{table}.c[{quoted(name)}]"

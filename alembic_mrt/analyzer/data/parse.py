"""Read expressions of SQL into trees, as deep as they may be followed."""

from __future__ import annotations

import functools
from typing import Any, Final


@functools.lru_cache(maxsize=4096)
def parsed(text: str) -> Any:
    """Return the tree of an expression, or None where it cannot be read."""
    import sqlglot

    try:
        tree = sqlglot.parse_one(text, read="postgres")
    except (sqlglot.errors.SqlglotError, RecursionError):
        return None
    return None if len(text) > _SHORT and _depth(tree) > _DEEPEST else tree


_SHORT: Final = 400
"""So many characters cannot be nested too deeply."""
_DEEPEST: Final = 120


def _depth(tree: Any) -> int:
    """Return how deeply an expression is nested; a long chain of ORs is, too."""
    levels, nodes = 0, [tree]
    while nodes:
        levels += 1
        nodes = [child for node in nodes for child in node.iter_expressions()]
    return levels

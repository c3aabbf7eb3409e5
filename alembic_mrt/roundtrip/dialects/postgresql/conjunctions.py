"""Conditions in which AND and OR are not nested in themselves.

``x BETWEEN 1 AND 2 AND y`` is kept as ``((x >= 1) AND (x <= 2)) AND y``; a constraint made of what
the server writes for it is kept without the inner pair of parentheses, and means the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE: Final = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"| AND | OR |[()]|[^'"() ]+| """)


def unnested(condition: str) -> str:
    """Return a condition, in the server's words, without AND in AND and OR in OR.

    >>> unnested("(((a >= 1) AND (a <= 2)) AND (b OR c))")
    '((a >= 1) AND (a <= 2) AND (b OR c))'
    """
    if not _is_group(condition):
        return condition
    for word in (" AND ", " OR "):
        operands = list(_operands(condition[1:-1], word))
        if len(operands) > 1:
            return f"({word.join(_joined(operands, word))})"
    return condition


def _joined(operands: list[str], word: str) -> Iterator[str]:
    for operand in map(unnested, operands):
        inner = list(_operands(operand[1:-1], word)) if _is_group(operand) else []
        yield from inner if len(inner) > 1 else [operand]


def _is_group(text: str) -> bool:
    """Tell whether the first parenthesis is closed by the last one."""
    depth = 0
    if not text.startswith("("):
        return False
    for match in _PIECE.finditer(text):
        depth += {"(": 1, ")": -1}.get(match.group(), 0)
        if depth == 0:
            return match.end() == len(text)
    return False


def _operands(text: str, word: str) -> Iterator[str]:
    """Yield what a word parts outside of all parentheses."""
    depth, start = 0, 0
    for match in _PIECE.finditer(text):
        depth += {"(": 1, ")": -1}.get(match.group(), 0)
        if depth == 0 and match.group() == word:
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]

"""Texts that the regular expressions of a script match.

A script parses the texts that ``re.match()`` finds something in, and it is those that come back
changed where it forgets a part of them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import Final

from alembic_mrt.roundtrip.seed.patterns import regex

_FUNCTIONS: Final = frozenset(
    ("compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
)
_NAMED: Final = re.compile(r"\(\?P<\w+>")
_TRIED: Final = 24
_SHORT: Final = 40


def matched_texts(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield for each regular expression short and long texts that it matches."""
    patterns = (_pattern(node) for node in nodes if isinstance(node, ast.Call))
    for pattern in dict.fromkeys(patterns):
        if pattern:
            yield from _matching(pattern)


def _pattern(call: ast.Call) -> str:
    """Return the expression that a call of the module ``re`` is given, as far as it says so."""
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr not in _FUNCTIONS:
        return ""
    if not isinstance(function.value, ast.Name) or function.value.id != "re" or not call.args:
        return ""
    first = call.args[0]
    text = first.value if isinstance(first, ast.Constant) else ""
    return text if isinstance(text, str) else ""


def _matching(pattern: str) -> tuple[str, ...]:
    """Return the shortest and the longest text of some that match, and one between."""
    try:
        expression = re.compile(pattern)
    except re.error:
        return ()
    plain = _NAMED.sub("(", pattern)
    tried = dict.fromkeys(regex(plain, variant) for variant in range(_TRIED))
    found = sorted((t for t in tried if 0 < len(t) <= _SHORT and expression.search(t)), key=len)
    return tuple(dict.fromkeys((found[0], found[-1], found[len(found) // 2]))) if found else ()

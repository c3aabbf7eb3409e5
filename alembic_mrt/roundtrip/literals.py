"""The literals that a revision's own code compares with or writes.

A data step touches a row only when the row holds the value that the step looks for; so these
values are among those that the tables are seeded with.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from alembic_mrt.history.script import RevisionScript

_QUOTED = re.compile(r"'((?:[^']|'')*)'")
_NUMBER = re.compile(r"(?<![\w.'])\d{1,9}(?![\w.'])")
_SQL = re.compile(r"\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE|SET|CASE|IN|LIKE|VALUES)\b|[=<>]", re.I)
LONGEST = 200
"""Characters; a longer constant is a text of its own and no value that is looked for."""


def literals(script: RevisionScript) -> tuple[str | int, ...]:
    """Return the strings and whole numbers of a script, without repetitions, in their order."""
    found: dict[str | int, None] = {}
    for node in ast.walk(script.tree()):
        if isinstance(node, ast.Constant):
            found.update(dict.fromkeys(_values(node.value)))
    return tuple(found)


def _values(constant: object) -> Iterator[str | int]:
    if isinstance(constant, bool):
        return
    if isinstance(constant, int):
        yield constant
    elif isinstance(constant, str) and _SQL.search(constant):
        yield from (quoted.replace("''", "'") for quoted in _QUOTED.findall(constant))
        yield from (int(number) for number in _NUMBER.findall(constant))
    elif isinstance(constant, str) and len(constant) <= LONGEST:
        yield constant

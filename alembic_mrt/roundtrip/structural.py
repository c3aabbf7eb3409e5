"""Whether statements, or a script, change the schema and neither rows nor anything by rows.

What such a statement does to a row does not depend on other rows, but that it may fail on them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.vocabulary import Delete, Execute, Insert, Opaque, Update
from alembic_mrt.roundtrip.comments import without_comments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alembic_mrt.operations.vocabulary import ScriptOperations
    from alembic_mrt.roundtrip.footprint import Footprint

_STRUCTURAL: Final = re.compile(
    r"(?:create|alter|drop|comment|pragma|set|reset|savepoint|release)\b"
)
_BY_ROWS: Final = re.compile(r"\bselect\b|\bas\s+(?:table|values|execute|with)\b|\bpragma_")
_BATCH_COPY: Final = re.compile(
    r"insert into \S*_alembic_tmp_[^()]*\([^()]*\) select\b(.*)", re.DOTALL
)
"""How Alembic's batch mode copies rows one by one (Alembic docs, "Running Batch Migrations")."""
_NO_COPY: Final = re.compile(
    r"\b(?:select|where|join|group|distinct|limit|union)\b|\bfrom\b.*(?:\bfrom\b|,)", re.DOTALL
)


_BY_ROWS_OR_UNREAD: Final = (Insert, Update, Delete, Execute, Opaque)


def goes_by_rows(operations: ScriptOperations) -> bool:
    """Tell whether a script may read or write rows, in either direction."""
    steps = (operations.upgrade, operations.downgrade)
    return any(isinstance(o, _BY_ROWS_OR_UNREAD) for step in steps for o in step.operations)


def is_structural(statements: Iterable[str], footprint: Footprint) -> bool:
    """Tell whether all statements are DDL, or read nothing but the catalog.

    ``footprint`` answers for the schema that they were sent to.
    """
    return all(_is_structural(statement, footprint) for statement in statements)


def _is_structural(statement: str, footprint: Footprint) -> bool:
    text = without_comments(statement).strip().rstrip(";").rstrip().casefold()
    if ";" in text:
        return False
    if text.startswith("select"):
        return footprint.of([text]) == frozenset()
    if _STRUCTURAL.match(text):
        return _BY_ROWS.search(text) is None
    copied = _BATCH_COPY.match(text)
    return copied is not None and _NO_COPY.search(copied[1]) is None

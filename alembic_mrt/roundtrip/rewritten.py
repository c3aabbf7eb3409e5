"""Statements after which objects are written otherwise that no statement names.

What uses a renamed object knows it by its identity, and is written with the name of the moment: the
type or the collation of a column, a default, a policy, a trigger or a rule on another table.
PostgreSQL prints it so (docs, "System Information Functions": ``pg_get_expr``), and SQLite rewrites
the text that it has kept (docs, "ALTER TABLE").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.comments import without_comments

if TYPE_CHECKING:
    from collections.abc import Iterable

_RENAMES: Final = re.compile(r"\brename\b")
_END_OF_BATCH: Final = re.compile(
    r"\s*alter\s+table\s+\S*\b_alembic_tmp_\S*\s+rename\s+to\s+\S+\s*"
)


def rewrites_others(statements: Iterable[str]) -> bool:
    """Tell whether one of the statements may change how objects of any table are written.

    Nothing uses the table that Alembic's batch mode ends by renaming (Alembic docs, "Running Batch
    Migrations").
    """
    return any(map(_renames, statements))


def _renames(statement: str) -> bool:
    text = statement.casefold()
    return (
        "rename" in text
        and _RENAMES.search(without_comments(text)) is not None
        and not _END_OF_BATCH.fullmatch(text)
    )

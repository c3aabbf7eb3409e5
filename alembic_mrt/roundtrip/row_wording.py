"""Differences of rows in words that a reader can act on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.roundtrip.new_row_difference import NewRowDifference
    from alembic_mrt.roundtrip.row_difference import RowDifference

_LONGEST = 60
_LITERAL = re.compile(r"'.*'|[xX]'[0-9a-fA-F]*'|[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.DOTALL)

_SAVE = (
    "Keep the old {what} where downgrade() can find {them}, a column or a table of their own, and "
    "put {them} back there; or declare the revision irreversible."
)
_REMEDIES = {
    "lost": _SAVE.format(what="rows", them="them"),
    "wiped": _SAVE.format(what="values", them="them"),
    "changed": "Let downgrade() restore exactly what was there before the upgrade.",
    "appeared": (
        "Delete in downgrade() exactly the rows that upgrade() inserted, by their keys, and insert "
        "none that were not there before."
    ),
}
_CODES = {"wiped": "MRT201", "lost": "MRT203", "changed": "MRT204", "appeared": "MRT205"}


def word(found: RowDifference) -> tuple[str, str, str]:
    """Return code, message and remedy."""
    sentence = f"Table '{'.'.join(filter(None, found.table))}': {_sentence(found)}"
    return _CODES[found.change], sentence, _REMEDIES[found.change]


def word_new(found: NewRowDifference) -> tuple[str, str, str]:
    """Return code, message and remedy for a row that was written after the upgrade."""
    table, first = ".".join(filter(None, found.table)), _first(found.key)
    if found.change == "lost":
        return (
            "MRT207",
            f"Table '{table}': {found.count}/{found.total} rows written after the upgrade lost "
            f"after rollback{first}",
            "Let downgrade() bring such rows in line with the old schema, and not delete them.",
        )
    expected, got = _shown(found.written, found.got)
    return (
        "MRT208",
        f"Table '{table}': column '{found.column}' of a row written after the upgrade changed "
        f"after rollback (expected {expected}, got {got}){first}",
        "Let downgrade() leave alone what users have written since; the old schema can hold it.",
    )


def _sentence(found: RowDifference) -> str:
    first = _first(found.where)
    if found.change == "lost":
        gone = ": the table is gone" if found.table_gone else first
        return f"{found.count}/{found.total} rows lost after rollback{gone}"
    if found.change == "appeared":
        rows = "1 row" if found.count == 1 else f"{found.count} rows"
        return f"{rows} appeared after rollback{first}"
    expected, got = _shown(found.expected, found.got)
    changed = (
        f"column '{found.column}' value changed after rollback (expected {expected}, got {got})"
        f" in {found.count} of {found.total} rows{first}"
    )
    if found.change == "wiped":
        return f"{changed}; the values did not come back, all rows hold {got}"
    return changed


def _first(where: Sequence[tuple[str, str | None]]) -> str:
    named = ", ".join(f"{column} = {_literal(value)}" for column, value in where[:4])
    return f", first where {named}" if named else ""


def _literal(value: str | None) -> str:
    """Write a value as SQL would; SQLite's come as literals already."""
    if value is None:
        return "NULL"
    text = value if _LITERAL.fullmatch(value) else "'" + value.replace("'", "''") + "'"
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _shown(expected: str | None, got: str | None) -> tuple[str, str]:
    """Write two values so that they differ where they are cut, too."""
    old, new = _literal(expected), _literal(got)
    if old != new or expected is None or got is None:
        return old, new
    same = next(
        (i for i, (a, b) in enumerate(zip(expected, got, strict=False)) if a != b),
        min(len(expected), len(got)),
    )
    start = max(0, same - 10)
    return "…" + _literal(expected[start:]), "…" + _literal(got[start:])

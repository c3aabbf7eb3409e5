"""The columns of a table that is made from a query or after the pattern of another table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.sql.cursor import Cursor
from alembic_mrt.operations.sql.tokens import Token, split_on
from alembic_mrt.operations.values import HOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.operations.vocabulary import Selected

_NO_TABLE: Final = frozenset({"outfile", "dumpfile"})
_AFTER_FROM: Final = (
    "where", "order", "group", "having", "limit", "offset", "fetch", "for", "union", "except",
    "intersect", "window",
)  # fmt: skip


def selected_columns(tokens: Sequence[Token]) -> Selected | None:
    """Return the columns of a query, or None where they are not plain.

    A pair is of the table whose columns ``*`` stands for and ``*``, or of nothing and a name.
    """
    cursor = Cursor(tokens)
    if cursor.accept("table"):
        return every_column_of(cursor)
    if not cursor.accept("select"):
        return None
    cursor.accept_any("distinct", "all")
    items = split_on(cursor.until("from"))
    cursor.accept("from")
    source = cursor.until(*_AFTER_FROM)
    found = [_column(item, source) for item in items]
    return tuple(pair for pair in found if pair is not None) if None not in found else None


def every_column_of(cursor: Cursor) -> Selected | None:
    """Read the name of a table, and return what stands for all of its columns."""
    name = cursor.plain_name()
    return ((name, "*"),) if isinstance(name, str) else None


def _column(item: Sequence[Token], source: Sequence[Token]) -> tuple[str, str] | None:
    last = item[-1]
    if last.text == "*" and (len(item) == 1 or item[-2].text == "."):
        table = _only_table(source)
        return (table, "*") if table else None
    plain = last.is_name and (len(item) == 1 or item[-2].value in {".", "as"})
    return ("", last.value) if plain else None


def _only_table(source: Sequence[Token]) -> str | None:
    """Return the table that a FROM names, or None where it names more than one table."""
    if not source or not source[0].is_name or len(split_on(source)) > 1:
        return None
    cursor = Cursor(source)
    cursor.accept("only")
    name = cursor.plain_name()
    cursor.accept("as")
    alias = cursor.peek()
    if alias is not None and alias.is_name:
        cursor.next()
    return name if cursor.done and isinstance(name, str) else None


def into_table(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """Split ``SELECT ... INTO name FROM ...`` into the name and the query, None where it has none.

    It makes a table, as CREATE TABLE name AS does.
    """
    cursor = Cursor(tokens)
    head = cursor.until("into", "from")
    if not cursor.accept("into"):
        return None
    cursor.accept_any("temporary", "temp", "unlogged")
    cursor.accept("table")
    first = cursor.peek()
    if first is None or not first.is_name or first.value in _NO_TABLE or HOLE in first.value:
        return None
    name = cursor.until("from")
    return name, [*head, *cursor.rest]

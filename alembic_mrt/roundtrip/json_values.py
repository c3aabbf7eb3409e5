"""Values of JSON columns, which are the same however they are written.

A cast to jsonb and back puts the keys in another order, and so may code that reads and writes a
document; who reads the column gets the same. So may zeros at the end of a fraction come and go. A
number with other digits, a fraction in the place of a whole number, or a key that occurs twice, is
another document here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import TableName, TableRows
    from alembic_mrt.schema.objects import Schema

_TYPE = re.compile(r"jsonb?", re.IGNORECASE)


def json_columns(schema: Schema, table: TableName) -> frozenset[str]:
    """Name the columns of a table that hold JSON by their type."""
    columns = schema.columns(table[1], table[0])
    return frozenset(str(c.name) for c in columns if _TYPE.fullmatch(str(c.type)))


def in_one_spelling(
    before: TableRows, after: TableRows, columns: Collection[str]
) -> tuple[TableRows, TableRows]:
    """Return both with each document in ``columns`` spelled as ``before`` has it first.

    Several rows may hold one document in several spellings, so that ``before`` changes, too.
    """
    shared = [c for c in columns if c in before.columns and c in after.columns]
    if before == after or not shared:
        return before, after
    known = {column: _spellings(before, column) for column in shared}
    return _spelled(before, known), _spelled(after, known)


def _spellings(rows: TableRows, column: str) -> dict[object, str | None]:
    place = rows.columns.index(column)
    found: dict[object, str | None] = {}
    for row in rows.rows:
        found.setdefault(meaning(row[place]), row[place])
    return found


def _spelled(rows: TableRows, known: Mapping[str, Mapping[object, str | None]]) -> TableRows:
    by_place = [known.get(column) for column in rows.columns]
    return replace(
        rows,
        rows=tuple(
            tuple(
                value if spellings is None else spellings.get(meaning(value), value)
                for spellings, value in zip(by_place, row, strict=True)
            )
            for row in rows.rows
        ),
    )


def meaning(value: str | None) -> object:
    """Return what two spellings of one document share; a value that is no document is its own."""
    if value is None:
        return None
    text = value[1:-1].replace("''", "'") if value[:1] == value[-1:] == "'" else value
    try:
        return repr(
            json.loads(
                text,
                object_pairs_hook=lambda pairs: ("object", sorted(pairs, key=lambda pair: pair[0])),
                parse_int=lambda number: ("number", number),
                parse_float=lambda number: ("fraction", str(Decimal(number).normalize())),
            )
        )
    except (ValueError, RecursionError):  # no document, or one that is nested too deeply
        return (value,)

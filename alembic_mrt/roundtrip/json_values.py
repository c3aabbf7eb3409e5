"""Values of JSON columns, which are the same however they are written.

A cast to jsonb and back puts the keys in another order, and so may code that reads and writes a
document; who reads the column gets the same. A number that is written otherwise, or a key that
occurs twice, is another document here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import TableName, TableRows
    from alembic_mrt.schema.objects import Schema

_TYPE = re.compile(r"jsonb?", re.IGNORECASE)


def json_columns(schema: Schema, table: TableName) -> frozenset[str]:
    """Name the columns of a table that hold JSON by their type."""
    columns = schema.columns(table[1], table[0])
    return frozenset(str(c.name) for c in columns if _TYPE.fullmatch(str(c.type)))


def aligned(rows: TableRows, pattern: TableRows, columns: Collection[str]) -> TableRows:
    """Return ``rows`` with each document in ``columns`` written as it is in ``pattern``."""
    if rows == pattern:
        return rows
    known = {
        rows.columns.index(column): _spellings(pattern, column)
        for column in columns
        if column in rows.columns and column in pattern.columns
    }
    if not known:
        return rows
    return replace(
        rows,
        rows=tuple(
            tuple(
                known[place].get(_meaning(value), value) if place in known else value
                for place, value in enumerate(row)
            )
            for row in rows.rows
        ),
    )


def _spellings(rows: TableRows, column: str) -> dict[object, str | None]:
    place = rows.columns.index(column)
    return {_meaning(row[place]): row[place] for row in rows.rows}


def _meaning(value: str | None) -> object:
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
                parse_float=lambda number: ("number", number),
            )
        )
    except ValueError:
        return (value,)

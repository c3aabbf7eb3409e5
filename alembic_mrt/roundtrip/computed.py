"""Columns whose values the database makes of others: they say nothing of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.comments import without_comments
from alembic_mrt.schema.objects import Function, Trigger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.schema.objects import Schema

_RUNS: Final = re.compile(r"\bexecute\s+(?:function|procedure)\s+(?P<name>.+?)\s*\((?P<given>.*)\)")
_FILLS: Final = (
    re.compile(r"\bnew\s*\.\s*\"?(\w+)\"?\s*:?="),
    re.compile(r"\binto\s+(?:[\w.\"]+\s*,\s*)*new\s*\.\s*\"?(\w+)"),
    re.compile(r"[,\s]\"?(\w+)\"?\s*=(?=[^;]*\bwhere\b)"),
)
"""How trigger code gives a value to a column: to the new row, or by an UPDATE."""


def computed(schema: Schema, table: TableName) -> frozenset[str]:
    """Name the columns of a table that are generated, or that a trigger of it fills.

    A function that is given the names of columns may fill each of them.
    """
    parts = schema.of_table(table[1], table[0])
    triggers = [str(p.definition) for p in parts if isinstance(p, Trigger)]
    filled = set(_filled(schema, triggers))
    columns = schema.columns(table[1], table[0])
    return frozenset(
        str(c.name) for c in columns if c.generated is not None or str(c.name).casefold() in filled
    )


def _filled(schema: Schema, triggers: list[str]) -> Iterator[str]:
    """Yield in small letters the names that the code of triggers fills."""
    for definition in triggers:
        text = without_comments(definition.casefold())
        runs = _RUNS.search(text)
        yield from re.findall(r"\w+", runs["given"]) if runs else ()
        bodies = _bodies(schema, runs["name"]) if runs else [text]
        for body in bodies:
            for fills in _FILLS:
                yield from fills.findall(body)


def _bodies(schema: Schema, function: str) -> Iterator[str]:
    """Yield the code of a trigger function, which takes no arguments."""
    name = function.rpartition(".")[2].strip('"') + "()"
    for item in schema:
        if isinstance(item, Function) and str(item.name).casefold() == name:
            yield without_comments(str(item.definition).casefold())

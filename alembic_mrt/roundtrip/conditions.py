"""What a row must hold for a data statement to touch it, read from the statement as it was sent.

A condition on several columns at once is met by no row that was seeded without it in mind. What
joins and subqueries ask for is left out: rows that meet the rest may still be touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.executed import Sent

_PLACE: Final = re.compile(
    r"""'(?:[^']|'')*'|"[^"]*"|--[^\n]*|/\*.*?\*/
    |%\((?P<named>\w+)\)s|(?P<next>\?|%s)|\$(?P<numbered>\d+)""",
    re.VERBOSE | re.DOTALL,
)
_PLAIN: Final = re.compile(
    r"""\((?:[\w"]+\s*=\s*(?:\d+|'[^']*')|[\w"]+\s+IS\s+(?:NOT\s+)?NULL)\)$""", re.IGNORECASE
)
_NULL: Final = re.compile(r'(?:^|AND )\("?([^()"]+)"? IS NULL\)')
_CODE: Final = re.compile(r"\s*(?:do|create\b[^(]*\b(?:function|procedure))\b", re.IGNORECASE)
_CODE_PART: Final = re.compile(
    r"\b(?:update\s+\w|delete\s+from|insert\s+into|select)\b[^;]*", re.IGNORECASE
)
"""The statements within code that the server runs."""
READ_AS: Final = {"postgresql": "postgres"}
"""The names of dialects that the parser of statements has others for."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Hold a condition on the columns of one table, in SQL without qualifiers; ``parts`` count."""

    schema: str | None
    table: str
    expression: str
    parts: int = 1

    def nulls(self) -> Iterator[str]:
        """Yield the columns that must be NULL."""
        return (match[1] for match in _NULL.finditer(self.expression))

    @property
    def is_plain(self) -> bool:
        """Tell whether rows that hold one literal or NULL meet the condition."""
        return self.parts == 1 and _PLAIN.match(self.expression) is not None

    def beside(self, other: Condition) -> Condition:
        """Return the condition that a row meets which meets both, on the same table."""
        expression = f"{self.expression} AND {other.expression}"
        return replace(self, expression=expression, parts=self.parts + other.parts)

    def is_on(self, name: TableName) -> bool:
        """Tell whether the condition may be one on a table."""
        schema, table = name
        default = {None, "public", "main"}
        same = schema == self.schema or (schema is None and self.schema in default)
        return table.casefold() == self.table.casefold() and (same or self.schema is None)


def conditions(sent: Iterable[Sent], dialect: str) -> tuple[Condition, ...]:
    """Return the conditions that statements put on the rows of tables, each once."""
    found: dict[Condition, None] = {}
    for statement, parameters in sent:
        text = _filled_in(statement, parameters)
        if text is not None and "where" in text.casefold():
            for part in _CODE_PART.findall(text) if _CODE.match(text) else [text]:
                found.update(dict.fromkeys(_read(part, READ_AS.get(dialect, dialect))))
    return tuple(found)


def _filled_in(statement: str, parameters: object) -> str | None:
    """Return a statement with its parameters as literals, None where one cannot be written."""
    given = parameters[0] if _is_many(parameters) else parameters  # type: ignore[index]
    position = 0

    def literal(match: re.Match[str]) -> str:
        nonlocal position
        if match["named"] and isinstance(given, Mapping):
            return _literal(given[match["named"]])
        if (match["next"] or match["numbered"]) and isinstance(given, Sequence):
            index = position if match["next"] else int(match["numbered"]) - 1
            position += match["next"] is not None
            return _literal(given[index]) if index < len(given) else match[0]
        return match[0]

    try:
        return _PLACE.sub(literal, statement)
    except (KeyError, ValueError):
        return None


def _is_many(parameters: object) -> bool:
    return (
        isinstance(parameters, list)
        and bool(parameters)
        and isinstance(parameters[0], list | tuple | dict)
    )


def _literal(value: object) -> str:
    """Write a value as a literal. Raises ValueError for one that has none."""
    if value is None:
        return "NULL"
    if isinstance(value, bool | int | float | Decimal):
        return str(value).upper()
    if isinstance(value, str | date | time | UUID):
        return "'" + str(value).replace("'", "''") + "'"
    raise ValueError(type(value).__name__)


@lru_cache(maxsize=256)
def _read(text: str, dialect: str) -> tuple[Condition, ...]:
    return tuple(_conditions(text, dialect))


def _conditions(text: str, dialect: str) -> Iterator[Condition]:
    import sqlglot
    from sqlglot import exp

    try:
        tree = sqlglot.parse_one(text, read=dialect)
    except (sqlglot.errors.SqlglotError, RecursionError):
        return
    for node in tree.find_all(exp.Update, exp.Delete, exp.Select):
        table, where = _table_of(node), node.args.get("where")
        if table is not None and where is not None:
            yield from _condition(table, where.this, dialect)


def _table_of(node: Any) -> Any:
    """Return the one table that a statement changes or selects from."""
    from sqlglot import exp

    source = node.args.get("from_") or node.args.get("from")
    found = source.this if isinstance(node, exp.Select) and source is not None else node.this
    return found if isinstance(found, exp.Table) else None


def _condition(table: Any, where: Any, dialect: str) -> Iterator[Condition]:
    from sqlglot import exp

    parts = list(where.flatten()) if isinstance(where, exp.And) else [where]
    kept = [part for part in parts if _is_of(part, {table.name, table.alias_or_name, ""})]
    for column in (column for part in kept for column in part.find_all(exp.Column)):
        for qualifier in ("table", "db", "catalog"):
            column.set(qualifier, None)
    if kept:
        expression = " AND ".join(f"({part.sql(dialect)})" for part in kept)
        yield Condition(table.db or None, table.name, expression, len(kept))


def _is_of(part: Any, names: set[str]) -> bool:
    """Tell whether a condition speaks of columns of one table and of nothing else."""
    from sqlglot import exp

    if part.find(exp.Query) is not None:
        return False
    columns = list(part.find_all(exp.Column))
    return bool(columns) and all(column.table in names for column in columns)

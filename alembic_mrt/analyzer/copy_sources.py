"""What a value in a statement is taken from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alembic_mrt.analyzer.copies import Source


def source_of(value: Any, tables: Mapping[str, str], default: str) -> Source:
    """Return what a value is taken from; a column that names no table is of ``default``."""
    from sqlglot import exp

    value = bare(value)
    text = value.sql()
    if isinstance(value, exp.Column) and not isinstance(value.this, exp.Star):
        only = next(iter(tables.values()), "") if len(set(tables.values())) == 1 else default
        return Source(tables.get(value.table, value.table) or only, value.name, text=text)
    constant = value.find(exp.Column, exp.Select, exp.Placeholder, exp.Parameter) is None
    return Source(constant=constant, text=text)


def bare(value: Any) -> Any:
    """Take off what leaves a value as it is: parentheses, and an aggregate over one row."""
    from sqlglot import exp

    while isinstance(value, (exp.Paren, exp.Max, exp.Min, exp.Alias)):
        value = value.this
    return value


def names_of(table: Any) -> dict[str, str]:
    """Return a table by the names that it goes by in a query."""
    return {table.alias_or_name: table.name, table.name: table.name}

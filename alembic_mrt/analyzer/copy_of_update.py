"""What an UPDATE fills, and by which columns it finds the values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from alembic_mrt.analyzer.copies import Copy, Source
from alembic_mrt.analyzer.copy_sources import bare, names_of, source_of
from alembic_mrt.operations.vocabulary import Update


def copy_of_update(operation: Update, target: str, parsed: Any) -> Copy | None:
    """Return what an UPDATE fills; None where it is not read as one."""
    from sqlglot import exp

    if not isinstance(parsed, exp.Update):
        return None
    tables = {**_tables(parsed, inner=False), **names_of(parsed.this)}
    filled: dict[str, Source] = {}
    join: list[tuple[str, str]] = list(_joins(parsed.find(exp.Where), tables, target))
    through: list[str] = []
    for item in parsed.expressions:
        if not isinstance(item, exp.EQ):
            continue
        value = _derived(parsed, bare(item.expression))
        inner = value.find(exp.Select) if isinstance(value, exp.Subquery) else None
        if inner is None or len(inner.expressions) != 1:
            filled[item.this.name] = source_of(value, tables, target)
            continue
        asked = _tables(inner)
        filled[item.this.name] = _looked_up(inner, tables, asked)
        join += _joins(inner.find(exp.Where), {**tables, **asked}, target)
        looked = {name for name in asked.values() if name != target}
        through += sorted(looked) if len(looked) > 1 else []
    where = parsed.args.get("where")
    return Copy(
        operation, target, filled, tuple(join),
        where=where.this if where is not None else None, through=tuple(dict.fromkeys(through)),
    )  # fmt: skip


def _looked_up(select: Any, tables: Mapping[str, str], asked: Mapping[str, str]) -> Source:
    """Return what a query in SET looks up, which may be another value in each row."""
    default = next(iter(asked.values()), "")
    source = source_of(bare(select.expressions[0]), {**tables, **asked}, default)
    return replace(source, constant=False)


def _derived(update: Any, value: Any) -> Any:
    """Return what a query in FROM computes for a column, or the column itself."""
    from sqlglot import exp

    source = update.args.get("from_")
    query: Any = source.this if source is not None else None
    named = isinstance(query, exp.Subquery) and isinstance(query.this, exp.Select)
    if not named or not isinstance(value, exp.Column) or value.table != query.alias:
        return value
    items = (item for item in query.this.expressions if item.alias_or_name == value.name)
    computed = next((item.unalias() for item in items), value)
    return value if isinstance(computed, exp.Column) else computed


def _tables(tree: Any, inner: bool = True) -> dict[str, str]:
    """Return the tables of a query by the names that they go by in it."""
    from sqlglot import exp

    found: dict[str, str] = {}
    for table in tree.find_all(exp.Table):
        if inner or table.find_ancestor(exp.Subquery, exp.Exists) is None:
            found.update(names_of(table))
    return found


def _joins(where: Any, tables: Mapping[str, str], target: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of columns of the target and of another table that must be equal."""
    from sqlglot import exp

    for equal in where.find_all(exp.EQ) if where is not None else ():
        sides = (equal.this, equal.expression)
        if all(isinstance(side, exp.Column) for side in sides):
            left, right = sides
            if tables.get(left.table, left.table) == target:
                yield left.name, right.name
            elif tables.get(right.table, right.table) == target:
                yield right.name, left.name

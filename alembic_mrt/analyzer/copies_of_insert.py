"""What an INSERT takes from the queries that it reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alembic_mrt.analyzer.copies import ColumnsOf, Copy, Source
from alembic_mrt.analyzer.copy_sources import names_of, source_of
from alembic_mrt.operations.vocabulary import Insert


def copies_of_insert(
    operation: Insert, target: str, parsed: Any, columns_of: ColumnsOf
) -> Iterator[Copy]:
    """Yield what an INSERT takes from each query that it unites."""
    from sqlglot import exp

    named = parsed.this if isinstance(parsed, exp.Insert) else None
    listed = [e.name for e in named.expressions] if isinstance(named, exp.Schema) else []
    names = listed or list(columns_of(target))
    for select in _united(parsed.expression if isinstance(parsed, exp.Insert) else parsed):
        tables = _taken_from(select)
        if _takes_unknown(select, tables, columns_of):
            yield Copy(operation, target, filtered=_filters(select), unread=True)
            return
        values = list(_projected(select, tables, columns_of))
        names = names or [name for name, _ in values]
        filled = {name: source for name, (_, source) in zip(names, values, strict=False)}
        where = select.find(exp.Where)
        yield Copy(
            operation, target, filled, filtered=_filters(select), thinned=_thinned(select),
            where=where.this if where is not None else None,
            joined=tuple(_joined(select, tables, filled)),
        )  # fmt: skip


def _united(query: Any) -> Iterator[Any]:
    """Yield the queries of which all rows are in the result of one, or the first that is in it."""
    from sqlglot import exp

    if isinstance(query, exp.Union) and not query.args.get("limit"):
        yield from (*_united(query.this), *_united(query.expression))
        return
    select = query.find(exp.Select) if query is not None else None
    yield from (select,) if select is not None else ()


def _joined(select: Any, tables: Mapping[str, str], filled: Mapping[str, Source]) -> Iterator[str]:
    """Yield the columns that are filled from one on which a query joins, and not by LEFT JOIN."""
    from sqlglot import exp

    for join in select.args.get("joins") or ():
        on = join.args.get("on")
        parts = on.flatten() if isinstance(on, exp.And) else [on]
        equal = [part for part in parts if isinstance(part, exp.EQ) and not join.side]
        asked = [side for part in equal for side in (part.this, part.expression)]
        sources = [source_of(side, tables, "") for side in asked if isinstance(side, exp.Column)]
        by = {(source.table, source.column) for source in sources}
        yield from (name for name, found in filled.items() if (found.table, found.column) in by)


def _thinned(select: Any) -> frozenset[str]:
    from sqlglot import exp

    kinds = (exp.Limit, exp.Distinct, exp.Group)
    return frozenset(kind.__name__ for kind in kinds if select.find(kind) is not None)


def _takes_unknown(select: Any, tables: Mapping[str, str], columns_of: ColumnsOf) -> bool:
    if any(_is_record(item) for item in select.expressions):
        return True
    stars = any(_is_star(item) for item in select.expressions)
    return stars and not all(columns_of(table) for table in tables.values())


def _is_star(item: Any) -> bool:
    from sqlglot import exp

    return isinstance(item, exp.Star) or (isinstance(item, exp.Column) and item.name == "*")


def _is_record(item: Any) -> bool:
    """Tell whether an item stands for all columns of a value that is a row: (value).*."""
    from sqlglot import exp

    return isinstance(item, exp.Dot) and isinstance(item.expression, exp.Star)


def _projected(
    select: Any, tables: Mapping[str, str], columns_of: ColumnsOf
) -> Iterator[tuple[str, Source]]:
    for item in select.expressions:
        if _is_star(item):
            for table in dict.fromkeys(tables.values()):
                yield from ((name, Source(table, name)) for name in columns_of(table))
        else:
            yield item.alias_or_name, source_of(item.unalias(), tables, "")


def _taken_from(select: Any) -> dict[str, str]:
    """Return the tables that the columns of a query may be of: not those its WHERE looks into."""
    from sqlglot import exp

    found: dict[str, str] = {}
    for table in select.find_all(exp.Table):
        if table.find_ancestor(exp.Where) is None:
            found.update(names_of(table))
    return found


def _filters(select: Any) -> bool:
    """Tell whether a query leaves rows out, other than those that hold nothing."""
    from sqlglot import exp

    if _thinned(select):
        return True
    where = select.find(exp.Where)
    if where is None:
        return False
    parts = where.this.flatten() if isinstance(where.this, exp.And) else [where.this]
    return not all(isinstance(part, exp.Boolean) or _is_not_null(part) for part in parts)


def _is_not_null(part: Any) -> bool:
    from sqlglot import exp

    negated = isinstance(part, exp.Not) or bool(part.args.get("negate"))
    asked = part.this if isinstance(part, exp.Not) else part
    return negated and isinstance(asked, exp.Is) and isinstance(asked.expression, exp.Null)

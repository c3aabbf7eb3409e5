"""Statements that copy values from column to column, read from their SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from alembic_mrt.operations.vocabulary import Insert, Update

if TYPE_CHECKING:
    from alembic_mrt.operations.vocabulary import Operation

_OVERRIDING: Final = re.compile(r"\boverriding\s+(system|user)\s+value\b", re.IGNORECASE)
"""What an INSERT of PostgreSQL says of columns that are numbered; sqlglot does not know it."""
ColumnsOf: TypeAlias = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Source:
    """Say what a column is filled with.

    ``table`` and ``column`` name the one column whose value is taken as it is; ``column`` is None
    for a value that is computed, and ``constant`` tells that it is computed from no column.
    """

    table: str = ""
    column: str | None = None
    constant: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """Hold one statement: what it fills, from what, and by which columns it joins.

    ``join`` are pairs of a column of the target and one of the source; ``filtered`` tells that
    not every row is taken, ``unread`` that it takes all columns of a table whose columns nobody
    knows: which of them fills what is then not told. ``where`` is the tree of the condition under
    which a row is taken, ``thinned`` why some that meet it are not (LIMIT, DISTINCT, GROUP BY),
    ``through`` are further tables that an UPDATE looks the value up in, ``joined`` columns of the
    target whose source finds no row in an inner join while it is NULL.
    """

    operation: Operation
    target: str
    columns: Mapping[str, Source] = field(default_factory=dict)
    join: tuple[tuple[str, str], ...] = ()
    filtered: bool = False
    unread: bool = False
    where: Any = None
    thinned: frozenset[str] = frozenset()
    through: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()

    @property
    def inserts(self) -> bool:
        """Tell whether it adds rows, each with all that its query gives."""
        return isinstance(self.operation, Insert)


def copies_of(operation: Operation, columns_of: ColumnsOf) -> Iterator[Copy]:
    """Read a statement, which fills from each query that it unites; one may fill nothing."""
    target = getattr(operation, "table", None)
    if not isinstance(operation, (Insert, Update)) or not isinstance(target, str):
        return
    parsed = _parse(_sql(operation))
    if parsed is None:
        return
    if isinstance(operation, Insert):
        yield from _insert(operation, target, parsed, columns_of)
    elif (copy := _update(operation, target, parsed)) is not None:
        yield copy


def _sql(operation: Insert | Update) -> str:
    if operation.sql or isinstance(operation, Insert):
        return operation.sql
    if not isinstance(operation.assignments, tuple):
        return ""
    pairs = operation.assignments
    assigned = ", ".join(f"{_quoted(str(name))} = {value}" for name, value in pairs)
    where = f" where {operation.where}" if isinstance(operation.where, str) else ""
    return f"update {_quoted(str(operation.table))} set {assigned}{where}"


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


@lru_cache(maxsize=1024)
def _parse(sql: str) -> Any:
    import sqlglot

    if not sql:
        return None
    try:
        return sqlglot.parse_one(_OVERRIDING.sub(" ", sql), read="postgres")
    except sqlglot.errors.SqlglotError:
        return None


def _insert(operation: Insert, target: str, parsed: Any, columns_of: ColumnsOf) -> Iterator[Copy]:
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
        sources = [_source(side, tables, "") for side in asked if isinstance(side, exp.Column)]
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
            yield item.alias_or_name, _source(item.unalias(), tables, "")


def _update(operation: Update, target: str, parsed: Any) -> Copy | None:
    from sqlglot import exp

    if not isinstance(parsed, exp.Update):
        return None
    tables = {**_tables(parsed, inner=False), **_named(parsed.this)}
    filled: dict[str, Source] = {}
    join: list[tuple[str, str]] = list(_joins(parsed.find(exp.Where), tables, target))
    through: list[str] = []
    for item in parsed.expressions:
        if isinstance(item, exp.EQ):
            value = _derived(parsed, _bare(item.expression))
            inner = value.find(exp.Select) if isinstance(value, exp.Subquery) else None
            if inner is not None and len(inner.expressions) == 1:
                known = {**tables, **_tables(inner)}
                default = next(iter(_tables(inner).values()), "")
                source = _source(_bare(inner.expressions[0]), known, default)
                filled[item.this.name] = replace(source, constant=False)
                join += _joins(inner.find(exp.Where), known, target)
                looked = {name for name in _tables(inner).values() if name != target}
                through += sorted(looked) if len(looked) > 1 else []
            else:
                filled[item.this.name] = _source(value, tables, target)
    where = parsed.args.get("where")
    return Copy(
        operation, target, filled, tuple(join),
        where=where.this if where is not None else None, through=tuple(dict.fromkeys(through)),
    )  # fmt: skip


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


def _taken_from(select: Any) -> dict[str, str]:
    """Return the tables that the columns of a query may be of: not those its WHERE looks into."""
    from sqlglot import exp

    found: dict[str, str] = {}
    for table in select.find_all(exp.Table):
        if table.find_ancestor(exp.Where) is None:
            found.update(_named(table))
    return found


def _tables(tree: Any, inner: bool = True) -> dict[str, str]:
    """Return the tables of a query by the names that they go by in it."""
    from sqlglot import exp

    found: dict[str, str] = {}
    for table in tree.find_all(exp.Table):
        if inner or table.find_ancestor(exp.Subquery, exp.Exists) is None:
            found.update(_named(table))
    return found


def _named(table: Any) -> dict[str, str]:
    return {table.alias_or_name: table.name, table.name: table.name}


def _bare(value: Any) -> Any:
    """Take off what leaves a value as it is: parentheses, and an aggregate over one row."""
    from sqlglot import exp

    while isinstance(value, (exp.Paren, exp.Max, exp.Min, exp.Alias)):
        value = value.this
    return value


def _source(value: Any, tables: Mapping[str, str], default: str) -> Source:
    from sqlglot import exp

    value = _bare(value)
    text = value.sql()
    if isinstance(value, exp.Column) and not isinstance(value.this, exp.Star):
        only = next(iter(tables.values()), "") if len(set(tables.values())) == 1 else default
        return Source(tables.get(value.table, value.table) or only, value.name, text=text)
    constant = value.find(exp.Column, exp.Select, exp.Placeholder, exp.Parameter) is None
    return Source(constant=constant, text=text)


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

"""Whether a copy holds all the rows that another condition picks out of its table."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, literal
from alembic_mrt.analyzer.data.evaluate import is_true, rejects, value_of
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.data.points import Compared, compared, deciding
from alembic_mrt.analyzer.data.samples import Domain, domain_of
from alembic_mrt.analyzer.data.trail import Spot, column_at
from alembic_mrt.schema.objects import CheckConstraint

if TYPE_CHECKING:
    from alembic_mrt.analyzer.copies import Copy
    from alembic_mrt.operations.replay import Replayed

Row: TypeAlias = Mapping[str, Value]
_MOST_ROWS: Final = 3_000
_MOST_VALUES: Final = 40
_TEXTUAL: Final = frozenset({"date", "timestamp"})
"""Families that SQLite keeps as text, and so compares as text."""


def uncovered(
    run: Replayed, place: Spot, saved: Sequence[Copy], where: str | None = None
) -> str | None:
    """Say which row of a table, or of those that meet a condition, no copy of the table holds.

    Empty where they hold them all; None where nobody can tell.
    """
    asked = parsed("true" if where is None else where)
    kept = [copy.where for copy in saved if _is_of_rows(copy, place)]
    if asked is None or not kept:
        return None
    if _plain_sql(asked) in map(_plain_sql, kept):
        return ""
    found = [compared(condition) for condition in (asked, *kept)]
    comparisons = [each for side in found if side is not None for each in side]
    rows = _rows(run, place, comparisons) if None not in found else None
    return _first_uncovered(rows, asked, kept) if rows is not None else None


def _is_of_rows(copy: Copy, place: Spot) -> bool:
    """Tell whether a copy holds the rows of a table that meet its condition, and all of them."""
    return copy.where is not None and not copy.thinned and _takes_every_row(copy, place)


def _takes_every_row(copy: Copy, place: Spot) -> bool:
    """Tell whether a query goes by the rows of one table, and asks of nothing but them."""
    from sqlglot import exp

    select = copy.where.parent_select
    source = select.args.get("from_") if select is not None else None
    table = source.this if source is not None else None
    if not isinstance(table, exp.Table) or table.name.casefold() != place.table:
        return False
    joins = select.args.get("joins") or []
    names = {table.alias_or_name, *([""] if not joins else [])}
    columns = copy.where.find_all(exp.Column)
    left = all(str(join.side).upper() == "LEFT" for join in joins)
    return left and copy.where.find(exp.Select) is None and all(c.table in names for c in columns)


def _plain_sql(tree: Any) -> str:
    """Return a condition without the names of tables, which all are one."""
    from sqlglot import exp

    bare = tree.copy()
    for column in bare.find_all(exp.Column):
        column.set("table", None)
        column.this.set("quoted", False)
    return str(bare.sql(dialect="postgres"))


def _rows(run: Replayed, place: Spot, comparisons: Sequence[Compared]) -> Iterator[Row] | None:
    """Return rows that stand for all of a table; None where there would be too many."""
    values: dict[str, list[Value]] = {}
    for name in sorted({found.column for found in comparisons}):
        column = column_at(run.before, Spot(place.table, name, place.schema))
        if column is None:
            return None
        asked = [found for found in comparisons if found.column == name]
        listed = _values(domain_of(run.before, column), asked, run.dialect)
        if listed is None:
            return None
        values[name] = listed
    if math.prod(map(len, values.values())) > _MOST_ROWS:
        return None
    chosen = itertools.product(*values.values())
    checks = list(_checks(run, place))
    rows = (dict(zip(values, row, strict=True)) for row in chosen)
    return (row for row in rows if not any(rejects(check, row) for check in checks))


def _values(domain: Domain, asked: list[Compared], dialect: str | None) -> list[Value] | None:
    kind = domain.kind
    if kind is not None and kind.family in _TEXTUAL and dialect in (None, "sqlite"):
        return None
    found = deciding(asked, kind)
    if found is None or len(found) > _MOST_VALUES:
        return None
    return domain.samples(found, first=True)


def _checks(run: Replayed, place: Spot) -> Iterator[Any]:
    for found in run.before.of_table(place.table, place.schema or None):
        if isinstance(found, CheckConstraint) and isinstance(found.expression, str):
            tree = parsed(found.expression)
            yield from (tree,) if tree is not None else ()


def _first_uncovered(rows: Iterator[Row], asked: Any, kept: Sequence[Any]) -> str | None:
    for row in rows:
        try:
            left = is_true(value_of(asked, row)) and not any(
                is_true(value_of(condition, row)) for condition in kept
            )
        except (Unsure, Refused):
            return None
        if left:
            return " and ".join(f"{name} is {literal(value)}" for name, value in row.items())
    return ""

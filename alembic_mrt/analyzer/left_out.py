"""Rows that a copy leaves out by its WHERE, and what they hold once the rest is put back."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, literal
from alembic_mrt.analyzer.data.evaluate import is_true, value_of
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.data.samples import Domain, domain_of, mined
from alembic_mrt.analyzer.data.trail import Spot, column_at, forth, spot
from alembic_mrt.analyzer.data.trail import back as back_to
from alembic_mrt.operations.vocabulary import AddColumn, Delete, Insert

if TYPE_CHECKING:
    from alembic_mrt.analyzer.copies import Copy
    from alembic_mrt.operations.replay import Replayed

_MOST_COLUMNS: Final = 4
_MOST_VALUES: Final = 6
Row: TypeAlias = Mapping[str, Value]
NOTHING: Final = ""
_EVERY_ROW: Final = (None,)


def lost_by_where(run: Replayed, copy: Copy, place: Spot, back: Copy) -> str | None:
    """Say which value of a column a copy leaves out that does not come back.

    Empty where what it leaves out comes back all the same, because ``back`` leaves NULL or the
    default there; None where nobody can tell.
    """
    if copy.where is None:
        return NOTHING
    names = _asked(copy.where)
    rows = _rows(run, place, {*names, place.column}, copy.where)
    if rows is None:
        return None
    again = _default(run, back, place)
    gone = list(_deleted(run, place)) if isinstance(back.operation, Insert) else ()
    return _first_lost(copy.where, rows, place.column, again, gone)


def lost_rows(run: Replayed, place: Spot, back: Copy) -> str | None:
    """Say which rows of a table an INSERT of downgrade() leaves out by what it asks of them.

    Its WHERE is about the columns that the values were kept in, which have come back by then.
    """
    if back.where is None or not isinstance(back.operation, Insert):
        return NOTHING
    kept = {
        source.column.casefold(): name.casefold()
        for name, source in back.columns.items()
        if source.column is not None
    }
    names = {name: kept.get(name) for name in _asked(back.where)}
    if None in names.values():
        return None
    rows = _rows(run, place, {str(name) for name in names.values()}, back.where)
    if rows is None:
        return None
    asked = ({name: row[str(old)] for name, old in names.items()} for row in rows)
    return _first_lost(back.where, asked, "", ..., _EVERY_ROW)


def lost_by_join(run: Replayed, place: Spot, names: Sequence[str], where: str | None) -> str:
    """Say which rows of a table, of those of ``where``, an inner join on some columns leaves out.

    A NULL is equal to nothing.
    """
    for name in names:
        column = column_at(run.before, replace(place, column=name))
        spared = where is not None and not _is_gone({name: None}, [parsed(where)])
        if column is not None and column.nullable is True and not spared:
            return f"{name} is NULL"
    return NOTHING


def _deleted(run: Replayed, place: Spot) -> Iterator[Any]:
    """Yield the conditions of the rows that upgrade() takes out of a table, or out with it."""
    if forth(run.upgrade, replace(place, column="")) is None:
        yield from _EVERY_ROW
    for index, applied in enumerate(run.upgrade):
        step = applied.operation
        if isinstance(step, Delete):
            table = back_to(run.upgrade[:index], spot(step.table, "", step.schema))
            if table is not None and table.table == place.table:
                told = parsed(step.where) if isinstance(step.where, str) else None
                yield from _EVERY_ROW if told is None else (told,)


def _asked(where: Any) -> set[str]:
    from sqlglot import exp

    if where.find(exp.Select) is not None:
        return {""}
    return {column.name.casefold() for column in where.find_all(exp.Column)}


def _rows(run: Replayed, place: Spot, names: set[str], where: Any) -> Iterator[Row] | None:
    """Return rows with samples of some columns, None where one of them is not known."""
    found = {
        name: column_at(run.before, Spot(place.table, name, place.schema)) for name in sorted(names)
    }
    domains = [domain_of(run.before, column) for column in found.values() if column is not None]
    if len(domains) < len(found) or len(found) > _MOST_COLUMNS:
        return None
    columns = [_few(domain, where) for domain in domains]
    return (dict(zip(found, values, strict=True)) for values in itertools.product(*columns))


def _few(domain: Domain, where: Any) -> list[Value]:
    samples = domain.samples(mined([where]), first=True)
    nothing = [None] if None in samples else []
    return [*[value for value in samples if value is not None][:_MOST_VALUES], *nothing]


def _first_lost(
    where: Any, rows: Iterator[Row], column: str, again: object, gone: Sequence[Any]
) -> str | None:
    """Say which row is not kept and not as it was: it is ``gone``, or the default is another."""
    told = False
    for row in rows:
        try:
            taken = value_of(where, row) is True
        except (Unsure, Refused):
            continue
        told = True
        if taken:
            continue
        if again is Ellipsis or _is_gone(row, gone) or row[column] != again:
            return " and ".join(f"{name} is {literal(value)}" for name, value in row.items())
    return NOTHING if told else None


def _is_gone(row: Row, gone: Sequence[Any]) -> bool:
    try:
        return any(where is None or is_true(value_of(where, row)) for where in gone)
    except (Unsure, Refused):
        return True


def _default(run: Replayed, back: Copy, place: Spot) -> object:
    """Return what a row holds that an UPDATE of downgrade() finds nothing for."""
    if back.where is None and not isinstance(back.operation, Insert) and not _is_joined(back):
        return None
    added = [
        step.column
        for step in (applied.operation for applied in run.downgrade)
        if isinstance(step, AddColumn) and str(step.column.name).casefold() == place.column
    ]
    if not added or not isinstance(added[-1].default, str):
        return None if added and added[-1].default is None else ...
    try:
        return value_of(parsed(added[-1].default), {})
    except (Unsure, Refused):
        return ...


def _is_joined(back: Copy) -> bool:
    return " from " in str(getattr(back.operation, "sql", "")).casefold().partition("(")[0]

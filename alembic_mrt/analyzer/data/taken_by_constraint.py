"""Freedoms that the downgrade takes away by a constraint or a unique index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.check_rows import refused_row
from alembic_mrt.analyzer.data.convert import literal
from alembic_mrt.analyzer.data.keys import is_enforced, key_columns, keyed_by
from alembic_mrt.analyzer.data.narrowing import excludes
from alembic_mrt.analyzer.data.samples import domain_of
from alembic_mrt.analyzer.data.taken import Found, Taken, numbers_itself, stayed_at
from alembic_mrt.analyzer.data.trail import Spot, column_at, spot
from alembic_mrt.finding import Severity
from alembic_mrt.schema.objects import (
    CheckConstraint,
    ExcludeConstraint,
    ForeignKey,
    Index,
    PrimaryKey,
    Schema,
    TableObject,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from alembic_mrt.operations.replay import Replayed


def taken_by_constraint(run: Replayed, index: int, made: TableObject) -> Found:
    """Yield what a constraint or unique index of the downgrade takes away."""
    columns = key_columns(made, run.downgrade[index].after)
    places = tuple(spot(made.table, name, made.schema) for name in columns)
    stayed = [stayed_at(run, index, place) for place in places]
    if not places or any(found is None for found in stayed):
        return
    names = tuple(str(found[1].name) for found in stayed if found is not None)
    table = next(found[1].table for found in stayed if found is not None)
    upgraded = tuple(found[0] for found in stayed if found is not None)
    yield from _of_kind(run, index, made, _Named(table, names, places, upgraded))


@dataclass(frozen=True, slots=True)
class _Named:
    table: str
    names: tuple[str, ...]
    places: tuple[Spot, ...]
    upgraded: tuple[Spot, ...]

    @property
    def columns(self) -> str:
        return f"({', '.join(self.names)})" if len(self.names) > 1 else self.names[0]


def _of_kind(run: Replayed, index: int, made: TableObject, named: _Named) -> Found:
    if isinstance(made, PrimaryKey | UniqueConstraint | Index):
        if not keyed_by(run.upgraded, named.upgraded, made):
            yield _duplicate(run, index, named)
    elif isinstance(made, ForeignKey):
        if made.validated is True and not _refers(run.upgraded, named) and run.dialect != "sqlite":
            yield _orphan(index, made, named)
    elif isinstance(made, CheckConstraint):
        yield from _check(run, index, made, named)
    elif isinstance(made, ExcludeConstraint) and not is_enforced(run.upgraded, made):
        once = f"two rows of {named.table} conflict"
        yield Taken(index, named.places, once, _RESOLVE)


_RESOLVE = "Bring the rows in line with it first in downgrade(), without deleting any."


def _duplicate(run: Replayed, index: int, named: _Named) -> Taken:
    once = f"two rows of {named.table} have the same {named.columns}"
    remedy = (
        f"Make {named.columns} distinct first in downgrade(), without deleting rows: "
        f'op.execute("UPDATE {named.table} SET {named.names[-1]} = ... WHERE ...")'
    )
    numbered = any(numbers_itself(column_at(run.upgraded, place)) for place in named.upgraded)
    severity = Severity.NOTE if numbered else Severity.WARNING
    return Taken(index, named.places, once, remedy, severity)


def _orphan(index: int, made: ForeignKey, named: _Named) -> Taken:
    parent = made.referred_table if isinstance(made.referred_table, str) else "its parent"
    once = f"a row of {named.table} refers to a row that {parent} does not have"
    remedy = (
        "Release such rows first in downgrade(): "
        f'op.execute("UPDATE {named.table} SET {named.names[0]} = NULL WHERE '
        f'{named.names[0]} NOT IN (SELECT ... FROM {parent})")'
    )
    return Taken(index, named.places, once, remedy)


def _refers(schema: Schema, named: _Named) -> bool:
    held = column_at(schema, named.upgraded[0])
    if held is None:
        return True
    wanted = {place.column for place in named.upgraded}
    keys = [o for o in schema.of_table(held.table, held.schema) if isinstance(o, ForeignKey)]
    listed = [key.columns for key in keys if isinstance(key.columns, tuple)]
    return any({name.casefold() for name in columns} == wanted for columns in listed)


def _check(run: Replayed, index: int, made: CheckConstraint, named: _Named) -> Found:
    if made.validated is not True or is_enforced(run.upgraded, made):
        return
    if len(named.names) > 1:
        yield _of_many(run, index, made, named)
        return
    held = column_at(run.upgraded, named.upgraded[0])
    if held is None:
        return
    outside = excludes(domain_of(run.upgraded, held), made)
    if outside is True:
        return
    severity = Severity.WARNING if outside is False else Severity.NOTE
    yield Taken(index, named.places, _breaks(made), _RESOLVE, severity)


def _breaks(made: CheckConstraint) -> str:
    return f"a row of {made.table} breaks ({made.expression})"


def _of_many(run: Replayed, index: int, made: CheckConstraint, named: _Named) -> Taken:
    """Judge a CHECK on several columns: others on the same columns may say as much."""
    row = refused_row(run.upgraded, made) if named.places == named.upgraded else None
    if row is None:
        severity = _severity_of_many(run, made)
        return Taken(index, named.places, _breaks(made), _RESOLVE, severity)
    held = " and ".join(f"{name} = {literal(value)}" for name, value in row.items())
    once = f"a row of {made.table} has {held}, which breaks ({made.expression})"
    return Taken(index, named.places, once, _RESOLVE)


def _severity_of_many(run: Replayed, made: CheckConstraint) -> Severity:
    """Weigh a CHECK on several columns that no row was found for."""
    wanted = set(key_columns(made, run.downgraded))
    others = [
        found
        for found in run.upgraded.of_table(made.table, made.schema)
        if isinstance(found, CheckConstraint)
        and set(key_columns(found, run.upgraded)) & wanted
        and len(key_columns(found, run.upgraded)) > 1
    ]
    return Severity.NOTE if others else Severity.WARNING

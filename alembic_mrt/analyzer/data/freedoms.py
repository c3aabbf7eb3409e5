"""Freedoms that an upgrade gives to new rows and the downgrade takes away from them again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.analyzer.data.check_rows import refused_row
from alembic_mrt.analyzer.data.cleaning import Cleaning, cleaning_of
from alembic_mrt.analyzer.data.convert import literal
from alembic_mrt.analyzer.data.keys import is_enforced, key_columns, keyed_by
from alembic_mrt.analyzer.data.narrowing import excludes, values_beyond
from alembic_mrt.analyzer.data.references import users_of
from alembic_mrt.analyzer.data.row_sets import Inserted, inserted_into, lives_through, may_take
from alembic_mrt.analyzer.data.samples import domain_of
from alembic_mrt.analyzer.data.trail import Spot, back, column_at, spot
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import (
    KEEP,
    AlterColumn,
    CreateConstraint,
    CreateIndex,
    Delete,
)
from alembic_mrt.schema.objects import (
    CheckConstraint,
    Column,
    ExcludeConstraint,
    ForeignKey,
    Index,
    PrimaryKey,
    Schema,
    TableObject,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.operations.replay import Applied, Replayed


@dataclass(frozen=True, slots=True)
class Freedom:
    """Hold an operation of downgrade() that fails once rows have made use of a freedom.

    ``once`` completes "fails once ..."; ``label`` names what is at stake, ``remedy`` is what
    downgrade() may do first.
    """

    applied: Applied
    severity: Severity
    once: str
    label: str
    remedy: str
    given: Applied | None = None


@dataclass(frozen=True, slots=True)
class _Taken:
    """Hold a freedom that is taken: by which operation, from which columns (named as then)."""

    index: int
    places: tuple[Spot, ...]
    once: str
    remedy: str
    severity: Severity = Severity.WARNING
    any_update: bool = True


Found: TypeAlias = Iterator[_Taken]


def taken_freedoms(_: Analysed, run: Replayed) -> Iterator[Freedom]:
    """Yield the freedoms that downgrade() takes without bringing the rows in line first."""
    for index, applied in enumerate(run.downgrade):
        for taken in _taken(run, index, applied):
            freedom = _judged(run, applied, taken)
            if freedom is not None:
                yield freedom
        operation = applied.operation
        if isinstance(operation, Delete) and run.dialect != "sqlite":
            yield from _of_used_rows(run, index, operation)


def _of_used_rows(run: Replayed, index: int, operation: Delete) -> Iterator[Freedom]:
    """Yield a DELETE of rows that upgrade() has inserted and that others may refer to by now."""
    applied = run.downgrade[index]
    table = lives_through(run, index, down=True)
    inserted = inserted_into(run, table) if table is not None else Inserted()
    if not any(may_take(operation, row) for row in inserted.rows):
        return
    for key in users_of(run, index):
        if str(key.ondelete or "NO ACTION").upper() in ("NO ACTION", "RESTRICT"):
            column = key.columns[0] if isinstance(key.columns, tuple) and key.columns else "..."
            once = f"a row of {key.table} refers to a row that upgrade() inserted"
            remedy = (
                "Let such rows refer to another one first: "
                f'op.execute("UPDATE {key.table} SET {column} = ... WHERE {column} IN (...)")'
            )
            severity = Severity.WARNING if applied.certain else Severity.NOTE
            label = f"{key.table}.{column}"
            yield Freedom(applied, severity, once, label, remedy, inserted.applied)


def _taken(run: Replayed, index: int, applied: Applied) -> Found:
    operation = applied.operation
    if isinstance(operation, AlterColumn):
        yield from _of_column(run, index, operation)
    elif isinstance(operation, CreateConstraint):
        yield from _of_made(run, index, operation.constraint)
    elif isinstance(operation, CreateIndex) and operation.index.unique is True:
        yield from _of_made(run, index, operation.index)


def _judged(run: Replayed, applied: Applied, taken: _Taken) -> Freedom | None:
    cleaning = cleaning_of(run, taken.index, taken.places, any_update=taken.any_update)
    if cleaning is Cleaning.DONE:
        return None
    severity, once = taken.severity, taken.once
    if cleaning is Cleaning.UNREAD or not applied.certain:
        severity = Severity.NOTE
    place = taken.places[0]
    label = f"{place.table}.{', '.join(p.column for p in taken.places)}"
    return Freedom(applied, severity, once, label, taken.remedy, _giver(run, taken))


def _giver(run: Replayed, taken: _Taken) -> Applied | None:
    """Return the last operation of upgrade() on the table."""
    table = replace(taken.places[0], column="")
    start = back(run.downgrade[: taken.index], table) or table
    touching = [
        applied
        for applied in run.upgrade
        if applied.before is not applied.after
        and spot(
            getattr(applied.operation, "table", None), "",
            getattr(applied.operation, "schema", None),
        )
        == start
    ]  # fmt: skip
    return touching[-1] if touching else None


def _stayed(run: Replayed, index: int, place: Spot) -> tuple[Spot, Column] | None:
    """Return where a column of the downgrade was right after the upgrade, with what it was.

    None where the column, or its table, is not one that was there before the revision and all
    the time since.
    """
    upgraded = back(run.downgrade[:index], place)
    if upgraded is None or back(run.upgrade, upgraded) is None:
        return None
    column = column_at(run.upgraded, upgraded)
    return None if column is None else (upgraded, column)


def _of_column(run: Replayed, index: int, operation: AlterColumn) -> Found:
    place = spot(operation.table, operation.column, operation.schema)
    stayed = _stayed(run, index, place)
    if stayed is None:
        yield from _of_returned(run, index, operation, place)
        return
    upgraded, held = stayed
    origin = back(run.upgrade, upgraded)
    was = column_at(run.before, origin) if origin is not None else None
    if operation.nullable is False and held.nullable is True and not _forbids_null(run, held):
        yield _null(index, place, held)
    if operation.type != KEEP and was is not None and isinstance(operation.type, str):
        yield from _narrowed(run, index, place, (held, replace(was, type=operation.type)))


def _null(index: int, place: Spot, held: Column) -> _Taken:
    once = f"a row has NULL in {held.label}"
    remedy = (
        f"Fill NULL before it in downgrade(): "
        f'op.execute("UPDATE {held.table} SET {held.name} = ... WHERE {held.name} IS NULL")'
    )
    severity = Severity.NOTE if _numbers_itself(held) else Severity.WARNING
    return _Taken(index, (place,), once, remedy, severity, any_update=False)


def _numbers_itself(held: Column | None) -> bool:
    """Tell whether new rows get a number of their own, unless they ask for another value."""
    if held is None:
        return False
    default = held.default if isinstance(held.default, str) else ""
    return "nextval(" in default.casefold() or held.identity is not None


def _forbids_null(run: Replayed, held: Column) -> bool:
    return bool(excludes(domain_of(run.upgraded, held), None))


def _of_returned(run: Replayed, index: int, operation: AlterColumn, place: Spot) -> Found:
    """Yield NOT NULL on a column that comes back in downgrade() and is filled from elsewhere."""
    made_here = back(run.downgrade[:index], place) is None
    table = back(run.downgrade[:index], replace(place, column=""))
    if not made_here or operation.nullable is not False or table is None:
        return
    if back(run.upgrade, table) is None:
        return
    label = f"{operation.table}.{operation.column}"
    once = f"a row was written that has no value for {label} to come back"
    remedy = (
        f"Give the rows without one a value before it: op.execute("
        f'"UPDATE {operation.table} SET {operation.column} = ... '
        f'WHERE {operation.column} IS NULL")'
    )
    yield _Taken(index, (place,), once, remedy, any_update=False)


def _narrowed(run: Replayed, index: int, place: Spot, change: tuple[Column, Column]) -> Found:
    held, target = change
    if run.dialect == "sqlite":
        return
    beyond = values_beyond(run, index, held, target)
    if beyond is None:
        return
    once = f"a row has {beyond} in {held.label}, which was {target.type}"
    remedy = (
        f"Bring what {target.type} cannot hold in line first: "
        f'op.execute("UPDATE {held.table} SET {held.name} = ... WHERE ...")'
    )
    yield _Taken(index, (place,), once, remedy)


def _of_made(run: Replayed, index: int, made: TableObject) -> Found:
    """Yield what a constraint or unique index of the downgrade takes away."""
    columns = key_columns(made, run.downgrade[index].after)
    places = tuple(spot(made.table, name, made.schema) for name in columns)
    stayed = [_stayed(run, index, place) for place in places]
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
        yield _Taken(index, named.places, once, _RESOLVE)


_RESOLVE = "Bring the rows in line with it first in downgrade(), without deleting any."


def _duplicate(run: Replayed, index: int, named: _Named) -> _Taken:
    once = f"two rows of {named.table} have the same {named.columns}"
    remedy = (
        f"Make {named.columns} distinct first in downgrade(), without deleting rows: "
        f'op.execute("UPDATE {named.table} SET {named.names[-1]} = ... WHERE ...")'
    )
    numbered = any(_numbers_itself(column_at(run.upgraded, place)) for place in named.upgraded)
    severity = Severity.NOTE if numbered else Severity.WARNING
    return _Taken(index, named.places, once, remedy, severity)


def _orphan(index: int, made: ForeignKey, named: _Named) -> _Taken:
    parent = made.referred_table if isinstance(made.referred_table, str) else "its parent"
    once = f"a row of {named.table} refers to a row that {parent} does not have"
    remedy = (
        "Release such rows first in downgrade(): "
        f'op.execute("UPDATE {named.table} SET {named.names[0]} = NULL WHERE '
        f'{named.names[0]} NOT IN (SELECT ... FROM {parent})")'
    )
    return _Taken(index, named.places, once, remedy)


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
    yield _Taken(index, named.places, _breaks(made), _RESOLVE, severity)


def _breaks(made: CheckConstraint) -> str:
    return f"a row of {made.table} breaks ({made.expression})"


def _of_many(run: Replayed, index: int, made: CheckConstraint, named: _Named) -> _Taken:
    """Judge a CHECK on several columns: others on the same columns may say as much."""
    row = refused_row(run.upgraded, made) if named.places == named.upgraded else None
    if row is None:
        severity = _severity_of_many(run, made)
        return _Taken(index, named.places, _breaks(made), _RESOLVE, severity)
    held = " and ".join(f"{name} = {literal(value)}" for name, value in row.items())
    once = f"a row of {made.table} has {held}, which breaks ({made.expression})"
    return _Taken(index, named.places, once, _RESOLVE)


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

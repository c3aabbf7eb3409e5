"""Freedoms that an upgrade gives to new rows and the downgrade takes away from them again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.cleaning import Cleaning, cleaning_of
from alembic_mrt.analyzer.data.references import users_of
from alembic_mrt.analyzer.data.row_sets import Inserted, inserted_into, lives_through, may_take
from alembic_mrt.analyzer.data.taken import Found, Taken
from alembic_mrt.analyzer.data.taken_by_column import taken_by_column
from alembic_mrt.analyzer.data.taken_by_constraint import taken_by_constraint
from alembic_mrt.analyzer.data.trail import back, spot
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import AlterColumn, CreateConstraint, CreateIndex, Delete

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
        yield from taken_by_column(run, index, operation)
    elif isinstance(operation, CreateConstraint):
        yield from taken_by_constraint(run, index, operation.constraint)
    elif isinstance(operation, CreateIndex) and operation.index.unique is True:
        yield from taken_by_constraint(run, index, operation.index)


def _judged(run: Replayed, applied: Applied, taken: Taken) -> Freedom | None:
    cleaning = cleaning_of(run, taken.index, taken.places, any_update=taken.any_update)
    if cleaning is Cleaning.DONE:
        return None
    severity, once = taken.severity, taken.once
    if cleaning is Cleaning.UNREAD or not applied.certain:
        severity = Severity.NOTE
    place = taken.places[0]
    label = f"{place.table}.{', '.join(p.column for p in taken.places)}"
    return Freedom(applied, severity, once, label, taken.remedy, _giver(run, taken))


def _giver(run: Replayed, taken: Taken) -> Applied | None:
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

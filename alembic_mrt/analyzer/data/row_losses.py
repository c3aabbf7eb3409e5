"""Rows that are lost, left behind, or taken along, as the statements of a revision tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alembic_mrt.analyzer.carried import copies
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.data.references import users_of
from alembic_mrt.analyzer.data.row_sets import (
    Inserted,
    Pins,
    deletes_from,
    identifies,
    inserted_into,
    literal_rows,
    lives_through,
    may_take,
    pins,
    table_of,
)
from alembic_mrt.analyzer.moved import is_moved_in, is_moved_out
from alembic_mrt.analyzer.put_back import rows_put_back
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import Delete, Insert, Opaque

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.analyzer.data.trail import Spot
    from alembic_mrt.operations.replay import Applied, Replayed

_NO_ROW = re.compile(r"\bwhere\s+(false|0\s*=\s*1|1\s*=\s*0)\s*;?\s*$", re.IGNORECASE)
_INTERNAL = ("alembic_version", "sqlite_", "pg_")


@dataclass(frozen=True, slots=True)
class RowLoss:
    """Hold a statement that rows are lost or left behind by, how grave that is and why."""

    applied: Applied
    table: str
    severity: Severity
    reason: str
    other: Applied | None = None

    @property
    def label(self) -> str:
        """Name the table."""
        return self.table


def rows_deleted(entry: Analysed, run: Replayed) -> Iterator[RowLoss]:
    """Yield the DELETEs of upgrade() whose rows do not come back."""
    for index, applied in enumerate(run.upgrade):
        operation = applied.operation
        if isinstance(operation, Delete) and _counts(operation):
            upgraded = lives_through(run, index, down=False)
            if upgraded is not None:
                yield from _deleted(entry, run, index, operation)


def _counts(operation: Delete | Insert) -> bool:
    named = isinstance(operation.table, str) and not operation.table.startswith(_INTERNAL)
    none = getattr(operation, "where", None) == "false" or _NO_ROW.search(operation.sql)
    return named and not none


def _deleted(entry: Analysed, run: Replayed, index: int, operation: Delete) -> Iterator[RowLoss]:
    applied = run.upgrade[index]
    where = operation.where if isinstance(operation.where, str) else None
    if _is_own(run.upgrade[:index], operation) or _comes_back_by_hand(run, operation):
        return
    if is_moved_out(run, index):
        return
    verdict = rows_put_back(entry, run, index, str(operation.table), where)
    if verdict is not None and verdict[0] is None:
        return
    severity, reason = verdict or (Severity.ERROR, "downgrade() cannot bring them back")
    if severity is Severity.ERROR and (operation.where is not None or not applied.certain):
        severity = Severity.WARNING
    yield RowLoss(applied, str(operation.table), severity or Severity.NOTE, reason)


def _is_own(steps: Sequence[Applied], operation: Delete) -> bool:
    """Tell whether a DELETE takes only what the same function has inserted before."""
    mine = [
        row
        for applied in steps
        if isinstance(applied.operation, Insert)
        and table_of(applied.operation) == table_of(operation)
        for row in literal_rows(applied.operation)
    ]
    pinned = _pins(operation)
    return bool(pinned) and _are_of(pinned, Inserted(tuple(mine)))


def _comes_back_by_hand(run: Replayed, operation: Delete) -> bool:
    """Tell whether downgrade() inserts the rows that a DELETE names by their values."""
    pinned = _pins(operation)
    rows = [
        row
        for applied in run.downgrade
        if isinstance(applied.operation, Insert)
        and table_of(applied.operation).table == table_of(operation).table
        for row in literal_rows(applied.operation)
    ]
    return bool(pinned) and _are_of(pinned, Inserted(tuple(rows)))


def _pins(operation: Delete) -> Pins:
    tree = parsed(operation.where) if isinstance(operation.where, str) else None
    return (pins(tree) if tree is not None else None) or {}


def _are_of(pinned: Pins, inserted: Inserted) -> bool:
    """Tell whether some pinned column names nothing but values of inserted rows."""
    return any(
        all(any(row.get(name, ...) == value for row in inserted.rows) for value in values)
        for name, values in pinned.items()
    )


def rows_left(_: Analysed, run: Replayed) -> Iterator[RowLoss]:
    """Yield the INSERTs of upgrade() whose rows downgrade() leaves in an older table."""
    for index, applied in enumerate(run.upgrade):
        operation = applied.operation
        if isinstance(operation, Insert) and _counts(operation):
            upgraded = lives_through(run, index, down=False)
            stays = _is_refilled(run, index) or is_moved_in(run, index)
            if upgraded is not None and not stays:
                yield from _left(run, index, operation, upgraded)


def _is_refilled(run: Replayed, index: int) -> bool:
    """Tell whether rows of the table itself are put back into it within upgrade()."""
    table = table_of(run.upgrade[index].operation)
    return any(
        isinstance(applied.operation, Delete) and table_of(applied.operation) == table
        for applied in run.upgrade[:index]
    )


def _left(run: Replayed, index: int, operation: Insert, upgraded: Spot) -> Iterator[RowLoss]:
    applied = run.upgrade[index]
    rows = list(literal_rows(operation))
    taken = list(deletes_from(run.downgrade, upgraded))
    own = list(deletes_from(run.upgrade[index + 1 :], table_of(operation)))
    if not rows and (taken or own):
        return
    stay = [row for row in rows if not any(may_take(each, row) for each in (*taken, *own))]
    if rows and not stay:
        return
    sure = bool(rows) and applied.certain and not operation.on_conflict and not operation.reads
    severity = Severity.ERROR if sure else Severity.WARNING
    if _unread(run, upgraded):
        severity = Severity.NOTE
    which = "" if len(stay) == len(rows) else f" ({len(stay)} of {len(rows)})"
    reason = f"downgrade() does not delete the rows{which} that upgrade() inserts"
    yield RowLoss(applied, str(operation.table), severity, reason)


def _unread(run: Replayed, upgraded: Spot) -> bool:
    return any(
        isinstance(step, Opaque)
        and (not step.tables or upgraded.table in {name.casefold() for name in step.tables})
        for step in (applied.operation for applied in run.downgrade)
    )


def new_rows_deleted(_: Analysed, run: Replayed) -> Iterator[RowLoss]:
    """Yield the DELETEs of downgrade() that take rows along which upgrade() did not insert."""
    for index, applied in enumerate(run.downgrade):
        operation = applied.operation
        if isinstance(operation, Delete) and _counts(operation):
            upgraded = lives_through(run, index, down=True)
            if upgraded is not None:
                yield from _takes_along(run, index, operation, upgraded)


def _takes_along(run: Replayed, index: int, operation: Delete, upgraded: Spot) -> Iterator[RowLoss]:
    applied = run.downgrade[index]
    inserted = inserted_into(run, upgraded)
    verdict = _verdict(run, operation, inserted, upgraded)
    if verdict is None and inserted.where_absent and applied.certain:
        verdict = Severity.WARNING, "upgrade() may have found there what it does not insert then"
    if verdict is None:
        yield from _cascaded(run, index, inserted)
        return
    severity, reason = verdict
    if severity is Severity.ERROR and not applied.certain:
        severity = Severity.WARNING
    if keeper := _keeper(run, index, operation):
        severity, reason = _of_keeper(run, index, operation, (severity, reason, keeper))
    if severity is Severity.WARNING and _writes_back(run, index, operation):
        severity = Severity.NOTE
    yield RowLoss(applied, str(operation.table), severity, reason, inserted.applied)


def _cascaded(run: Replayed, index: int, inserted: Inserted) -> Iterator[RowLoss]:
    """Yield the tables whose rows go together with those that upgrade() has inserted."""
    applied = run.downgrade[index]
    if run.dialect == "sqlite" or not inserted.rows:
        return
    for key in users_of(run, index):
        if str(key.ondelete).upper() == "CASCADE":
            columns = ", ".join(key.columns) if isinstance(key.columns, tuple) else "its key"
            reason = f"ON DELETE CASCADE takes those along that refer to it by {columns}"
            severity = Severity.WARNING if applied.certain else Severity.NOTE
            yield RowLoss(applied, key.table, severity, reason, inserted.applied)


def _keeper(run: Replayed, index: int, operation: Delete) -> str:
    """Return the table that downgrade() saves the rows in before a DELETE and takes them from."""
    table = table_of(operation).table
    before, after = run.downgrade[:index], run.downgrade[index + 1 :]
    saved = {
        copy.target.casefold()
        for _, copy in copies(before)
        if any(source.table.casefold() == table for source in copy.columns.values())
    }
    back = (copy for _, copy in copies(after) if copy.target.casefold() == table)
    taken = (source.table for copy in back for source in copy.columns.values())
    return next((name for name in taken if name.casefold() in saved), "")


def _of_keeper(
    run: Replayed, index: int, operation: Delete, found: tuple[Severity, str, str]
) -> tuple[Severity, str]:
    """Judge a table that all rows are saved in: columns that come back from nowhere are lost."""
    severity, reason, keeper = found
    table = table_of(operation).table
    back = [c for _, c in copies(run.downgrade[index + 1 :]) if c.target.casefold() == table]
    filled = {name for copy in back for name in copy.columns}
    held = [column for column in run.before.columns(table) if not column.generated]
    missing = [str(column.name) for column in held if str(column.name).casefold() not in filled]
    if missing and len(back) == 1 and not back[0].unread and severity is Severity.ERROR:
        return severity, f"{reason}, and {keeper} brings back none of {', '.join(missing)}"
    return Severity.NOTE, f"{reason}, and {keeper} may bring them back"


def _writes_back(run: Replayed, index: int, operation: Delete) -> bool:
    """Tell whether downgrade() writes rows into the table afterwards, whichever they are."""
    table = table_of(operation)
    return any(
        (isinstance(step, Insert) and table_of(step) == table)
        or (isinstance(step, Opaque) and table.table in {name.casefold() for name in step.tables})
        for step in (applied.operation for applied in run.downgrade[index + 1 :])
    )


def _verdict(
    run: Replayed, operation: Delete, inserted: Inserted, upgraded: Spot
) -> tuple[Severity, str] | None:
    if operation.where is None:
        verb = "TRUNCATE" if operation.truncate else "DELETE without WHERE"
        return Severity.ERROR, f"{verb} takes all rows"
    tree = parsed(operation.where) if isinstance(operation.where, str) else None
    if tree is None or _has_parameters(tree):
        return Severity.NOTE, "which rows it deletes is not known"
    if operation.reads:
        return _by_query(run, operation)
    return _by_pins(run, operation, inserted, (upgraded, pins(tree) or {}))


def _by_pins(
    run: Replayed, operation: Delete, inserted: Inserted, about: tuple[Spot, Pins]
) -> tuple[Severity, str] | None:
    """Judge a DELETE by the columns that it holds to listed values."""
    upgraded, pinned = about
    if not pinned:
        return Severity.WARNING, f"WHERE {operation.where} also fits rows that users write"
    names = ", ".join(pinned)
    identified = identifies(run.upgraded, upgraded, list(pinned))
    if not _are_of(pinned, inserted) and (identified or not inserted.unread):
        severity = Severity.NOTE if inserted.unread else Severity.WARNING
        return severity, f"upgrade() does not insert what WHERE {operation.where} deletes"
    if identified:
        return None
    return Severity.WARNING, f"{names} does not identify a row, others may have the same"


def _has_parameters(tree: Any) -> bool:
    from sqlglot import exp

    return tree.find(exp.Placeholder, exp.Parameter) is not None


def _by_query(run: Replayed, operation: Delete) -> tuple[Severity, str] | None:
    """Judge a DELETE by a query: one on a table of the revision finds what belongs to it."""
    made = [name for name in operation.reads if run.before.table(name) is None]
    severity = Severity.NOTE if made else Severity.WARNING
    return severity, "the query may find rows that upgrade() did not insert"

"""The findings that a comparison of two snapshots gives: schema, rows and sequences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity
from alembic_mrt.roundtrip.json_values import in_one_spelling, json_columns
from alembic_mrt.roundtrip.row_difference import RowDifference, compare_rows
from alembic_mrt.roundtrip.row_wording import word, word_new
from alembic_mrt.schema.difference import Difference, difference
from alembic_mrt.schema.objects import Table
from alembic_mrt.schema.wording import describe

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Snapshot, TableName, TableRows
    from alembic_mrt.roundtrip.new_row_difference import NewRowDifference
    from alembic_mrt.schema.objects import Schema

__all__ = [
    "RowDifference",
    "compare_rows",
    "new_row_findings",
    "row_findings",
    "schema_findings",
    "snapshot_findings",
]


def row_findings(differences: Sequence[RowDifference], revision: str) -> tuple[Finding, ...]:
    """Word differences of rows as findings of ``revision``."""
    return tuple(_finding(*word(found), found.object, revision) for found in differences)


def schema_findings(before: Schema, after: Schema, revision: str) -> tuple[Finding, ...]:
    """Word every way in which the schema ``after`` is not ``before``."""
    return _schema_findings(difference(before, after), revision)


def snapshot_findings(
    before: Snapshot, after: Snapshot, revision: str, *, grown: bool = False
) -> tuple[Finding, ...]:
    """Return what ``after`` lacks, or has too much, to be ``before``: schema, rows, sequences.

    Where new rows have been written since, ``grown``, more rows are right.
    """
    differences = difference(before.schema, after.schema)
    rows = compare_rows(*_comparable(before, after, differences))
    behind = sorted(after.behind - before.behind)
    if grown:
        rows = tuple(found for found in rows if found.change != "appeared")
    return (
        *_schema_findings(differences, revision),
        *row_findings(rows, revision),
        *(_finding(*_sequence_behind(column), column, revision) for column in behind),
    )


def new_row_findings(differences: Sequence[NewRowDifference], revision: str) -> tuple[Finding, ...]:
    """Word what happened to rows that were written after the upgrade."""
    return tuple(_finding(*word_new(found), found.object, revision) for found in differences)


def _schema_findings(differences: Sequence[Difference], revision: str) -> tuple[Finding, ...]:
    worded = ((describe(found), found.object) for found in differences)
    return tuple(_finding(w.code, w.message, w.remedy, name, revision) for w, name in worded)


def _under_old_names(
    rows: Mapping[TableName, TableRows], differences: Sequence[Difference]
) -> Mapping[TableName, TableRows]:
    """Find the rows of a table that came back under another name, which lost none by that."""
    old_names: dict[TableName, TableName] = {
        (found.after.schema, str(found.after.name)): (found.before.schema, str(found.before.name))
        for found in differences
        if isinstance(found.before, Table) and isinstance(found.after, Table)
    }
    return {old_names.get(name, name): found for name, found in rows.items()}


def _comparable(
    before: Snapshot, after: Snapshot, differences: Sequence[Difference]
) -> tuple[dict[TableName, TableRows], dict[TableName, TableRows]]:
    """Return the rows of both under the names of before, and their documents in one spelling.

    Tables that are still there and could not be read are left out.
    """
    unread = {(t.schema, str(t.name)) for t in after.schema.tables()} - after.rows.keys()
    old = {name: rows for name, rows in before.rows.items() if name not in unread}
    new = dict(_under_old_names(after.rows, differences))
    for name in old.keys() & new.keys():
        columns = json_columns(before.declared, name)
        old[name], new[name] = in_one_spelling(old[name], new[name], columns)
    return old, new


def _finding(code: str, message: str, remedy: str, name: str, revision: str) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=message,
        remedy=remedy,
        revision=revision,
        object=name,
    )


def _sequence_behind(column: str) -> tuple[str, str, str]:
    table, _, name = column.rpartition(".")
    return (
        "MRT206",
        f"Table '{table}': the sequence of column '{name}' is behind after rollback:"
        " it comes to values that rows already have",
        "Set it in downgrade() to the largest value in use: SELECT setval("
        f"pg_get_serial_sequence('{table}', '{name}'), max({name})) FROM {table}",
    )

"""Which tables of a history held rows in the trips of its revisions, and why others held none."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from alembic_mrt.finding import NotSeeded, TableCoverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.schema.objects import Schema


class TableTally:
    """Count tables over the trips of a run: those that some trip was to fill, or that none can."""

    def __init__(self) -> None:
        self._present: dict[str, str] = {}
        self._filled: set[str] = set()
        self._empty: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._without_new_rows: dict[tuple[str, str], list[str]] = defaultdict(list)

    def see(self, schema: Schema, refused: Mapping[TableName, str]) -> None:
        """Take in the tables that are there in the end; none goes that no revision touches.

        ``refused`` are those that can hold no rows of ours, with the reason.
        """
        known = {_label(table): reason for table, reason in refused.items()}
        labels = sorted(table.label for table in schema.tables())
        self._present.update({label: known.get(label, "") for label in labels})

    def fill(self, tables: Iterable[TableName]) -> None:
        """Take in tables that held rows."""
        self._filled.update(map(_label, tables))

    def leave_empty(self, revision: str, reasons: Mapping[TableName, str]) -> None:
        """Take in why tables held no row before the upgrade of a revision."""
        for table, reason in reasons.items():
            self._empty[_label(table), reason].append(revision)

    def leave_without_new_rows(self, revision: str, reasons: Mapping[TableName, str]) -> None:
        """Take in why tables were given no row after it, which tells of a new table alone."""
        for table, reason in reasons.items():
            self._without_new_rows[_label(table), reason].append(revision)

    def coverage(self) -> TableCoverage | None:
        """Return what was seeded, None where no trip was made."""
        found = self._found(self._empty)
        told = self._filled.union(item.table for item in found)
        found += [item for item in self._found(self._without_new_rows) if item.table not in told]
        told.update(item.table for item in found)
        if not self._present and not told:
            return None
        refused = {t: r for t, r in self._present.items() if r and t not in told}
        found += [NotSeeded(table=table, reason=reason) for table, reason in refused.items()]
        return TableCoverage(present=len(told | refused.keys()), not_seeded=tuple(found))

    @staticmethod
    def _found(reasons: Mapping[tuple[str, str], list[str]]) -> list[NotSeeded]:
        return [
            NotSeeded(table=table, reason=reason, revisions=tuple(revisions))
            for (table, reason), revisions in reasons.items()
        ]


def _label(table: TableName) -> str:
    return ".".join(filter(None, table))

"""What a trip does not read again is what a full reading finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from alembic_mrt.config import MRTConfig
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.dialects.base import Part, Snapshot
from alembic_mrt.roundtrip.observed import ObservedDatabase
from alembic_mrt.roundtrip.runner import run
from tests.roundtrip.test_histories import lay_out

HISTORIES = ("many_faults", "far_reaching", "privileges", "rude", "conditions")


class FullReader:
    """Read all of a database beside each snapshot of a part of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.readings = 0
        self.stale: list[object] = []
        self._rows: dict[object, object] = {}
        begin, snapshot = ObservedDatabase.begin, ObservedDatabase.snapshot

        def beginning(database: ObservedDatabase, source: str) -> None:
            begin(database, source)
            self._rows = self._rows_of(database)

        def beside(database: ObservedDatabase, parts: Part = Part.SCHEMA_ALONE) -> Snapshot:
            found = snapshot(database, parts)
            self._compare(database, found)
            return found

        monkeypatch.setattr(ObservedDatabase, "begin", beginning)
        monkeypatch.setattr(ObservedDatabase, "snapshot", beside)

    def _compare(self, database: ObservedDatabase, found: Snapshot) -> None:
        self.readings += 1
        whole = database.dialect.read_schema(database.session, database.version_table)
        self.stale += set(whole) ^ set(found.declared)
        now = self._rows_of(database)
        outside = database.scope.outside() & self._rows.keys() & now.keys()
        self.stale += [table for table in outside if self._rows[table] != now[table]]

    @staticmethod
    def _rows_of(database: ObservedDatabase) -> dict[object, object]:
        dialect, session = database.dialect, database.session
        whole = dialect.read_schema(session, database.version_table)
        return dict(dialect.read_rows(session, whole, database.version_table))


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize(
    "dialect", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def test_a_part_is_read_as_the_whole_would_be(
    history: str, dialect: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = FullReader(monkeypatch)
    config = lay_out(tmp_path, history, dialect)
    report = run(config, MRTConfig(), read_history(config))
    assert report.results
    assert reader.readings > len(report.results)
    assert not reader.stale

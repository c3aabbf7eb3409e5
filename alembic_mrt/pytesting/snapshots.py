"""What the database of a stage holds at one moment, read as the round trip reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.compare import snapshot_findings
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Snapshot

if TYPE_CHECKING:
    from alembic_mrt.pytesting.stage import Stage


def snapshot(stage: Stage) -> Snapshot:
    """Read schema and rows; runs in the stage's own thread."""
    looked = stage.look()
    dialect, session = dialect_for(looked.dialect), stage.disposable.session()
    ignore = frozenset({looked.version_table})
    with dialect.reading(session):
        declared = dialect.read_schema(session, ignore)
        rows = dialect.read_rows(session, declared, ignore)
    return Snapshot(schema=dialect.compared(declared), rows=rows, declared=declared)


def differences(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """Say, one sentence each, what is not as it was."""
    return tuple(finding.message for finding in snapshot_findings(before, after, ""))

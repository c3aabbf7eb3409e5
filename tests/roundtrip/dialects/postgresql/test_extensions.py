"""A server of the wheel's, which has few extensions."""

from pathlib import Path
from unittest.mock import patch

import pytest

from alembic_mrt.roundtrip.dialects.postgresql import binaries as binaries_module
from alembic_mrt.roundtrip.dialects.postgresql import disposable
from alembic_mrt.roundtrip.dialects.postgresql.binaries import WHEEL, Binaries, examine
from tests.roundtrip.dialects.postgresql.histories import execute, round_trip, verdicts

pytestmark = pytest.mark.postgresql

WHEELS = [b for d in binaries_module._in_wheel() if (b := examine(d, WHEEL)) is not None]


@pytest.mark.parametrize("binaries", WHEELS, ids=lambda b: b.description)
def test_one_that_the_server_lacks_is_named(binaries: Binaries, tmp_path: Path) -> None:
    citext = (execute("CREATE EXTENSION citext"), execute("DROP EXTENSION citext"))
    users = (execute("CREATE TABLE users (mail citext)"), execute("DROP TABLE users"))
    with patch.object(disposable, "find_binaries", lambda _: binaries):
        report = round_trip(tmp_path, citext, users)
    assert verdicts(report) == {"r1": "unproven", "r2": "unproven"}
    assert "lacks the extension citext" in report.results[0].reason
    assert "--url" in report.results[0].reason


@pytest.mark.parametrize("binaries", WHEELS, ids=lambda b: b.description)
def test_a_whole_history_runs_on_every_server_of_the_wheel(
    binaries: Binaries, tmp_path: Path
) -> None:
    users = (
        execute("CREATE TABLE users (id serial PRIMARY KEY, name text)"),
        execute("DROP TABLE users"),
    )
    index = (execute("CREATE INDEX ix ON users (name)"), execute("DROP INDEX ix"))
    left = (execute("CREATE VIEW v AS SELECT id FROM users"), "")
    with patch.object(disposable, "find_binaries", lambda _: binaries):
        report = round_trip(tmp_path, users, index, left)
    assert verdicts(report) == {"r1": "reversible", "r2": "reversible", "r3": "schema differs"}
    assert binaries.version in report.coverage[0]

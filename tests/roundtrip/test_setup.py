"""The state before the first revision, made by a script of the user's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.config import Config

from alembic_mrt.config import MRTConfig
from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.runner import run
from alembic_mrt.roundtrip.setup import Setup

if TYPE_CHECKING:
    from alembic_mrt.finding import Report, RevisionResult

ENV = """\
from alembic import context
from sqlalchemy import create_engine

with create_engine({url!r}).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""
URLS = {
    "sqlite": "sqlite:///never-made.db",
    "postgresql": "postgresql://nobody@no-such-host.invalid/nothing",
}
SCRIPT = """\
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE legacy ADD COLUMN phone VARCHAR(20)")
    {more}


def downgrade():
    op.execute("ALTER TABLE legacy DROP COLUMN phone")
"""
LEGACY = """\
-- made before Alembic
CREATE TABLE legacy (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL);
INSERT INTO legacy VALUES (1, 'kept; here'), (2, 'and ''here''');
"""
BOTH = pytest.mark.parametrize(
    "dialect", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)


def round_trip(folder: Path, dialect: str, sql: str | None, more: str = "pass") -> Report:
    (folder / "versions").mkdir()
    (folder / "versions" / "a1.py").write_text(SCRIPT.format(more=more), encoding="utf-8")
    return results(folder, dialect, sql)


def results(folder: Path, dialect: str, sql: str | None) -> Report:
    (folder / "env.py").write_text(ENV.format(url=URLS[dialect]), encoding="utf-8")
    settings = MRTConfig()
    if sql is not None:
        (folder / "schema.sql").write_text(sql, encoding="utf-8")
        settings = MRTConfig(setup=folder / "schema.sql")
    config = Config()
    config.set_main_option("script_location", str(folder))
    return run(config, settings, read_history(config))


def only(report: Report) -> RevisionResult:
    (result,) = report.results
    return result


@BOTH
class TestBase:
    def test_a_history_that_begins_on_a_table_of_before_is_judged(
        self, tmp_path: Path, dialect: str
    ) -> None:
        result = only(round_trip(tmp_path, dialect, LEGACY))
        assert (result.verdict.value, result.findings) == ("reversible", ())

    def test_what_the_script_made_must_survive(self, tmp_path: Path, dialect: str) -> None:
        more = "op.execute(\"DELETE FROM legacy WHERE name = 'kept; here'\")"
        result = only(round_trip(tmp_path, dialect, LEGACY, more))
        assert result.verdict.value == "data lost"

    def test_without_it_the_finding_tells_of_it(self, tmp_path: Path, dialect: str) -> None:
        result = only(round_trip(tmp_path, dialect, None))
        (found,) = result.findings
        assert found.code == "MRT120"
        assert "makes the table legacy" in found.remedy
        assert "--setup" in found.remedy

    def test_a_statement_that_fails_is_named_by_its_line(
        self, tmp_path: Path, dialect: str
    ) -> None:
        with pytest.raises(ConfigurationError) as caught:
            round_trip(tmp_path, dialect, f"{LEGACY}\n-- a comment\nINSERT INTO absent VALUES (1);")
        assert "schema.sql:6: " in caught.value.message
        assert "absent" in caught.value.message
        assert "\n" not in str(caught.value)

    def test_a_revision_left_behind_is_refused(self, tmp_path: Path, dialect: str) -> None:
        stamp = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);"
        assert only(round_trip(tmp_path, dialect, LEGACY + stamp)).verdict.value == "reversible"
        second = tmp_path / "second"
        second.mkdir()
        stamp += "INSERT INTO alembic_version VALUES ('a1');"
        with pytest.raises(ConfigurationError, match="leaves the revision a1 in alembic_version"):
            round_trip(second, dialect, LEGACY + stamp)


def test_a_column_that_is_missing_tells_nothing_of_it(tmp_path: Path) -> None:
    more = 'op.execute("UPDATE legacy SET absent = 1")'
    (found,) = only(round_trip(tmp_path, "sqlite", LEGACY, more)).findings
    assert (found.code, found.remedy) == ("MRT120", "")


def test_a_table_that_an_older_revision_speaks_of_tells_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    scripts = {
        "a1": SCRIPT.format(more='op.rename_table("legacy", "modern")'),
        "b2": SCRIPT.format(more="pass").replace("None", '"a1"').replace('= "a1"', '= "b2"', 1),
    }
    for revision, text in scripts.items():
        (tmp_path / "versions" / f"{revision}.py").write_text(text, encoding="utf-8")
    _, found = results(tmp_path, "sqlite", LEGACY).results
    assert [(f.code, f.remedy) for f in found.findings] == [("MRT120", "")]


def test_triggers_and_a_dump_of_sqlite_come_whole(tmp_path: Path) -> None:
    dump = (
        "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n"
        + LEGACY
        + "CREATE TRIGGER t AFTER INSERT ON legacy BEGIN SELECT 1; SELECT 2; END;\nCOMMIT;\n"
    )
    assert only(round_trip(tmp_path, "sqlite", dump)).verdict.value == "reversible"


@pytest.mark.parametrize(
    ("name", "reason"), [("absent.sql", "No such file"), ("dump", "no text"), (".", "directory")]
)
def test_a_file_that_is_not_there_or_no_text_is_named(
    tmp_path: Path, name: str, reason: str
) -> None:
    (tmp_path / "dump").write_bytes(b"PGDMP\x01\xff\xfe")
    with pytest.raises(ConfigurationError, match=reason) as caught:
        Setup(tmp_path / name)
    assert caught.value.remedy

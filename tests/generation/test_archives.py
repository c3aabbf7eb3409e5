"""What archives bring back, also to rows that the new version has written, deleted or changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command

from alembic_mrt.generation.standing import standing_archives, write_dropping_revision
from tests.generation.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'sa.Table("towns", metadata, sa.Column("id", sa.Integer, primary_key=True))\n'
KEY = (
    'sa.Table("users", metadata, sa.Column("land", sa.String(2), primary_key=True),'
    ' sa.Column("no", sa.Integer, primary_key=True, autoincrement=False)'
)
BEFORE = (
    HEAD
    + KEY
    + """,
    sa.Column("fax", sa.String(20), nullable=False), sa.Column("order", sa.Integer),
    sa.Column("town", sa.ForeignKey("towns.id", name="fk_town")),
    sa.Column("code", sa.String(20), nullable=False),
    sa.Column("state", sa.String(5), server_default="new", nullable=False),
    sa.UniqueConstraint("code", name="uq_code"))
sa.Table("notes", metadata, sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("text", sa.Text), sa.Column("up", sa.ForeignKey("notes.id", name="fk_up")))
"""
)
COLUMNS_GONE = HEAD + KEY + ")\n" + BEFORE[BEFORE.index('sa.Table("notes"') :]
TABLE_GONE = HEAD + KEY + ")\n"
ROWS = (
    "INSERT INTO towns VALUES (1), (2)",
    """INSERT INTO users (land, no, fax, "order", town, code, state) VALUES
    ('at', 1, '11', 7, 1, 'x', 'old'), ('at', 2, '12', NULL, NULL, 'y', 'new'),
    ('de', 1, '''', -1, 2, 'z', 'a:b%')""",
    "INSERT INTO notes (id, text, up) VALUES (1, NULL, NULL), (3, 'a:b%c', 1), (4, '', 4)",
)


@dataclass(frozen=True)
class Database:
    """An environment on a database, in the words of which SQL is written."""

    workshop: Workshop

    def execute(self, *statements: str) -> None:
        self.workshop.execute(*map(self.in_its_words, statements))

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        return self.workshop.rows(self.in_its_words(select))

    def in_its_words(self, sql: str) -> str:
        if "sqlite" in self.workshop.url:
            return sql
        return sql.replace('"', "`").replace("%", "%%") if "mysql" in self.workshop.url else (
            sql.replace("%", "%%")
        )  # fmt: skip


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql), "mariadb"]
)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """Return a database with tables and rows, and revisions that drop columns, then a table."""
    url = f"sqlite:///{tmp_path}/app.db"
    if request.param != "sqlite":
        name = {"postgresql": "empty_postgresql", "mariadb": "mariadb_url"}[request.param]
        url = request.getfixturevalue(name)
    found = Database(Workshop(tmp_path, url))
    found.workshop.revise(BEFORE, "r0")
    found.workshop.upgrade("r0")
    found.execute(*ROWS)
    found.workshop.revise(COLUMNS_GONE, "r1")
    return found


USERS = 'SELECT land, no, fax, "order", town, code, state FROM users ORDER BY land, no'
NOTES = "SELECT id, text, up FROM notes ORDER BY id"


def test_all_values_come_back(database: Database) -> None:
    workshop = database.workshop
    users, notes = database.rows(USERS), database.rows(NOTES)
    workshop.upgrade("r1")
    workshop.revise(TABLE_GONE, "r2")
    workshop.upgrade("r2")
    workshop.downgrade("r0")
    assert database.rows(USERS) == users
    assert database.rows(NOTES) == notes
    workshop.upgrade("head")
    workshop.downgrade("base")


def test_rows_of_the_new_version(database: Database) -> None:
    database.workshop.upgrade("r1")
    database.execute(
        "INSERT INTO users (land, no) VALUES ('it', 9), ('it', 10)",
        "DELETE FROM users WHERE land = 'at' AND no = 1",
        "UPDATE users SET no = 5 WHERE land = 'de'",
        "DELETE FROM towns WHERE id = 1",
    )
    database.workshop.downgrade("r0")
    # The code must be unique: it is made out of the key.
    assert database.rows(USERS) == [
        ("at", 2, "12", None, None, "y", "new"),
        ("de", 5, "", None, None, "de-5", "new"),
        ("it", 9, "", None, None, "it-9", "new"),
        ("it", 10, "", None, None, "it-10", "new"),
    ]


def test_numbers_go_on_behind_the_rows(database: Database) -> None:
    database.workshop.upgrade("r1")
    database.workshop.revise(TABLE_GONE, "r2")
    database.workshop.upgrade("r2")
    database.workshop.downgrade("r1")
    database.execute("INSERT INTO notes (text) VALUES ('new')")
    assert [row[0] for row in database.rows(NOTES)] == [1, 3, 4, 5]


def test_archives_are_dropped_when_they_have_served(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, f"sqlite:///{tmp_path}/app.db")
    two = BEFORE.replace('sa.Column("order", sa.Integer),', "")
    workshop.grow(BEFORE, two, TABLE_GONE)
    config = workshop.config()
    standing = standing_archives(config)
    names = [archive.table for archive in standing]
    assert sorted(names) == ["mrt_archive_r1_users", "mrt_archive_r2_notes", "mrt_archive_r2_users"]
    write_dropping_revision(config, standing_archives(config, ["r1"]), "Drop archives")
    assert len(standing_archives(config)) == 2
    verdicts = {r.revision: r.verdict.value for r in workshop.round_trip().results}
    last = verdicts.popitem()[1]
    assert set(verdicts.values()) == {"reversible"}
    assert "irreversible" in last


def test_a_large_table_is_one_statement(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, f"sqlite:///{tmp_path}/app.db")
    workshop.revise(BEFORE, "r0")
    workshop.upgrade("r0")
    workshop.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)"
        " INSERT INTO notes SELECT i, 'note ' || i, NULL FROM n"
    )
    text = workshop.revise(TABLE_GONE, "r1")
    upgrade = text[text.index("def upgrade") : text.index("def downgrade")]
    assert upgrade.count("from_select") == 2
    before = workshop.rows(NOTES)
    workshop.upgrade("r1")
    workshop.downgrade("r0")
    assert workshop.rows(NOTES) == before


def test_offline(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workshop = Workshop(tmp_path, f"sqlite:///{tmp_path}/app.db")
    workshop.revise('sa.Table("t", metadata, sa.Column("id", sa.Integer, primary_key=True))', "r0")
    workshop.upgrade("r0")
    workshop.revise("", "r1")
    command.downgrade(workshop.config(), "r1:r0", sql=True)
    assert "INSERT INTO t (id) SELECT" in capsys.readouterr().out


def test_an_env_that_renders_no_batches_on_sqlite(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, f"sqlite:///{tmp_path}/app.db")
    env = tmp_path / "env.py"
    batches = '        render_as_batch=engine.dialect.name == "sqlite",\n'
    env.write_text(env.read_text("utf-8").replace(batches, ""), encoding="utf-8")
    key = 'sa.Table("users", metadata, sa.Column("id", sa.Integer, primary_key=True)'
    workshop.revise(f'{key}, sa.Column("fax", sa.String(20), nullable=False))\n', "r0")
    workshop.upgrade("r0")
    workshop.execute("INSERT INTO users VALUES (1, '11')")
    workshop.revise(f"{key})\n", "r1")
    workshop.upgrade("r1")
    workshop.execute("INSERT INTO users VALUES (2)")
    workshop.downgrade("r0")
    assert workshop.rows("SELECT id, fax FROM users ORDER BY id") == [(1, "11"), (2, "")]


@pytest.mark.parametrize(("key", "made"), [("sa.Integer", True), ("sa.Uuid", False)])
def test_a_unique_text_is_made_out_of_a_key_that_it_can_hold(
    key: str, made: bool, tmp_path: Path
) -> None:
    workshop = Workshop(tmp_path, f"sqlite:///{tmp_path}/app.db")
    table = f'sa.Table("users", metadata, sa.Column("id", {key}, primary_key=True)'
    slug = ', sa.Column("slug", sa.String(20), nullable=False, unique=True)'
    workshop.revise(f"{table}{slug})\n", "r0")
    workshop.upgrade("r0")
    script = workshop.revise(f"{table})\n", "r1")
    assert ("sa.cast(users.c.id, sa.String())" in script) is made
    assert ("Rows written since the upgrade need a slug: say which." in script) is not made

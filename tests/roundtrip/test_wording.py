"""What a finding says: the words that users know, the table, the key, both values, the line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from alembic.config import Config

from alembic_mrt.config import MRTConfig
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.runner import run

if TYPE_CHECKING:
    from pathlib import Path

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
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {parent!r}


def upgrade():
    {upgrade}


def downgrade():
    {downgrade}
"""
TABLE = (
    'op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True), '
    'sa.Column("status", sa.String(20)))'
)
ADD = 'op.add_column("users", sa.Column("{}", sa.String(20)))'
SET = "op.execute(\"UPDATE users SET status = '{}' WHERE status = '{}'\")"
SITUATIONS = {
    "table_dropped": (
        'op.drop_table("users")',
        "pass",
        r"^Table 'users' no longer exists after rollback$",
    ),
    "table_left": (
        TABLE.replace("users", "extra"),
        "pass",
        r"^Table 'extra' still exists after rollback — downgrade is incomplete$",
    ),
    "column_left": (
        ADD.format("fax"),
        "pass",
        r"^Column 'fax' of table 'users' still present after rollback — downgrade is incomplete$",
    ),
    "rows_deleted": (
        "op.execute(\"DELETE FROM users WHERE status = 'old'\")",
        "pass",
        r"^Table 'users': \d+/\d+ rows lost after rollback, first where id = \d+$",
    ),
    "value_changed": (
        SET.format("active", "new"),
        SET.format("new", "active"),
        r"^Table 'users': column 'status' value changed after rollback "
        r"\(expected 'active', got 'new'\) in \d+ of \d+ rows, first where id = \d+$",
    ),
    "column_dropped": (
        'op.drop_column("users", "status")',
        ADD.format("status"),
        r"^Table 'users': column 'status' value changed after rollback "
        r"\(expected '.+', got NULL\) in \d+ of \d+ rows, first where id = \d+; "
        r"the values did not come back, all rows hold NULL$",
    ),
}


@pytest.mark.parametrize(
    "dialect", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_situation_in_the_words_that_users_know(
    situation: str, dialect: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade, downgrade, words = SITUATIONS[situation]
    (tmp_path / "env.py").write_text(ENV.format(url=URLS[dialect]), encoding="utf-8")
    scripts = [("a1", None, TABLE, 'op.drop_table("users")'), ("b2", "a1", upgrade, downgrade)]
    for revision, parent, up, down in scripts:
        text = SCRIPT.format(revision=revision, parent=parent, upgrade=up, downgrade=down)
        (tmp_path / "versions").mkdir(exist_ok=True)
        (tmp_path / "versions" / f"{revision}.py").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    config = Config()
    config.set_main_option("script_location", ".")
    report = run(config, MRTConfig(), read_history(config), ["b2"])
    first = report.results[0].findings[0]
    assert re.search(words, first.message), first.message
    assert str(first.location) == "versions/b2.py:12"

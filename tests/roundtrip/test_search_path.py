"""Environments that put everything into a schema of their own by the search path."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.config import Config

from alembic_mrt.config import MRTConfig
from alembic_mrt.finding import RevisionResult
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.runner import run

pytestmark = pytest.mark.postgresql

ENV = """\
from alembic import context
from sqlalchemy import create_engine, text

engine = create_engine("postgresql://nobody@no-such-host.invalid/nothing")
with engine.connect() as connection:
    connection.execute(text("CREATE SCHEMA IF NOT EXISTS app"))
    connection.execute(text("SET search_path TO app"))
{commit}    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""

FIRST = """\
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("product", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("SELECT * FROM alembic_version")


def downgrade():
    op.drop_table("product")
"""

SECOND = """\
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("product", sa.Column("name", sa.String(10)))


def downgrade():
    op.drop_column("product", "name"){fault}
"""


def trip(folder: Path, commit: str, fault: str = "") -> list[RevisionResult]:
    (folder / "versions").mkdir()
    (folder / "env.py").write_text(ENV.format(commit=commit), encoding="utf-8")
    (folder / "versions" / "a1.py").write_text(FIRST, encoding="utf-8")
    (folder / "versions" / "b2.py").write_text(SECOND.format(fault=fault), encoding="utf-8")
    config = Config()
    config.set_main_option("script_location", str(folder))
    return list(run(config, MRTConfig(), read_history(config)).results)


@pytest.mark.parametrize("commit", ["    connection.commit()\n", ""])
def test_the_version_table_is_found_on_the_search_path(tmp_path: Path, commit: str) -> None:
    results = trip(tmp_path, commit)
    assert [r.verdict.value for r in results] == ["reversible", "reversible"]
    assert not any(r.findings for r in results)


def test_the_search_path_survives_a_recovery(tmp_path: Path) -> None:
    results = trip(tmp_path, "", "\n    raise RuntimeError")
    assert [r.verdict.value for r in results] == ["reversible", "downgrade fails"]

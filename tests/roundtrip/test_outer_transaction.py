"""Environments that open a transaction around the migrations."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.config import Config

from alembic_mrt.config import MRTConfig
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.runner import run

pytestmark = pytest.mark.postgresql

ENV = """\
from alembic import context
from sqlalchemy import create_engine

engine = create_engine("postgresql://nobody@no-such-host.invalid/nothing")
with {begin} as connection:
    connection.exec_driver_sql("CREATE SCHEMA one")
    connection = connection.execution_options(schema_translate_map={{"tenant": "one"}})
    {configure}
    with {run}:
        context.run_migrations()
"""

SCRIPT = """\
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("product", sa.Column("id", sa.Integer(), primary_key=True), schema="tenant")
    with op.get_context().autocommit_block():
        op.execute("SELECT 1 FROM one.product")


def downgrade():
    op.drop_table("product", schema="tenant")
"""

ONCE = "context.configure(connection=connection)"
TWICE = f"{ONCE}\n    context.get_context().get_current_revision()\n    {ONCE}"
USED = f'{ONCE}\n    connection.exec_driver_sql("CREATE SCHEMA two")'


@pytest.mark.parametrize("begin", ["engine.begin()", "engine.connect()"])
@pytest.mark.parametrize("configure", [ONCE, TWICE, USED], ids=["once", "twice", "used"])
@pytest.mark.parametrize("run_in", ["context.begin_transaction()", "connection.begin_nested()"])
def test_each_revision_has_a_transaction_and_the_options_of_env_py(
    begin: str, configure: str, run_in: str, tmp_path: Path
) -> None:
    (tmp_path / "versions").mkdir()
    env = ENV.format(begin=begin, configure=configure, run=run_in)
    (tmp_path / "env.py").write_text(env, encoding="utf-8")
    (tmp_path / "versions" / "a1.py").write_text(SCRIPT, encoding="utf-8")
    config = Config()
    config.set_main_option("script_location", str(tmp_path))
    report = run(config, MRTConfig(), read_history(config))
    assert [r.verdict.value for r in report.results] == ["reversible"]
    assert sum("in one transaction" in sentence for sentence in report.coverage) == 1

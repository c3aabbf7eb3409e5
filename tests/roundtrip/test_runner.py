"""What holds for a run as a whole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from alembic.config import Config
from sqlalchemy import pool

from alembic_mrt.config import MRTConfig
from alembic_mrt.exceptions import MRTError
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.runner import run

ENV = """\
from alembic import context
from sqlalchemy import create_engine

with create_engine("sqlite:///never-made.db").connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""

SCRIPT = """\
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SELECT 1")


downgrade = upgrade
"""


def lay_out(folder: Path) -> Config:
    (folder / "versions").mkdir()
    (folder / "env.py").write_text(ENV, encoding="utf-8")
    (folder / "versions" / "a1.py").write_text(SCRIPT, encoding="utf-8")
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("prepend_sys_path", str(folder))
    config.set_main_option("path_separator", "os")
    return config


def test_sys_path_is_as_before(tmp_path: Path) -> None:
    config = lay_out(tmp_path)
    before = sys.path[:]
    run(config, MRTConfig(), read_history(config))
    assert sys.path == before


def test_one_run_at_a_time(tmp_path: Path) -> None:
    config = lay_out(tmp_path)
    history = read_history(config)
    refused: list[str] = []

    def run_another(*_: object) -> None:
        with pytest.raises(MRTError, match="Another round trip is running") as error:
            run(config, MRTConfig(), history)
        refused.append(error.value.remedy)

    before = dict(vars(pool.QueuePool))
    for _ in range(2):
        assert run(config, MRTConfig(), history, None, run_another).results
    assert len(refused) == 4
    assert dict(vars(pool.QueuePool)) == before


def test_a_setting_left_changed_is_told_as_it_is_now(tmp_path: Path) -> None:
    config = lay_out(tmp_path)
    script = SCRIPT.replace("SELECT 1", "PRAGMA foreign_keys = ON")
    (tmp_path / "versions" / "a1.py").write_text(script, encoding="utf-8")
    ((found,),) = [r.findings for r in run(config, MRTConfig(), read_history(config)).results]
    assert found.code == "MRT124"
    assert found.message.endswith("starts without: PRAGMA foreign_keys = 1")

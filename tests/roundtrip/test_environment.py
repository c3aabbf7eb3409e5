"""What env.py can do that no round trip can be made with, and the sentence that it ends in."""

from __future__ import annotations

from pathlib import Path

import pytest

from alembic_mrt.cli import main

ALEMBIC_INI = "[alembic]\nscript_location = %(here)s\n"

REVISION = """\
from alembic import op

revision = "a1"
down_revision = None


def upgrade(**_):
    op.execute("SELECT 1")


def downgrade(**_):
    op.execute("SELECT 1")
"""

CONNECT = """\
from alembic import context
from sqlalchemy import create_engine, text

engine = create_engine("sqlite:///never-made.db")
"""

RUN = """\
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


OTHER_DIALECT = """\
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite


class Other(SQLiteDialect_pysqlite):
    name = "otherdb"


registry.impls["otherdb"] = lambda: Other
"""

BROKEN = {
    "raises": (
        "def url():\n    raise ValueError('no such tenant')\n\n\nurl()\n",
        ["env.py:2", "ValueError: no such tenant"],
    ),
    "environment_variable": (
        "import os\n\nURL = os.environ['SHOP_DATABASE_URL']\n",
        ["env.py:3", "environment variable SHOP_DATABASE_URL", "Set SHOP_DATABASE_URL"],
    ),
    "import": ("import no_such_package\n", ["env.py:1", "no_such_package"]),
    "syntax": ("def (:\n", ["env.py", "SyntaxError"]),
    "offline_only": (
        "from alembic import context\n\n"
        "context.configure(url='sqlite://', literal_binds=True)\n"
        "with context.begin_transaction():\n    context.run_migrations()\n",
        ["env.py", "without a connection"],
    ),
    "never_runs": (CONNECT, ["env.py", "never called context.run_migrations()"]),
    "several_databases": (
        CONNECT
        + "for name in ('one', 'two'):\n"
        + _indented(RUN).replace("run_migrations()", "run_migrations(engine_name=name)"),
        ["env.py", "several databases"],
    ),
    "several_tenants": (
        CONNECT
        + RUN.replace(
            "        context.run_migrations()",
            "        for _ in range(2):\n            context.run_migrations()",
        ),
        ["env.py", "several times"],
    ),
    "swallows": (
        CONNECT + "import logging\n\nfrom sqlalchemy import event\n\n\n"
        "@event.listens_for(engine, 'before_cursor_execute')\n"
        "def refuse(connection, cursor, statement, *_):\n"
        "    if 'INTO alembic_version' in statement:\n        raise ValueError('no')\n\n\ntry:\n"
        + _indented(RUN)
        + "except ValueError:\n    logging.error('never mind')\n",
        ["env.py", "did not let the migrations run to their end"],
    ),
    "unsupported_dialect": (
        OTHER_DIALECT + CONNECT.replace("sqlite:///", "otherdb:///") + RUN,
        ["otherdb", "postgresql", "sqlite"],
    ),
}


def status() -> object:
    with pytest.raises(SystemExit) as exited:
        main(["roundtrip"])
    return exited.value.code


def lay_out(folder: Path, env: str) -> None:
    (folder / "versions").mkdir()
    (folder / "alembic.ini").write_text(ALEMBIC_INI, encoding="utf-8")
    (folder / "env.py").write_text(env, encoding="utf-8")
    (folder / "versions" / "a1.py").write_text(REVISION, encoding="utf-8")


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_env_ends_in_one_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    env, expected = BROKEN[name]
    lay_out(tmp_path, env)
    monkeypatch.chdir(tmp_path)
    assert status() == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    for part in expected:
        assert part in said
    assert not (tmp_path / "never-made.db").exists()


SOUND = {
    "generic": CONNECT + RUN,
    "outer_transaction": CONNECT + RUN.replace("engine.connect()", "engine.begin()"),
    "autobegun": CONNECT
    + RUN.replace(
        "    context.conf", "    connection.execute(text('SELECT 1'))\n    context.conf", 1
    ),
    "prints": "print('hello from env.py')\n" + CONNECT + RUN,
    "arguments": CONNECT
    + "print(context.get_revision_argument(), context.get_starting_revision_argument(), "
    "context.get_tag_argument())\n" + RUN,
    "on_version_apply": CONNECT + "def write(ctx, **_):\n"
    "    ctx.connection.execute(text('CREATE TABLE IF NOT EXISTS audit (id INTEGER)'))\n"
    "    ctx.connection.execute(text('INSERT INTO audit VALUES (1)'))\n\n\n"
    + RUN.replace("=connection)", "=connection, on_version_apply=write)"),
    "in_a_thread": CONNECT
    + "import threading\n\n\ndef run():\n"
    + _indented(RUN)
    + "\n\nthread = threading.Thread(target=run)\nthread.start()\nthread.join()\n",
    "exits_afterwards": CONNECT + RUN + "raise SystemExit(0)\n",
    "one_connection": CONNECT.replace(
        'never-made.db"', 'never-made.db", pool_size=1, max_overflow=0'
    )
    + RUN.replace(
        "    context.conf", "    connection.execute(text('SELECT 1'))\n    context.conf", 1
    ),
    "late_sys_path": "import sys\n" + CONNECT + "sys.path.insert(0, 'lib')\n" + RUN,
}


def test_a_callback_that_is_not_called_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out(tmp_path, SOUND["on_version_apply"])
    monkeypatch.chdir(tmp_path)
    status()
    assert "The on_version_apply callbacks of env.py were not called." in capsys.readouterr().out


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_env_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out(tmp_path, SOUND[name])
    monkeypatch.chdir(tmp_path)
    assert status() == 0
    assert "reversible" in capsys.readouterr().out
    assert not (tmp_path / "never-made.db").exists()


def test_an_env_that_fails_after_the_last_revision_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out(tmp_path, CONNECT + RUN + "raise ValueError('too late')\n")
    monkeypatch.chdir(tmp_path)
    assert status() == 1
    said = capsys.readouterr().out
    assert "1 reversible; 1 error" in said
    assert "env.py:9: error MRT130 env.py raises ValueError: too late when" in said

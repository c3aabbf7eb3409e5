"""Joining the ``alembic`` program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from alembic.config import CommandLine

import alembic_mrt
from alembic_mrt import alembic_plugin

ROOT = Path(__file__).parents[1]


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python on ``arguments`` in a process of its own."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_program_lists_the_commands() -> None:
    said = run("-m", "alembic", "--help").stdout
    assert "mrt-check " in said
    assert "mrt-roundtrip " in said


@pytest.mark.parametrize("first", ["alembic", "alembic.config", "alembic_mrt.config"])
def test_either_package_may_be_imported_first(first: str) -> None:
    program = f"""
import {first}, alembic.config, alembic_mrt
alembic_mrt.MRTConfig
print(sorted(alembic.config.CommandLine().subparsers.choices))
"""
    done = run("-W", "error", "-c", program)
    assert done.stderr == ""
    assert "'mrt-archives', 'mrt-check', 'mrt-init', 'mrt-roundtrip', 'mrt-stub'" in done.stdout


def test_alembic_does_not_load_the_engines() -> None:
    program = """
import sys, alembic.config
print([name for name in sys.modules if name.startswith(("alembic_mrt", "rich", "sqlglot"))])
"""
    assert run("-c", program).stdout == "['alembic_mrt', 'alembic_mrt.alembic_plugin']\n"


def test_an_alembic_without_subparsers_goes_on_working() -> None:
    calls: list[str] = []
    alembic_plugin._add_commands(calls.append, SimpleNamespace(), ("p",), {})
    assert calls == ["p"]


def test_the_public_names() -> None:
    assert sorted(alembic_mrt.__all__) == alembic_mrt.__all__
    for name in alembic_mrt.__all__:
        assert getattr(alembic_mrt, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        alembic_mrt.nonsense  # noqa: B018


def history_in(folder: Path) -> None:
    """Write a history of one revision whose env.py shows what reached it."""
    (folder / "m" / "versions").mkdir(parents=True)
    (folder / "m" / "versions" / "1.py").write_text(
        "revision = '1'\ndown_revision = None\n"
        "from alembic import op\nimport sqlalchemy as sa\n"
        "def upgrade():\n    op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))\n"
        "def downgrade():\n    op.drop_table('t')\n",
        encoding="utf-8",
    )
    (folder / "m" / "env.py").write_text(
        "from alembic import context\nfrom sqlalchemy import create_engine\n"
        "print('x is', context.get_x_argument(as_dictionary=True))\n"
        "with create_engine('sqlite:///decoy.db').connect() as connection:\n"
        "    context.configure(connection=connection)\n"
        "    with context.begin_transaction():\n        context.run_migrations()\n",
        encoding="utf-8",
    )


PLACES = {
    "ini": ("alembic.ini", "[alembic]\nscript_location = m\n", []),
    "named ini": ("other.ini", "[alembic]\nscript_location = m\n", ["-c", "other.ini"]),
    "section": ("alembic.ini", "[alembic]\n[second]\nscript_location = m\n", ["-n", "second"]),
    "toml": ("pyproject.toml", '[tool.alembic]\nscript_location = "%(here)s/m"\n', []),
    "named toml": (
        "pyproject.toml",
        '[tool.alembic]\nscript_location = "%(here)s/m"\n',
        ["-c", "pyproject.toml"],
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_alembics_own_options_work(place: str, tmp_path: Path) -> None:
    name, text, options = PLACES[place]
    history_in(tmp_path)
    (tmp_path / name).write_text(text, encoding="utf-8")
    options = [*options, "-x", "who=me"]
    done = run("-m", "alembic", *options, "mrt-roundtrip", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    verdicts = [result["verdict"] for result in json.loads(done.stdout)["results"]]
    assert verdicts == ["reversible"]
    assert "x is {'who': 'me'}" in done.stderr
    assert not (tmp_path / "decoy.db").exists()
    assert run("-m", "alembic", *options, "mrt-check", cwd=tmp_path).returncode == 0


def test_the_commands_show_their_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        CommandLine("alembic").main(["mrt-roundtrip", "--help"])
    assert stop.value.code == 0
    assert "--use-database" in capsys.readouterr().out

"""`flask mrt` runs in the context of the application."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

from alembic_mrt.flask_commands import mrt

PROJECT = Path(__file__).parent / "environments" / "suite_flask"


def flask(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("FLASK", "MRT_"))}
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "shop", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flask") / "project"
    shutil.copytree(PROJECT, folder)
    made = flask(folder, "db", "init")
    assert made.returncode == 0, made.stderr
    shutil.copytree(folder / "versions", folder / "migrations" / "versions", dirs_exist_ok=True)
    return folder


def test_check_knows_the_dialect_of_the_application(project: Path) -> None:
    done = flask(project, "mrt", "check")
    assert done.returncode == 0, done.stderr
    assert "Analysed for sqlite." in done.stdout


def test_roundtrip(project: Path) -> None:
    done = flask(project, "mrt", "roundtrip", "b2", "--directory", "migrations")
    assert done.returncode == 0, done.stderr
    assert "1 revision: 1 reversible" in done.stdout
    assert not list(project.rglob("*.db"))


@pytest.mark.parametrize("command", ["init", "check"])
@pytest.mark.parametrize("folder", [[], ["-d", "other"]])
def test_there_is_no_environment_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, folder: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    app = Flask("shop", instance_path=str(tmp_path / "instance"))
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    Migrate(app, SQLAlchemy(app), directory="schema")
    done = app.test_cli_runner().invoke(mrt, [command, *folder])
    assert done.exit_code == 2
    looked = folder[-1] if folder else "schema"
    assert f"{looked}/alembic.ini does not exist. Run `flask db init` first" in done.output
    assert list(tmp_path.iterdir()) == []


def test_mistakes_end_in_a_sentence(project: Path) -> None:
    unknown = flask(project, "mrt", "roundtrip", "nope")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "No such revision or branch 'nope'" in unknown.stderr
    (project / "bare.py").write_text("import flask\n\napp = flask.Flask('bare')\n", "utf-8")
    bare = flask(project, "--app", "bare", "mrt", "check")
    assert (bare.returncode, bare.stdout) == (2, "")
    assert 'The Flask application "bare" knows no Flask-Migrate.' in bare.stderr
    assert "Traceback" not in unknown.stderr + bare.stderr

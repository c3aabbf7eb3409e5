"""What is said where pytest-mrt is installed too."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import pytest

from alembic_mrt import neighbour


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a distribution of that name, and an empty folder of scripts."""
    information = tmp_path / "pytest_mrt-1.9.1.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Name: pytest-mrt\nVersion: 1.9.1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("from alembic_mrt.cli import main", "mrt is that of alembic-mrt"),
        ("from pytest_mrt.cli import main", "mrt is that of pytest-mrt"),
        (None, "is not in the scripts folder"),
    ],
)
def test_the_sentence_says_which_program_runs(script: str | None, said: str, scripts: Path) -> None:
    if script is not None:
        (scripts / "mrt").write_text(script, encoding="utf-8")
    sentence = neighbour.sentence()
    assert said in sentence
    assert sentence.count("\n") == 0


def test_silence_where_it_is_not_installed() -> None:
    assert neighbour.sentence() == ""

"""The post-write hook: whatever names a script, and whatever else is done to it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from alembic_mrt.generation_commands import initialized, stubbed
from alembic_mrt.write_hooks import write_test_stub


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """Return the configuration of a new environment in the working folder."""
    monkeypatch.chdir(tmp_path)
    made = Config("alembic.ini")
    list(initialized(made, None, None, dry_run=False, template_path=False))
    return Config("alembic.ini")


def with_lines(config: Config, after: str, *lines: str) -> Config:
    """Write lines into alembic.ini, and return the configuration anew."""
    path = Path(str(config.config_file_name))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(after, "\n".join([after, *lines])), encoding="utf-8")
    return Config("alembic.ini")


def stubs() -> list[str]:
    found = sorted(Path("tests/migrations").glob("test_*.py"))
    for path in found:
        compile(path.read_text(encoding="utf-8"), path, "exec")
    return [path.name for path in found]


@pytest.mark.parametrize(
    "template",
    ["%%(year)d/%%(month).2d/%%(rev)s_%%(slug)s", "%%(epoch)s_%%(rev)s", "%%(slug)s", "r%%(rev)s"],
)
def test_any_file_template(config: Config, template: str) -> None:
    config = with_lines(
        config,
        "path_separator = os",
        f"file_template = {template}",
        "recursive_version_locations = true",
        "revision_environment = true",
        "timezone = UTC",
    )
    command.revision(config, "Ärger: \"quoted\" & 'x' \\ back", rev_id="9ü'x. y")
    command.revision(config, "second", rev_id="b")
    assert stubs() == ["test_9ü_x__y_ärger_quoted_x_back.py", "test_b_second.py"]
    assert list(stubbed(config, [], every=True, since=None)) == [
        "9ü'x. y has a test",
        "b has a test",
    ]


def test_another_folder_of_scripts(config: Config, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    config = with_lines(config, "path_separator = os", "version_locations = %(here)s/a:%(here)s/b")
    command.revision(config, "one", rev_id="r1", version_path="b", head="base")
    assert stubs() == ["test_r1_one.py"]


def test_formatters_before_and_behind_it(config: Config) -> None:
    config = with_lines(
        config,
        "[post_write_hooks]",
        "first.type = exec",
        f"first.executable = {sys.executable}",
        "first.options = -m ruff format --line-length 60 REVISION_SCRIPT_FILENAME",
        "last.type = module",
        "last.module = ruff",
        "last.options = format --line-length 80 REVISION_SCRIPT_FILENAME",
    )
    path = Path("alembic.ini")
    text = path.read_text(encoding="utf-8")
    hooks = text.replace("hooks = mrt_test_stub", "hooks = first, mrt_test_stub, last")
    path.write_text(hooks, encoding="utf-8")
    command.revision(Config("alembic.ini"), "one", rev_id="r1")
    assert stubs() == ["test_r1_one.py"]


def test_nothing_is_overwritten(config: Config, tmp_path: Path) -> None:
    path = tmp_path / "tests" / "migrations" / "test_r1_one.py"
    path.write_text("# mine\n", encoding="utf-8")
    command.revision(config, "one", rev_id="r1")
    assert path.read_text(encoding="utf-8") == "# mine\n"
    assert stubs() == ["test_r1_one.py", "test_r1_one_2.py"]


def test_a_merge_gets_none(config: Config) -> None:
    command.revision(config, "one", rev_id="r1")
    command.revision(config, "two", rev_id="r2", head="base", splice=True)
    command.merge(config, "heads", "join", rev_id="r3")
    assert stubs() == ["test_r1_one.py", "test_r2_two.py"]


def test_it_takes_no_options() -> None:
    with pytest.raises(CommandError, match='takes no option "options"'):
        write_test_stub("x.py", {"type": "mrt_test_stub", "_hook_name": "h", "options": "-l 79"})


def test_wrong_settings_are_told(config: Config) -> None:
    config = with_lines(config, "[mrt]", "archve = drop-table")
    with pytest.raises(CommandError, match='Did you mean "archive"'):
        command.revision(config, "one", rev_id="r1")

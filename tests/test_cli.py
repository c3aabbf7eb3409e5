"""The ``mrt`` program and the options that it shares with ``alembic``."""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import subprocess
import sys
from pathlib import Path

import alembic.command
import pytest
from alembic.config import CommandLine, Config

import alembic_mrt
from alembic_mrt import cli
from alembic_mrt.arguments import COMMANDS, Command

ROOT = Path(__file__).parents[1]
GLOBAL_OPTIONS = {"config", "name", "x", "raiseerr", "quiet", "verbose", "cmd"}


def status_of(program: str, *arguments: str) -> int:
    """Run a program in this process and return its exit status."""
    main = cli.main if program == "mrt" else CommandLine("alembic").main
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    code = stop.value.code
    assert isinstance(code, int), code
    return code


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ALEMBIC_CONFIG", raising=False)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_named_options_are_those_of_the_parser(command: Command) -> None:
    parser = argparse.ArgumentParser(add_help=False)
    names = command.add_arguments(parser)
    assert sorted(names) == sorted(vars(parser.parse_args([])))
    assert not GLOBAL_OPTIONS & set(names)


@pytest.mark.parametrize("arguments", [["version"], ["--version"]])
def test_version_names_what_a_bug_report_needs(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with contextlib.suppress(SystemExit):
        cli.main(arguments)
    said = capsys.readouterr().out
    assert said.startswith(f"alembic-mrt {alembic_mrt.__version__} (alembic 1.")
    assert "Python 3." in said


def test_the_module_is_the_program() -> None:
    command = [sys.executable, "-m", "alembic_mrt", "version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("alembic-mrt ")


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("program", ["mrt", "alembic"])
def test_the_collector_of_a_program_that_calls_ours_stays_as_it_was(program: str) -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    assert status_of(program, "check" if program == "mrt" else "mrt-check") == 2
    assert (gc.get_threshold(), gc.get_freeze_count()) == before


@pytest.mark.parametrize(
    ("program", "arguments"),
    [
        ("mrt", ["check"]),
        ("mrt", ["roundtrip"]),
        ("alembic", ["mrt-check"]),
        ("alembic", ["mrt-roundtrip"]),
    ],
)
def test_no_alembic_ini(
    program: str, arguments: list[str], empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status_of(program, *arguments) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert captured.err.startswith(f"error: There is no alembic.ini: {empty / 'alembic.ini'}")
    assert "alembic init" in captured.err
    assert list(empty.iterdir()) == []


SECTIONS = f"[alembic]\n[other]\nscript_location = {ROOT / 'sample'}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["-c", "my.ini", "-n", "other", "-x", "a=1", "check", "-x", "b=2"],
        ["check", "-c", "my.ini", "-n", "other", "-x", "a=1", "-x", "b=2"],
        ["-c", "no.ini", "-n", "alembic", "-x", "a=1", "check", "-c", "my.ini", "-n", "other", "-x",
         "b=2"],
    ],
)  # fmt: skip
def test_alembics_options_stand_before_or_after_the_command(
    arguments: list[str], empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty / "my.ini").write_text(SECTIONS, encoding="utf-8")
    (empty / "no.ini").write_text("", encoding="utf-8")
    options = cli._with_both(cli._parser().parse_args(arguments))
    assert options.x == ["a=1", "b=2"]
    assert status_of("mrt", *arguments) == 1
    assert "mrt-check: " in capsys.readouterr().out


@pytest.mark.parametrize("program", ["mrt", "alembic"])
def test_a_named_file_that_is_not_there(
    program: str, empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["-c", "nowhere.ini"]
    mine = ["check", *place] if program == "mrt" else [*place, "mrt-check"]
    assert status_of(program, *mine) == 2
    assert str(empty / "nowhere.ini") in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["mrt", "check", "--nonsense"],
        ["mrt", "nonsense"],
        ["mrt"],
        ["mrt", "check", "--format", "xml"],
        ["alembic", "mrt-check", "--nonsense"],
        ["alembic", "mrt-roundtrip", "--format", "xml"],
        ["alembic", "mrt-check", "--fail-on", "fatal"],
    ],
)
def test_usage_errors(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(*arguments) == 2
    assert "error: " in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    ("ini", "said"),
    [
        ("[alembic]\n", "script_location"),
        ("[alembic]\nscript_location = nowhere\n", "nowhere"),
        ("[alembic]\nscript_location = m\n", "m/versions"),
        ("[alembic]\nscript_location = m\n[mrt]\nstric = 1\n", '"strict"'),
        ("nonsense", "alembic.ini"),
        ("[other]\n", "-n NAME"),
    ],
)
@pytest.mark.parametrize("command", ["check", "roundtrip"])
def test_a_configuration_that_is_wrong(
    command: str, ini: str, said: str, empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty / "m").mkdir()
    (empty / "alembic.ini").write_text(ini, encoding="utf-8")
    assert status_of("mrt", command) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


@pytest.mark.parametrize("command", ["check", "roundtrip"])
def test_no_revision_scripts(command: str, empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (empty / "m" / "versions").mkdir(parents=True)
    (empty / "alembic.ini").write_text("[alembic]\nscript_location = m\n", encoding="utf-8")
    assert status_of("mrt", command) == 2
    assert "alembic revision" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "roundtrip"])
def test_an_unknown_revision(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of("mrt", command, "-c", str(ROOT / "alembic.ini"), "0f7ce35a92b9") == 2
    captured = capsys.readouterr()
    assert "0f7ce35a92b9" in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize("command", ["check", "roundtrip"])
def test_an_empty_revision(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of("mrt", command, "-c", str(ROOT / "alembic.ini"), "") == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("error: An empty word stands where")
    assert (captured.err.count("\n"), captured.out) == (1, "")


@pytest.mark.parametrize("command", ["check", "roundtrip"])
@pytest.mark.parametrize(
    "key", ["skip = zzzz: slow", "irreversible = zzzz: law", "heads = zzzz", "skip = : slow"]
)
def test_a_revision_of_the_configuration_that_is_not_there(
    command: str, key: str, empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ini = f"[alembic]\nscript_location = {ROOT / 'sample'}\n[mrt]\n{key}\n"
    (empty / "alembic.ini").write_text(ini, encoding="utf-8")
    assert status_of("mrt", command) == 2
    captured = capsys.readouterr()
    name = key.partition(" ")[0]
    assert captured.err.startswith(f'error: The key "{name}" in [mrt] of alembic.ini')
    assert captured.err.count("\n") == 1


@pytest.mark.usefixtures("empty")
def test_the_url_that_alembic_init_wrote(capsys: pytest.CaptureFixture[str]) -> None:
    alembic.command.init(Config("alembic.ini"), "m")
    alembic.command.revision(Config("alembic.ini"), "first")
    capsys.readouterr()
    assert status_of("alembic", "mrt-check") == 0
    capsys.readouterr()
    assert status_of("alembic", "mrt-roundtrip") == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("error: sqlalchemy.url in alembic.ini is still")
    assert captured.err.count("\n") == 1
    assert status_of("alembic", "mrt-roundtrip", "--url", "sqlite://") == 0


def test_a_database_to_use_is_missed_by_the_round_trip_alone(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ini = f"[alembic]\nscript_location = {ROOT / 'sample'}\n[mrt]\nuse_database = true\n"
    (empty / "alembic.ini").write_text(ini, encoding="utf-8")
    assert status_of("mrt", "check") == 1
    capsys.readouterr()
    assert status_of("mrt", "roundtrip") == 2
    said = capsys.readouterr().err
    assert said.startswith("error: use_database is set, but no database was handed over. Name it")


@pytest.mark.parametrize("key", ["script_location", "version_locations"])
def test_a_package_that_is_not_there_is_named_with_its_key(
    key: str, empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "" if key == "script_location" else f"script_location = {ROOT / 'sample'}\n"
    ini = f"[alembic]\n{other}{key} = no_such_package:m\n"
    (empty / "alembic.ini").write_text(ini, encoding="utf-8")
    assert status_of("mrt", "check") == 2
    said = capsys.readouterr().err
    assert said.startswith(f'error: The key "{key}" in alembic.ini names a package that cannot be')
    assert "prepend_sys_path" in said
    assert said.count("\n") == 1


def test_a_folder_that_cannot_be_read_is_not_an_empty_one(
    empty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    (empty / "m" / "versions").mkdir(parents=True)
    (empty / "alembic.ini").write_text("[alembic]\nscript_location = m\n", encoding="utf-8")
    monkeypatch.setattr(os, "scandir", refuse)
    assert status_of("mrt", "check") == 2
    said = capsys.readouterr().err
    assert (
        said
        == "error: The folder m/versions cannot be read: Permission denied. Make it readable.\n"
    )


@pytest.mark.parametrize(
    ("line", "remedy"),
    [("import no_such_module", "Install what"), ("int('abc')", "Correct it there")],
)
def test_a_script_that_cannot_be_imported(
    line: str, remedy: str, empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    versions = empty / "m" / "versions"
    versions.mkdir(parents=True)
    ini = "[alembic]\nscript_location = m\nsqlalchemy.url = sqlite://\n"
    (empty / "alembic.ini").write_text(ini, encoding="utf-8")
    env = (
        "from alembic import context\nfrom sqlalchemy import create_engine\n"
        "with create_engine('sqlite://').connect() as connection:\n"
        "    context.configure(connection=connection)\n    context.run_migrations()\n"
    )
    (empty / "m" / "env.py").write_text(env, encoding="utf-8")
    script = f'{line}\nrevision = "a1"\ndown_revision = None\ndef upgrade(): pass\n'
    (versions / "a1.py").write_text(script, encoding="utf-8")
    assert status_of("mrt", "roundtrip") == 2
    said = capsys.readouterr().err
    assert "a1.py:1 cannot be imported: " in said
    assert remedy in said


@pytest.mark.usefixtures("empty")
def test_an_environment_for_several_databases(capfd: pytest.CaptureFixture[str]) -> None:
    alembic.command.init(Config("alembic.ini"), "m", template="multidb")
    ini = Path("alembic.ini").read_text(encoding="utf-8")
    for name in ("dbname2", "dbname"):
        ini = ini.replace(f"driver://user:pass@localhost/{name}", f"sqlite:///{name}.db")
    Path("alembic.ini").write_text(ini, encoding="utf-8")
    alembic.command.revision(Config("alembic.ini"), "first")
    done = subprocess.run(
        [sys.executable, "-m", "alembic_mrt", "roundtrip"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("error: m/env.py runs migrations several times")
    assert done.stderr.count("\n") == 1
    capfd.readouterr()
    status_of("alembic", "mrt-check")
    said = " ".join(capfd.readouterr().out.split())
    assert "no round trip can be made either" in said
    assert "`alembic mrt-roundtrip` sees" not in said

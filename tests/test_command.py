"""Exit statuses, and what goes to which stream."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from alembic.config import Config
from alembic.util import CommandError

from alembic_mrt import command
from alembic_mrt.choice import choose, name_fully
from alembic_mrt.config import MRTConfig
from alembic_mrt.exceptions import ConfigurationError, MRTError
from alembic_mrt.finding import Finding, Report, RevisionResult, Severity, Verdict
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip import runner

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
SAMPLE = Config(str(ROOT / "alembic.ini"))


def raising(error: BaseException) -> Callable[[], int]:
    def run() -> int:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (MRTError("The thing is wrong.", "Mend it."), 2, "error: The thing is wrong. Mend it.\n"),
        (CommandError("No config file"), 2, "error: No config file\n"),
        (
            PermissionError(13, "Permission denied", "m/1.py"),
            2,
            "error: m/1.py: Permission denied\n",
        ),
        (KeyboardInterrupt(), 130, "interrupted\n"),
    ],
)
def test_an_error_is_a_sentence_and_a_status(
    error: BaseException, status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.guarded(raising(error)) == status
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", said)


def test_a_fault_of_ours_is_owned_and_is_no_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.guarded(raising(ZeroDivisionError("oops"))) == 2
    said = capsys.readouterr().err
    assert "ZeroDivisionError: oops" in said
    assert said.endswith("a fault of alembic-mrt, not of the history: please report it.\n")


def test_a_traceback_on_request() -> None:
    with pytest.raises(MRTError):
        command.guarded(raising(MRTError("x")), traceback=True)


def test_sigterm_unwinds_and_the_old_handler_comes_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    unwound = []

    def run() -> int:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            signal.sigtimedwait([], 1) if hasattr(signal, "sigtimedwait") else None
        finally:
            unwound.append(True)
        return 0

    with pytest.raises(SystemExit) as stop:
        command.guarded(run)
    assert (stop.value.code, unwound) == (143, [True])
    assert signal.getsignal(signal.SIGTERM) is before


def stub(monkeypatch: pytest.MonkeyPatch, **parts: Any) -> None:
    """Let the round trip come to a given result, and print on the way."""

    def run(*_: object, **__: object) -> Report:
        print("printed by a migration")
        os.system("echo printed by a program")
        SAMPLE.print_stdout("printed through Alembic")
        return Report(command="mrt-roundtrip", subject="", **parts)

    monkeypatch.setattr(runner, "run", run)


FAILING = {
    Verdict.DATA_LOST,
    Verdict.SCHEMA_DIFFERS,
    Verdict.DOWNGRADE_FAILS,
    Verdict.DOWNGRADE_FAILS_ON_NEW_ROWS,
    Verdict.REUPGRADE_FAILS,
    Verdict.UPGRADE_FAILS_ON_ROWS,
    Verdict.UPGRADE_FAILS,
    Verdict.GRAPH_FAULT,
    Verdict.NOT_WRITTEN,
}


@pytest.mark.parametrize("verdict", Verdict)
def test_the_status_of_each_verdict(verdict: Verdict, monkeypatch: pytest.MonkeyPatch) -> None:
    stub(monkeypatch, results=(RevisionResult(revision="1", title="", verdict=verdict),))
    assert command.mrt_roundtrip(SAMPLE) == (1 if verdict in FAILING else 0)
    assert command.mrt_roundtrip(SAMPLE, strict=True) == (0 if verdict is Verdict.REVERSIBLE else 1)


@pytest.mark.parametrize(
    ("severity", "status", "strict"),
    [(Severity.ERROR, 1, 1), (Severity.WARNING, 0, 1), (Severity.NOTE, 0, 0)],
)
def test_the_status_of_a_finding_of_no_revision(
    severity: Severity, status: int, strict: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub(monkeypatch, findings=(Finding(code="MRT901", severity=severity, message="x"),))
    assert command.mrt_roundtrip(SAMPLE) == status
    assert command.mrt_roundtrip(SAMPLE, strict=True) == strict


def test_stdout_holds_json_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    stub(monkeypatch)
    before = SAMPLE.stdout
    command.mrt_roundtrip(SAMPLE, format="json")
    captured = capfd.readouterr()
    assert json.loads(captured.out)["command"] == "mrt-roundtrip"
    for printed in ("by a migration", "by a program", "through Alembic"):
        assert f"printed {printed}" in captured.err
    assert SAMPLE.stdout is before


def test_words_are_resolved_or_refused() -> None:
    history = read_history(SAMPLE)
    assert choose(history, (), MRTConfig()).only is None
    assert choose(history, ["0f7c"], MRTConfig()).only == frozenset({"0f7ce35a92b8"})
    with pytest.raises(ConfigurationError, match="zzz"):
        choose(history, ["zzz"], MRTConfig())


def test_revisions_of_the_settings_are_named_fully() -> None:
    history = read_history(SAMPLE)
    settings = name_fully(MRTConfig(skip={"0f7c": "slow"}), history)
    assert settings.skip == {"0f7ce35a92b8": "slow"}
    with pytest.raises(ConfigurationError, match=r'key "irreversible".*zzz'):
        name_fully(MRTConfig(irreversible={"zzz": "law"}), history)


@pytest.mark.parametrize(
    ("url", "said"),
    [("postgresql://nobody@nowhere/", "Analysed for postgresql."), (None, "no particular dialect")],
)
def test_check_names_the_dialect_that_it_analysed_for(
    url: str | None, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "sample"))
    if url:
        config.set_main_option("sqlalchemy.url", url)
    monkeypatch.chdir(ROOT)
    command.mrt_check(config, ["27c6a30d7c24"])
    assert said in capsys.readouterr().out


def test_both_commands_name_what_they_looked_at(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    stub(monkeypatch)
    subjects = []
    for run in (command.mrt_check, command.mrt_roundtrip):
        run(SAMPLE, format="json")
        subjects.append(json.loads(capfd.readouterr().out)["subject"])
    assert subjects[0] == subjects[1]
    assert subjects[0].endswith("sample/versions")


def test_a_reader_that_goes_away_is_no_error() -> None:
    program = f"{sys.executable} -m alembic_mrt check | true"
    done = subprocess.run(program, shell=True, cwd=ROOT, capture_output=True, check=False)
    assert done.stderr == b""


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("command_line", "status"), [("check", 1), ("roundtrip --url sqlite:// 27c6a30d7c24", 0)]
)
def test_a_closed_stream_is_no_error(command_line: str, status: int, closed: str) -> None:
    program = f"{sys.executable} -m alembic_mrt {command_line} {closed}"
    done = subprocess.run(program, shell=True, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (status, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_narrow_encoding_is_no_error(
    encoding: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stub(monkeypatch, coverage=("λ",))
    with (tmp_path / "out").open("w", encoding=encoding) as out:
        monkeypatch.setattr(sys, "stdout", out)
        command.mrt_roundtrip(SAMPLE)
    assert "\\u03bb" in (tmp_path / "out").read_text(encoding=encoding)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("foo://h/d", "Analysed for foo, a dialect that SQLAlchemy does not know: it is"),
        ("mysql://h/d", "Analysed for mysql."),
        ("mariadb://h/d", "Analysed for mariadb."),
    ],
)
def test_an_unknown_dialect_is_said_to_be_unknown(
    url: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MRT_DATABASE_URL", url)
    command.mrt_check(SAMPLE)
    assert told in " ".join(capsys.readouterr().out.split())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_report_that_cannot_be_written_is_one_sentence(form: str) -> None:
    program = [sys.executable, "-m", "alembic_mrt", "check", "--format", form]
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        done = subprocess.run(
            program, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT
        )
    assert done.returncode == 2
    assert done.stderr.startswith("error: The output cannot be written: No space left on device.")
    assert done.stderr.count("\n") == 1

"""What options and keys leave to be judged, by which rules, and what they accept beforehand."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from alembic.config import CommandLine

from alembic_mrt import cli
from alembic_mrt.analyzer.rule import every_rule

ADD = """
def upgrade():
    op.add_column("users", sa.Column({0!r}, sa.Text()))


def downgrade():
    pass
"""
USERS = """
def upgrade():
    op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("users")
"""
COMMANDS = pytest.mark.parametrize("program", ["mrt", "alembic"])


def write(revision: str, parent: str | None, body: str) -> Path:
    path = Path("m/versions") / f"{revision}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"from alembic import op\nimport sqlalchemy as sa\n\nrevision = {revision!r}\n"
    path.write_text(f'"""Change {revision}"""\n{head}down_revision = {parent!r}\n\n{body}')
    return path


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a history of which the last two revisions leave a column behind."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ALEMBIC_CONFIG", raising=False)
    configure()
    write("a1", None, USERS)
    write("b2", "a1", ADD.format("nick"))
    write("c3", "b2", ADD.format("fax"))


def configure(section: str = "", toml: str | None = None) -> None:
    text = "[alembic]\nscript_location = m\nsqlalchemy.url = sqlite:///nowhere.db\n"
    Path("alembic.ini").write_text(f"{text}\n[mrt]\n{section}\n")
    if toml is not None:
        Path("pyproject.toml").write_text(toml)


def run(program: str, *arguments: str, command: str = "check") -> int:
    main = cli.main if program == "mrt" else CommandLine("alembic").main
    name = command if program == "mrt" else f"mrt-{command}"
    with pytest.raises(SystemExit) as stop:
        main([name, *arguments])
    assert isinstance(stop.value.code, int)
    return stop.value.code


class Told(dict[str, Any]):
    """What a run printed as JSON, and how it ended."""

    status: int

    @property
    def found(self) -> list[tuple[str, str, str]]:
        return [(f["code"], f["revision"], f["severity"]) for f in self["findings"]]


def told(capsys: pytest.CaptureFixture[str], *arguments: str, program: str = "mrt") -> Told:
    capsys.readouterr()
    status = run(program, "--format", "json", *arguments)
    captured = capsys.readouterr()
    assert captured.err == ""
    report = Told(json.loads(captured.out))
    report.status = status
    return report


def refused(capsys: pytest.CaptureFixture[str], *arguments: str, program: str = "mrt") -> str:
    capsys.readouterr()
    assert run(program, *arguments) == 2
    captured = capsys.readouterr()
    assert (captured.err.count("\n"), captured.out) == (1, "")
    return captured.err


BOTH = [("MRT102", "b2", "error"), ("MRT102", "c3", "error")]


@COMMANDS
def test_rules_are_selected_and_ignored(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, program=program).found == BOTH
    for options in (["--ignore", "MRT1"], ["--select", "MRT2,MRT3"], ["--ignore=mrt102, MRT901"]):
        report = told(capsys, *options, program=program)
        assert (report.found, report.status) == ([], 0)
    for options in (["--select", "MRT1"], ["--ignore", "MRT1", "--extend-select", "MRT102"]):
        assert told(capsys, *options, program=program).found == BOTH


def test_the_longer_word_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "--select", "MRT1", "--ignore", "MRT102").found == []
    assert told(capsys, "--select", "MRT102", "--ignore", "MRT1").found == BOTH


@pytest.mark.parametrize(
    "section",
    [
        "ignore = MRT102, MRT901",
        "ignore =\n    MRT102: we never go back\n    MRT901",
        "select = MRT2 MRT3",
        "per-revision-ignores =\n    b2: MRT102 nobody goes back\n    c3: MRT1",
        "per_revision_ignores =\n    heads: MRT102, MRT201 it stays\n    b2: MRT102",
    ],
)
def test_the_configuration_accepts_too(section: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure(section)
    assert "MRT102" not in [code for code, _, _ in told(capsys).found]


def test_pyproject_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    toml = '[tool.mrt.per-revision-ignores]\nb2 = ["MRT102"]\nc3 = {MRT102 = "it stays"}\n'
    configure(toml=toml)
    assert told(capsys).found == []
    configure(toml='[tool.mrt]\nextend-select = ["MRT7"]\n[tool.mrt.ignore]\nMRT1 = "later"\n')
    assert {code for code, _, _ in told(capsys).found}.isdisjoint({"MRT102"})


def test_what_the_configuration_accepts_in_vain_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    configure("per_revision_ignores =\n    a1: MRT102\n    b2: MRT102")
    found = told(capsys)["findings"]
    assert [(f["code"], f["revision"]) for f in found] == [("MRT703", "a1"), ("MRT102", "c3")]
    assert "accepts MRT102 at revision a1" in found[0]["message"]
    assert told(capsys, "--ignore", "MRT102").found == []


@COMMANDS
def test_severities_are_given(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    report = told(capsys, "--severity", "MRT102:note", program=program)
    assert ([s for _, _, s in report.found], report.status) == (["note"] * 2, 0)
    configure("severity =\n    MRT102: warning\n    MRT1: note")
    assert [s for _, _, s in told(capsys, program=program).found] == ["warning"] * 2
    assert told(capsys, "--strict", program=program).status == 1
    assert told(capsys, "--severity=MRT102:error", "--severity=MRT703:note").status == 1


def test_what_is_not_proven_is_not_raised(capsys: pytest.CaptureFixture[str]) -> None:
    write("c3", "b2", "def upgrade():\n    op.execute(sql())\n\n\ndef downgrade():\n    pass\n")
    found = {code: severity for code, _, severity in told(capsys, "c3").found}
    assert found == {"MRT102": "warning", "MRT902": "note"}
    found = {c: s for c, _, s in told(capsys, "c3", "--severity", "MRT102:note").found}
    assert found == {"MRT102": "note", "MRT902": "note"}


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--select", "MRT999"], 'key "select" in the command line names MRT999, which is no code'),
        (["--ignore", "E501"], "Did you mean MRT"),
        (["--ignore", "MRT110"], "which the round trip alone finds"),
        (["--severity", "MRT30x:note"], "no code"),
        (["--severity", "MRT301:fatal"], "must be one of error, warning, note, not 'fatal'"),
        (["--extend-select", ""], "must be a list of codes"),
    ],
)
@COMMANDS
def test_an_unknown_code_is_refused(
    program: str, option: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in refused(capsys, *option, program=program)


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("ignore = MRT331", 'The key "ignore" in [mrt] of alembic.ini names MRT331'),
        ("per_revision_ignores = b2: because", "names no code for b2"),
        ("per_revision_ignores = zz: MRT102", 'The key "per_revision_ignores" in [mrt]'),
        ("start_after = zz", 'The key "start_after" in [mrt] of alembic.ini'),
        ("start-after = a1\nstart_after = a1", 'The key "start_after" stands twice'),
        ("severity = MRT201", "must be one of error, warning, note"),
        ("baseline =", 'The key "baseline"'),
    ],
)
def test_a_wrong_key_is_refused(
    section: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(section)
    assert said in refused(capsys)


@COMMANDS
def test_an_unknown_code_in_a_comment_is_told(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write("c3", "b2", USERS.replace("users", "faxes"))
    path.write_text(path.read_text() + "\n# mrt: ignore[MRT231]\n")
    (finding,) = told(capsys, "c3", program=program)["findings"]
    assert (finding["code"], "MRT231, which is no code" in finding["message"]) == ("MRT703", True)
    assert finding["remedy"].startswith("Did you mean MRT")


@COMMANDS
def test_what_is_older_is_replayed_but_not_judged(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for options in (["--start-after", "b2"], ["--since", "b2"]):
        report = told(capsys, *options, program=program)
        assert report.found == [("MRT102", "c3", "error")]
        assert report["summary"]["revisions"] == 1
    assert told(capsys, "--since", "head", program=program).status == 0
    configure("start-after = b2")
    assert told(capsys, program=program).found == [("MRT102", "c3", "error")]
    assert told(capsys, "b2", program=program).found == []
    said = refused(capsys, "--since", "zz", program=program)
    assert said.startswith("error: The option --since: ")


def git(*arguments: str) -> None:
    name = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *name, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository() -> None:
    git("init")
    git("add", ".")
    git("commit", "-m", "first")


@pytest.mark.usefixtures("repository")
@COMMANDS
def test_git_tells_what_is_new(
    program: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, "--since", "git:main", program=program).found == []
    write("d4", "c3", ADD.format("mail"))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/of-a-hook")
    assert told(capsys, "--since", "git:main").found == [("MRT102", "d4", "error")]
    monkeypatch.delenv("GIT_INDEX_FILE")
    git("checkout", "-b", "work")
    git("add", ".")
    git("commit", "-m", "second")
    write("b2", "a1", ADD.format("name"))
    report = told(capsys, "--since", "git:main", "--ignore", "MRT5", program=program)
    assert [revision for _, revision, _ in report.found] == ["b2", "d4"]


@pytest.mark.usefixtures("repository")
def test_what_the_branch_got_in_the_meantime_is_not_ours(
    capsys: pytest.CaptureFixture[str],
) -> None:
    git("checkout", "-b", "work")
    write("d4", "c3", ADD.format("mail"))
    git("add", ".")
    git("commit", "-m", "mine")
    git("checkout", "main")
    write("b2", "a1", ADD.format("name"))
    write("e5", "c3", ADD.format("other"))
    git("add", ".")
    git("commit", "-m", "theirs")
    git("checkout", "work")
    report = told(capsys, "--since", "git:main")
    assert report.found == [("MRT506", "d4", "warning"), ("MRT102", "d4", "error")]
    assert "so does e5, which main has got" in report["findings"][0]["message"]
    assert told(capsys, "--since", "git:main~1").found == [("MRT102", "d4", "error")]


@COMMANDS
def test_git_that_cannot_tell_is_a_sentence(
    program: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "not a git repository" in refused(capsys, "--since", "git:main", program=program)
    git("init")
    for reference in ("git:nowhere", "git:", "git:--help"):
        assert "git knows no commit" in refused(capsys, "--since", reference, program=program)
    monkeypatch.setenv("PATH", "/nowhere")
    assert "git cannot be run" in refused(capsys, "--since", "git:main", program=program)


@COMMANDS
def test_the_round_trip_judges_the_same(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("m/env.py").write_text(
        "from alembic import context\nfrom sqlalchemy import create_engine\n"
        "with create_engine('sqlite:///nowhere.db').connect() as connection:\n"
        "    context.configure(connection=connection)\n    context.run_migrations()\n"
    )
    options = (["--since", "b2"], ["--start-after", "b2"])
    for option in options:
        assert run(program, *option, "--format", "json", command="roundtrip") == 1
        report = json.loads(capsys.readouterr().out)
        assert [(r["revision"], r["verdict"]) for r in report["results"]] == [
            ("c3", "schema differs")
        ]
    assert run(program, "--since", "head", "--format", "json", command="roundtrip") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["results"], report["coverage"]) == (
        [],
        ["No revision is new enough to be judged; there are 3."],
    )


@COMMANDS
def test_a_baseline_accepts_what_was_there(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = ["--baseline", "baseline.json"]
    assert "cannot be read" in refused(capsys, *file, program=program)
    report = told(capsys, *file, "--write-baseline", program=program)
    assert (report.found, report.status) == ([], 0)
    assert "2 findings written to baseline.json." in report["coverage"]
    text = Path("baseline.json").read_text()
    assert json.loads(text)["findings"][0] == {
        "code": "MRT102",
        "revision": "b2",
        "object": "downgrade",
    }
    path = Path("m/versions/b2.py")
    path.write_text("# one line more\n" + path.read_text())
    write("d4", "c3", ADD.format("mail"))
    report = told(capsys, *file, program=program)
    assert (report.found, report.status) == ([("MRT102", "d4", "error")], 1)
    assert "2 findings accepted by baseline.json." in report["coverage"]
    told(capsys, *file, "--write-baseline", "d4", program=program)
    assert len(json.loads(Path("baseline.json").read_text())["findings"]) == 3
    assert told(capsys, *file, program=program).status == 0
    assert sorted(p.name for p in Path().iterdir()) == ["alembic.ini", "baseline.json", "m"]


@pytest.mark.parametrize("options", [("--select", "MRT3"), ("--ignore", "MRT1"), ("c3",)])
def test_a_run_for_some_rules_or_revisions_leaves_the_rest_of_a_baseline(
    options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    file = ["--baseline", "baseline.json"]
    told(capsys, *file, "--write-baseline")
    text = Path("baseline.json").read_text()
    assert not any("No longer found" in line for line in told(capsys, *file, *options)["coverage"])
    told(capsys, *file, "--write-baseline", *options)
    assert Path("baseline.json").read_text() == text


def test_a_baseline_written_anew_forgets_what_the_configuration_ignores(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure("baseline = accepted.json")
    told(capsys, "--write-baseline")
    configure("baseline = accepted.json\nignore = MRT102")
    assert any("No longer found" in line for line in told(capsys)["coverage"])
    told(capsys, "--write-baseline")
    assert json.loads(Path("accepted.json").read_text())["findings"] == []


def test_what_a_baseline_accepts_in_vain_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    configure("baseline = accepted.json")
    told(capsys, "--write-baseline")
    write("c3", "b2", USERS.replace("users", "faxes"))
    report = told(capsys)
    assert report.found == []
    (idle,) = (s for s in report["coverage"] if "No longer found" in s)
    assert "MRT102 downgrade at c3" in idle
    assert not any("No longer" in s for s in told(capsys, "--since", "c3")["coverage"])


@pytest.mark.parametrize("text", ["", "[]", '{"version": 2}', '{"version": 1, "findings": [1]}'])
def test_a_broken_baseline_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.json").write_text(text)
    assert "The baseline b.json" in refused(capsys, "--baseline", "b.json")
    assert told(capsys, "--baseline", "b.json", "--write-baseline").status == 0
    assert told(capsys, "--baseline", "b.json").status == 0


@COMMANDS
def test_a_baseline_needs_a_file_that_can_be_written(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "--baseline FILE" in refused(capsys, "--write-baseline", program=program)
    options = ["--baseline", "nowhere/b.json", "--write-baseline"]
    assert "nowhere/b.json cannot be written" in refused(capsys, *options, program=program)


@COMMANDS
def test_the_status_is_zero_on_request(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    report = told(capsys, "--exit-zero", program=program)
    assert (report.found, report.status) == (BOTH, 0)
    assert run(program, "--exit-zero", "zzz") == 2


@COMMANDS
def test_what_is_not_analysed_may_fail_a_run(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    body = (
        "def upgrade():\n    op.execute(sql())\n\n\ndef downgrade():\n    op.execute('ANALYZE')\n"
    )
    path = write("c3", "b2", body)
    options = ["c3", "--ignore", "MRT"]
    assert told(capsys, *options, program=program).status == 0
    report = told(capsys, *options, "--strict-coverage", program=program)
    assert (report.found, report.status) == ([("MRT902", "c3", "note")], 1)
    (unread,) = report["statements"]["not_analysed"]
    assert (report["statements"]["understood"], unread["line"], unread["revision"]) == (1, 9, "c3")
    assert unread["source"] == "op.execute(sql())"
    path.write_text(path.read_text().replace("sql())", "sql())  # noqa: MRT902 seen"))
    assert told(capsys, *options, "--strict-coverage", program=program).status == 0


SETUP = """\
\\connect shop
CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL);
COPY users (id, email) FROM stdin;
1	a@b.c'
\\.
CREATE INDEX ix_users_email ON users (email);
"""


@COMMANDS
def test_what_the_setup_script_makes_is_known(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for revision in ("b2", "c3"):
        Path(f"m/versions/{revision}.py").unlink()
    body = "def upgrade():\n    {0}\n\n\ndef downgrade():\n    {1}\n"
    drop = 'op.drop_index("ix_users_email", table_name="users")'
    back = 'op.create_index("ix_users_email", "users", ["id"])'
    write("a1", None, body.format(drop, back))
    Path("setup.sql").write_text(SETUP)
    report = told(capsys, "--setup", "setup.sql", program=program)
    assert report.found == [("MRT303", "a1", "error")]
    assert report["summary"]["revisions"] == 1
    configure("setup = setup.sql")
    assert told(capsys, program=program).found == [("MRT303", "a1", "error")]
    Path("setup.sql").write_text(SETUP + "CALL fill();\n")
    (told_of,) = (s for s in told(capsys, program=program)["coverage"] if "setup script" in s)
    assert "setup.sql:7 (a stored procedure may do anything)" in told_of
    assert "cannot be read" in refused(capsys, "--setup", "nowhere.sql", program=program)


@COMMANDS
def test_the_rules_are_listed_anywhere(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("alembic.ini").unlink()
    assert run(program, "--list-rules") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in every_rule()]
    assert lines[0].split() == ["MRT101", "error", "on", "missing-downgrade"]


@COMMANDS
@pytest.mark.parametrize("code", ["MRT201", "mrt203", "MRT102"])
def test_a_code_is_explained_anywhere(
    program: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("alembic.ini").unlink()
    assert run(program, "--explain", code) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"# {code.upper()} ")
    assert [line for line in said.splitlines() if line.startswith("## ")] == [
        "## Why",
        "## What to do instead",
        "## Found",
        "## Accept it",
    ]
    assert f"# <- {code.upper()}" in said
    assert said.count("```") % 2 == 0


@COMMANDS
def test_there_is_no_such_code_to_explain(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "--explain", "MRT2O1", program=program) == (
        "error: There is no code MRT2O1. Did you mean MRT201?\n"
    )

"""The ready-made tests are chosen, repeated and reported as any others."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from alembic_mrt.cli import main
from alembic_mrt.roundtrip.trip import Extent
from tests.pytesting.conftest import Run, collected, trips

ALL = [
    "mrt::check",
    "mrt::single_head",
    *(f"mrt::roundtrip[{name}]" for name in ("a1", "b2", "c3", "d4")),
    "mrt::full_cycle",
    "mrt::models_match",
]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--mrt"], ALL),
        (["--mrt", "-k", "roundtrip and not c3"], [ALL[2], ALL[3], ALL[5]]),
        (["--mrt", "-k", "Subtitle"], [ALL[4]]),
        (["-m", "mrt"], []),
        (["--mrt", "-m", "mrt"], ALL),
        (["--mrt-since", "b2", "mrt::roundtrip"], ALL[4:6]),
        (["mrt::roundtrip"], ALL[2:6]),
        (["mrt::roundtrip[b2]", "mrt::check"], [ALL[0], ALL[3]]),
        (["mrt"], ALL),
        (["--mrt", "--mrt-shard", "2/3"], [ALL[3]]),
        (["--mrt", "--mrt-shard", "1/3"], [*ALL[:3], ALL[5], *ALL[6:]]),
        (["-omrt_tests=true"], ALL),
        (["-omrt_tests=true", "tests"], ALL),
        (["-omrt_tests=true", "tests/test_migrations.py"], []),
        ([], []),
    ],
    ids=" ".join,
)
def test_what_is_collected(run: Run, arguments: list[str], expected: list[str]) -> None:
    assert collected(run("--collect-only", "-q", *arguments)) == expected


def test_shards_share_the_revisions_out(project: Path, run: Run) -> None:
    assert project
    shards = [run("--mrt", "--mrt-shard", f"{n}/3", "--co", "-q", "mrt") for n in (1, 2, 3)]
    assert sorted(name for shard in shards for name in collected(shard)) == sorted(ALL)


def test_collecting_imports_no_script(project: Path, run: Run) -> None:
    script = project / "migrations" / "versions" / "a1_books.py"
    text = script.read_text(encoding="utf-8")
    script.write_text(text + "\nraise RuntimeError('imported')\n", encoding="utf-8")
    result = run("--mrt", "--collect-only", "-q")
    assert result.ret == 0
    assert "single_head" in result.stdout.str()


def test_ids_are_those_that_pytest_shows_below_rootdir(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "tests")
    failed = run("../mrt::roundtrip[c3]")
    failed.stdout.fnmatch_lines(
        ["repeat: pytest '../mrt::roundtrip[[]c3[]]'", "FAILED ../mrt::roundtrip[[]c3[]]*"]
    )
    failed.assert_outcomes(failed=1)


def test_one_revision_costs_no_other(
    project: Path, run: Run, walked: list[tuple[str, Extent]]
) -> None:
    assert project
    run("mrt::roundtrip[b2]").assert_outcomes(passed=1)
    assert [revision for revision, _ in walked] == ["a1", "b2"]
    assert trips(walked) == ["b2"]


def test_each_revision_is_judged_once(
    project: Path, run: Run, walked: list[tuple[str, Extent]]
) -> None:
    (project / "tests" / "test_migrations.py").write_text(
        "def test_all(mrt):\n    assert len(mrt.check_all()) == 4\n", encoding="utf-8"
    )
    run("--mrt").assert_outcomes(passed=7, failed=2)
    assert trips(walked) == ["a1", "b2", "c3", "d4"]


def test_the_order_may_be_any(project: Path, run: Run, walked: list[tuple[str, Extent]]) -> None:
    (project / "conftest.py").write_text(
        "import pytest\n\n@pytest.hookimpl(tryfirst=True)\n"
        "def pytest_collection_modifyitems(items):\n    items.reverse()\n",
        encoding="utf-8",
    )
    run("--mrt", "-k", "roundtrip").assert_outcomes(passed=3, failed=1)
    assert [revision for revision, _ in walked] == ["a1", "b2", "c3", "d4"]


def test_the_failed_ones_are_run_again(
    project: Path, run: Run, walked: list[tuple[str, Extent]]
) -> None:
    assert project
    run("--mrt", "-q", "-k", "roundtrip")
    walked.clear()
    again = run("--mrt", "--lf", "-k", "roundtrip")
    again.assert_outcomes(failed=1, deselected=16)
    assert trips(walked) == ["c3"]


def test_the_first_failure_ends_the_run(
    project: Path, run: Run, walked: list[tuple[str, Extent]]
) -> None:
    assert project
    run("-x", "mrt::roundtrip").assert_outcomes(passed=2, failed=1)
    assert [revision for revision, _ in walked] == ["a1", "b2", "c3"]


def test_reports_for_programs(project: Path, run: Run) -> None:
    result = run("mrt::roundtrip", "--junitxml=junit.xml", "--durations=2", "--durations-min=0")
    cases = list(ET.parse(project / "junit.xml").getroot().iter("testcase"))
    assert [case.get("name") for case in cases] == [
        f"roundtrip[{r}]" for r in ["a1", "b2", "c3", "d4"]
    ]
    assert {case.get("classname") for case in cases} == {"mrt"}
    (failure,) = cases[2].iter("failure")
    assert failure.get("message") == "c3 Drop the subtitle: data lost"
    assert "batch_alter_table" not in (failure.text or "")
    result.stdout.re_match_lines([r"[\d.]+s call +mrt::roundtrip\[\w\d\]"])


def test_a_failure_says_all_that_is_needed(project: Path, run: Run) -> None:
    assert project
    shown = run("mrt::roundtrip[c3]").stdout.str()
    for part in (
        "c3 Drop the subtitle: data lost",
        "migrations/versions/c3_subtitle.py:15: error MRT201 Table 'books': column 'subtitle'",
        ">   15 | def downgrade():",
        "remedy: Keep the old values",
        "repeat: pytest 'mrt::roundtrip[c3]'",
        "FAILED mrt::roundtrip[c3] - c3 Drop the subtitle: data lost",
    ):
        assert part in shown
    assert not re.search(r"Traceback|alembic_mrt/|site-packages", shown)


def test_a_failure_points_at_the_script(project: Path, run: Run) -> None:
    assert project
    result = run("mrt::roundtrip[c3]", "--tb=line")
    result.stdout.fnmatch_lines(["*versions/c3_subtitle.py:15: c3 Drop the subtitle: data lost"])


def irreversible(project: Path) -> None:
    script = project / "migrations" / "versions" / "c3_subtitle.py"
    text = script.read_text(encoding="utf-8")
    script.write_text(text + '\nirreversible = "subtitles are gone for good"\n', encoding="utf-8")


def test_what_is_not_proven_is_skipped_with_its_reason(project: Path, run: Run) -> None:
    irreversible(project)
    result = run("mrt", "-rs")
    result.assert_outcomes(passed=6, skipped=2)
    result.stdout.fnmatch_lines(
        [
            "SKIPPED [[]1[]] *versions/c3_subtitle.py:*: declared irreversible: subtitles*",
            "SKIPPED [[]1[]] *alembic.ini:1: c3 is not taken back: subtitles are gone for good",
        ]
    )


def test_what_is_not_proven_fails_when_strict(project: Path, run: Run) -> None:
    irreversible(project)
    for strict in ("--mrt-strict", "-omrt_strict=true"):
        result = run("mrt", strict)
        result.assert_outcomes(passed=6, failed=2)
        result.stdout.fnmatch_lines(["FAILED mrt::roundtrip*declared irreversible: subtitles*"])


def test_models_that_no_revision_makes(project: Path, run: Run) -> None:
    models = project / "models.py"
    text = models.read_text(encoding="utf-8")
    models.write_text(text.replace('"pages", sa.Integer', '"price", sa.Integer'), encoding="utf-8")
    result = run("mrt::models_match")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*add_column(*price*", "*drop_column(*pages*"])


def test_tables_that_only_revisions_know(project: Path, run: Run) -> None:
    script = project / "migrations" / "versions" / "d4_index.py"
    kept = [
        f'op.create_table("{n}", sa.Column("id", sa.Integer))'
        for n in ("mrt_archive_d4_books", "kept")
    ]
    text = script.read_text(encoding="utf-8")
    text = text.replace("def upgrade():\n", "def upgrade():\n    " + "\n    ".join(kept) + "\n")
    script.write_text(text, encoding="utf-8")
    result = run("mrt::models_match")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*differ: autogenerate would still write*", "*drop_table('kept')"])
    assert "mrt_archive" not in result.stdout.str()
    env = project / "migrations" / "env.py"
    text = env.read_text(encoding="utf-8")
    named = 'target_metadata=metadata, include_name=lambda name, kind, _: name != "kept"'
    assert "target_metadata=metadata" in text
    env.write_text(text.replace("target_metadata=metadata", named), encoding="utf-8")
    run("mrt::models_match").assert_outcomes(passed=1)


def test_metadata_without_models(project: Path, run: Run) -> None:
    text = "import sqlalchemy as sa\n\nmetadata = sa.MetaData()\n"
    (project / "models.py").write_text(text, encoding="utf-8")
    result = run("mrt::models_match", "-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED*target_metadata of env.py holds no table; does it*"])
    run("mrt::models_match", "--mrt-strict").assert_outcomes(failed=1)


def test_a_downgrade_that_fails_in_the_full_cycle(project: Path, run: Run) -> None:
    script = project / "migrations" / "versions" / "b2_pages.py"
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace('drop_column("pages")', 'drop_column("page")'), encoding="utf-8")
    result = run("mrt::full_cycle")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["The downgrade to base fails at *b2_pages.py:1*: *page*"])


def test_an_unsound_graph(project: Path, run: Run) -> None:
    script = project / "migrations" / "versions" / "b2_pages.py"
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace('down_revision = "a1"', 'down_revision = "a0"'), "utf-8")
    result = run("mrt", "-v")
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["FAILED mrt::single_head*'a0'*"])


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["mrt::nope"], "not found: mrt::nope. There are: check, single_head, roundtrip"),
        (
            ["mrt::roundtrip[d]"],
            "not found: mrt::roundtrip[d]. The full id of a revision that is tested is needed;"
            " near it: roundtrip[d4].",
        ),
        (["mrt::roundtrip[b22]"], "is needed; near it: roundtrip[b2]"),
        (["mrt::roundtrip[x]"], "is needed; "),
        (["--mrt", "--mrt-shard", "4/3"], "--mrt-shard is '4/3', not I/N. Write 1/3"),
        (["--mrt", "--mrt-since", "nope"], "No such revision or branch 'nope'"),
        (["--mrt", "--mrt-ini", "nope.ini"], "nope.ini not found: looked at"),
        (["--mrt", "--mrt-url", "nonsense"], 'The key "url" in the options --mrt-... is not a'),
        (["mrt::full_cycle", "--mrt-url", "mysql://h/d"], 'is for "mysql", and no round trip'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_mistakes_end_in_a_sentence(run: Run, arguments: list[str], sentence: str) -> None:
    result = run(*arguments)
    assert result.ret != 0
    assert sentence in result.stdout.str()
    assert "Traceback" not in result.stdout.str() + result.stderr.str()


def test_the_results_are_those_of_the_program(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["roundtrip", "--format", "json"])
    told = json.loads(capsys.readouterr().out)["results"]
    run("mrt::roundtrip", "--junitxml=junit.xml")
    cases = list(ET.parse(project / "junit.xml").getroot().iter("testcase"))
    assert [case.get("name") for case in cases] == [f"roundtrip[{r['revision']}]" for r in told]
    for result, case in zip(told, cases, strict=True):
        text = " ".join("".join(case.itertext()).split())
        assert result["passed"] is (text == "")
        for finding in result["findings"]:
            assert f"{finding['code']} {finding['message']}" in text

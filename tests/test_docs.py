"""What the README and the pages show is what the programs print.

``python tests/test_docs.py`` writes anew what the pages show.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from alembic_mrt.arguments import COMMANDS, Command
from alembic_mrt.config import KEYS, URL_VARIABLE
from alembic_mrt.finding import Verdict

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
RULES = sorted((ROOT / "docs" / "rules").glob("*.md"))
VOLATILE = (
    (re.compile(r"(?<=SQLite )\d+(\.\d+)+"), "VERSION"),
    (re.compile(r"(?<=PostgreSQL )\d+(\.\d+)*"), "VERSION"),
)


BLOCK = re.compile(r"(?<=^```console\n)\$ (.*)\n((?:(?!```).*\n)*)", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A command of a page, in a block marked ``console``, and what the page shows of it."""

    page: str
    command: str
    output: str


def examples() -> list[Example]:
    return [
        Example(page.name, *match.groups())
        for page in PAGES
        for match in BLOCK.finditer(page.read_text(encoding="utf-8"))
    ]


def redacted(text: str) -> str:
    """Return a text without what differs from machine to machine."""
    for pattern, stand_in in VOLATILE:
        text = pattern.sub(stand_in, text)
    return text.strip()


def printed(command: str) -> str:
    """Run a command of a page in the checkout and return what it prints."""
    scripts = Path(sys.executable).parent
    environment = {k: v for k, v in os.environ.items() if k not in {URL_VARIABLE, "COLUMNS"}}
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=ROOT,
        env={**environment, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stdout
    return done.stdout


@pytest.mark.parametrize("example", examples(), ids=lambda e: f"{e.page}: {e.command}")
def test_an_example_prints_what_the_page_shows(example: Example) -> None:
    assert redacted(printed(example.command)) == redacted(example.output)


def test_the_readme_shows_the_main_job() -> None:
    shown = {example.command: example.output for example in examples()}
    assert "data lost" in shown["alembic mrt-roundtrip"]


def readme_commands() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^python3 -m venv .*$", text, re.MULTILINE)


def test_the_readme_has_one_command_for_the_job_and_one_for_the_tests() -> None:
    job, tests = readme_commands()
    assert job.endswith(".venv/bin/alembic mrt-roundtrip")
    assert tests.endswith(".venv/bin/pytest")


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (line,) = re.findall(r"^test_command=\$\((.*)\)$", script, re.MULTILINE)
    extracted = subprocess.run(
        line, shell=True, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert extracted.stdout.strip() == readme_commands()[1]
    assert script.strip().endswith('bash -euc "$test_command"')


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


PAGE_OF = {"init": "generation.md", "stub": "generation.md"}
REPORTING = [command for command in COMMANDS if command.name in ("check", "roundtrip")]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_option_is_documented(command: Command) -> None:
    parser = argparse.ArgumentParser(add_help=False)
    command.add_arguments(parser)
    options = re.findall(r"--[a-z-]+", parser.format_help())
    text = page(PAGE_OF.get(command.name, f"{command.name}.md"))
    assert [option for option in options if f"`{option}" not in text] == []


def shape(value: object) -> object:
    """Return the keys of a document, of the first entry where there is a list of them."""
    if isinstance(value, dict):
        counts = {"findings", "verdicts"} if "verdicts" in value else set()
        return {key: None if key in counts else shape(value[key]) for key in value}
    return shape(value[0]) if isinstance(value, list) and value else None


@pytest.mark.parametrize("command", REPORTING, ids=lambda command: command.name)
def test_the_page_of_json_shows_the_keys_that_are_printed(command: Command) -> None:
    (block,) = re.findall(r"```json\n(.*?)```", page("json.md"), re.DOTALL)
    documented = json.loads(block)
    report = json.loads(printed(f"alembic mrt-{command.name} --format json 2>/dev/null"))
    assert report.keys() == documented.keys()
    assert report["command"] in page("json.md")
    assert report["subject"] == "sample/versions"
    assert shape(report["summary"]) == shape(documented["summary"])
    for key in ("findings", "results"):
        for entry in report[key]:
            assert entry.keys() == documented[key][0].keys()
    related = [entry["related"] for entry in report["findings"] if entry["related"]]
    assert all(place.keys() == documented["findings"][0]["related"].keys() for place in related)


def codes(folder: Path) -> set[str]:
    """Return the codes that the sources below a folder name."""
    texts = (path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    return {code for text in texts for code in re.findall(r"\bMRT\d{3}\b", text)}


def test_every_code_that_is_given_has_a_page_that_the_index_links() -> None:
    given = codes(ROOT / "alembic_mrt")
    assert {"MRT110", "MRT206", "MRT301", "MRT901"} <= given
    assert given - {path.stem for path in RULES} == set()
    index = (ROOT / "docs" / "rules" / "index.md").read_text(encoding="utf-8")
    assert [code for code in given if f"]({code}.md)" not in index] == []


def test_every_page_is_about_a_code_that_is_given() -> None:
    assert {path.stem for path in RULES if path.stem != "index"} <= codes(ROOT / "alembic_mrt")


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_documented(key: str) -> None:
    assert f"| `{key}` |" in page("configuration.md")


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_is_documented_with_its_status(verdict: Verdict) -> None:
    (row,) = re.findall(rf"^\| {verdict.value} \| (\d) \| (\d) \|$", page("exit-status.md"), re.M)
    assert row == (str(int(verdict.fails)), str(int(not verdict.proven)))


@pytest.mark.parametrize("path", [*PAGES, *RULES], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (path.parent / link).exists()] == []


if __name__ == "__main__":
    for shown in PAGES:
        text = shown.read_text(encoding="utf-8")
        text = BLOCK.sub(lambda match: f"$ {match[1]}\n{printed(match[1])}", text)
        shown.write_text(text, encoding="utf-8")

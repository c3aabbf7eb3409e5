"""Real products' histories: both commands finish on them, and say what is known to be true.

What is expected was established apart from this project, by running each step of the histories
through ``alembic`` itself and looking at the databases.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from alembic_mrt.roundtrip.dialects import supported_dialects
from tests.corpora.corpus import Corpus, unpack

pytestmark = pytest.mark.corpora

POSTGRESQL = pytest.mark.postgresql
URLS = {
    "sqlite": "sqlite:///never-made.db",
    "postgresql": "postgresql://nobody@no-such-host.invalid/nothing",
}


@dataclass(frozen=True)
class Truth:
    """What is known of a history on a dialect: its size, and the revisions whose steps raise.

    ``verdicts`` are those of revisions that only rows which their own code reads can judge.
    """

    name: str
    dialect: str
    revisions: int
    downgrade_raises: frozenset[str] = frozenset()
    reupgrade_raises: frozenset[str] = frozenset()
    verdicts: tuple[tuple[str, str], ...] = ()


TRUTHS = [
    Truth(
        "optuna",
        "sqlite",
        10,
        frozenset({"v3.0.0.c"}),
        frozenset({"v2.4.0.a"}),
        (("v2.4.0.a", "data lost"), ("v3.0.0.d", "reversible")),
    ),
    Truth(
        "meltano",
        "sqlite",
        16,
        frozenset({"d135f52a6f49"}),
        verdicts=(("6828cc5b1a4f", "reversible"),),
    ),
    Truth(
        "meltano",
        "postgresql",
        16,
        frozenset({"6ef30ab7b8e5", "d135f52a6f49"}),
        frozenset({"b4c05e463b53", "13e8639c6d2b"}),
        (("6828cc5b1a4f", "reversible"),),
    ),
    Truth("phoenix", "sqlite", 35),
    Truth("phoenix", "postgresql", 35),
]
CASES = [
    pytest.param(t, id=f"{t.name}-{t.dialect}", marks=[POSTGRESQL] if t.dialect != "sqlite" else [])
    for t in TRUTHS
]


def printed(corpus: Corpus, command: str, dialect: str) -> dict[str, Any]:
    """Run a command and return the JSON that it printed; nothing else may stand there."""
    process = corpus.run(command, "--format", "json", url=URLS[dialect])
    assert process.returncode in {0, 1}, process.stderr
    assert "Traceback" not in process.stderr
    found: dict[str, Any] = json.loads(process.stdout)
    return found


def revisions_with(report: dict[str, Any], code: str) -> set[str]:
    return {f["revision"] for f in report["findings"] if f["code"] == code}


@pytest.mark.parametrize("truth", CASES)
def test_the_round_trip_says_what_is_true(truth: Truth) -> None:
    assert truth.dialect in supported_dialects()
    report = printed(unpack(truth.name), "roundtrip", truth.dialect)
    assert len(report["results"]) == truth.revisions
    assert all(result["verdict"] for result in report["results"])
    assert revisions_with(report, "MRT110") == truth.downgrade_raises
    assert revisions_with(report, "MRT122") == truth.reupgrade_raises
    assert not revisions_with(report, "MRT120")
    verdicts = {result["revision"]: result["verdict"] for result in report["results"]}
    assert verdicts.items() >= dict(truth.verdicts).items()
    assert not (unpack(truth.name).folder / "never-made.db").exists()


@pytest.mark.parametrize("truth", CASES)
def test_the_check_accuses_no_faithful_step(truth: Truth) -> None:
    corpus = unpack(truth.name)
    check = printed(corpus, "check", truth.dialect)
    for finding in check["findings"]:
        assert finding["file"]
        assert finding["severity"] in {"error", "warning", "note"}
    if truth.name == "phoenix":
        wrong_names = revisions_with(check, "MRT307")
        assert not wrong_names


def test_a_history_that_starts_in_the_middle_is_told_so() -> None:
    """MLflow makes its first tables without Alembic, so its own env.py cannot start from base."""
    corpus = unpack("mlflow")
    report = printed(corpus, "roundtrip", "sqlite")
    assert revisions_with(report, "MRT120") == {"451aebb31d03"}
    assert "--setup" in next(f for f in report["findings"] if f["code"] == "MRT120")["remedy"]
    verdicts = [result["verdict"] for result in report["results"]]
    assert verdicts == ["upgrade fails", *["unproven"] * (len(verdicts) - 1)]
    assert len(verdicts) == 70
    assert not (corpus.folder / "never-made.db").exists()

"""Score both commands against a folder of labelled histories: recall and false alarms.

    python -m benchmarks.labelled_cases CASES [--command roundtrip|check] [--jobs 2] [--only ID ...]

A case is a migration environment whose env.py reads DATABASE_URL, with a ``case.toml`` that says
whether its revision ``target`` is safe to take back, and why. Each is copied without that file
and run once a dialect, through the very functions that the commands call. The table tells, by
category and dialect, how many unsafe cases were found and how many safe ones were blamed; below
it stands every case that was missed, blamed or left unproven. The exit status is 1 when there is
any.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic.config import Config

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.finding import Report

URLS = {"sqlite": "sqlite:///never-made.db", "postgresql": "postgresql+psycopg2:///never-made"}
GOOD = frozenset({"found", "silent"})


@dataclass(frozen=True)
class Case:
    """Hold one labelled history."""

    folder: Path
    label: dict[str, Any]

    @property
    def name(self) -> str:
        """Return the case's id."""
        return str(self.label["id"])

    @property
    def unsafe(self) -> bool:
        """Tell whether the target revision is unsafe to take back."""
        return bool(self.label["verdict"] == "unsafe")


@dataclass(frozen=True)
class Outcome:
    """Say what a command made of a case: found, missed, silent, blamed, unproven or crashed."""

    case: Case
    dialect: str
    result: str
    detail: str = ""


def read_cases(folder: Path, only: Sequence[str]) -> Iterator[Case]:
    """Yield the cases below a folder, sorted by name."""
    for path in sorted(folder.glob("*/case.toml")):
        case = Case(path.parent, tomllib.loads(path.read_text(encoding="utf-8")))
        if not only or case.name in only:
            yield case


def score(command: str, case: Case, dialect: str) -> Outcome:
    """Run one command on a copy of one case."""
    os.environ["DATABASE_URL"] = URLS[dialect]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "project"
        shutil.copytree(case.folder, folder, ignore=shutil.ignore_patterns("case.toml", "__py*"))
        os.chdir(folder)
        result, detail = _judged(command, case)
        os.chdir("/")
    return Outcome(case, dialect, result, detail)


def _judged(command: str, case: Case) -> tuple[str, str]:
    config = Config("alembic.ini")
    try:
        with redirect_stderr(StringIO()):
            report = _RUNS[command](config)
    except Exception as error:  # noqa: BLE001  a crash is one of the results
        return "crashed", f"{type(error).__name__}: {error}"
    blames, detail = _BLAMES[command](report, case)
    if blames is None:
        return "unproven", detail
    if case.unsafe:
        return ("found" if blames else "missed"), detail
    return ("blamed" if blames else "silent"), detail


def _round_trip(config: Config) -> Report:
    from alembic_mrt.config import MRTConfig
    from alembic_mrt.history.graph import read_history
    from alembic_mrt.roundtrip.runner import run

    return run(config, MRTConfig(), read_history(config))


def _check(config: Config) -> Report:
    from alembic_mrt.analyzer.analyze import analyze
    from alembic_mrt.history.graph import read_history

    dialect = os.environ["DATABASE_URL"].partition("+")[0].partition(":")[0]
    return analyze(read_history(config), dialect=dialect)


def _tripped(report: Report, case: Case) -> tuple[bool | None, str]:
    """Count what --strict fails on: only reversible is green. None is unproven on a safe case."""
    if any(f.severity.value == "error" for f in report.findings):
        return True, "; ".join(f.message for f in report.findings)
    (result,) = (r for r in report.results if r.revision == case.label["target"])
    detail = result.failure_summary().replace("\n", " |")
    unproven = result.verdict.value == "unproven"
    return (None if unproven and not case.unsafe else not result.verdict.proven), detail


def _checked(report: Report, case: Case) -> tuple[bool | None, str]:
    """Count errors and warnings at the target; those of a graph case wherever they are."""
    graph = case.label["needs"] == "graph"
    found = [
        f
        for f in report.every_finding()
        if f.severity.value != "note" and (graph or f.revision in (case.label["target"], None))
    ]
    return bool(found), "; ".join(f"{f.severity.value} {f.code} {f.message}" for f in found)


_RUNS = {"roundtrip": _round_trip, "check": _check}
_BLAMES = {"roundtrip": _tripped, "check": _checked}


def _jobs(command: str, cases: Sequence[Case]) -> list[tuple[Case, str]]:
    """Return which case runs on which dialect; what the source does not decide is not checked."""
    if command == "check":
        cases = [case for case in cases if case.label["static"]]
    return [(case, dialect) for case in cases for dialect in case.label["dialects"]]


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the table: found of unsafe, blamed of safe, by category and dialect."""
    counts = Counter((o.case.label["category"], o.dialect, o.case.unsafe, o.result in GOOD)
                     for o in outcomes)  # fmt: skip
    categories = sorted({o.case.label["category"] for o in outcomes})
    dialects = sorted({o.dialect for o in outcomes}, reverse=True)
    head = f"{'category':24}" + "".join(
        f"{d + ': found':>20}{'false alarms':>14}" for d in dialects
    )
    lines = [head]
    for category in [*categories, "total"]:
        cells = (_cells(counts, category, dialect) for dialect in dialects)
        lines.append(f"{category:24}" + "".join(cells))
    return "\n".join(lines)


def _cells(counts: Counter[tuple[str, str, bool, bool]], category: str, dialect: str) -> str:
    def number(unsafe: bool, good: bool) -> int:
        return sum(
            count
            for (other, of, is_unsafe, is_good), count in counts.items()
            if (category in ("total", other))
            and (of, is_unsafe, is_good) == (dialect, unsafe, good)
        )

    found, missed = number(True, True), number(True, False)
    blamed, silent = number(False, False), number(False, True)
    return f"{f'{found} of {found + missed}':>20}{f'{blamed} of {blamed + silent}':>14}"


def main() -> int:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--command", choices=sorted(_RUNS), default="roundtrip")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", nargs="*", default=())
    options = parser.parse_args()
    jobs = _jobs(options.command, list(read_cases(options.cases.resolve(), options.only)))
    with ProcessPoolExecutor(options.jobs) as pool:
        outcomes = list(
            pool.map(score, [options.command] * len(jobs), *zip(*jobs, strict=True), chunksize=4)
        )
    print(table(outcomes))
    bad = [o for o in outcomes if o.result not in GOOD]
    for outcome in bad:
        print(f"{outcome.result:9} {outcome.dialect:11} {outcome.case.name}: {outcome.detail}")
    return int(bool(bad))


if __name__ == "__main__":
    raise SystemExit(main())

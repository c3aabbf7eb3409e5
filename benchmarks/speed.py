"""Measure the round trip of a synthetic history against its floor, in CPU, wall time and memory.

    python -m benchmarks.speed [--dialect sqlite|postgresql] [--lengths 100 500] [--repeat 3]
                               [--peer PYTHON]

The floor is the SQL of upgrade, downgrade and upgrade of every revision, as Alembic writes it with
``--sql``, sent straight through the driver to an ordinary database: a file or a server as driver
and server make them. The line "floor on ours" is the same on a database as a round trip provisions
it, in memory where there is some and without syncing. CPU counts our process and, on PostgreSQL,
a server of its own from its start to its end, in each line; imports are not counted.
``--peer`` is the interpreter of a virtual environment with pytest-mrt, which then runs the same
history.

Each figure is taken in a process of its own, ``--repeat`` times by turns; the least counts. The
limits are those of the project: at the shorter length ten times the CPU of the floor, at the longer
a CPU per revision of at most 1.5 times that beyond what the floor itself grows, and 300 MB.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import make_url

from benchmarks.floor import on_ours, ordinary
from benchmarks.synthetic import write_history

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

URLS = {"sqlite": "sqlite:///never-made.db", "postgresql": "postgresql+psycopg2:///never-made"}
_PARSED_AS = {"postgresql": "postgres"}
Figures: TypeAlias = "dict[str, dict[str, float]]"
FLOOR, OURS, TRIP, PEER = "floor", "floor on ours", "round trip", "pytest-mrt"


@contextmanager
def chdir(folder: Path) -> Iterator[None]:
    """Work in ``folder`` within a ``with`` block."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def cpu() -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, _CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


_CHILDREN = resource.RUSAGE_CHILDREN


def measured(work: Callable[[], object]) -> dict[str, float]:
    """Return CPU and wall seconds of ``work``, and the peak memory of this process in MB."""
    started, before = time.perf_counter(), cpu()
    work()
    wall, used = time.perf_counter() - started, cpu() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu": used, "wall": wall, "peak": peak}


def round_trip() -> None:
    """Take every revision of the history in the working directory through its round trip."""
    from alembic.config import Config

    from alembic_mrt.config import MRTConfig
    from alembic_mrt.history.graph import read_history
    from alembic_mrt.roundtrip.runner import run

    config = Config("alembic.ini")
    report = run(config, MRTConfig(), read_history(config))
    wrong = [result for result in report.results if not result.verdict.proven]
    if wrong:
        raise SystemExit(wrong[0].failure_summary())


def sql_of(length: int) -> list[list[str]]:
    """Return the statements of upgrade, downgrade and upgrade of each revision."""
    from alembic import command

    ups = _offline(command.upgrade, "base:head")
    downs = reversed(_offline(command.downgrade, "head:base"))
    steps = [step for up, down in zip(ups, downs, strict=True) for step in (up, down, up)]
    assert len(steps) == 3 * length
    return steps


def _offline(command: Callable[..., object], revisions: str) -> list[list[str]]:
    """Return the statements of each revision, as Alembic's offline mode writes them."""
    from alembic.config import Config

    out = StringIO()
    command(Config("alembic.ini", output_buffer=out), revisions, sql=True)
    return [_statements(part) for part in out.getvalue().split("-- Running ")[1:]]


def _statements(part: str) -> list[str]:
    text = "\n".join(line for line in part.splitlines()[1:] if not line.startswith("--"))
    statements = (statement.strip() for statement in text.split(";"))
    noise = ("BEGIN", "COMMIT", "DROP TABLE alembic_version")
    return [s for s in statements if s and not s.startswith(noise)]


def peer() -> None:
    """Let pytest-mrt check every revision of the history in the working directory."""
    from pytest_mrt import MRTConfig
    from pytest_mrt.plugin import MRTFixture

    url = os.environ["DATABASE_URL"]
    MRTFixture(MRTConfig(alembic_ini="alembic.ini", db_url=url)).check_all()


def worker(what: str, dialect: str, folder: str) -> None:
    """Measure one thing in the folder of a history and print the figures as JSON."""
    os.chdir(folder)
    if what == PEER:
        print(json.dumps(measured(peer)))
        return
    _imported(dialect)
    steps = json.loads(Path("steps.json").read_text("utf-8"))
    with ordinary(dialect) as replay:
        works: dict[str, Callable[[], None]] = {
            TRIP: round_trip,
            FLOOR: partial(replay, steps),
            OURS: partial(on_ours, steps, dialect),
        }
        print(json.dumps(measured(works[what])))


def _imported(dialect: str) -> None:
    """Import what a run imports, so that it is not part of the figures."""
    import sqlglot  # noqa: F401

    import alembic_mrt.analyzer.analyze
    import alembic_mrt.roundtrip.dialects
    import alembic_mrt.roundtrip.runner  # noqa: F401

    package = importlib.import_module(f"alembic_mrt.roundtrip.dialects.{dialect}")
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
    make_url(URLS[dialect]).get_dialect().import_dbapi()
    importlib.import_module(f"sqlglot.dialects.{_PARSED_AS.get(dialect, dialect)}")


def figures(what: str, dialect: str, folder: Path, python: str, url: str) -> dict[str, float]:
    """Run a worker in a process of its own."""
    command = [python, __file__, "--worker", what, "--dialect", dialect, "--folder", str(folder)]
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(dialect: str, length: int, repeat: int, peer_python: str | None) -> Figures:
    """Measure floor, round trip and peer on one history of ``length`` revisions."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "history"
        write_history(folder, length)
        _write_steps(folder, dialect, length)
        ours = (dialect, folder, sys.executable, URLS[dialect])
        kinds = (FLOOR, OURS, TRIP)
        turns = [{what: figures(what, *ours) for what in kinds} for _ in range(repeat)]
        found = {what: _least([turn[what] for turn in turns]) for what in kinds}
        if peer_python:
            url = f"sqlite:///{scratch}/peer.db" if dialect == "sqlite" else os.environ["PEER_URL"]
            found[PEER] = figures(PEER, dialect, folder, peer_python, url)
    return found


def _least(turns: list[dict[str, float]]) -> dict[str, float]:
    return {kind: min(turn[kind] for turn in turns) for kind in turns[0]}


def _write_steps(folder: Path, dialect: str, length: int) -> None:
    os.environ["DATABASE_URL"] = URLS[dialect]
    with chdir(folder):
        Path("steps.json").write_text(json.dumps(sql_of(length)), encoding="utf-8")


def main() -> int:
    """Print the table, and return 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dialect", choices=sorted(URLS), action="append")
    parser.add_argument("--lengths", type=int, nargs="+", default=[100, 500])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--peer", help="python of a venv with pytest-mrt; on PostgreSQL PEER_URL")
    parser.add_argument("--worker")
    parser.add_argument("--folder")
    options = parser.parse_args()
    if options.worker:
        worker(options.worker, options.dialect[0], options.folder)
        return 0
    return max([_report(d, options) for d in options.dialect or sorted(URLS, reverse=True)])


def _line(figure: dict[str, float], base: dict[str, float], length: int) -> str:
    parts = (
        f"{kind} {1000 * figure[kind] / length:8.2f} ms/revision"
        f" ({figure[kind] / base[kind]:6.1f} x)"
        for kind in ("cpu", "wall")
    )
    return f"{'  '.join(parts)}  peak {figure['peak']:5.0f} MB"


def _report(dialect: str, options: argparse.Namespace) -> int:
    measures = {n: compare(dialect, n, options.repeat, options.peer) for n in options.lengths}
    for length, found in measures.items():
        for name, figure in found.items():
            line = _line(figure, found[FLOOR], length)
            print(f"{dialect:10} {length:5} revisions  {name:10}  {line}")
    first, last = measures[options.lengths[0]], measures[options.lengths[-1]]
    longer = options.lengths[-1] / options.lengths[0]
    grown = _growth(TRIP, first, last, longer) / max(1.0, _growth(FLOOR, first, last, longer))
    print(f"{dialect:10} growth beyond the floor's own: {grown:.2f}")
    dear = first[TRIP]["cpu"] > 10 * first[FLOOR]["cpu"]
    large = any(found[TRIP]["peak"] > 300 for found in measures.values())
    return int(dear or large or grown > 1.5)


def _growth(what: str, first: Figures, last: Figures, longer: float) -> float:
    """Return by how much the CPU of a revision grows where there are more of them."""
    return last[what]["cpu"] / first[what]["cpu"] / longer


if __name__ == "__main__":
    raise SystemExit(main())

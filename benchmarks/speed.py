"""Measure the round trip of a synthetic history against its floor, in CPU, wall time and memory.

    python -m benchmarks.speed [--dialect sqlite|postgresql] [--lengths 100 500] [--repeat 3]
                               [--peer PYTHON]

The floor is the SQL of upgrade, downgrade and upgrade of every revision, as Alembic writes it with
``--sql``, sent straight through the driver to an empty database of the same kind that is there
already. CPU counts our process and, on PostgreSQL, the server that was started for the run; imports
are not counted. ``--peer`` is the interpreter of a virtual environment with pytest-mrt, which then
runs the same history.

Each figure is taken in a process of its own, ``--repeat`` times by turns; the least counts. The
limits are those of the project: ten times the CPU of the floor, a CPU per revision at the longer
length of at most 1.5 times that at the shorter beyond what the floor itself grows, and 300 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.synthetic import write_history

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

URLS = {"sqlite": "sqlite:///never-made.db", "postgresql": "postgresql+psycopg2:///never-made"}
_VERSION_TABLE = "CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)"
FLOOR, TRIP, PEER = "floor", "round trip", "pytest-mrt"


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


def floor(steps: list[list[str]], dialect: str) -> dict[str, float]:
    """Send the statements of all steps to a new database, a transaction each."""
    return _sqlite_floor(steps) if dialect == "sqlite" else _server_floor(steps, dialect)


def _server_floor(steps: list[list[str]], dialect: str) -> dict[str, float]:
    """Count the process that serves our one connection, too."""
    from alembic_mrt.roundtrip.dialects import dialect_for
    from alembic_mrt.roundtrip.dialects.base import Provision

    disposable = dialect_for(dialect).provision(Provision())
    session = disposable.session()
    ((number,),) = session.query("SELECT pg_backend_pid()")
    session.execute(_VERSION_TABLE)
    before = _cpu_of(number)

    def send() -> None:
        for step in steps:
            with session.transaction():
                for statement in step:
                    session.execute(statement)

    found = measured(send)
    found["cpu"] += _cpu_of(number) - before
    disposable.close()
    return found


def _cpu_of(process: int) -> float:
    """Return the CPU seconds of another process (proc(5), /proc/pid/stat)."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _sqlite_floor(steps: list[list[str]]) -> dict[str, float]:
    import sqlite3

    def send() -> None:
        for step in steps:
            connection.execute("BEGIN")
            for statement in step:
                connection.execute(statement)
            connection.execute("COMMIT")

    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(f"{folder}/floor.db", isolation_level=None)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(_VERSION_TABLE)
        found = measured(send)
        connection.close()
    return found


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
    if what == FLOOR:
        print(json.dumps(floor(json.loads(Path("steps.json").read_text("utf-8")), dialect)))
        return
    if what == TRIP:
        _imported()
    print(json.dumps(measured(round_trip if what == TRIP else peer)))


def _imported() -> None:
    """Import what a run imports, so that it is not part of the figures."""
    import sqlglot  # noqa: F401

    import alembic_mrt.analyzer.analyze
    import alembic_mrt.roundtrip.runner  # noqa: F401


def figures(what: str, dialect: str, folder: Path, python: str, url: str) -> dict[str, float]:
    """Run a worker in a process of its own."""
    command = [python, __file__, "--worker", what, "--dialect", dialect, "--folder", str(folder)]
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(
    dialect: str, length: int, repeat: int, peer_python: str | None
) -> dict[str, dict[str, float]]:
    """Measure floor, round trip and peer on one history of ``length`` revisions."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "history"
        write_history(folder, length)
        _write_steps(folder, dialect, length)
        ours = (dialect, folder, sys.executable, URLS[dialect])
        turns = [{what: figures(what, *ours) for what in (FLOOR, TRIP)} for _ in range(repeat)]
        found = {what: _least([turn[what] for turn in turns]) for what in (FLOOR, TRIP)}
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
    growth: list[float] = []
    late = False
    for length in options.lengths:
        found = compare(dialect, length, options.repeat, options.peer)
        base = found[FLOOR]
        for name, figure in found.items():
            print(f"{dialect:10} {length:5} revisions  {name:10}  {_line(figure, base, length)}")
        ratio = found[TRIP]["cpu"] / base["cpu"]
        growth.append(ratio)
        late |= ratio > 10 or found[TRIP]["peak"] > 300
    grown = growth[-1] / growth[0]
    print(f"{dialect:10} growth beyond the floor's own: {grown:.2f}")
    return int(late or grown > 1.5)


if __name__ == "__main__":
    raise SystemExit(main())

"""Run ``mrt check`` on real histories: findings by rule, coverage and time.

    python -m benchmarks.corpora FOLDER [--python PYTHON] [-- OPTION ...]

FOLDER and every folder in it that holds an alembic.ini is a history. ``--python`` is an interpreter
that has alembic-mrt; what follows ``--`` is handed to ``mrt check``. The time is the CPU of the
whole process.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.speed import cpu

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def histories(folder: Path) -> Iterator[Path]:
    """Yield the folders with an alembic.ini."""
    found = (path for path in (folder, *sorted(folder.iterdir())) if path.is_dir())
    return (path for path in found if (path / "alembic.ini").is_file())


def check(folder: Path, python: str, options: Sequence[str]) -> dict[str, Any]:
    """Return the report on a history, with the seconds that it took."""
    command = [python, "-m", "alembic_mrt", "check", "--format", "json", *options]
    before, started = cpu(), time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{folder}: {done.stderr}")
    report: dict[str, Any] = json.loads(done.stdout)
    return {**report, "cpu": cpu() - before, "wall": time.perf_counter() - started}


def lines(name: str, report: dict[str, Any]) -> Iterator[str]:
    """Word the figures of a history."""
    summary, read = report["summary"], report["statements"]
    understood = read["understood"]
    total = understood + len(read["not_analysed"])
    severities = ", ".join(f"{n} {severity}s" for severity, n in summary["findings"].items())
    yield (
        f"{name}: {summary['revisions']} revisions for {summary['dialect'] or 'any dialect'}, "
        f"{report['cpu']:.2f} s CPU, {report['wall']:.2f} s"
    )
    share = 100 * understood / total if total else 100
    yield f"  operations understood: {understood} of {total} ({share:.1f} %)"
    yield f"  findings: {severities}"
    counted = Counter((f["code"], f["severity"]) for f in report["findings"])
    for (code, severity), number in sorted(counted.items()):
        yield f"    {code} {severity:8} {number:4}"


def main() -> int:
    """Print the figures of every history."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("options", nargs="*", help="options of mrt check, after --")
    given = parser.parse_args()
    for folder in histories(given.folder):
        for line in lines(folder.name, check(folder, given.python, given.options)):
            print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

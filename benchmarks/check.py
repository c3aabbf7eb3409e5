"""Measure ``mrt check`` on a synthetic history, in CPU seconds of a whole process.

    python -m benchmarks.check [--length 1000] [--repeat 3] [--peer VENV/bin/mrt]

Starting Python and importing everything counts: that is what a commit hook waits for. As in an
installed package, the bytecode is there already, whatever PYTHONDONTWRITEBYTECODE says: a first run
writes it and is not counted. ``--peer`` is the ``mrt`` program of a virtual environment with
pytest-mrt, which then reads the same scripts. Each is run ``--repeat`` times by turns; the least
counts. pytest-mrt 1.9.1 ends in a RecursionError on 1,000 revisions in a row, which is told; on 900
it does not. The exit status is 1 where the limit of the project is passed: a second for 1,000
scripts.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.synthetic import write_history

if TYPE_CHECKING:
    from collections.abc import Sequence

OURS, PEER = "alembic-mrt", "pytest-mrt"
LIMIT = 0.001
"""CPU seconds a script."""


def cpu_of(command: Sequence[str], folder: Path) -> float | str:
    """Return the CPU seconds of a command, or in one line the exception that it ends in.

    Findings are no failure.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1, 2) or "Traceback" in done.stderr:
        return (done.stderr.strip().splitlines() or ["it failed without a word"])[-1]
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(length: int, repeat: int, peer: str | None) -> dict[str, float]:
    """Return the CPU seconds of each program, the least of several turns."""
    commands = {OURS: [sys.executable, "-m", "alembic_mrt", "check"]}
    if peer is not None:
        commands[PEER] = [str(Path(peer).absolute()), "check", "versions"]
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "history")
        write_history(folder, length)
        for turn in range(repeat + 1):
            for program, command in list(commands.items()):
                used = cpu_of(command, folder)
                if isinstance(used, str):
                    print(f"{program:12} {length} scripts: {used}")
                    del commands[program]
                elif turn:  # the first writes the bytecode
                    found[program] = min(found.get(program, used), used)
    return found


def main() -> int:
    """Print the figures and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--length", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--peer", help="the mrt program of a venv with pytest-mrt")
    options = parser.parse_args()
    found = compare(options.length, options.repeat, options.peer)
    if OURS not in found:
        return 1
    for program, seconds in found.items():
        each = 1000 * seconds / options.length
        ratio = seconds / found[OURS]
        print(f"{program:12} {options.length} scripts {seconds:6.2f} s CPU"
              f" {each:6.2f} ms/script ({ratio:5.2f} x)")  # fmt: skip
    return int(found[OURS] > LIMIT * options.length)


if __name__ == "__main__":
    raise SystemExit(main())

"""Print for every class of object of PostgreSQL what the round trip sees of it.

    python -m benchmarks.objects [--server default|newest] [--jobs 2] [--only WORD ...]

For each example of tests/roundtrip/dialects/postgresql/objects a small history is taken through
the round trip. *leftover seen*: a downgrade that leaves undone what the upgrade did is named, with
the object; *loss seen*: so is one that does not bring back what the upgrade took away, and one that
brings it back otherwise; *faithful silent*: nothing is said of downgrades without fault, in either
direction. The last line counts. The exit status is 1 where anything is missed or falsely blamed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.roundtrip.dialects.postgresql.objects import examples
from tests.roundtrip.dialects.postgresql.objects.example import Outcome, servers, trip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.roundtrip.dialects.postgresql.binaries import Binaries
    from tests.roundtrip.dialects.postgresql.objects.example import Example

_ROW = "{:<44} {:<14} {:<10} {}"


def main(arguments: Sequence[str]) -> int:
    """Run the examples and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--server", choices=("default", "newest"), default="newest")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", nargs="+", default=[])
    options = parser.parse_args(arguments)
    binaries = servers()[0 if options.server == "default" else -1]
    chosen = [e for e in examples() if _is_chosen(e, options.only, binaries)]
    print(f"{binaries.description}, {len(chosen)} of {len(examples())} classes\n")
    print(_ROW.format("class", "leftover seen", "loss seen", "faithful silent"))
    with ProcessPoolExecutor(options.jobs) as pool:
        outcomes = [_print(found) for found in pool.map(partial(_run, binaries), chosen)]
    return count(outcomes)


def _is_chosen(example: Example, words: Sequence[str], binaries: Binaries) -> bool:
    known = example.since <= binaries.major
    return known and (not words or any(word in example.name for word in words))


def _run(binaries: Binaries, example: Example) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        return trip(example, Path(folder), binaries)


def _print(outcome: Outcome) -> Outcome:
    print(_ROW.format(outcome.example.name, *map(_yes_or_no, _seen(outcome))), flush=True)
    return outcome


def _seen(outcome: Outcome) -> tuple[bool, bool, bool]:
    return (outcome.leftover_seen, outcome.loss_seen, outcome.faithful_silent)


def _yes_or_no(seen: bool) -> str:
    return "yes" if seen else "NO"


def count(outcomes: Sequence[Outcome]) -> int:
    """Print the last line, and return the exit status."""
    columns = tuple(zip(*map(_seen, outcomes), strict=True)) or ((), (), ())
    counts = [f"{sum(column)}/{len(column)}" for column in columns]
    print(f"\n{_ROW.format('all classes', *counts)}")
    return 0 if all(map(all, columns)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

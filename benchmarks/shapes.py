"""Take every table shape through a whole round trip on PostgreSQL, and count the rows.

    python -m benchmarks.shapes [--folder tests/shapes] [--only WORD ...] [--jobs 2] [--url URL]

A shape is a few tables in SQL, headed by comments in a file of ``tests/shapes``:

    -- shape: NAME
    -- rows: N               so many rows each table must hold before the upgrade (2)
    -- used up: TABLE        a table whose keys then leave no value for a new row
    -- empty: TABLE.COLUMN   a column that can hold nothing but NULL
    -- unproven: WORDS       how the reason begins where rows are not enough for a proof
    -- said: TABLE: WORDS    a table that can hold no row, and how the reason begins
    -- needs: WORDS          the extension that a server may lack, or how it says what it lacks

Its history has two revisions: the first creates the shape, the second adds a column to every table
and drops it again. The second counts the rows itself, before it adds the column and before it
drops it. The table that is printed has a line for each shape: the fewest rows that a table held
before the upgrade, the fewest that were added after it, or the words that were said. The last
line tells how many hold rows; the exit status is 1 where one does not do as its head says.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import tempfile
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic.config import Config

from alembic_mrt.config import MRTConfig
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.runner import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from alembic_mrt.finding import Report

FOLDER = Path(__file__).parents[1] / "tests" / "shapes"
_HEAD = re.compile(r"^-- shape: (?P<name>.+)\n(?P<facts>(?:-- [a-z ]+: .+\n)*)", re.MULTILINE)
_FACT = re.compile(r"-- (?P<key>[a-z ]+): (?P<value>.+)")
_KEYS = frozenset({"rows", "used up", "empty", "unproven", "said", "needs"})


@dataclass(frozen=True)
class Shape:
    """Hold a few tables and what is expected of them, as the head of a shape says it."""

    name: str
    sql: str
    rows: int = 2
    used_up: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    unproven: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    needs: str = ""


def read_shapes(folder: Path = FOLDER) -> dict[str, Shape]:
    """Return the shapes of all files in a folder by their names.

    Raises ValueError for a name that occurs twice and for a key that no head has.
    """
    found: dict[str, Shape] = {}
    for path in sorted(folder.glob("*.sql")):
        for shape in _shapes(path.read_text("utf-8")):
            if shape.name in found:
                raise ValueError(f"There are two shapes of the name {shape.name!r}.")
            found[shape.name] = shape
    return found


def _shapes(text: str) -> Iterator[Shape]:
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        yield _shape(head["name"], head["facts"], text[head.end() : end])


def _shape(name: str, facts: str, sql: str) -> Shape:
    given: dict[str, list[str]] = defaultdict(list)
    for fact in _FACT.finditer(facts):
        given[fact["key"]].append(fact["value"])
    if given.keys() - _KEYS:
        raise ValueError(f"The head of {name!r} has an unknown key: {', '.join(given)}.")
    return Shape(
        name=name,
        sql=sql,
        rows=int(given["rows"][0]) if "rows" in given else Shape.rows,
        used_up=tuple(given["used up"]),
        empty=tuple(given["empty"]),
        unproven="".join(given["unproven"]),
        said=dict(value.split(": ", 1) for value in given["said"]),
        needs="".join(given["needs"]),
    )


@dataclass(frozen=True)
class Tried:
    """Hold the outcome of a shape's round trip.

    ``rows`` counts those of each table before the upgrade, partitions among them, ``new_rows``
    those that were there beside them before the downgrade, in each table that is no partition.
    ``empty`` are the columns that were NULL in all rows before the upgrade.
    """

    shape: Shape
    report: Report
    rows: Mapping[str, int]
    new_rows: Mapping[str, int]
    empty: tuple[str, ...]

    @property
    def said(self) -> dict[str, str]:
        """Return why tables were not seeded."""
        found = self.report.tables
        return {item.table: item.reason for item in found.not_seeded} if found else {}

    @property
    def lacks(self) -> bool:
        """Tell whether the server lacks what the shape needs, and the report says so."""
        needs = self.shape.needs
        words = needs if " " in needs else f"lacks the extension {needs}"
        return bool(needs) and any(words in result.reason for result in self.report.results)

    @property
    def seeded(self) -> bool:
        """Tell whether every table is meant to hold rows, and does."""
        unproven = self.shape.said or self.shape.unproven
        return bool(self.rows) and not unproven and not self.faults()

    def faults(self) -> list[str]:
        """Say what is otherwise than the head of the shape has it."""
        if self.lacks:
            return []
        return [*self._unseeded(), *self._empty(), *self._silent(), *self._blamed()]

    def _unseeded(self) -> Iterator[str]:
        for table, rows in self.rows.items():
            refused = table in self.shape.said
            if rows if refused else rows < self.shape.rows:
                yield f"{table} holds {rows} rows"
            if table in self.new_rows and not refused:
                new, used_up = self.new_rows[table], table in self.shape.used_up
                if bool(new) == used_up:
                    yield f"{table} was given {new} new rows"

    def _empty(self) -> Iterator[str]:
        for column in set(self.empty) ^ set(self.shape.empty):
            yield f"{column} is {'' if column in self.empty else 'not '}empty"

    def _silent(self) -> Iterator[str]:
        for table in sorted({*self.said, *self.shape.said}):
            found, wanted = self.said.get(table, ""), self.shape.said.get(table)
            if wanted is None or not found.startswith(wanted):
                yield f"of {table} is said: {found}"

    def _blamed(self) -> Iterator[str]:
        """Yield verdicts that the shape does not deserve."""
        made, touched = self.report.results
        if made.verdict.fails:
            yield made.failure_summary()
        unproven = bool(self.shape.said or self.shape.unproven)
        as_wanted = touched.verdict.value == ("unproven" if unproven else "reversible")
        if not (as_wanted and touched.reason.startswith(self.shape.unproven)):
            yield touched.failure_summary()
        if not self.rows:
            yield "no row was counted"


def try_shape(shape: Shape, url: str | None = None) -> Tried:
    """Take the two revisions of a shape through the round trip, on the server at ``url``.

    A server is started for it where there is no ``url``.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "environment"
        shutil.copytree(FOLDER / "environment", folder)
        (folder / "shape.sql").write_text(shape.sql, encoding="utf-8")
        config = Config()
        config.set_main_option("script_location", str(folder))
        report = run(config, MRTConfig(db_url=url), read_history(config))
        counts = folder / "counts"
        lines = counts.read_text("utf-8").splitlines() if counts.exists() else []
    return _tried(shape, report, [json.loads(line) for line in lines])


def _tried(shape: Shape, report: Report, counts: Sequence[tuple[str, dict[str, Any]]]) -> Tried:
    """Take the most of each step: not every trip of a revision is one with rows."""
    most: dict[str, dict[str, int]] = {"upgrade": {}, "downgrade": {}}
    empty: dict[str, list[str]] = {}
    parts = {table for _, found in counts for table, counted in found.items() if counted["part"]}
    for step, found in counts:
        for table, counted in found.items():
            if counted["rows"] >= most[step].get(table, 0):
                most[step][table] = counted["rows"]
                if step == "upgrade" and counted["rows"] and table not in parts:
                    empty[table] = [f"{table}.{column}" for column in counted["empty"]]
    before, after = most["upgrade"], most["downgrade"]
    new = {t: after.get(t, 0) - rows for t, rows in before.items() if t not in parts}
    return Tried(shape, report, before, new, tuple(c for found in empty.values() for c in found))


def line(tried: Tried) -> str:
    """Return the line of a shape in the table."""
    held = [rows for table, rows in tried.rows.items() if table not in tried.shape.said]
    new = [rows for table, rows in tried.new_rows.items() if table not in tried.shape.said]
    counts = f"{min(held):4} {min(new):4}" if held and new else " " * 9
    words = [f"{table}: {reason}" for table, reason in tried.said.items()]
    words += [tried.shape.unproven] if tried.shape.unproven else []
    words = [f"unproven, as the server lacks it: {tried.shape.needs}"] if tried.lacks else words
    faults = tried.faults()
    words = [f"WRONG {'; '.join(faults)}"] if faults else words
    return f"{tried.shape.name:42} {counts}  {'; '.join(words)}".rstrip()


def main() -> int:
    """Print the table, and return 1 where a shape does not do as its head says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--only", nargs="+", default=[""], help="words of names")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--url", help="a server to use, else one is started for each shape")
    options = parser.parse_args()
    shapes = read_shapes(options.folder)
    chosen = [s for name, s in shapes.items() if any(word in name for word in options.only)]
    print(f"{'shape':42} rows  new  said")
    tries = []
    with ProcessPoolExecutor(options.jobs) as pool:
        for tried in pool.map(partial(try_shape, url=options.url), chosen):
            print(line(tried), flush=True)
            tries.append(tried)
    print(f"{sum(tried.seeded for tried in tries)} of {len(tries)} seeded")
    return int(any(tried.faults() for tried in tries))


if __name__ == "__main__":
    raise SystemExit(main())

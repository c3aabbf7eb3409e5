"""Take every table shape through a whole round trip on PostgreSQL, and count the rows.

    python -m benchmarks.shapes [--folder tests/shapes] [--only WORD ...] [--jobs 2]

A shape is a few tables in SQL, headed by comments in a file of ``tests/shapes``:

    -- shape: NAME
    -- rows: N               so many rows each table must hold before the upgrade (2)
    -- new rows: N           so many more each must be given after it (1)
    -- said: TABLE: WORDS    a table that can hold none, and how the reason begins
    -- needs: WORD           what a server may lack, which is then to be named

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
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from alembic.config import Config

from alembic_mrt.config import MRTConfig
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.runner import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from alembic_mrt.finding import Report

FOLDER = Path(__file__).parents[1] / "tests" / "shapes"
_CREATES, _TOUCHES = "creates", "touches"
_HEAD = re.compile(r"^-- shape: (?P<name>.+)\n(?P<facts>(?:-- [a-z ]+: .+\n)*)", re.MULTILINE)
_FACT = re.compile(r"-- (?P<key>[a-z ]+): (?P<value>.+)")
_NO_DOWNGRADE = "it makes what the next revision is tried on"
_SCRIPTS = {
    "env.py": """\
from alembic import context
from sqlalchemy import create_engine

with create_engine("postgresql+psycopg2:///never-made").connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
""",
    f"versions/{_CREATES}.py": r"""
from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "creates"
down_revision = None


def upgrade():
    shape = Path(__file__).parents[1] / "shape.sql"
    op.execute(text(shape.read_text("utf-8").replace(":", "\\:")))


def downgrade():
    raise NotImplementedError
""",
    f"versions/{_TOUCHES}.py": r'''
import json
from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "touches"
down_revision = "creates"

TABLES = """
SELECT c.oid\:\:regclass\:\:text, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
    c.relkind = 'r', NOT EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhrelid = c.oid)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND c.relname <> 'alembic_version'
    AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ORDER BY 1
"""


def tables():
    return op.get_bind().execute(text(TABLES)).all()


def count(step):
    found = {}
    for name, quoted, alone, _ in tables():
        source = "ONLY " + quoted if alone else quoted
        counting = text("SELECT count(*) FROM " + source.replace(":", "\\:"))
        found[name] = op.get_bind().execute(counting).scalar()
    with Path(__file__).parents[1].joinpath("counts").open("a", encoding="utf-8") as file:
        file.write(json.dumps([step, found]) + "\n")


def alter(change):
    for _, quoted, _, is_root in tables():
        if is_root:
            op.execute(text("ALTER TABLE " + quoted.replace(":", "\\:") + change))


def upgrade():
    count("upgrade")
    alter(" ADD added_later text")


def downgrade():
    count("downgrade")
    alter(" DROP added_later")
''',
}


@dataclass(frozen=True)
class Shape:
    """Hold a few tables and what is expected of them; ``said`` has a reason for each table."""

    name: str
    sql: str
    rows: int = 2
    new_rows: int = 1
    said: Mapping[str, str] = field(default_factory=dict)
    needs: str = ""


@dataclass(frozen=True)
class Tried:
    """Hold the outcome of a shape's round trip.

    ``rows`` counts those of each table before the upgrade, ``new_rows`` those that were there
    beside them before the downgrade.
    """

    shape: Shape
    report: Report
    rows: Mapping[str, int]
    new_rows: Mapping[str, int]

    @property
    def said(self) -> dict[str, str]:
        """Return why tables were not seeded."""
        return (
            {item.table: item.reason for item in self.report.tables.not_seeded}
            if self.report.tables
            else {}
        )

    @property
    def judged(self) -> str:
        """Return the verdict on the revision that touches the tables, with its reasons."""
        return self.report.results[-1].failure_summary()

    @property
    def lacking(self) -> bool:
        """Tell whether the server lacks what the shape needs, and the report names it."""
        found = self.report.results[0]
        return (
            bool(self.shape.needs) and self.shape.needs in found.failure_summary() and not self.rows
        )

    def faults(self) -> list[str]:
        """Say what is otherwise than the head of the shape has it."""
        if self.lacking:
            return []
        return [*self._unseeded(), *self._silent(), *self._blamed()]

    def _unseeded(self) -> Iterator[str]:
        for table in self.rows.keys() - self.shape.said.keys():
            if self.rows[table] < self.shape.rows:
                yield f"{table} holds {self.rows[table]} rows: {self.said.get(table, 'no word')}"
            elif self.new_rows[table] < self.shape.new_rows:
                yield f"{table} was given {self.new_rows[table]} new rows"

    def _silent(self) -> Iterator[str]:
        for table, words in self.shape.said.items():
            if not self.said.get(table, "").startswith(words):
                yield f"of {table} is said: {self.said.get(table, 'nothing')}"
        yield from (
            f"of {t} is said: {w}" for t, w in self.said.items() if t not in self.shape.said
        )

    def _blamed(self) -> Iterator[str]:
        refused = self.shape.said.keys() & self.rows.keys()
        wanted = "touches: unproven" if refused else "touches: reversible"
        if not self.judged.startswith(wanted):
            yield self.judged
        if not self.rows:
            yield self.report.results[0].failure_summary()


def read_shapes(folder: Path = FOLDER) -> dict[str, Shape]:
    """Return the shapes of all files in a folder by their names, which are unique."""
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
    pairs = [(fact["key"], fact["value"]) for fact in _FACT.finditer(facts)]
    given = dict(pairs)
    said = (value.split(": ", 1) for key, value in pairs if key == "said")
    unknown = given.keys() - {"rows", "new rows", "said", "needs"}
    if unknown:
        raise ValueError(f"The head of {name!r} has the unknown key {unknown.pop()!r}.")
    return Shape(
        name=name,
        sql=sql,
        rows=int(given.get("rows", Shape.rows)),
        new_rows=int(given.get("new rows", Shape.new_rows)),
        said=dict(said),
        needs=given.get("needs", ""),
    )


def try_shape(shape: Shape, url: str | None = None) -> Tried:
    """Take the two revisions of a shape through the round trip, on the server at ``url``."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for path, text in {**_SCRIPTS, "shape.sql": shape.sql}.items():
            folder.joinpath(path).parent.mkdir(exist_ok=True)
            folder.joinpath(path).write_text(text, encoding="utf-8")
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        settings = MRTConfig(db_url=url, skip={_CREATES: _NO_DOWNGRADE})
        report = run(config, settings, read_history(config))
        counts = folder / "counts"
        lines = counts.read_text("utf-8").splitlines() if counts.exists() else []
    return _tried(shape, report, [json.loads(line) for line in lines])


def _tried(shape: Shape, report: Report, counts: list[tuple[str, dict[str, int]]]) -> Tried:
    """Take the most of each step: the first trip of several may be one on empty tables."""
    most: dict[str, dict[str, int]] = {"upgrade": {}, "downgrade": {}}
    for step, found in counts:
        for table, rows in found.items():
            most[step][table] = max(rows, most[step].get(table, 0))
    before, after = most["upgrade"], most["downgrade"]
    new = {table: after.get(table, 0) - rows for table, rows in before.items()}
    return Tried(shape, report, before, new)


def _line(tried: Tried) -> str:
    shape, faults = tried.shape, tried.faults()
    held = [rows for table, rows in tried.rows.items() if table not in shape.said]
    new = [rows for table, rows in tried.new_rows.items() if table not in shape.said]
    counts = f"{min(held):4} {min(new):4}" if held else " " * 9
    words = [f"unproven: the server lacks {shape.needs}"] if tried.lacking else faults
    words = words or [f"{table}: {reason}" for table, reason in tried.said.items()]
    mark = "WRONG " if faults else ""
    return f"{shape.name:42} {counts}  {mark}{'; '.join(words)}".rstrip()


def main() -> int:
    """Print the table, and return 1 where a shape does not do as its head says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--only", nargs="+", default=[""])
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--url", help="a server to use, else one is started for each shape")
    options = parser.parse_args()
    shapes = read_shapes(options.folder)
    chosen = [s for name, s in shapes.items() if any(word in name for word in options.only)]
    print(f"{'shape':42} rows  new  said")
    seeded = wrong = 0
    with ProcessPoolExecutor(options.jobs) as pool:
        for tried in pool.map(try_shape, chosen, [options.url] * len(chosen)):
            print(_line(tried), flush=True)
            faulty = bool(tried.faults())
            wrong += faulty
            seeded += not faulty and not tried.lacking and not tried.shape.said
    print(f"{seeded} of {len(chosen)} seeded")
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())

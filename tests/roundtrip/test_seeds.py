"""What the user gives to tables and columns, in whole runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config

from alembic_mrt.config import MRTConfig
from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.finding import Report
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.runner import run

HISTORIES = Path(__file__).parent.parent / "histories"
DIALECTS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
URLS = {
    "sqlite": "sqlite:///never-made.db",
    "postgresql": "postgresql://nobody@no-such-host.invalid/nothing",
}
ENV = """\
from alembic import context
from sqlalchemy import create_engine

with create_engine({url!r}).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""
SCRIPT = """\
import sqlalchemy as sa
from alembic import op

revision = "r{number}"
down_revision = {parent}


def upgrade():
{upgrade}


def downgrade():
{downgrade}
"""
USERS = (
    """op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(10), nullable=False),
        sa.Column("mail", sa.String(50), unique=True),
    )""",
    'op.drop_table("users")',
)
A_PHONE = (
    'op.add_column("users", sa.Column("phone", sa.Text))',
    'op.drop_column("users", "phone")',
)
A_RENAME = (
    'op.alter_column("users", "phone", new_column_name="telephone")',
    'op.alter_column("users", "telephone", new_column_name="phone")',
)

Step = tuple[str, str]


@pytest.fixture(autouse=True)
def _modules_as_before() -> Iterator[None]:
    before, path = set(sys.modules), sys.path[:]
    yield
    sys.path[:] = path
    for name in set(sys.modules) - before:
        if name.startswith("seeds_of_"):
            del sys.modules[name]


def configured(folder: Path, dialect: str) -> Config:
    (folder / "env.py").write_text(ENV.format(url=URLS[dialect]), encoding="utf-8")
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("prepend_sys_path", str(folder))
    config.set_main_option("path_separator", "os")
    return config


def write(folder: Path, *steps: Step) -> None:
    """Write a revision script for each pair of an upgrade and its downgrade."""
    (folder / "versions").mkdir()
    for number, (upgrade, downgrade) in enumerate(steps, start=1):
        text = SCRIPT.format(
            number=number,
            parent=repr(f"r{number - 1}") if number > 1 else None,
            upgrade=textwrap.indent(upgrade, "    "),
            downgrade=textwrap.indent(downgrade, "    "),
        )
        (folder / "versions" / f"r{number}.py").write_text(text, encoding="utf-8")


def tried(
    folder: Path,
    dialect: str,
    seeds: dict[str, Any],
    *steps: Step,
    only: tuple[str, ...] | None = None,
) -> Report:
    write(folder, *steps)
    config = configured(folder, dialect)
    return run(config, MRTConfig(seeds=seeds), read_history(config), only)


def verdicts(report: Report) -> dict[str, str]:
    return {r.revision: r.verdict.value for r in report.results}


def proof(number: int) -> int:
    return next(p for p in range(999983) if (number * 31 + p * 7) % 999983 == 271828)


STUBBORN: dict[str, dict[str, Any]] = {
    "rows": {
        "users": [{"id": 7, "name": "Ann"}],
        "audit_log": [{"user_id": 7, "action": "sign-in"}, {"id": 5, "action": "sign-out"}],
        "accounts": [{"number": n, "proof": proof(n)} for n in (1, 2, 3)],
    },
    "callables": {
        "audit_log": lambda: ({"action": f"sign-{how}"} for how in ("in", "out")),
        "accounts": lambda: [{"number": n, "proof": proof(n)} for n in (1, 2, 3)],
    },
    "columns": {
        "audit_log.action": lambda n: ("sign-in", "sign-out")[n % 2],
        "accounts.number": [4, 5, 6, 7],
        "accounts.proof": [proof(n) for n in (4, 5, 6, 7)],
    },
}


@pytest.mark.parametrize("way", STUBBORN)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_table_that_nobody_can_guess_a_row_of(dialect: str, way: str, tmp_path: Path) -> None:
    shutil.copytree(HISTORIES / "stubborn", tmp_path / "versions")
    config = configured(tmp_path, dialect)
    report = run(config, MRTConfig(seeds=STUBBORN[way]), read_history(config))
    reasons = {r.revision: r.reason for r in report.results if r.reason}
    assert reasons == {}
    assert set(verdicts(report).values()) == {"reversible"}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_key_that_nobody_can_guess(dialect: str, tmp_path: Path) -> None:
    codes = """op.create_table(
        "codes",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("proof", sa.Integer, nullable=False),
        sa.CheckConstraint("(number * 31 + proof * 7) % 999983 = 271828"),
    )"""
    change = ('op.add_column("codes", sa.Column("x", sa.Text))', 'op.drop_column("codes", "x")')
    numbers = range(4, 24)
    seeds = {"codes.number": list(numbers), "codes.proof": [proof(n) for n in numbers]}
    report = tried(tmp_path, dialect, seeds, (codes, 'op.drop_table("codes")'), change)
    assert {r.revision: r.reason for r in report.results} == {"r1": "", "r2": ""}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_new_row_like_the_given_ones_uses_a_freedom(dialect: str, tmp_path: Path) -> None:
    codes = """op.create_table(
        "codes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("proof", sa.Integer, nullable=False),
        sa.Column("word", sa.String(9), nullable=False),
        sa.CheckConstraint("(number * 31 + proof * 7) % 999983 = 271828", name="proven"),
    )"""
    way = """with op.batch_alter_table("codes") as batch:
        batch.alter_column("word", existing_type=sa.String(9), nullable={nullable})"""
    change = (way.format(nullable=True), way.format(nullable=False))
    seeds = {"codes": [{"number": n, "proof": proof(n), "word": f"w{n}"} for n in range(4, 7)]}
    report = tried(tmp_path, dialect, seeds, (codes, 'op.drop_table("codes")'), change)
    assert verdicts(report)["r2"] == "downgrade fails once new rows exist"


def contents_at_downgrade(table: str) -> Step:
    """Return a revision that prints the rows which it finds on its way down."""
    query = f'rows = op.get_bind().execute(sa.text("SELECT * FROM {table}")).mappings()'
    show = 'print("FOUND", sorted((dict(row) for row in rows), key=str))'
    touch = f'op.add_column("{table}", sa.Column("touched", sa.Text))'
    return (touch, f'{query}\n{show}\nop.drop_column("{table}", "touched")')


def found(output: str) -> list[list[dict[str, Any]]]:
    lines = (line for line in output.splitlines() if line.startswith("FOUND"))
    return [eval(line.removeprefix("FOUND")) for line in lines]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_rows_are_there_in_every_trip_and_gone_after_it(
    dialect: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = {"users": [{"id": 1, "name": "Ann", "phone": "5"}, {"id": 300, "name": "Bob"}]}
    steps = (USERS, A_PHONE, A_RENAME, contents_at_downgrade("users"))
    report = tried(tmp_path, dialect, seeds, *steps)
    assert set(verdicts(report).values()) == {"reversible"}
    rows = found(capsys.readouterr().out)
    assert rows
    for trip in rows:
        by_id = {row["id"]: row for row in trip}
        assert (by_id[1]["name"], by_id[300]["name"]) == ("Ann", "Bob")
        assert by_id[300]["mail"] is not None  # a column that the row does not give
        assert len(trip) > 6  # generated rows beside those of the user


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_column_holds_the_given_values_and_no_others(
    dialect: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = {"users.name": lambda n: f"name {n}", "users.mail": ["a@b.c", None]}
    report = tried(tmp_path, dialect, seeds, USERS, contents_at_downgrade("users"))
    assert set(verdicts(report).values()) == {"reversible"}
    trip = found(capsys.readouterr().out)[0]
    assert {row["mail"] for row in trip} == {"a@b.c", None}
    assert {row["name"] for row in trip} <= {f"name {n}" for n in range(40)}


ROLES = (
    """op.create_table(
        "roles",
        sa.Column("code", sa.String(20), primary_key=True),
        sa.Column("title", sa.Text),
    )""",
    'op.drop_table("roles")',
)
A_ROLE = (
    "op.execute(\"INSERT INTO roles (code) VALUES ('admin')\")",
    "op.execute(\"DELETE FROM roles WHERE code = 'admin'\")",
)
A_LEVEL = (
    'op.add_column("roles", sa.Column("level", sa.Integer))',
    'op.drop_column("roles", "level")',
)


OF_ROLES: list[dict[str, Any]] = [
    {"roles": [{"code": "admin", "title": "Admin"}, {"code": "guest"}]},
    {"roles.code": lambda number: f"role {number}" if number else "admin"},
]


@pytest.mark.parametrize("seeds", OF_ROLES, ids=["row", "value"])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_row_that_a_migration_inserts_as_well(
    dialect: str, seeds: dict[str, Any], tmp_path: Path
) -> None:
    report = tried(tmp_path, dialect, seeds, ROLES, A_ROLE, A_LEVEL)
    assert verdicts(report) == {"r1": "reversible", "r2": "reversible", "r3": "reversible"}
    (note,) = report.results[1].findings
    assert note.message.endswith("the seeds of the user were withdrawn")
    assert not [line for line in report.coverage if line.startswith("Left out")]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_server_numbers_further_rows_beyond_those_given(dialect: str, tmp_path: Path) -> None:
    insert = (
        "op.execute(\"INSERT INTO users (name, mail) VALUES ('x', 'ro' || 'ot')\")",
        "op.execute(\"DELETE FROM users WHERE mail = 'ro' || 'ot'\")",
    )
    seeds = {"users": [{"id": n, "name": f"n {n}"} for n in range(1, 60)]}
    report = tried(tmp_path, dialect, seeds, USERS, insert)
    assert verdicts(report) == {"r1": "reversible", "r2": "reversible"}
    assert not report.results[1].findings


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_schema_may_stand_before_the_table(dialect: str, tmp_path: Path) -> None:
    schema = {"sqlite": "main", "postgresql": "public"}[dialect]
    seeds = {f"{schema}.users": [{"name": "Ann"}], f"{schema}.users.mail": ["x@y.z"]}
    report = tried(tmp_path, dialect, seeds, USERS, A_PHONE)
    assert verdicts(report) == {"r1": "reversible", "r2": "reversible"}


def test_a_row_that_older_revisions_refuse_is_left_out_there(tmp_path: Path) -> None:
    widen = (
        """with op.batch_alter_table("users") as batch:
    batch.create_check_constraint("short", "length(mail) < 30")""",
        """with op.batch_alter_table("users") as batch:
    batch.drop_constraint("short", type_="check")""",
    )
    seeds = {"users": [{"name": "Ann", "mail": "x" * 40}, {"name": "Bob"}]}
    report = tried(tmp_path, "sqlite", seeds, USERS, widen, A_PHONE)
    (told,) = [line for line in report.coverage if line.startswith("Left out")]
    assert told.startswith('Left out row 1 of the seed "users" (key "seeds" in MRTConfig) at r3: ')
    assert "CHECK constraint failed" in told


CHILDREN = (
    """op.create_table(
        "pets",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id")),
    )""",
    'op.drop_table("pets")',
)
A_CHIP = ('op.add_column("pets", sa.Column("chip", sa.Text))', 'op.drop_column("pets", "chip")')
TREE = (
    """op.create_table(
        "tree",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("up", sa.Integer, sa.ForeignKey("tree.id"), nullable=False),
        sa.Column("data", sa.JSON),
        sa.Column("day", sa.DateTime),
        sa.Column("price", sa.Numeric(10, 2)),
    )""",
    'op.drop_table("tree")',
)
A_LEAF = ('op.add_column("tree", sa.Column("leaf", sa.Text))', 'op.drop_column("tree", "leaf")')
CYCLE = (
    """op.create_table(
        "a", sa.Column("id", sa.Integer, primary_key=True), sa.Column("b_id", sa.Integer)
    )
op.create_table(
        "b",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("a_id", sa.Integer, sa.ForeignKey("a.id"), nullable=False),
    )
with op.batch_alter_table("a") as batch:
    batch.create_foreign_key("to_b", "b", ["b_id"], ["id"])""",
    """with op.batch_alter_table("a") as batch:
    batch.drop_constraint("to_b", type_="foreignkey")
op.drop_table("b")
op.drop_table("a")""",
)
AN_A = ('op.add_column("a", sa.Column("x", sa.Text))', 'op.drop_column("a", "x")')

LINKED: dict[str, tuple[dict[str, Any], Step, Step]] = {
    "to a given row": (
        {"pets": [{"user_id": 5}], "users": [{"id": 5, "name": "x"}], "pets.user_id": [5]},
        CHILDREN,
        A_CHIP,
    ),
    "to itself": (
        {
            "tree": [
                {"id": 1, "up": 1, "data": {"a": [1]}, "day": datetime(2020, 1, 1)},
                {"id": 2, "up": 1, "data": None, "price": Decimal("1.50")},
                {"id": 3, "data": [1, "x"]},
            ]
        },
        TREE,
        A_LEAF,
    ),
    "in a circle": (
        {"a": [{"id": 1, "b_id": 1}, {"id": 2}], "b": [{"id": 1, "a_id": 1}]},
        CYCLE,
        AN_A,
    ),
}


@pytest.mark.parametrize("case", LINKED)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_rows_that_refer_to_rows(dialect: str, case: str, tmp_path: Path) -> None:
    seeds, table, change = LINKED[case]
    report = tried(tmp_path, dialect, seeds, USERS, table, change)
    assert set(verdicts(report).values()) == {"reversible"}
    assert not [line for line in report.coverage if line.startswith("Left out")]


@pytest.mark.parametrize(
    ("seeds", "table", "change"),
    [
        ({"pets": [{"user_id": 999}]}, CHILDREN, A_CHIP),
        ({"tree": [{"id": 1, "up": 999}]}, TREE, A_LEAF),
        ({"a": [{"id": 1, "b_id": 999}]}, CYCLE, AN_A),
    ],
)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_row_that_refers_to_nothing(
    dialect: str, seeds: dict[str, Any], table: Step, change: Step, tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError, match=r"Row 1 .* cannot be written") as raised:
        tried(tmp_path, dialect, seeds, USERS, table, change)
    assert any(told in str(raised.value) for told in ("lacks", "violates foreign key"))


@pytest.mark.postgresql
def test_what_postgresql_alone_has(tmp_path: Path) -> None:
    tables = """op.execute("CREATE TABLE p (id int GENERATED ALWAYS AS IDENTITY, day date NOT NULL)"
    " PARTITION BY RANGE (day)")
op.execute("CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')")
op.execute("CREATE SCHEMA billing")
op.execute("CREATE TABLE billing.invoices (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " tags text[], took interval, v int CHECK (v > 3))")"""
    drops = 'op.execute("DROP TABLE p")\nop.execute("DROP SCHEMA billing CASCADE")'
    change = """op.execute("ALTER TABLE p ADD x text")
op.execute("ALTER TABLE billing.invoices ADD x text")"""
    back = change.replace("ADD x text", "DROP x")
    seeds: dict[str, Any] = {
        "p1": [{"id": 5, "day": date(2020, 5, 5)}],
        "p": [{"day": "2020-06-01"}],
        "billing.invoices": [
            {"id": 7, "tags": ["a b", 'c"d', None], "took": timedelta(hours=3), "v": 9}
        ],
        "billing.invoices.v": [7, 8],
    }
    report = tried(tmp_path, "postgresql", seeds, (tables, drops), (change, back))
    assert verdicts(report) == {"r1": "reversible", "r2": "reversible"}
    assert not [line for line in report.coverage if line.startswith("Left out")]
    assert report.tables is not None
    assert report.tables.sentence() == "Tables seeded: 3 of 3."


def raising(*_: object) -> object:
    raise ValueError("no such thing")


class Lazy(type):
    @property
    def rows(cls) -> object:
        return raising()


class Raising(metaclass=Lazy):
    """Hold rows that cannot be had."""


ENDLESS: list[Any] = []
ENDLESS.append(ENDLESS)
DEEP: list[Any] = []
for _ in range(100_000):
    DEEP = [DEEP]

WRONG: dict[str, tuple[dict[str, Any], list[str]]] = {
    "raises": ({"users": raising}, ['"users"', "raises ValueError: no such thing", "test_seeds"]),
    "a column's raises": ({"users.name": raising}, ['"users.name"', "raises ValueError"]),
    "no iterable": ({"users": lambda: 5}, ['"users"', "gives an int in the place of a list"]),
    "no mapping": ({"users": lambda: [5]}, ["gives an int as row 1", "dictionary"]),
    "a number for a column": (
        {"users": [{1: "Ann"}]},
        ["names a column 1 in row 1, which is no text", "by a string"],
    ),
    "no JSON": (
        {"users": [{"id": 1, "name": {"born": date(2020, 1, 1)}}]},
        ['column "name" a value that cannot be written: Object of type date is not JSON'],
    ),
    "nested without end": ({"users": [{"id": 1, "name": ENDLESS}]}, ["cannot be written: "]),
    "nested too deeply": ({"users": [{"id": 1, "name": DEEP}]}, ["cannot be written: "]),
    "endless": ({"users": lambda: iter(dict, 1)}, ["gives more than 1000 rows"]),
    "no such value": (
        {"users": [{"id": 1, "name": object()}]},
        ['column "name"', "a value of type object", "text, a number"],
    ),
    "no such table": ({"user": [{"id": 1}]}, ['names "user", which no rev', 'mean "users"?']),
    "no such column": ({"users.nam": ["x"]}, ['names "users.nam", which no', '"users.name"?']),
    "no such column in a row": (
        {"users": [{"name": "Ann", "phon": "5"}]},
        ['"users"', 'names "users.phon", which no revision has', '"users.phone"?'],
    ),
    "refused": ({"users": [{"name": None}]}, ["Row 1 of", '"users"', "at any revision", "at r2: "]),
    "twice": (
        {"users": [{"id": 1, "name": "Ann"}, {"id": 1, "name": "Bob"}]},
        ["Row 2 of", "at any revision"],
    ),
    "no list": ({"users": 5}, ['"users" 5, and takes a list or a callable']),
    "no name of a callable": ({"users": "os"}, ["'os'", '"module:callable"']),
    "no module": ({"users": "seeds_of_nobody:users"}, ["seeds_of_nobody", "cannot be imported"]),
    "no attribute": ({"users": "os.path:users"}, ["names os.path:users", "has no users"]),
    "raises as it is looked up": (
        {"users": "tests.roundtrip.test_seeds:Raising.rows"},
        ["raises ValueError: no such thing at", "test_seeds.py"],
    ),
    "not callable": ({"users": "os:name"}, ["names os:name, a str that cannot be called"]),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_is_wrong_is_named(dialect: str, case: str, tmp_path: Path) -> None:
    seeds, parts = WRONG[case]
    with pytest.raises(ConfigurationError) as raised:
        tried(tmp_path, dialect, seeds, USERS, A_PHONE)
    for part in [*parts, 'key "seeds" in MRTConfig']:
        assert part in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("seeds", "part"),
    [
        ({"users.mail": ["x" * 51]}, "value too long for type character varying(50)"),
        ({"users.id": ["one"]}, "invalid input syntax for type integer"),
        ({"users": [{"id": "one", "name": "x"}]}, "invalid input syntax for type integer"),
    ],
)
def test_a_value_that_the_type_refuses(seeds: dict[str, Any], part: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be written at any revision") as raised:
        tried(tmp_path, "postgresql", seeds, USERS, A_PHONE)
    assert part in str(raised.value)


def test_values_that_a_check_refuses(tmp_path: Path) -> None:
    checked = (USERS[0].replace("unique=True", "sa.CheckConstraint(\"mail LIKE '%@%'\")"), USERS[1])
    with pytest.raises(ConfigurationError, match=r"users\.mail.*cannot be written.*CHECK"):
        tried(tmp_path, "sqlite", {"users.mail": ["nobody"]}, checked, A_PHONE)


@pytest.mark.parametrize(
    ("words", "column"), [("invalid mail", "mail"), ("no mail and no name", "name")]
)
def test_the_first_column_that_a_refusal_speaks_of_is_named(
    words: str, column: str, tmp_path: Path
) -> None:
    trigger = f"SELECT RAISE(ABORT, '{words}') WHERE new.mail LIKE 'm%' OR new.name LIKE 'n%'"
    guard = f'op.execute("CREATE TRIGGER g BEFORE INSERT ON users BEGIN {trigger}; END")'
    guarded = (f"{USERS[0]}\n{guard}", USERS[1])
    seeds = {"users.id": [*range(100, 140)], "users.name": ["n1", "n2"]}
    seeds["users.mail"] = [f"m{number}" for number in range(40)]
    with pytest.raises(ConfigurationError, match=rf'"users\.{column}".*{words}'):
        tried(tmp_path, "sqlite", seeds, guarded, A_PHONE)


def test_a_run_of_some_revisions_cannot_know_all_names(tmp_path: Path) -> None:
    seeds = {"users": [{"name": "Ann"}], "users.phon": ["5"]}
    report = tried(tmp_path, "sqlite", seeds, USERS, A_PHONE, only=("r1",))
    assert [line for line in report.coverage if '"users.phon"' in line]


SEEDS_OF_USERS = """
def users():
    for number in (1, 2):
        yield {"id": number, "name": f"user {number}"}


def mail(number):
    return f"{number}@example.org"


def broken():
    return users() + 1
"""


def command(folder: Path, configuration: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run mrt-roundtrip on a history of two revisions with files of configuration."""
    write(folder, USERS, A_PHONE)
    configured(folder, "sqlite")
    (folder / "tests").mkdir()
    (folder / "tests" / "seeds_of_users.py").write_text(SEEDS_OF_USERS, encoding="utf-8")
    ini = "[alembic]\nscript_location = %(here)s\nprepend_sys_path = .\n"
    texts = {"alembic.ini": "", **configuration}
    for name, text in texts.items():
        head = ini if name == "alembic.ini" else ""
        (folder / name).write_text(head + text, encoding="utf-8")
    return roundtrip(folder)


def roundtrip(folder: Path) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "alembic_mrt", "roundtrip"]
    return subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "configuration",
    [
        {
            "alembic.ini": "[mrt]\nseeds =\n  users: tests.seeds_of_users:users\n"
            "  users.mail: tests.seeds_of_users:mail\n"
        },
        {
            "pyproject.toml": "[tool.mrt.seeds]\nusers = [{id = 1, name = 'Ann'}]\n"
            "'users.mail' = 'tests.seeds_of_users:mail'\n"
        },
    ],
)
def test_files_give_seeds(configuration: dict[str, str], tmp_path: Path) -> None:
    done = command(tmp_path, configuration)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 reversible" in done.stdout
    assert "Tables seeded: 1 of 1." in done.stdout


def test_a_module_that_is_broken_is_to_be_corrected(tmp_path: Path) -> None:
    (tmp_path / "seeds_of_broken.py").write_text("def (", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"SyntaxError.*Correct the module\.$"):
        tried(tmp_path, "sqlite", {"users": "seeds_of_broken:users"}, USERS)


def test_a_bad_seed_of_a_file_ends_in_one_sentence_and_status_2(tmp_path: Path) -> None:
    ini = "[mrt]\nseeds = users: tests.seeds_of_users:broken\n"
    done = command(tmp_path, {"alembic.ini": ini})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        'error: The seed "users" (key "seeds" in [mrt] of alembic.ini) raises TypeError:'
        " unsupported operand type(s) for +: 'generator' and 'int' at"
        " tests/seeds_of_users.py:12. Correct the seed.\n"
    )


def test_check_does_not_run_seeds(tmp_path: Path) -> None:
    (tmp_path / "seeds_of_nobody.py").write_text("raise SystemExit(9)", encoding="utf-8")
    write(tmp_path, USERS)
    ini = "[alembic]\nscript_location = %(here)s\n[mrt]\nseeds = users: seeds_of_nobody:users\n"
    (tmp_path / "alembic.ini").write_text(ini, encoding="utf-8")
    program = [sys.executable, "-m", "alembic_mrt", "check"]
    done = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


PAGE = (HISTORIES.parents[1] / "docs" / "configuration.md").read_text(encoding="utf-8")
SHOWN = dict(re.findall(r"```(\w+)\n(.*?)```", PAGE.partition("## Seeds")[2], re.DOTALL))
OF_THE_PAGE = (
    (
        USERS[0].replace('"mail"', '"language", sa.Text), sa.Column("email"'),
        USERS[1],
    ),
    (
        """op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id"), nullable=False),
        sa.Column("action", sa.Text, sa.CheckConstraint("action LIKE 'sign-%'")),
    )""",
        'op.drop_table("audit_log")',
    ),
)


@pytest.mark.parametrize("language", ["python", "toml", "ini"])
def test_the_examples_of_the_page(language: str, tmp_path: Path) -> None:
    write(tmp_path, *OF_THE_PAGE, A_PHONE)
    config = configured(tmp_path, "sqlite")
    names: dict[str, Any] = {}
    exec(SHOWN["python"], names)
    if language == "python":
        report = run(config, names["config"], read_history(config))
        assert report.coverage[1:] == ()
        assert set(verdicts(report).values()) == {"reversible"}
        return
    (tmp_path / "tests").mkdir()
    body = SHOWN["python"] + '\nemail = config.seeds["users.email"]\n'
    (tmp_path / "tests" / "seeds.py").write_text(body, encoding="utf-8")
    name = {"toml": "pyproject.toml", "ini": "alembic.ini"}[language]
    ini = "[alembic]\nscript_location = %(here)s\nprepend_sys_path = .\n"
    (tmp_path / "alembic.ini").write_text(ini, encoding="utf-8")
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write(SHOWN[language])
    done = roundtrip(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 reversible" in done.stdout
    assert "Left out" not in done.stdout

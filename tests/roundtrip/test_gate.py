"""The gate, proven with decoys: databases that must not see one statement.

Each folder of tests/environments holds an env.py in one shape, and says in its first line whether
everything lands in the disposable database or the run is refused. What an engine of the
application holds since before the run is proven on a Gate alone.
"""

from __future__ import annotations

import contextlib
import gc
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from sqlalchemy import create_engine, event, pool
from sqlalchemy.engine import Engine, Transaction
from sqlalchemy.exc import StatementError
from sqlalchemy.pool.base import _ConnectionRecord

from alembic_mrt.exceptions import ForeignConnectionError, ProvisionError
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Disposable, Provision
from alembic_mrt.roundtrip.gate import Gate
from alembic_mrt.roundtrip.held import classes

ENVIRONMENTS = Path(__file__).parent.parent / "environments"
GARBAGE = b"This file is no database: any statement on it raises an error.\n" * 100

ALEMBIC_INI = """\
[alembic]
script_location = %(here)s
prepend_sys_path = %(here)s
sqlalchemy.url = {decoy_url}
"""

FIRST = """\
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("product", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("product")
"""

SECOND = """\
import sqlalchemy as sa
from alembic import context, op
{imports}
revision = "b2"
down_revision = "a1"


def upgrade():
    {body}
    op.add_column("product", sa.Column("name", sa.String(10)))


def downgrade():
    op.drop_column("product", "name")
"""

BODIES = {
    "": ("", "pass"),
    "second_engine": (
        "",
        'engine = sa.create_engine(context.config.get_main_option("sqlalchemy.url"))\n'
        "    with engine.connect() as connection:\n"
        '        connection.exec_driver_sql("SELECT count(*) FROM product")',
    ),
    "raw_connection": ("import raw", "raw.connect()"),
    "swallowed_refusal": (
        "import raw",
        "try:\n        raw.connect()\n    except Exception:\n        pass",
    ),
    "scratch": (
        "",
        'engine = sa.create_engine("sqlite://")\n'
        "    with engine.begin() as connection:\n"
        '        connection.exec_driver_sql("CREATE TABLE scratch (id INTEGER)")\n'
        '        connection.exec_driver_sql("INSERT INTO scratch VALUES (1)")',
    ),
    "attach": (
        "from sqlalchemy.engine import make_url",
        'path = make_url(context.config.get_main_option("sqlalchemy.url")).database\n'
        "    try:\n"
        "        op.execute(f\"/* x */ ATTACH '{path}' AS p KEY ''\")\n"
        "    except Exception:\n        pass",
    ),
}

COUNT = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"

DRIVER = """\
import sys
{application}
if "--only-import" not in sys.argv:
    from alembic_mrt.cli import main
    main(["roundtrip"])
"""


@dataclass
class Decoy:
    """A database that the configuration names and nobody handed over."""

    url: str
    async_url: str
    connect: str

    def seen(self) -> object:
        """Return what changes as soon as a statement reaches the decoy."""
        raise NotImplementedError


@dataclass
class SQLiteDecoy(Decoy):
    path: Path

    def seen(self) -> object:
        return self.path.read_bytes() == GARBAGE, sorted(p.name for p in self.path.parent.iterdir())


@dataclass
class PostgreSQLDecoy(Decoy):
    parameters: dict[str, Any]

    def seen(self) -> int:
        """Return the transactions of the decoy database, asked for from another one."""
        sql = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = %s"
        watcher = psycopg2.connect(**{**self.parameters, "dbname": "template1"})
        with contextlib.closing(watcher), watcher.cursor() as cursor:
            cursor.execute(sql, [self.parameters["dbname"]])
            (count,) = cursor.fetchone() or (0,)
            return int(count)


@pytest.fixture
def sqlite(tmp_path: Path) -> SQLiteDecoy:
    path = tmp_path / "decoy" / "precious.db"
    path.parent.mkdir()
    path.write_bytes(GARBAGE)
    return SQLiteDecoy(
        f"sqlite:///{path}",
        f"sqlite+aiosqlite:///{path}",
        f"import sqlite3\n\ndef connect():\n    return sqlite3.connect({str(path)!r})\n",
        path,
    )


@pytest.fixture(scope="module")
def server() -> Iterator[Disposable]:
    disposable = dialect_for("postgresql").provision(Provision())
    yield disposable
    disposable.close()


@pytest.fixture
def postgresql(server: Disposable) -> PostgreSQLDecoy:
    parameters: dict[str, Any] = {}
    server.redirect("psycopg2", [], parameters)
    query = f"{parameters['dbname']}?host={parameters['host']}&port={parameters['port']}"
    user = parameters["user"]
    dsn = f"host={parameters['host']} port={parameters['port']} dbname={parameters['dbname']}"
    connect = "import psycopg2\n\ndef connect():\n"
    connect += f"    return psycopg2.connect({f'{dsn} user={user}'!r})\n"
    return PostgreSQLDecoy(
        f"postgresql://{user}@/{query}",
        f"postgresql+asyncpg://{user}@/{query}",
        connect,
        parameters,
    )


def environments() -> list[Any]:
    """List each environment with each dialect, or with those that its env.py names."""
    cases = []
    for path in sorted(ENVIRONMENTS.glob("*/env.py")):
        tag = re.search(r"^# dialects: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        for dialect in tag.group(1).split() if tag else ("sqlite", "postgresql"):
            marks = [pytest.mark.postgresql] if dialect == "postgresql" else []
            cases.append(pytest.param(path.parent.name, dialect, marks=marks))
    return cases


def lay_out(project: Path, environment: str, decoy: Decoy) -> str:
    """Write the project of one case; return what its env.py expects."""
    source = (ENVIRONMENTS / environment / "env.py").read_text(encoding="utf-8")
    urls = {"decoy_url": decoy.url, "decoy_async_url": decoy.async_url}
    for name, url in urls.items():
        source = source.replace(f"{{{name}}}", url)
    tag = re.search(r"^# revision: (\w+)$", source, re.MULTILINE)
    imports, body = BODIES[tag.group(1) if tag else ""]
    application = f"import sqlalchemy\nengine = sqlalchemy.create_engine({decoy.url!r})\n"
    application += (
        "connection = engine.connect()\n"
        if "connection" in environment
        else ("engine.connect().close()\n")
    )
    files = {
        "alembic.ini": ALEMBIC_INI.format(decoy_url=decoy.url.replace("%", "%%")),
        "env.py": source,
        "raw.py": decoy.connect,
        "application.py": application,
        "driver.py": DRIVER.format(
            application="import application" if "import application" in source else ""
        ),
        "versions/a1_product.py": FIRST,
        "versions/b2_name.py": SECOND.format(imports=imports, body=body),
    }
    (project / "versions").mkdir(parents=True)
    for name, text in files.items():
        (project / name).write_text(text, encoding="utf-8")
    expectation = re.match(r"# expect: (\w+)\n", source)
    assert expectation
    return expectation.group(1)


def drive(
    project: Path, decoy: Decoy, *arguments: str, program: Sequence[str] = ("driver.py",)
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *program, *arguments],
        cwd=project,
        env={**os.environ, "DECOY_URL": decoy.url, "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("environment", "dialect"), environments())
def test_a_decoy_sees_no_statement(
    environment: str, dialect: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    decoy: Decoy = request.getfixturevalue(dialect)
    expectation = lay_out(tmp_path / "project", environment, decoy)
    at_start = decoy.seen()
    control = drive(tmp_path / "project", decoy, "--only-import")
    assert control.returncode == 0, control.stderr
    imported = decoy.seen()
    run = drive(tmp_path / "project", decoy)
    assert_untouched(decoy, at_start, imported)
    if expectation == "lands":
        assert run.returncode == 0, run.stdout + run.stderr
        assert run.stdout.count("reversible") >= 2
    else:
        assert run.returncode == 2, run.stdout + run.stderr
        assert "does not lead to the disposable database" in run.stderr
        assert "Traceback" not in run.stderr


def assert_untouched(decoy: Decoy, at_start: object, imported: object) -> None:
    """Assert that the run added to the decoy no more than the application's import does."""
    now = decoy.seen()
    if isinstance(now, int) and isinstance(imported, int) and isinstance(at_start, int):
        assert now - imported == imported - at_start
    else:
        assert now == imported == at_start


LATER = """\
url = context.config.get_main_option("sqlalchemy.url")
    def later():
        {wait}
        with sa.create_engine(url).begin() as connection:
            connection.exec_driver_sql("INSERT INTO precious VALUES (1)")
    {start}"""
STARTS = {
    "thread": ("time.sleep(3)", "threading.Thread(target=later).start()"),
    "atexit": ("pass", "atexit.register(later)"),
}


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("program", ["mrt", "alembic"])
def test_what_outlives_the_run_meets_the_gate_too(start: str, program: str, tmp_path: Path) -> None:
    path = tmp_path / "precious.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE precious (id INTEGER)")
    decoy = SQLiteDecoy(f"sqlite:///{path}", "", "", path)
    lay_out(tmp_path / "project", "url_in_ini", decoy)
    wait, started = STARTS[start]
    body = LATER.format(wait=wait, start=started)
    source = SECOND.format(imports="import atexit, threading, time", body=body)
    (tmp_path / "project" / "versions" / "b2_name.py").write_text(source, encoding="utf-8")
    command = ["alembic_mrt", "roundtrip"] if program == "mrt" else ["alembic", "mrt-roundtrip"]
    run = drive(tmp_path / "project", decoy, program=["-m", *command])
    assert run.returncode == 0, run.stdout + run.stderr
    assert "wants to use a connection after the end of the run" in run.stderr
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM precious").fetchall() == []


TOOL = """\
import atexit
import sqlite3


@atexit.register
def save():
    connection = sqlite3.connect("tool.db")
    connection.execute("CREATE TABLE measured (id INTEGER)")
    connection.close()
"""


def test_a_tool_writes_its_own_file_at_exit(tmp_path: Path, sqlite: SQLiteDecoy) -> None:
    project = tmp_path / "project"
    lay_out(project, "url_in_ini", sqlite)
    (project / "site-packages").mkdir()
    (project / "site-packages" / "tool.py").write_text(TOOL, encoding="utf-8")
    with (project / "env.py").open("a", encoding="utf-8") as env:
        env.write('import sys\nsys.path.append("site-packages")\nimport tool\n')
    run = drive(project, sqlite, program=["-m", "alembic_mrt", "roundtrip"])
    assert (run.returncode, run.stderr) == (0, "")
    assert (project / "tool.db").exists()


POOLS: dict[str, dict[str, Any]] = {
    "static": {"poolclass": pool.StaticPool},
    "queue": {"poolclass": pool.QueuePool},
    "queue_pre_ping": {"poolclass": pool.QueuePool, "pool_pre_ping": True},
    "queue_recycle": {"poolclass": pool.QueuePool, "pool_recycle": 0},
    "thread": {"poolclass": pool.SingletonThreadPool},
    "thread_pre_ping": {"poolclass": pool.SingletonThreadPool, "pool_pre_ping": True},
    "assertion": {"poolclass": pool.AssertionPool},
}


@pytest.fixture
def disposable() -> Iterator[Disposable]:
    made = dialect_for("sqlite").provision(Provision())
    yield made
    made.close()


def application(seen: list[str], **options: Any) -> Engine:
    """Make an engine on a database in memory that is lost with its one connection."""
    engine = create_engine("sqlite://", **options)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE precious (id INTEGER)")
        driver: Any = connection.connection.driver_connection
    driver.set_trace_callback(seen.append)
    return engine


def tables(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())


@pytest.mark.parametrize("options", POOLS.values(), ids=POOLS)
def test_an_idle_connection_of_the_application_is_neither_used_nor_closed(
    options: dict[str, Any], disposable: Disposable
) -> None:
    seen: list[str] = []
    engine = application(seen, **options)
    seen.clear()
    with Gate(lambda _: disposable) as gate:
        for _ in range(2):
            with pytest.raises(ForeignConnectionError, match=r"test_gate\.py:\d+ wants to use"):
                engine.connect()
        assert gate.refusal is not None
    assert seen == []
    if "pool_recycle" not in options:
        assert tables(engine) == ["precious"]


@pytest.mark.parametrize("poolclass", [pool.StaticPool, pool.QueuePool, pool.SingletonThreadPool])
@pytest.mark.parametrize(
    "use",
    [
        lambda connection: connection.exec_driver_sql("SELECT 1"),
        lambda connection: connection.connection.cursor(),
        lambda connection: connection.connection.execute("SELECT 1"),
        lambda connection: connection.connection.executescript("SELECT 1"),
        lambda connection: connection.connection.commit(),
        lambda connection: connection.connection.tpc_begin,
        lambda connection: connection.connection.backup(None),
    ],
    ids=["statement", "cursor", "execute", "script", "commit", "tpc", "backup"],
)
def test_a_connection_held_since_before_the_run_takes_no_new_work(
    poolclass: type[pool.Pool], use: Any, disposable: Disposable
) -> None:
    seen: list[str] = []
    engine = application(seen, poolclass=poolclass)
    with engine.connect() as connection:
        connection.exec_driver_sql("INSERT INTO precious VALUES (1)")
        seen.clear()
        with Gate(lambda _: disposable) as gate:
            with pytest.raises((ForeignConnectionError, StatementError)):
                use(connection)
            with pytest.raises(ForeignConnectionError, match="open before the run"):
                gate.raise_refusal()
        assert seen == []
        connection.commit()
        assert connection.exec_driver_sql("SELECT id FROM precious").scalars().all() == [1]


def test_a_connection_held_since_before_the_run_is_not_committed(disposable: Disposable) -> None:
    seen: list[str] = []
    with application(seen).connect() as connection:
        connection.exec_driver_sql("INSERT INTO precious VALUES (1)")
        seen.clear()
        with Gate(lambda _: disposable), pytest.raises(ForeignConnectionError):
            connection.commit()
        assert seen == []
        connection.rollback()
        assert connection.exec_driver_sql("SELECT id FROM precious").scalars().all() == []


def test_a_creator_is_not_even_called(disposable: Disposable) -> None:
    seen: list[str] = []
    with contextlib.closing(sqlite3.connect(":memory:")) as shared:
        shared.execute("CREATE TABLE precious (id INTEGER)")
        shared.set_trace_callback(seen.append)
        engine = create_engine("sqlite://", creator=lambda: shared)

        @event.listens_for(engine, "first_connect")
        def insert(connection: Any, _: object) -> None:
            connection.execute("INSERT INTO precious VALUES (1)")

        with Gate(lambda _: disposable), pytest.raises(ForeignConnectionError, match="creator="):
            engine.connect()
        assert seen == []
        assert shared.execute("SELECT * FROM precious").fetchall() == []


def test_a_thread_s_connection_is_not_shared_with_the_run(disposable: Disposable) -> None:
    seen: list[str] = []
    engine = application(seen, poolclass=pool.SingletonThreadPool)
    with engine.connect() as held:
        held.exec_driver_sql("INSERT INTO precious VALUES (1)")
        seen.clear()
        with Gate(lambda _: disposable), pytest.raises(ForeignConnectionError), engine.begin():
            pass
        assert seen == []
        held.commit()
    assert tables(engine) == ["precious"]


def test_an_engine_of_the_application_serves_one_run_after_another(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'never-made.db'}", poolclass=pool.QueuePool)
    for _ in range(2):
        made = dialect_for("sqlite").provision(Provision())
        gate = Gate({"sqlite": made}.__getitem__)
        with contextlib.closing(made), gate, engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE product (id INTEGER)")
            assert gate.admits(connection)
    assert list(tmp_path.iterdir()) == []
    assert tables(engine) == []


@pytest.mark.postgresql
def test_a_connection_that_nobody_closed_goes_with_its_engine(server: Disposable) -> None:
    def ask() -> int:
        engine = create_engine("postgresql+psycopg2://nobody@no-such-host.invalid/nothing")
        return int(engine.connect().exec_driver_sql(COUNT).scalar_one())

    with Gate(lambda _: server):
        counts = []
        for _ in range(5):
            counts.append(ask())
            gc.collect()
    assert max(counts) <= 2  # a server takes a moment to see that one has gone


def test_an_error_of_provisioning_is_remembered() -> None:
    def provide(_: str) -> Disposable:
        raise ProvisionError("No server is there.")

    with Gate(provide) as gate:
        with contextlib.suppress(ProvisionError):
            create_engine("sqlite://").connect()
        with pytest.raises(ProvisionError, match="No server is there"):
            gate.raise_refusal()


def test_env_py_s_own_database_in_memory_is_led_even_when_its_pool_is_replaced(
    disposable: Disposable,
) -> None:
    with Gate(lambda _: disposable) as gate:
        engine = create_engine("sqlite://")
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE product (id INTEGER)")
        gate.start()
        engine.dispose()
        assert tables(engine) == ["product"]
        assert tables(create_engine("sqlite://")) == []


def test_a_detached_connection_is_still_led(disposable: Disposable) -> None:
    with Gate(lambda _: disposable) as gate:
        connection = create_engine("sqlite://").connect()
        connection.detach()
        gc.collect()
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
        assert gate.admits(connection)
        connection.close()


def test_the_gate_leaves_sqlalchemy_as_it_was(disposable: Disposable) -> None:
    def functions() -> list[dict[str, int]]:
        guarded: list[type] = [*classes(pool.Pool), pool._ConnectionFairy, _ConnectionRecord]
        guarded.append(Transaction)
        return [{name: id(value) for name, value in vars(one).items()} for one in guarded]

    before = functions()
    with Gate(lambda _: disposable):
        assert functions() != before
    assert functions() == before

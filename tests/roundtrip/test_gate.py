"""The gate, proven with decoys: databases that must not see one statement.

Each folder of tests/environments holds an env.py in one shape, and says in its first line whether
everything lands in the disposable database or the run is refused.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Disposable, Provision

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
}

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


def environments() -> list[str]:
    return sorted(path.parent.name for path in ENVIRONMENTS.glob("*/env.py"))


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


def drive(project: Path, decoy: Decoy, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "driver.py", *arguments],
        cwd=project,
        env={**os.environ, "DECOY_URL": decoy.url, "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("environment", environments())
@pytest.mark.parametrize(
    "dialect", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
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

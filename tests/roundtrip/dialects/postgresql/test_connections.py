"""Whole round trips over every driver: on a server of our own, and on one that asks for TLS."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from unittest.mock import patch

import pytest

from alembic_mrt.config import MRTConfig
from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.postgresql import driver as driver_module
from alembic_mrt.roundtrip.dialects.postgresql import server as server_module
from alembic_mrt.roundtrip.dialects.postgresql.account import server_account
from alembic_mrt.roundtrip.dialects.postgresql.binaries import find_binaries
from tests.roundtrip.dialects.postgresql import histories
from tests.roundtrip.dialects.postgresql.histories import (
    AnybodysServer,
    execute,
    round_trip,
    verdicts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.roundtrip.dialects.postgresql.server import Server

pytestmark = pytest.mark.postgresql

DRIVERS = ("psycopg2", "psycopg", "psycopg_async", "asyncpg", "pg8000")
ENV_ASYNC = """\
import asyncio
from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine

def migrate(connection):
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()

async def main():
    async with create_async_engine("{url}").connect() as connection:
        await connection.run_sync(migrate)

asyncio.run(main())
"""
TABLE = (
    "op.create_table('users', sa.Column('id', sa.Integer, primary_key=True),"
    " sa.Column('name', sa.String(20)), sa.Column('seen', sa.DateTime))",
    "op.drop_table('users')",
)
INDEX = (execute("CREATE INDEX ix ON users (name) WHERE id > 1"), execute("DROP INDEX ix"))
LOSS = ("op.drop_column('users', 'seen')", "op.add_column('users', sa.Column('seen', sa.DateTime))")
HISTORY = (TABLE, INDEX, LOSS)
EXPECTED = {"r1": "reversible", "r2": "reversible", "r3": "data lost"}


def env_for(name: str) -> str:
    url = f"postgresql+{name.removesuffix('_async')}://nobody@no-such-host.invalid/myapp"
    if name in {"asyncpg", "psycopg_async"}:
        return ENV_ASYNC.format(url=url)
    return histories.ENV.replace("postgresql://nobody@no-such-host.invalid/myapp", url)


@pytest.mark.parametrize("name", DRIVERS)
def test_env_py_may_use_any_driver(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(histories, "ENV", env_for(name))
    assert verdicts(round_trip(tmp_path, *HISTORY)) == EXPECTED
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", ["psycopg", "pg8000"])
def test_we_get_along_with_the_driver_that_is_installed(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver_module, "_installed", lambda: name)
    monkeypatch.setattr(histories, "ENV", env_for(name))
    assert verdicts(round_trip(tmp_path, *HISTORY)) == EXPECTED


@dataclass(frozen=True)
class Guarded:
    """A server that lets in over TCP who comes with TLS and a password."""

    server: Server
    port: int
    certificate: Path

    def url(
        self, user: str = "maker:right", mode: str = "verify-full", root: str | None = None
    ) -> str:
        """Return a URL; ``root`` is the certificate that is trusted."""
        trusted = f"&sslrootcert={root or self.certificate}" if mode.startswith("verify") else ""
        return f"postgresql://{user}@localhost:{self.port}/postgres?sslmode={mode}{trusted}"

    def databases(self) -> list[str]:
        """Name the databases that are no part of an empty server."""
        rows = self.server.admin.query("SELECT datname FROM pg_database ORDER BY 1")
        return [name for (name,) in rows if name not in {"postgres", "template1"}]


class OverTCP(AnybodysServer):
    """Run a server that listens to TCP as well."""

    settings: ClassVar = {**AnybodysServer.settings, "listen_addresses": "localhost"}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _certify(folder: Path) -> None:
    """Make a certificate that signs itself, and its key."""
    names = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    files = ("-keyout", str(folder / "server.key"), "-out", str(folder / "server.crt"))
    command = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
    subprocess.run([*command, *names, *files], check=True, capture_output=True)
    (folder / "server.key").chmod(0o600)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate, and is not installed")
    port = _free_port()
    with patch.object(server_module, "_PORT", port):
        server = OverTCP(find_binaries(server_account()))
    data = Path(server.admin.query("SHOW data_directory")[0][0])
    _certify(data)
    server_account().own(data)
    (data / "pg_hba.conf").write_text(
        "local all all trust\nhostssl all all all scram-sha-256\nhostnossl all all all reject\n"
    )
    for sql in (
        "CREATE DATABASE postgres",
        "SET password_encryption = 'scram-sha-256'",
        "CREATE ROLE maker LOGIN CREATEDB PASSWORD 'right'",
        "CREATE ROLE poor LOGIN PASSWORD 'right'",
        "ALTER SYSTEM SET ssl = on",
    ):
        server.admin.execute(sql)
    server.admin.execute("SELECT pg_reload_conf()")
    # our own session keeps template1, the pattern of new databases, in use
    server.admin.close()
    server.admin = type(server.admin)(server.address, "postgres")
    certificate = tmp_path_factory.mktemp("tls") / "root.crt"
    shutil.copy(data / "server.crt", certificate)
    yield Guarded(server, port, certificate)
    server.close()


OVER_TLS = (
    "found = op.get_bind().exec_driver_sql(\n"
    "    'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()').scalar()\n"
    "assert found is True"
)


@pytest.mark.parametrize("mode", ["require", "verify-full"])
@pytest.mark.parametrize("name", DRIVERS)
def test_tls_and_password_hold_for_every_connection(
    tmp_path: Path, guarded: Guarded, name: str, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = name if name in {"psycopg2", "psycopg", "pg8000"} else "psycopg2"
    monkeypatch.setattr(driver_module, "_installed", lambda: ours)
    monkeypatch.setattr(histories, "ENV", env_for(name))
    settings = MRTConfig(db_url=guarded.url(mode=mode))
    report = round_trip(tmp_path, *HISTORY, (OVER_TLS, OVER_TLS), settings=settings)
    assert verdicts(report) == {**EXPECTED, "r4": "reversible"}
    assert guarded.databases() == []


@pytest.mark.parametrize("name", ["psycopg2", "psycopg", "pg8000"])
@pytest.mark.parametrize(
    ("given", "said", "remedy"),
    [
        ({"user": "poor:right"}, '"poor" may not create databases', "CREATEDB"),
        ({"user": "maker:wr0ng"}, "password authentication failed", "user and password"),
        ({"user": "maker"}, "password", "user and password"),
        ({"mode": "disable"}, "pg_hba.conf", "sslmode"),
        ({"root": "other"}, "certificate verify failed", "sslmode"),
        ({"root": "/no/such/file"}, "/no/such/file", "sslmode"),
    ],
)
def test_what_does_not_let_us_in_is_one_sentence(
    guarded: Guarded,
    name: str,
    given: dict[str, str],
    said: str,
    remedy: str,
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if given.get("root") == "other":
        _certify(tmp_path)
        given = {"root": str(tmp_path / "server.crt")}
    monkeypatch.setattr(driver_module, "_installed", lambda: name)
    with pytest.raises(ProvisionError) as caught:
        round_trip(tmp_path, TABLE, settings=MRTConfig(db_url=guarded.url(**given)))
    assert said in caught.value.message
    assert remedy in caught.value.remedy
    assert "\n" not in str(caught.value)
    assert "wr0ng" not in str(caught.value)
    assert guarded.databases() == []


@pytest.mark.parametrize(
    "given", [{"user": "poor:right"}, {"user": "maker:no"}, {"mode": "disable"}]
)
def test_the_command_ends_with_2_and_leaves_nothing(
    guarded: Guarded, given: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "r1.py").write_text("revision = 'r1'\ndown_revision = None\n")
    (tmp_path / "env.py").write_text(histories.ENV)
    (tmp_path / "alembic.ini").write_text("[alembic]\nscript_location = .\n")
    program = Path(sys.executable).with_name("mrt")
    done = subprocess.run(
        [program, "roundtrip", "--url", guarded.url(**given)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={n: v for n, v in os.environ.items() if not n.startswith(("PG", "MRT"))},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2
    assert guarded.databases() == []


def test_a_statement_that_fails_in_a_pipeline_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    body = (
        "    op.execute('CREATE TABLE t (id int PRIMARY KEY)')\n"
        "    rows = [{'id': 1}, {'id': 1}, {'id': 2}]\n"
        "    op.bulk_insert(sa.table('t', sa.column('id')), rows)"
    )
    script = histories.SCRIPT.format(
        revision="r1", parent=None, declared="", upgrade=body, downgrade="    pass"
    )
    (tmp_path / "versions" / "r1.py").write_text(script)
    (tmp_path / "env.py").write_text(env_for("psycopg"))
    (tmp_path / "alembic.ini").write_text("[alembic]\nscript_location = .\n")
    program = Path(sys.executable).with_name("mrt")
    done = subprocess.run(
        [program, "roundtrip"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "duplicate key" in done.stdout
    assert done.stderr == ""

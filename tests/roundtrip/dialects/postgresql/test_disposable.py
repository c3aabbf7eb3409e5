from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Provision
from alembic_mrt.roundtrip.dialects.postgresql import driver
from alembic_mrt.roundtrip.dialects.postgresql.account import server_account
from alembic_mrt.roundtrip.dialects.postgresql.binaries import find_binaries
from alembic_mrt.roundtrip.dialects.postgresql.contents import objects
from alembic_mrt.roundtrip.dialects.postgresql.databases import Databases
from alembic_mrt.roundtrip.dialects.postgresql.disposable import PostgreSQLDisposable
from alembic_mrt.roundtrip.dialects.postgresql.server import Server
from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Engine

    from alembic_mrt.roundtrip.dialects.base import Disposable

pytestmark = pytest.mark.postgresql
_USER_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
_DATABASES = "SELECT datname FROM pg_database ORDER BY 1"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Start a server of our own and act as if it had been handed over."""
    started = Server(find_binaries(server_account()))
    started.admin.execute("CREATE DATABASE postgres")
    started.admin.close()
    started.admin = PostgreSQLSession(started.address, "postgres")
    yield started
    started.close()


@pytest.fixture
def url(server: Server) -> str:
    return url_of(server)


def url_of(server: Server, user: str = "postgres", database: str = "postgres") -> str:
    return f"postgresql://{user}@/{database}?host={server.address.host}"


@pytest.fixture
def disposable(url: str) -> Iterator[PostgreSQLDisposable]:
    made = dialect_for("postgresql").provision(Provision(url=url))
    assert isinstance(made, PostgreSQLDisposable)
    yield made
    made.close()


def databases(server: Server) -> list[str]:
    return [name for (name,) in server.admin.query(_DATABASES)]


def tables(disposable: Disposable) -> list[str]:
    return [name for (name,) in disposable.session().query(_USER_TABLES)]


class TestStates:
    def test_states_are_saved_restored_and_forgotten(
        self, server: Server, disposable: PostgreSQLDisposable
    ) -> None:
        disposable.session().execute("CREATE TABLE t (a int PRIMARY KEY)")
        disposable.session().execute("INSERT INTO t VALUES (%s)", (1,))
        disposable.save("one")
        disposable.session().execute("DROP TABLE t; CREATE TABLE u (a int)")
        disposable.save("two")
        disposable.restore("one")
        assert disposable.session().query("SELECT a FROM t") == [(1,)]
        disposable.restore("two")
        assert tables(disposable) == ["u"]
        disposable.restore(None)
        assert tables(disposable) == []
        disposable.forget("one")
        disposable.forget("two")
        assert databases(server) == [disposable.database, "postgres", "template1"]

    def test_an_idle_connection_of_a_pool_does_not_keep_a_state_from_being_saved(
        self, server: Server, disposable: PostgreSQLDisposable
    ) -> None:
        pooled = PostgreSQLSession(server.address, disposable.database)
        disposable.save("state")
        with pytest.raises(driver.driver_errors()):
            pooled.query("SELECT 1")
        pooled.close()

    @pytest.mark.parametrize(
        ("application", "said"),
        [("shop", 'by "shop"'), ("", "by a connection that env.py left open")],
    )
    def test_a_transaction_that_is_open_is_named(
        self, application: str, said: str, server: Server, disposable: PostgreSQLDisposable
    ) -> None:
        busy = PostgreSQLSession(server.address, disposable.database)
        busy.execute("SELECT set_config('application_name', %s, false)", [application])
        busy.execute("BEGIN")
        with pytest.raises(ProvisionError, match=rf"{said} \(idle in transaction\)"):
            disposable.save("state")
        busy.close()

    def test_a_restore_ends_every_connection(
        self, server: Server, disposable: PostgreSQLDisposable
    ) -> None:
        disposable.save("state")
        busy = PostgreSQLSession(server.address, disposable.database)
        busy.execute("BEGIN")
        disposable.restore("state")
        assert tables(disposable) == []
        busy.close()

    def test_a_subscription_does_not_keep_a_database(
        self, server: Server, disposable: PostgreSQLDisposable
    ) -> None:
        disposable.save("state")
        disposable.session().execute(
            "CREATE SUBSCRIPTION \"My s\" CONNECTION 'host=/nowhere' PUBLICATION p "
            "WITH (connect = false)"
        )
        disposable.restore("state")
        assert server.admin.query("SELECT FROM pg_subscription") == []

    def test_closing_drops_our_databases_only(self, server: Server, url: str) -> None:
        before = databases(server)
        made = dialect_for("postgresql").provision(Provision(url=url))
        made.save("state")
        assert len(databases(server)) == len(before) + 2
        made.close()
        made.close()
        assert databases(server) == before


def _driven(name: str) -> Engine | AsyncEngine:
    url = f"postgresql+{name}://nobody:secret@no.such.host:1/nowhere"
    if name in {"asyncpg", "psycopg_async"}:
        return create_async_engine(url.replace("_async", ""), poolclass=NullPool)
    return create_engine(url, poolclass=NullPool)


def _current_database(engine: Engine | AsyncEngine) -> str:
    async def ask(asynchronous: AsyncEngine) -> str:
        async with asynchronous.connect() as connection:
            return str((await connection.execute(text("SELECT current_database()"))).scalar())

    if isinstance(engine, AsyncEngine):
        return asyncio.run(ask(engine))
    with engine.connect() as connection:
        return str(connection.execute(text("SELECT current_database()")).scalar())


def _sync(engine: Engine | AsyncEngine) -> Engine:
    return engine.sync_engine if isinstance(engine, AsyncEngine) else engine


@pytest.mark.parametrize("ours", [True, False], ids=["own server", "handed over"])
@pytest.mark.parametrize("name", ["psycopg2", "psycopg", "psycopg_async", "asyncpg", "pg8000"])
def test_every_driver_is_redirected_whatever_the_environment_says(
    server: Server, url: str, name: str, ours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_url = dialect_for("postgresql").provision(Provision(url=url))
    assert isinstance(with_url, PostgreSQLDisposable)
    if ours:
        with_url.address = server.address
    engine = _driven(name)

    def redirect(dialect: Any, _record: object, arguments: Any, parameters: Any) -> None:
        parameters["sslmode" if "psycopg" in dialect.driver else "ssl"] = "require"
        with_url.redirect(dialect.driver, arguments, parameters)

    event.listen(_sync(engine), "do_connect", redirect)
    for variable, value in {
        "PGHOST": "elsewhere.invalid",
        "PGHOSTADDR": "192.0.2.1",
        "PGPORT": "1",
        "PGUSER": "nobody",
        "PGDATABASE": "nowhere",
    }.items():
        monkeypatch.setenv(variable, value)
    if ours:
        monkeypatch.setenv("PGTARGETSESSIONATTRS", "read-only")
        monkeypatch.setenv("PGCHANNELBINDING", "require")
        monkeypatch.setenv("PGSSLMODE", "verify-full")
    try:
        assert _current_database(engine) == with_url.database
        assert with_url.session().query("SELECT 1") == [(1,)]
    finally:
        monkeypatch.undo()
        with_url.close()


@pytest.mark.parametrize("name", ["_psycopg2", "_psycopg", "_pg8000"])
def test_a_session_is_the_same_over_every_driver(
    server: Server, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = {"_psycopg2": "psycopg2", "_psycopg": "psycopg", "_pg8000": "pg8000"}[name]
    monkeypatch.setattr(driver, "_installed", lambda: module)
    session = PostgreSQLSession(server.address, "template1")
    errors = driver.driver_errors()
    assert session.query("SHOW TimeZone") == [("UTC",)]
    assert session.query("SELECT 'a%s' LIKE 'a%'") == [(True,)]
    assert session.query("SELECT 5 %% %s::int, %s::text", (3, "it's")) == [(2, "it's")]
    session.execute("CREATE TEMPORARY TABLE t (a int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    with pytest.raises(errors), session.transaction():
        session.execute("INSERT INTO t VALUES (1); INSERT INTO t VALUES (1)")
    assert session.query("SELECT * FROM t") == []
    with session.transaction():
        session.execute("INSERT INTO t VALUES (%s)", (1,))
    assert session.query("SELECT * FROM t") == [(1,)]
    session.close()
    session.close()


@pytest.mark.parametrize("name", ["psycopg2", "psycopg", "pg8000"])
def test_what_is_sent_ahead_belongs_to_the_transaction(
    server: Server, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "_installed", lambda: name)
    session = PostgreSQLSession(server.address, "template1")
    now = "SELECT current_setting('a.b', true), now() = statement_timestamp()"
    assert session.query_alone("SELECT set_config('a.b', 'local', true)", now)[0][0] == "local"
    assert session.query(now) == [("", True)]
    session.execute("CREATE TEMPORARY TABLE t (a int UNIQUE)")
    with session.transaction("SET LOCAL a.b = 'opening'"):
        session.ahead("SAVEPOINT s")
        assert session.query("INSERT INTO t VALUES (%s) RETURNING a", (1,)) == [(1,)]
        session.ahead("SAVEPOINT s")
        with pytest.raises(driver.driver_errors()):
            session.query("INSERT INTO t VALUES (%s) RETURNING a", (1,))
        session.execute("ROLLBACK TO SAVEPOINT s")
        assert session.query(now)[0][0] == "opening"
    assert session.query("SELECT * FROM t") == [(1,)]
    session.close()


def test_a_transaction_of_no_statements_is_none(server: Server) -> None:
    session = PostgreSQLSession(server.address, "template1")
    began = "SELECT xact_start = query_start FROM pg_stat_activity WHERE pid = pg_backend_pid()"
    with session.transaction():
        pass
    with suppress(LookupError), session.transaction():
        raise LookupError
    assert session.query(began) == [(True,)]
    with session.transaction():
        session.execute("SELECT 1")
        assert session.query(began) == [(False,)]
    session.close()


class TestHandedOver:
    def test_what_a_killed_run_left_is_dropped_and_nothing_else(
        self, server: Server, url: str
    ) -> None:
        admin = server.admin
        admin.execute("CREATE ROLE somebody")
        killed, alive, foreign, commented = (f"mrt_{n:012x}" for n in range(4))
        marked = {killed: 2**30 + 1, alive: 2**30 + 2, foreign: 2**30 + 3, "mrt_other": 2**30 + 1}
        for name, mark in {**marked, commented: 2**30 + 1, "mrt_00000000000f": None}.items():
            Databases(admin, mark).create(name)
        admin.execute(f"ALTER DATABASE {commented} CONNECTION LIMIT -1")
        admin.execute(f"ALTER DATABASE {foreign} OWNER TO somebody")
        holder = PostgreSQLSession(server.address, "mrt_other")
        holder.query(f"SELECT pg_advisory_lock({0x6D7274}, {2**30 + 2})")
        dialect_for("postgresql").provision(Provision(url=url)).close()
        left = [name for name in databases(server) if name not in {"postgres", "template1"}]
        assert left == [alive, foreign, "mrt_00000000000f", "mrt_other"]
        holder.close()
        for name in left:
            Databases(admin).drop(name)
        admin.execute("DROP ROLE somebody")

    def test_two_runs_at_once_leave_each_other_alone(self, server: Server, url: str) -> None:
        first, second = (dialect_for("postgresql").provision(Provision(url=url)) for _ in "ab")
        first.session().execute("CREATE TABLE t (a int)")
        second.close()
        assert tables(first) == ["t"]
        first.close()
        assert databases(server) == ["postgres", "template1"]

    def test_extensions_and_tables_of_template1_count(self, server: Server, url: str) -> None:
        template = PostgreSQLSession(server.address, "template1")
        template.execute("CREATE TABLE preinstalled (a int)")
        template.close()
        made = dialect_for("postgresql").provision(Provision(url=url))
        assert tables(made) == ["preinstalled"]
        made.close()
        template = PostgreSQLSession(server.address, "template1")
        template.execute("DROP TABLE preinstalled")
        template.close()

    def test_a_template_in_use_is_one_sentence(self, server: Server, url: str) -> None:
        template = PostgreSQLSession(server.address, "template1")
        with pytest.raises(ProvisionError, match='"template1" is being accessed'):
            dialect_for("postgresql").provision(Provision(url=url))
        template.close()

    def test_the_role_needs_createdb(self, server: Server) -> None:
        server.admin.execute("CREATE ROLE poor LOGIN")
        with pytest.raises(ProvisionError, match=r"poor.*may not create databases") as caught:
            dialect_for("postgresql").provision(Provision(url=url_of(server, "poor")))
        server.admin.execute("DROP ROLE poor")
        assert "CREATEDB" in caught.value.remedy

    def test_a_role_with_createdb_is_enough(self, server: Server) -> None:
        server.admin.execute("CREATE ROLE maker LOGIN CREATEDB")
        made = dialect_for("postgresql").provision(
            Provision(url=url_of(server, "maker", "nowhere"))
        )
        made.session().execute("CREATE TABLE t (a int)")
        made.save("state")
        made.restore(None)
        made.restore("state")
        assert tables(made) == ["t"]
        made.close()
        server.admin.execute("DROP ROLE maker")

    @pytest.mark.parametrize(
        ("url", "named", "remedy"),
        [
            ("postgresql://u:s3cret@127.0.0.1:1/db", "127.0.0.1:1", "server is running"),
            ("postgresql://u:s3cret@no-such-host.invalid/db", "no-such-host.invalid:5432", "host"),
            (
                "postgresql://u:s3cret@/db?host=/no/such/dir",
                "/no/such/dir:5432",
                "server is running",
            ),
            ("postgresql://u:s3cret@h:port/db", "cannot be read", "percent-encoded"),
            ("postgresql://u:s3cret@/db?host=a&host=b", "several values for host", "one"),
            ("postgresql://u:s3cret@/db?host=a:b", '"b" is no port', "URL"),
            ("mysql://u:s3cret@h/db", "mysql", "postgresql://"),
            ("s3cret", "cannot be read", "postgresql://"),
        ],
    )
    def test_a_url_that_does_not_work_is_one_sentence_without_the_password(
        self, url: str, named: str, remedy: str
    ) -> None:
        with pytest.raises(ProvisionError) as caught:
            dialect_for("postgresql").provision(Provision(url=url))
        assert named in caught.value.message
        assert remedy in caught.value.remedy
        assert "s3cret" not in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_a_wrong_password_is_one_sentence(self, server: Server) -> None:
        data = server.admin.query("SHOW data_directory")[0][0]
        server.admin.execute("CREATE ROLE guarded LOGIN CREATEDB PASSWORD 'right'")
        _prepend(f"{data}/pg_hba.conf", "local all guarded scram-sha-256\n")
        server.admin.execute("SELECT pg_reload_conf()")
        url = url_of(server, "guarded:s3cret")
        with pytest.raises(ProvisionError, match="password authentication failed") as caught:
            dialect_for("postgresql").provision(Provision(url=url))
        assert "s3cret" not in str(caught.value)
        made = dialect_for("postgresql").provision(Provision(url=url_of(server, "guarded:right")))
        made.close()
        server.admin.execute("DROP ROLE guarded")


def _prepend(path: str, line: str) -> None:
    with open(path, "r+", encoding="utf-8") as file:  # noqa: PTH123
        content = file.read()
        file.seek(0)
        file.write(line + content)


class TestUseDatabase:
    @pytest.fixture
    def used_url(self, server: Server) -> Iterator[str]:
        server.admin.execute("CREATE ROLE owner LOGIN CREATEDB")
        server.admin.execute("CREATE DATABASE app OWNER owner")
        server.admin.execute("REVOKE CONNECT ON DATABASE app FROM PUBLIC")
        server.admin.execute("ALTER DATABASE app SET search_path = '$user', public, \"My Schema\"")
        yield url_of(server, "owner", "app")
        Databases(server.admin).drop("app")
        server.admin.execute("DROP ROLE owner")

    @staticmethod
    def provision(url: str) -> Disposable:
        return dialect_for("postgresql").provision(Provision(url=url, use_database=True))

    def test_it_is_used_restored_and_left_empty(self, server: Server, used_url: str) -> None:
        facts = "SELECT (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(datacl) a), "
        facts += "datdba, setconfig FROM pg_database LEFT JOIN "
        facts += "pg_db_role_setting ON setdatabase = pg_database.oid WHERE datname = 'app'"
        before = server.admin.query(facts)
        used = self.provision(used_url)
        assert used.session().query("SELECT current_database()") == [("app",)]
        used.session().execute("CREATE TABLE t (a int)")
        used.save("state")
        used.session().execute("CREATE SCHEMA extra; CREATE TYPE extra.mood AS ENUM ('good')")
        used.session().execute("CREATE TYPE mood AS ENUM ('bad'); CREATE VIEW v AS SELECT * FROM t")
        used.session().execute("CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1'")
        used.restore("state")
        assert tables(used) == ["t"]
        assert used.session().query("SELECT 1 FROM pg_type WHERE typname = 'mood'") == []
        used.session().execute("CREATE TYPE mood AS ENUM ('bad'); CREATE TABLE u (m mood)")
        used.restore(None)
        assert tables(used) == []
        used.session().execute("CREATE TYPE mood AS ENUM ('bad')")
        used.close()
        assert server.admin.query(facts) == before
        assert databases(server) == ["app", "postgres", "template1"]
        self.provision(used_url).close()

    def test_what_belongs_to_it_as_a_whole_outlives_a_restore(
        self, server: Server, used_url: str
    ) -> None:
        server.admin.execute("CREATE ROLE reader")
        for sql in (
            "CREATE DATABASE template0",  # from which alone another encoding can be made
            "CREATE DATABASE latin TEMPLATE template0 OWNER owner ENCODING 'LATIN1' LOCALE 'C'",
            "COMMENT ON DATABASE latin IS 'ours'",
            "GRANT CONNECT ON DATABASE latin TO reader WITH GRANT OPTION",
            "ALTER DATABASE latin CONNECTION LIMIT 7",
            "ALTER DATABASE latin SET timezone = 'Asia/Tokyo'",
        ):
            server.admin.execute(sql)
        facts = (
            "SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate, datctype, "
            "(SELECT array_agg(a::text ORDER BY a::text) FROM unnest(datacl) a), datconnlimit, "
            "shobj_description(oid, 'pg_database'), (SELECT setconfig FROM pg_db_role_setting "
            "WHERE setdatabase = oid) FROM pg_database WHERE datname = 'latin'"
        )
        before = server.admin.query(facts)
        used = self.provision(used_url.replace("/app?", "/latin?"))
        used.save("state")
        used.restore("state")
        assert server.admin.query(facts) == before
        used.close()
        assert server.admin.query(facts) == before
        Databases(server.admin).drop("latin")
        Databases(server.admin).drop("template0")
        server.admin.execute("DROP ROLE reader")

    @pytest.mark.parametrize(
        "sql",
        [
            "ALTER DATABASE app SET log_statement = 'all'",
            "ALTER ROLE postgres IN DATABASE app SET work_mem = '1MB'",
            "ALTER DATABASE app IS_TEMPLATE true",
        ],
    )
    def test_one_that_could_not_be_given_all_again_is_not_replaced(
        self, server: Server, used_url: str, sql: str
    ) -> None:
        server.admin.execute(sql)
        used = self.provision(used_url)
        used.save("state")
        with pytest.raises(ProvisionError, match='"app" cannot be undone'):
            used.restore("state")
        used.close()
        server.admin.execute("ALTER DATABASE app IS_TEMPLATE false")
        assert databases(server) == ["app", "postgres", "template1"]

    def test_what_belongs_to_no_schema_is_dropped_too(self, used_url: str) -> None:
        used = self.provision(used_url.replace("owner@", "postgres@"))
        used.session().execute(
            "CREATE FOREIGN DATA WRAPPER w; CREATE CAST (text AS int) WITH INOUT;"
            "CREATE TEXT SEARCH DICTIONARY td (TEMPLATE = simple);"
            "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);"
            "CREATE OPERATOR FAMILY fam USING hash; CREATE LANGUAGE l HANDLER plpgsql_call_handler;"
            "CREATE TABLE t (a int, b int); CREATE STATISTICS st ON a, b FROM t;"
            "CREATE CONVERSION cv FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1"
        )
        used.close()
        self.provision(used_url).close()

    def test_a_role_that_may_not_copy_can_still_empty(self, server: Server, used_url: str) -> None:
        server.admin.execute("ALTER ROLE owner NOCREATEDB")
        used = self.provision(used_url)
        used.save("state")
        used.session().execute("CREATE TABLE t (a int)")
        with pytest.raises(ProvisionError, match='"app" cannot be undone'):
            used.restore("state")
        used.restore(None)
        assert tables(used) == []
        used.forget("state")
        used.close()

    @pytest.mark.parametrize(
        ("sql", "named"),
        [
            ("CREATE TABLE users (a int)", "the table public.users"),
            ("CREATE SCHEMA s; CREATE VIEW s.v AS SELECT 1", "the view s.v"),
            ("CREATE TABLE users (id serial)", "the table public.users and 1 more"),
            (
                "CREATE TABLE alembic_version (v text); INSERT INTO alembic_version VALUES ('abc')",
                "the revision abc in alembic_version",
            ),
        ],
    )
    def test_one_that_holds_something_is_refused_and_left_alone(
        self, server: Server, used_url: str, sql: str, named: str
    ) -> None:
        session = PostgreSQLSession(server.address, "app")
        session.execute(f"SET ROLE owner; {sql}; RESET ROLE")
        with pytest.raises(ProvisionError, match=named):
            self.provision(used_url)
        held = session.query(
            "SELECT count(*) FROM pg_class WHERE relname IN ('users', 'v', 'alembic_version')"
        )
        session.close()
        assert held == [(1,)]

    @pytest.mark.parametrize(
        ("sql", "named"),
        [
            ("CREATE TYPE mood AS ENUM ('good')", "the type public.mood"),
            ("CREATE DOMAIN positive AS int CHECK (VALUE > 0)", "the domain public.positive"),
            ("CREATE SEQUENCE numbers", "the sequence public.numbers"),
            ("CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'", "the function publ"),
        ],
    )
    def test_one_that_holds_no_table_but_something_else_is_refused(
        self, server: Server, used_url: str, sql: str, named: str
    ) -> None:
        session = PostgreSQLSession(server.address, "app")
        session.execute(sql)
        session.close()
        with pytest.raises(ProvisionError, match=named):
            self.provision(used_url)

    def test_an_extension_counts_but_the_one_of_every_database(self) -> None:
        held = dict.fromkeys([("EXTENSION", "plpgsql"), ("EXTENSION", "vector")])
        assert objects(held, "alembic_version") == ["the extension vector"]

    def test_an_empty_version_table_is_let_pass_and_kept(
        self, server: Server, used_url: str
    ) -> None:
        session = PostgreSQLSession(server.address, "app")
        session.execute("CREATE TABLE alembic_version (v text)")
        session.execute("ALTER TABLE alembic_version OWNER TO owner")
        used = self.provision(used_url)
        used.session().execute("INSERT INTO alembic_version VALUES ('abc')")
        used.close()
        assert session.query("SELECT * FROM alembic_version") == []
        session.close()

    def test_a_second_run_at_once_is_one_sentence(self, server: Server, used_url: str) -> None:
        first = self.provision(used_url)
        first.save("state")
        for _ in range(2):
            with pytest.raises(ProvisionError, match='"app" is in use by another run'):
                self.provision(used_url)
            first.restore("state")
        first.forget("state")
        first.close()
        self.provision(used_url).close()
        held = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 7172725"
        assert server.admin.query(held) == []

    def test_a_role_that_may_connect_to_no_other_database_is_kept_out_too(
        self, server: Server, used_url: str
    ) -> None:
        server.admin.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC")
        first = self.provision(used_url)
        with pytest.raises(ProvisionError, match='"app" is in use by another run'):
            self.provision(used_url)
        first.close()
        server.admin.execute("GRANT CONNECT ON DATABASE postgres, template1 TO PUBLIC")

    def test_a_database_that_does_not_exist_is_named(self, server: Server) -> None:
        with pytest.raises(ProvisionError, match='"missing" does not exist'):
            self.provision(url_of(server, database="missing"))

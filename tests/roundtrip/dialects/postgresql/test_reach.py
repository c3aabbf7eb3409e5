"""What a statement names beyond its own database, and where it is refused for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alembic_mrt.config import MRTConfig
from alembic_mrt.exceptions import ForeignConnectionError
from alembic_mrt.roundtrip.dialects.postgresql.reach import reaches
from tests.roundtrip.dialects.postgresql.histories import execute, round_trip, verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.roundtrip.dialects.postgresql.histories import HandedOver

NAMED = {
    "COMMENT ON DATABASE myapp IS 'x'": "database myapp",
    'COMMENT ON DATABASE "My ""App" IS NULL': 'database My "App',
    "comment /* mine */ on -- this\n database MyApp is 'x'": "database myapp",
    "ALTER DATABASE myapp SET timezone = 'UTC'": "database myapp",
    "SELECT 1; ALTER DATABASE myapp OWNER TO me": "database myapp",
    "DROP DATABASE IF EXISTS myapp": "database myapp",
    "CREATE DATABASE myapp TEMPLATE template0": "database myapp",
    "GRANT CONNECT, TEMP ON DATABASE a, b TO reader": "database a, database b",
    "REVOKE ALL ON DATABASE myapp FROM PUBLIC": "database myapp",
    "SECURITY LABEL FOR x ON DATABASE myapp IS 'y'": "database myapp",
    "ALTER ROLE reader IN DATABASE myapp SET work_mem = '1MB'": "database myapp",
    "DO $$ BEGIN ALTER DATABASE myapp SET jit = off; END $$": "database myapp",
    "DO $x$ BEGIN IF true THEN EXECUTE 'COMMENT ON DATABASE myapp IS $q$y$q$'; END IF; END $x$": (
        "database myapp"
    ),
    "DO $$ BEGIN EXECUTE format('ALTER DATABASE myapp SET %I = 1', 'a'); END $$": "database myapp",
    "ALTER SYSTEM SET work_mem = '1MB'": "system ",
    "DROP ROLE IF EXISTS reader, writer": "role reader, role writer",
    "ALTER USER reader PASSWORD 'x'": "role reader",
    "ALTER ROLE CURRENT_USER SET work_mem = '1MB'": "role current_user",
    "REASSIGN OWNED BY reader TO writer": "role reader",
    "DROP OWNED BY reader": "role reader",
    "COMMENT ON ROLE reader IS 'x'": "role reader",
    "DROP TABLESPACE disk": "tablespace disk",
}
NOT_NAMED = (
    "CREATE ROLE reader",
    "CREATE USER MAPPING FOR reader SERVER s",
    "ALTER USER MAPPING FOR reader SERVER s OPTIONS (a 'b')",
    "SELECT 'COMMENT ON DATABASE myapp IS NULL'",
    "-- ALTER DATABASE myapp SET x = 1\nSELECT 1",
    "/* DROP DATABASE myapp; */ SELECT 1",
    "ALTER TABLE t DROP database CASCADE",
    "ALTER TABLE t ALTER database SET NOT NULL, ALTER role TYPE text",
    "GRANT SELECT ON database TO reader",
    "COMMENT ON COLUMN t.database IS 'the database myapp'",
    "GRANT reader TO writer",
    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET jit = off', current_database()); END $$",
    "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || quote_ident(current_database()) || ' SET a = 1';"
    " RAISE NOTICE 'ALTER DATABASE myapp SET jit = off'; END $$",
    "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS "
    "$$ BEGIN COMMENT ON DATABASE myapp IS 'x'; END $$",
)


@pytest.mark.parametrize(("sql", "named"), NAMED.items())
def test_what_a_statement_works_on_is_named(sql: str, named: str) -> None:
    assert ", ".join(f"{reach.kind} {reach.name}" for reach in reaches(sql)) == named


@pytest.mark.parametrize("sql", NOT_NAMED)
def test_what_only_looks_like_it_is_not(sql: str) -> None:
    assert list(reaches(sql)) == []


@pytest.mark.postgresql
class TestHandedOver:
    @pytest.fixture(autouse=True)
    def _the_users_own(self, handed_over: HandedOver) -> Iterator[None]:
        handed_over.execute("CREATE DATABASE myapp")
        handed_over.execute("CREATE ROLE reader")
        yield
        handed_over.execute("DROP DATABASE myapp")
        handed_over.execute("DROP ROLE reader")

    @pytest.mark.parametrize(
        ("statement", "named"),
        [
            ("COMMENT ON DATABASE myapp IS 'gone astray'", 'the database "myapp"'),
            ("ALTER ROLE reader CREATEDB", 'the role "reader" (ALTER ROLE), which was'),
            ("ALTER SYSTEM SET work_mem = '1MB'", "ALTER SYSTEM, which changes"),
            ("DROP DATABASE myapp", 'the database "myapp"'),
        ],
    )
    @pytest.mark.parametrize("swallowed", [False, True])
    def test_what_is_somebody_elses_is_refused(
        self, tmp_path: Path, handed_over: HandedOver, statement: str, named: str, swallowed: bool
    ) -> None:
        body = execute(statement)
        if swallowed:
            body = f"try:\n    {body}\nexcept Exception:\n    pass"
        with pytest.raises(ForeignConnectionError) as caught:
            round_trip(tmp_path, (body, ""), settings=handed_over.settings)
        assert "r1.py:" in caught.value.message
        assert named in caught.value.message
        assert "nothing was sent" in caught.value.message
        assert caught.value.remedy
        comments = handed_over.query(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'myapp'"
        )
        assert comments == [(None,)]

    def test_the_name_that_env_py_gives_is_the_users(
        self, tmp_path: Path, handed_over: HandedOver
    ) -> None:
        body = (
            "name = op.get_bind().engine.url.database\n"
            "op.execute(f'ALTER DATABASE {name} SET jit = off')"
        )
        with pytest.raises(ForeignConnectionError, match='"myapp"'):
            round_trip(tmp_path, (body, ""), settings=handed_over.settings)

    def test_a_statement_on_the_disposable_database_passes(
        self, tmp_path: Path, handed_over: HandedOver
    ) -> None:
        by_name = (
            "name = op.get_bind().exec_driver_sql('SELECT current_database()').scalar()\n"
            "op.execute(f'COMMENT ON DATABASE {name} IS NULL')"
        )
        in_block = execute(
            "DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE %I IS NULL', current_database()); "
            "END $$"
        )
        new_role = execute("CREATE ROLE writer", "ALTER ROLE writer LOGIN", "DROP ROLE writer")
        bodies = [(by_name, ""), (in_block, ""), (new_role, "")]
        report = round_trip(tmp_path, *bodies, settings=handed_over.settings)
        assert set(verdicts(report).values()) == {"reversible"}

    def test_a_database_that_was_handed_over_itself_is_its_own(
        self, tmp_path: Path, handed_over: HandedOver
    ) -> None:
        url = handed_over.url.replace("/postgres?", "/myapp?")
        settings = MRTConfig(db_url=url, use_database=True)
        body = execute("ALTER DATABASE myapp SET jit = off", "ALTER DATABASE myapp RESET jit")
        assert verdicts(round_trip(tmp_path, (body, ""), settings=settings)) == {"r1": "reversible"}
        body = execute("ALTER DATABASE postgres SET jit = off")
        with pytest.raises(ForeignConnectionError, match='"postgres"'):
            round_trip(tmp_path, (body, ""), settings=settings)


@pytest.mark.postgresql
def test_on_a_server_of_our_own_such_a_statement_works_and_proves_nothing(tmp_path: Path) -> None:
    comment = (execute("COMMENT ON DATABASE myapp IS 'x'"), "")
    plain = (execute("CREATE TABLE t (a int)"), execute("DROP TABLE t"))
    report = round_trip(tmp_path, comment, plain, comment)
    assert list(verdicts(report).values()) == ["unproven", "reversible", "unproven"]
    assert report.results[0].reason == "1 other database is not compared."


@pytest.mark.postgresql
@pytest.mark.parametrize("template", ["", " TEMPLATE template0"])
def test_a_database_that_our_own_server_cannot_make_is_no_fault(
    tmp_path: Path, template: str
) -> None:
    block = "with op.get_context().autocommit_block():\n    op.execute('{}')"
    made = block.format(f"CREATE DATABASE other{template}")
    report = round_trip(tmp_path, (made, block.format("DROP DATABASE other")))
    assert verdicts(report) == {"r1": "unproven"}
    assert "no further database" in report.results[0].reason

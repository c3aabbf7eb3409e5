"""Roles and tablespaces, which belong to the server and not to the disposable database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.roundtrip.dialects.postgresql.histories import codes, execute, round_trip, verdicts

if TYPE_CHECKING:
    from pathlib import Path

    from alembic_mrt.roundtrip.dialects.base import Disposable
    from tests.roundtrip.dialects.postgresql.histories import HandedOver

pytestmark = pytest.mark.postgresql

ROLES = "SELECT rolname FROM pg_roles WHERE left(rolname, 3) <> 'pg_' ORDER BY 1"
TABLE = (execute("CREATE TABLE users (id serial PRIMARY KEY, name text)"), "op.drop_table('users')")
INDEX = (execute("CREATE INDEX ix ON users (name)"), execute("DROP INDEX ix"))


class TestStates:
    @pytest.fixture
    def database(self, postgresql_database: Disposable) -> Disposable:
        postgresql_database.restore(None)
        return postgresql_database

    def test_roles_come_back_with_the_state_that_had_them(self, database: Disposable) -> None:
        database.session().execute(
            "CREATE ROLE old PASSWORD 'x' CONNECTION LIMIT 3; COMMENT ON ROLE old IS 'c';"
            "CREATE ROLE fellow IN ROLE old; ALTER ROLE old SET work_mem = '1MB';"
            "CREATE TABLE t (a int); GRANT SELECT ON t TO old"
        )
        details = (
            "SELECT rolconnlimit, rolpassword, setconfig, shobj_description(a.oid, 'pg_authid'), "
            "(SELECT member::regrole::text FROM pg_auth_members WHERE roleid = a.oid) "
            "FROM pg_authid a JOIN pg_db_role_setting ON setrole = a.oid WHERE rolname = 'old'"
        )
        before = database.session().query(details)
        database.save("state")
        database.session().execute("DROP OWNED BY old; DROP ROLE old; CREATE ROLE new")
        assert database.session().query(ROLES) == [("fellow",), ("new",), ("postgres",)]
        for _ in range(2):
            database.restore("state")
            assert database.session().query(ROLES) == [("fellow",), ("old",), ("postgres",)]
            assert database.session().query(details) == before
            granted = database.session().query("SELECT has_table_privilege('old', 't', 'SELECT')")
            assert granted == [(True,)]
            database.session().execute("DROP OWNED BY old; DROP ROLE old")
        database.forget("state")

    def test_a_tablespace_goes_with_the_state_that_has_it_not(self, database: Disposable) -> None:
        database.save("state")
        if database.session().query("SELECT current_setting('server_version_num')::int < 150000")[
            0
        ][0]:
            pytest.skip("this server makes no tablespace without a directory")
        database.session().execute("SET allow_in_place_tablespaces = on")
        database.session().execute("CREATE TABLESPACE disk LOCATION ''")
        database.session().execute("CREATE TABLE t (a int) TABLESPACE disk")
        database.restore("state")
        left = database.session().query("SELECT 1 FROM pg_tablespace WHERE spcname = 'disk'")
        assert left == []
        database.forget("state")


def test_a_role_of_an_irreversible_revision_is_no_fault(tmp_path: Path) -> None:
    role = (execute("CREATE ROLE reporting"), execute("DROP ROLE reporting"))
    report = round_trip(tmp_path, role, TABLE, declared="irreversible = 'on purpose'")
    assert verdicts(report) == {"r1": "declared irreversible", "r2": "reversible"}


def test_a_role_that_the_downgrade_forgets_is_seen_once(tmp_path: Path) -> None:
    report = round_trip(tmp_path, (execute("CREATE ROLE reporting"), ""), TABLE)
    assert verdicts(report) == {"r1": "schema differs", "r2": "reversible"}
    assert codes(report, "r1") == ["MRT301", "MRT122"]
    left_behind = report.results[0].findings[0]
    assert left_behind.message == "role reporting was left behind — downgrade is incomplete"
    assert 'op.execute("DROP ROLE reporting")' in left_behind.remedy


def test_what_a_downgrade_does_not_take_back_from_a_role_is_seen(tmp_path: Path) -> None:
    role = (execute("CREATE ROLE reporting"), execute("DROP ROLE reporting"))
    report = round_trip(tmp_path, role, (execute("ALTER ROLE reporting LOGIN CREATEDB"), ""))
    assert verdicts(report) == {"r1": "reversible", "r2": "schema differs"}
    assert "role reporting" in report.results[1].findings[0].message


def test_a_role_made_before_an_upgrade_refused_the_rows_is_no_fault(tmp_path: Path) -> None:
    upgrade = (
        "with op.get_context().autocommit_block():\n    op.execute('CREATE ROLE reporting')\n"
        "op.create_unique_constraint('uq', 'users', ['name'])"
    )
    downgrade = "op.drop_constraint('uq', 'users')\nop.execute('DROP ROLE reporting')"
    report = round_trip(tmp_path, TABLE, (upgrade, downgrade), INDEX)
    assert verdicts(report) == {"r1": "reversible", "r2": "reversible", "r3": "reversible"}
    assert codes(report, "r2") == ["MRT123"]


def test_a_role_that_a_later_revision_drops_is_not_held_by_our_copies(tmp_path: Path) -> None:
    granted = execute("CREATE ROLE reporting", "GRANT SELECT ON users TO reporting")
    taken = execute("DROP OWNED BY reporting", "DROP ROLE reporting")
    report = round_trip(tmp_path, TABLE, (granted, taken), (taken, granted), INDEX)
    assert set(verdicts(report).values()) == {"reversible"}


class TestHandedOver:
    def test_a_role_that_stays_on_the_server_makes_the_revision_unproven(
        self, tmp_path: Path, handed_over: HandedOver
    ) -> None:
        role = (execute("CREATE ROLE reporting"), execute("DROP ROLE reporting"))
        report = round_trip(
            tmp_path, role, declared="irreversible = 'on purpose'", settings=handed_over.settings
        )
        assert verdicts(report) == {"r1": "declared irreversible"}
        assert handed_over.query("SELECT 1 FROM pg_roles WHERE rolname = 'reporting'") == [(1,)]
        report = round_trip(tmp_path, role, settings=handed_over.settings)
        assert verdicts(report) == {"r1": "unproven"}
        assert 'role "reporting" is on this server already' in report.results[0].reason
        handed_over.execute("DROP ROLE reporting")

    def test_a_role_that_goes_with_the_downgrade_is_no_matter(
        self, tmp_path: Path, handed_over: HandedOver
    ) -> None:
        role = (execute("CREATE ROLE reporting"), execute("DROP ROLE reporting"))
        report = round_trip(tmp_path, role, TABLE, settings=handed_over.settings)
        assert verdicts(report) == {"r1": "reversible", "r2": "reversible"}
        handed_over.execute("DROP ROLE reporting")

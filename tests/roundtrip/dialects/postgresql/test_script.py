r"""Scripts that psql would run, such as the plain text that pg_dump writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alembic_mrt.config import MRTConfig
from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.roundtrip.dialects.base import ScriptError
from alembic_mrt.roundtrip.dialects.postgresql import driver
from alembic_mrt.roundtrip.dialects.postgresql.script import parts
from tests.roundtrip.dialects.postgresql.histories import execute, round_trip, verdicts

if TYPE_CHECKING:
    from pathlib import Path

    from alembic_mrt.roundtrip.dialects.base import Disposable
    from tests.roundtrip.dialects.postgresql.histories import HandedOver

pytestmark = pytest.mark.postgresql

DUMP = r"""--
-- PostgreSQL database dump
--

\restrict 4UWZ9h

-- Dumped by pg_dump version 18.0

SET statement_timeout = 0;
SET a_setting_of_a_newer_server = 0;
SELECT pg_catalog.set_config('search_path', '', false);
SET default_table_access_method = heap;

CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
BEGIN
    NEW.note := 'it''s; "touched" $1';
    RETURN NEW;
END;
$_$;

CREATE FUNCTION public.twice(n integer) RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT CASE WHEN n > 0 THEN n * 2 ELSE 0 END;
END;

CREATE TABLE public.users (
    id integer NOT NULL,
    note text DEFAULT 'a;b'::text
);

COPY public.users (id, note) FROM stdin;
1	it's "quoted"; $$ \\ tab\there
2	\N
3	100%s
\.

COPY public.users (id, note) FROM stdin;
\.

ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
CREATE TRIGGER touch BEFORE UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public.touch();

\unrestrict 4UWZ9h

"""
ROWS = [(1, 'it\'s "quoted"; $$ \\ tab\there'), (2, None), (3, "100%s")]


@pytest.mark.parametrize("name", ["psycopg2", "psycopg", "pg8000"])
def test_a_dump_is_run_over_every_driver(
    postgresql_database: Disposable, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgresql_database.restore(None)
    monkeypatch.setattr(driver, "_installed", lambda: name)
    postgresql_database.run_script(DUMP)
    session = postgresql_database.session()
    assert session.query("SELECT id, note FROM users ORDER BY id") == ROWS
    session.execute("UPDATE users SET id = 4 WHERE id = 3")
    assert session.query("SELECT note FROM users WHERE id = 4") == [('it\'s; "touched" $1',)]
    assert session.query("SELECT twice(3)") == [(6,)]
    postgresql_database.restore(None)


def test_the_parts_know_their_place() -> None:
    found = list(parts("SELECT 1;\n\nCOPY t FROM stdin;\n1\n\\.\n-- x\nSELECT ';'; SELECT 2"))
    assert [(part.sql, part.data) for part in found] == [
        ("SELECT 1", None),
        ("COPY t FROM stdin;", "1\n"),
        ("SELECT ';'", None),
        ("SELECT 2", None),
    ]
    assert [part.offset for part in found] == [0, 11, 40, 52]


@pytest.mark.parametrize(
    ("script", "said", "remedy"),
    [
        ("GRANT SELECT ON t TO absent", 'relation "t" does not exist', ""),
        ("CREATE TABLE t (a int); GRANT SELECT ON t TO absent", 'role "absent"', "--no-owner"),
        ("SELECT 1;\n\\i other.sql\n", "syntax error", "psql"),
        ("CREATE EXTENSION no_such_thing", "no_such_thing", "--url"),
        ("CREATE DATABASE myapp WITH TEMPLATE = template0", 'DATABASE "myapp"', "--create"),
        ("COPY t FROM stdin;\n1\n", "do not end", ""),
    ],
)
def test_what_fails_is_said_in_one_sentence(
    postgresql_database: Disposable, script: str, said: str, remedy: str
) -> None:
    postgresql_database.restore(None)
    with pytest.raises(ScriptError) as caught:
        postgresql_database.run_script(script)
    assert said in str(caught.value)
    assert remedy in caught.value.remedy
    assert "\n" not in str(caught.value)
    postgresql_database.restore(None)


def test_roles_of_the_script_can_be_named_by_a_revision(tmp_path: Path) -> None:
    setup = tmp_path / "roles.sql"
    setup.write_text("CREATE ROLE app; CREATE TABLE t (a int)", encoding="utf-8")
    granted = (execute("GRANT SELECT ON t TO app"), execute("REVOKE SELECT ON t FROM app"))
    report = round_trip(tmp_path, granted, granted)
    assert verdicts(report)["r1"] == "upgrade fails"
    report = round_trip(tmp_path, granted, settings=MRTConfig(setup=setup))
    assert verdicts(report)["r1"] == "reversible"


def test_a_script_keeps_to_a_database_that_was_handed_over(
    tmp_path: Path, handed_over: HandedOver
) -> None:
    setup = tmp_path / "setup.sql"
    setup.write_text("SELECT 1;\nALTER DATABASE postgres SET jit = off;", encoding="utf-8")
    settings = MRTConfig(db_url=handed_over.url, setup=setup)
    with pytest.raises(ConfigurationError, match=r'setup.sql:2: .*the database "postgres"'):
        round_trip(tmp_path, ("pass", "pass"), settings=settings)


def test_an_empty_script_is_none() -> None:
    assert list(parts("\n-- nothing\n\\restrict x\n")) == []

"""A database that is handed over itself, and that the user lets be emptied first."""

from __future__ import annotations

import pytest

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Provision
from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession
from tests.roundtrip.dialects.postgresql.histories import HandedOver

LEFTOVERS = """
CREATE TABLE alembic_version (version_num TEXT);
INSERT INTO alembic_version VALUES ('a1');
CREATE TYPE state AS ENUM ('open');
CREATE SCHEMA stock CREATE TABLE shelves (state state)
"""


@pytest.mark.postgresql
def test_what_it_holds_is_dropped_on_request(handed_over: HandedOver) -> None:
    handed_over.server.admin.execute("CREATE DATABASE leftovers")
    session = PostgreSQLSession(handed_over.server.address, "leftovers")
    for statement in LEFTOVERS.split(";"):
        session.execute(statement)
    session.close()
    url = handed_over.url.replace("/postgres?", "/leftovers?")
    postgresql = dialect_for("postgresql")
    with pytest.raises(ProvisionError, match=r"holds the table stock\.shelves"):
        postgresql.provision(Provision(url, use_database=True))
    used = postgresql.provision(Provision(url, use_database=True, clean=True))
    held = "SELECT count(*) FROM pg_class WHERE relnamespace::regnamespace::text !~ '^(pg_|info)'"
    assert used.session().query(held) == [(0,)]
    assert used.session().query("SELECT extname FROM pg_extension") == [("plpgsql",)]
    used.close()
    handed_over.server.admin.execute("DROP DATABASE leftovers")

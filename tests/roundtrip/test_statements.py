"""The log holds every statement that is sent, and knows when one was sent out of its sight."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, create_engine, text
from sqlalchemy.exc import OperationalError

from alembic_mrt.roundtrip.statements import StatementLog


def test_statements_are_kept_until_the_log_is_cleared() -> None:
    with StatementLog() as log, create_engine("sqlite://").connect() as connection:
        log.clear()
        connection.execute(text("SELECT 1"))
        connection.execute(text("SELECT 1"))
        assert list(log.texts) == ["SELECT 1"]
        assert log.complete
        log.clear()
        assert not log.texts


def test_what_may_change_the_schema_is_kept_as_often_as_it_is_sent() -> None:
    sent = ["CREATE TABLE t (a)", "INSERT INTO t VALUES (1)", "DROP TABLE t", "CREATE TABLE t (a)"]
    with StatementLog() as log, create_engine("sqlite://").connect() as connection:
        log.clear()
        for statement in (*sent, sent[1]):
            connection.execute(text(statement))
        assert list(log.texts) == sent[:3]
        assert log.order == sent


@pytest.mark.parametrize(
    "execute",
    [
        lambda connection: connection.connection.cursor().execute("SELECT 2"),
        lambda connection: connection.connection.execute("SELECT 2"),
        lambda connection: connection.connection.executescript("SELECT 2"),
        lambda connection: connection.connection.dbapi_connection.execute("SELECT 2"),
        lambda connection: connection.connection.driver_connection.execute("SELECT 2"),
    ],
)
def test_what_is_sent_on_the_drivers_own_objects_is_missed(
    execute: Callable[[Connection], object],
) -> None:
    with StatementLog() as log, create_engine("sqlite://").connect() as connection:
        log.clear()
        execute(connection)
        assert not log.complete


def test_batches_of_an_insert_make_up_for_no_cursor_of_the_drivers() -> None:
    table = Table("t", MetaData(), Column("id", Integer, primary_key=True), Column("a", Integer))
    rows = [{"a": number} for number in range(2500)]
    with StatementLog() as log, create_engine("sqlite://").connect() as connection:
        table.create(connection)
        log.clear()
        connection.execute(table.insert().returning(table.c.id), rows)
        assert log.complete
        connection.connection.cursor().execute("SELECT 2")
        assert not log.complete


def test_a_statement_that_fails_is_noted() -> None:
    with StatementLog() as log, create_engine("sqlite://").connect() as connection:
        log.clear()
        with pytest.raises(OperationalError):
            connection.execute(text("SELECT * FROM nowhere"))
        assert log.failed
        log.clear()
        assert not log.failed


def test_nothing_stays_behind() -> None:
    with StatementLog() as log:
        pass
    with create_engine("sqlite://").connect() as connection:
        connection.execute(text("SELECT 3"))
    assert not log.texts

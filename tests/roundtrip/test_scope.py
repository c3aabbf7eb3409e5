"""A trip's scope: what a step may touch, and how it is widened."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.scope import OutOfScopeError, Scope
from alembic_mrt.roundtrip.statements import StatementLog
from alembic_mrt.schema.objects import Schema, Table

SCHEMA = Schema.of(*(Table(name=name) for name in ("users", "orders", "lines")))


class Log(StatementLog):
    """A log that is told what it saw."""

    whole = True

    @property
    def complete(self) -> bool:
        return self.whole


def tables(*names: str) -> frozenset[tuple[str | None, str]]:
    return frozenset((None, name) for name in names)


def step(scope: Scope, log: Log, *statements: str, seen: bool = True) -> None:
    log.clear()
    log.texts.update(dict.fromkeys(statements))
    log.order.extend(statements)
    log.whole = seen
    try:
        scope.end_step()
    finally:
        # what follows a step, such as the way back from it, is seen again
        log.whole = True


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def scope(log: Log) -> Scope:
    found = Scope(log)
    found.known = SCHEMA
    found.begin("op.drop_column('users', 'x')")
    return found


def test_a_step_within_the_scope(scope: Scope, log: Log) -> None:
    step(scope, log, "UPDATE users SET x = 1")
    assert scope.tables == tables("users")
    assert scope.touched() == tables("users")


def test_a_step_that_leaves_it_widens_it(scope: Scope, log: Log) -> None:
    with pytest.raises(OutOfScopeError) as missed:
        step(scope, log, "DELETE FROM orders")
    scope.widen(missed.value.touched)
    assert scope.tables == tables("users", "orders")
    step(scope, log, "DELETE FROM orders")


def test_a_step_that_was_not_wholly_seen_lifts_it_for_good(scope: Scope, log: Log) -> None:
    with pytest.raises(OutOfScopeError) as missed:
        step(scope, log, "UPDATE users SET x = 1", seen=False)
    log.clear()
    scope.widen(missed.value.touched)
    assert scope.tables is None
    step(scope, log, "DELETE FROM lines", seen=False)


def test_what_is_touched_and_is_no_table_lifts_it(scope: Scope) -> None:
    scope.widen(frozenset({(None, "a view")}))
    assert scope.tables is None


def test_the_way_back_is_not_watched(scope: Scope, log: Log) -> None:
    with scope.suspended():
        step(scope, log, "DELETE FROM orders")
    assert scope.tables == tables("users")


def test_statements_tell_what_was_done(scope: Scope, log: Log) -> None:
    step(scope, log, "UPDATE users SET x = 1")
    assert scope.last == ("UPDATE users SET x = 1",)
    scope.lift()
    step(scope, log, "DROP TABLE users")
    assert scope.last == ("DROP TABLE users",)


@pytest.mark.parametrize(
    ("statement", "seen", "failed"),
    [("UPDATE users", False, False), ("UPDATE users", True, True), ("DO $$ users $$", True, False)],
)
def test_statements_do_not_tell_all(
    scope: Scope, log: Log, statement: str, seen: bool, failed: bool
) -> None:
    scope.widen(None)
    log.clear()
    log.texts[statement] = None
    log.whole, log.failed = seen, failed
    scope.end_step()
    assert scope.last is None


def test_rows_are_looked_for_where_the_script_or_a_statement_about_rows_names_a_table(
    scope: Scope, log: Log
) -> None:
    scope.widen(tables("orders", "lines"))
    assert scope.looked_in() == tables("users")
    step(scope, log, "ALTER TABLE orders ADD COLUMN user_id INT REFERENCES users")
    assert scope.looked_in() == tables("users")
    step(scope, log, "UPDATE lines SET x = 1")
    assert scope.looked_in() == tables("users", "lines")
    scope.widen(None)
    assert scope.looked_in() is None

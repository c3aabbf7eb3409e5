"""Which tables a statement may touch, by what it says and by what the schema does on the way."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.footprint import Footprint
from alembic_mrt.schema.objects import (
    Column,
    EnumType,
    EventTrigger,
    ForeignKey,
    Function,
    Index,
    MaterializedView,
    Schema,
    Sequence,
    Table,
    Trigger,
    View,
)


def key(table: str, parent: str, ondelete: str | None = None) -> ForeignKey:
    return ForeignKey(
        table=table,
        columns=(f"{parent}_id",),
        referred_table=parent,
        referred_columns=("id",),
        ondelete=ondelete,
    )


SCHEMA = Schema.of(
    *(Table(name=n) for n in ("users", "orders", "lines", "odd name", "posts", "watched")),
    Table(name="parent"),
    Table(name="child", options=(("inherits", "parent"),)),
    Column(table="orders", name="users_id", nullable=False),
    Column(table="lines", name="orders_id", nullable=False),
    Column(table="posts", name="users_id", nullable=True),
    Column(table="posts", name="state", type="post_state"),
    key("orders", "users"),
    key("lines", "orders", ondelete="CASCADE"),
    key("posts", "users"),
    Index(table="posts", name="ix_posts", columns=("users_id",)),
    Index(table="summary", name="ix_summary", columns=("id",)),
    Sequence(name="users_id_seq", owner="users.id"),
    EnumType(name="post_state", labels=("a",)),
    Trigger(table="watched", name="tr", definition="..."),
    Function(name="tidy(integer)", definition="..."),
    View(name="recent", definition="..."),
    MaterializedView(name="summary", definition="..."),
)


def tables(*names: str) -> frozenset[tuple[None, str]]:
    return frozenset((None, name) for name in names)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE users SET name = 'x'", ["users"]),
        ("DROP INDEX ix_summary", []),
        ('update "USERS" set name = 1', ["users"]),
        ("ALTER TABLE userspace ADD x int", []),
        ('ALTER TABLE "odd name" ADD x int', ["odd name"]),
        ("CREATE TABLE _alembic_tmp_users (id int)", ["users"]),
        ("DELETE FROM orders", ["lines", "orders"]),
        ("ALTER TABLE posts ADD FOREIGN KEY (a) REFERENCES x (id) ON DELETE CASCADE", ["posts"]),
        ("DROP INDEX ix_posts", ["posts"]),
        ("ALTER SEQUENCE users_id_seq RESTART", ["users"]),
        ("SELECT setval('users_id_seq', 1, false)", ["users"]),
        ("ALTER TYPE post_state RENAME VALUE 'a' TO 'b'", ["posts"]),
        ("SELECT 1 /* DO it with users */ -- CASCADE", []),
        ("INSERT INTO users VALUES (1) ON CONFLICT DO NOTHING", ["users"]),
        ("DELETE FROM lines WHERE a = ' -- '; DELETE FROM posts", ["lines", "posts"]),
    ],
)
def test_a_statement_that_names_what_it_touches(statement: str, named: list[str]) -> None:
    assert Footprint(SCHEMA).of([statement]) == tables(*named)


@pytest.mark.parametrize(
    "statement",
    [
        "DO $$ BEGIN DELETE FROM x; END $$",
        "SELECT 1; DO $$ BEGIN END $$",
        "CALL p()",
        "DROP TABLE users CASCADE",
        "TRUNCATE users CASCADE",
        "DROP SCHEMA app",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO x",
        "SELECT tidy(1)",
        "DELETE FROM recent",
        "UPDATE watched SET x = 1",
        "REFRESH MATERIALIZED VIEW m",
        "DELETE FROM pg_enum WHERE enumlabel = 'a'",
        "UPDATE pg_catalog.pg_attribute SET atttypmod = 9",
        "UPDATE parent SET x = 1",
        "SELECT setval(%(sequence)s, 1, false)",
        "SELECT setval(pg_get_serial_sequence(CAST($1 AS text), 'id'), 1)",
        "ALTER TABLE child ADD x int",
    ],
)
def test_a_statement_that_may_touch_any_table(statement: str) -> None:
    assert Footprint(SCHEMA).of([statement]) is None


def test_an_event_trigger_may_touch_any_table() -> None:
    schema = SCHEMA.add(EventTrigger(name="ev", definition="..."))
    assert Footprint(schema).of(["ALTER TABLE users ADD x int"]) is None
    assert Footprint(schema).of([]) == frozenset()


@pytest.mark.parametrize(
    ("given", "found"),
    [
        # what refers to it, what it refers to, and what those cannot do without
        (["users"], ["orders", "posts", "users"]),
        (["lines"], ["lines", "orders", "users"]),
        (["posts"], ["posts", "users"]),
        (["odd name"], ["odd name"]),
    ],
)
def test_the_tables_around(given: list[str], found: list[str]) -> None:
    assert Footprint(SCHEMA).around(tables(*given)) == tables(*found)


@pytest.mark.parametrize(
    ("definition", "any_table"),
    [("AFTER INSERT ON lines", True), ("BEFORE UPDATE ON lines", False)],
)
def test_rows_that_a_trigger_sees_come_and_go(definition: str, any_table: bool) -> None:
    schema = SCHEMA.add(Trigger(table="lines", name="tr", definition=definition))
    assert (Footprint(schema).around(tables("orders")) is None) is any_table


@pytest.mark.parametrize(
    ("body", "named"), [("BEGIN DELETE FROM log; END", None), ("SELECT 1", tables("lines"))]
)
def test_a_default_that_writes(body: str, named: frozenset[tuple[None, str]] | None) -> None:
    schema = SCHEMA.add(
        Function(name="f()", definition=body), Column(table="lines", name="c", default="public.f()")
    )
    assert Footprint(schema).of(["INSERT INTO lines VALUES (1)"]) == named


def test_what_a_script_speaks_of() -> None:
    source = 'op.drop_column("users", "x"); op.drop_index("ix_posts")'
    assert Footprint(SCHEMA).named_in(source) == tables("users")
    assert Footprint(SCHEMA).named_in("index = 'ix_posts'") == tables("posts")
    assert Footprint(SCHEMA).named_in("bind.connection.dbapi_connection") is None

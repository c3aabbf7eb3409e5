"""What a rename changes beyond the tables of a revision is known to the revisions after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alembic_mrt.roundtrip.dialects.base import Within
from alembic_mrt.roundtrip.rewritten import rewrites_others
from alembic_mrt.schema.objects import (
    CheckConstraint,
    Column,
    Index,
    Schema,
    Table,
    TableObject,
    Trigger,
)
from tests.roundtrip.dialects.postgresql.histories import execute
from tests.roundtrip.test_unseen import judge

if TYPE_CHECKING:
    from pathlib import Path

USERS = "CREATE TABLE users (id int NOT NULL PRIMARY KEY, name text, age int)"
ORDERS = "CREATE TABLE orders (id int NOT NULL PRIMARY KEY, num int{})"
TOUCH = (
    execute("ALTER TABLE orders ADD COLUMN extra int"),
    execute("ALTER TABLE orders DROP COLUMN extra"),
)

RENAMES = {
    "a table that a policy asks": (
        (
            USERS,
            ORDERS.format(""),
            "CREATE POLICY p ON orders USING (EXISTS (SELECT FROM users WHERE age = num))",
        ),
        "ALTER TABLE users RENAME TO people",
        "ALTER TABLE people RENAME TO users",
    ),
    "a column that a rule writes": (
        (
            USERS,
            ORDERS.format(""),
            "CREATE RULE r AS ON DELETE TO orders DO ALSO UPDATE users SET age = 0",
        ),
        "ALTER TABLE users RENAME age TO years",
        "ALTER TABLE users RENAME years TO age",
    ),
    "a type": (
        ("CREATE TYPE pair AS (a int, b text)", ORDERS.format(", c pair CHECK ((c).a > 0)")),
        "ALTER TYPE pair RENAME TO couple",
        "ALTER TYPE couple RENAME TO pair",
    ),
    "a part of a type": (
        ("CREATE TYPE pair AS (a int, b text)", ORDERS.format(", c pair CHECK ((c).a > 0)")),
        "ALTER TYPE pair RENAME ATTRIBUTE a TO x",
        "ALTER TYPE pair RENAME ATTRIBUTE x TO a",
    ),
    "a collation": (
        ("CREATE COLLATION plain (locale = 'C')", ORDERS.format(", c text COLLATE plain")),
        "ALTER COLLATION plain RENAME TO bare",
        "ALTER COLLATION bare RENAME TO plain",
    ),
    "a sequence": (
        ("CREATE SEQUENCE numbers", ORDERS.format(", c int DEFAULT nextval('numbers')")),
        "ALTER SEQUENCE numbers RENAME TO figures",
        "ALTER SEQUENCE figures RENAME TO numbers",
    ),
    "a role": (
        (
            "CREATE ROLE keeper",
            ORDERS.format(""),
            "CREATE POLICY p ON orders TO keeper USING (true)",
            "CREATE FOREIGN DATA WRAPPER w",
            "GRANT USAGE ON FOREIGN DATA WRAPPER w TO keeper",
        ),
        "ALTER USER keeper RENAME TO warden",
        "ALTER USER warden RENAME TO keeper",
    ),
    "an index as if it were a table": (
        (ORDERS.format(""), "CREATE INDEX ix ON orders (num)"),
        "ALTER TABLE ix RENAME TO ix_num",
        "ALTER TABLE ix_num RENAME TO ix",
    ),
}


@pytest.mark.postgresql
@pytest.mark.parametrize("renamed", RENAMES)
def test_nothing_is_said_of_what_was_written_otherwise(renamed: str, tmp_path: Path) -> None:
    made, there, back = RENAMES[renamed]
    verdicts = judge(
        tmp_path,
        "postgresql",
        (execute(*made), ""),
        (execute(there), execute(back)),
        TOUCH,
        (execute("CREATE SCHEMA app"), execute("DROP SCHEMA app")),
    )
    assert verdicts[1:] == ["reversible"] * 3


@pytest.mark.postgresql
def test_an_index_that_was_renamed_as_if_it_were_a_table_is_missed(tmp_path: Path) -> None:
    made, there, _ = RENAMES["an index as if it were a table"]
    again = "CREATE INDEX ix ON orders (num)"
    verdicts = judge(tmp_path, "postgresql", (execute(*made), ""), (execute(there), execute(again)))
    assert verdicts[1] == "schema differs"


@pytest.mark.parametrize(
    ("there", "back"),
    [
        ("ALTER TABLE users RENAME TO people", "ALTER TABLE people RENAME TO users"),
        ("ALTER TABLE users RENAME COLUMN age TO b", "ALTER TABLE users RENAME COLUMN b TO age"),
    ],
)
def test_the_body_of_a_trigger_on_another_table(there: str, back: str, tmp_path: Path) -> None:
    trigger = "CREATE TRIGGER t AFTER DELETE ON orders BEGIN UPDATE users SET age = 0; END"
    made = execute(USERS, ORDERS.format(""), trigger)
    steps = ((made, ""), (execute(there), execute(back)), TOUCH)
    assert judge(tmp_path, "sqlite", *steps)[1:] == ["reversible"] * 2


SPOKEN_OF = {
    "no part": None,
    "a type": Column(table="orders", name="c", type="users"),
    "a default": Column(table="orders", name="c", default="nextval('users_id_seq')"),
    "a default, quoted": Column(table="orders", name="c", default='(SELECT 1 FROM "Users")'),
    "a check": CheckConstraint(table="orders", name="c", expression="(a)::users IS NOT NULL"),
    "a trigger": Trigger(table="orders", name="t", definition="UPDATE users SET age = 0"),
    "an index": Index(table="orders", name="i", columns=("(a::users)",)),
}


SILENT = ("no part", "a default")


def within(part: TableObject | None = None) -> Within:
    tables = [Table(name=name) for name in ("users", "orders")]
    known = Schema.of(*tables, Column(table="orders", name="num", type="int"))
    known = known.add(part) if part is not None else known
    return Within(frozenset({(None, "users")}), known)


@pytest.mark.parametrize("what", SPOKEN_OF)
def test_objects_out_of_scope_that_speak_of_a_table(what: str) -> None:
    rename = ["ALTER TABLE users RENAME age TO years"]
    assert rewrites_others(rename, within(SPOKEN_OF[what])) is (what not in SILENT)


@pytest.mark.parametrize(
    ("statement", "rewrites"),
    [
        ("ALTER TABLE users RENAME TO b", False),
        ('ALTER TABLE IF EXISTS ONLY app."Users" RENAME COLUMN x TO y', False),
        ("ALTER TABLE users RENAME CONSTRAINT x TO y;", False),
        ("ALTER TABLE an_index RENAME TO b", True),
        ("ALTER INDEX a RENAME TO b", True),
        ("ALTER COLLATION a RENAME TO b", True),
        ("alter type mood\n  rename value 'a' to 'b'", True),
        ("ALTER TABLE _alembic_tmp_a RENAME TO a", False),
        ('ALTER TABLE "s"."_alembic_tmp_a" RENAME TO a', False),
        ("ALTER TABLE users RENAME TO c; ALTER TYPE b RENAME TO c", True),
        ("ALTER TABLE renames ADD renamed int -- rename", False),
    ],
)
def test_what_may_change_how_others_are_written(statement: str, rewrites: bool) -> None:
    assert rewrites_others([statement], within()) is rewrites

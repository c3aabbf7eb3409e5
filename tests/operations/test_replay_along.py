"""What goes along with something else in a replay, and what a copy of a table loses."""

from __future__ import annotations

import textwrap

import pytest

from alembic_mrt.operations.read import read_source
from alembic_mrt.operations.replay import Replayed, replay
from alembic_mrt.operations.vocabulary import ScriptOperations

TABLE = """
op.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b VARCHAR(9) COLLATE nocase)")
"""
COPY = """
with op.batch_alter_table("t") as batch:
    batch.alter_column("a", type_=sa.BigInteger())
"""
BACK = COPY.replace("BigInteger", "Integer")


def script(upgrade: str, downgrade: str, dialect: str) -> ScriptOperations:
    up, down = (textwrap.indent(body, "    ") for body in (upgrade, downgrade))
    imports = "import sqlalchemy as sa\nfrom alembic import op"
    source = f"{imports}\ndef upgrade():\n{up}\ndef downgrade():\n{down}\n"
    return read_source(source, dialect=dialect)


def trip(upgrade: str, downgrade: str, base: str, dialect: str = "postgresql") -> Replayed:
    history = [
        ("a", (), script(base, "pass", dialect)),
        ("b", ("a",), script(upgrade, downgrade, dialect)),
    ]
    return list(replay(history, dialect, {}))[1]


def sql(*statements: str) -> str:
    return "\n".join(f"op.execute({statement!r})" for statement in statements)


def told(found: Replayed) -> set[str]:
    return {f"{d.change}: {d.object} {d.attribute or ''}".strip() for d in found.differences}


@pytest.mark.parametrize(
    ("made", "lost"),
    [
        ("CREATE INDEX ix ON t (lower(b))", "not restored: index ix"),
        ("CREATE INDEX ix ON t (a DESC)", "changed: index ix columns"),
        ("CREATE INDEX ix ON t (b COLLATE binary)", "changed: index ix columns"),
        ("CREATE INDEX ix ON t (a) WHERE a > 1", None),
        ("CREATE TRIGGER g AFTER DELETE ON t BEGIN SELECT 1; END", "not restored: trigger g on t"),
    ],
)
def test_a_copy_on_sqlite_is_what_reflection_sees(made: str, lost: str | None) -> None:
    found = told(trip(COPY, BACK, TABLE + sql(made), "sqlite"))
    assert found == {"changed: t.b collation", *([lost] if lost else [])}


@pytest.mark.parametrize(
    ("made", "reader"),
    [
        ("CREATE VIEW v AS SELECT id FROM t", "v"),
        ("CREATE VIEW v AS SELECT u.id FROM u JOIN t ON u.id = t.id", "v"),
        ("CREATE TRIGGER g AFTER DELETE ON u BEGIN DELETE FROM t WHERE id = old.id; END", "g"),
        ("CREATE TRIGGER g AFTER DELETE ON u BEGIN INSERT INTO t (id) VALUES (1); END", "g"),
        ("CREATE VIEW v AS SELECT id AS t FROM u", None),
    ],
)
def test_a_copy_on_sqlite_cannot_take_the_place_of_what_is_read(
    made: str, reader: str | None
) -> None:
    base = TABLE + sql("CREATE TABLE u (id INTEGER PRIMARY KEY)", made)
    problem = trip(COPY, BACK, base, "sqlite").upgrade[0].problem
    related = problem.related if problem is not None else None
    assert (related.name if related is not None else None) == reader


def test_sqlite_may_be_told_not_to_look_at_views() -> None:
    base = TABLE + sql("CREATE VIEW v AS SELECT id FROM t")
    found = trip(sql("PRAGMA legacy_alter_table=ON") + COPY, BACK, base, "sqlite")
    assert found.upgrade[1].problem is None


VIEWS = sql("CREATE VIEW v AS SELECT a FROM t", "CREATE VIEW w AS SELECT a FROM v")


@pytest.mark.parametrize(
    ("upgrade", "gone"),
    [
        ("DROP VIEW v CASCADE", {"not restored: view v", "not restored: view w"}),
        (
            "ALTER TABLE t DROP COLUMN a CASCADE",
            {"not restored: t.a", "not restored: view v", "not restored: view w"},
        ),
        ("ALTER TABLE t DROP COLUMN b CASCADE", {"not restored: t.b"}),
        (
            "DROP TABLE t CASCADE",
            {"not restored: table t", "not restored: view v", "not restored: view w"},
        ),
    ],
)
def test_cascade_takes_the_views_that_read(upgrade: str, gone: set[str]) -> None:
    assert told(trip(sql(upgrade), "pass", TABLE + VIEWS)) == gone


@pytest.mark.parametrize(
    ("granted", "upgrade", "gone"),
    [
        ("GRANT SELECT (a) ON t TO bob", "ALTER TABLE t DROP COLUMN a", True),
        ("GRANT SELECT (id), UPDATE (a) ON t TO bob", "ALTER TABLE t DROP COLUMN a", True),
        ("GRANT SELECT (a) ON t TO bob", "REVOKE SELECT (a) ON t FROM bob", True),
        ("GRANT SELECT (a) ON t TO bob", "REVOKE SELECT ON t FROM bob", True),
        ("GRANT SELECT (id) ON t TO bob", "ALTER TABLE t DROP COLUMN a", False),
        ("GRANT SELECT ON t TO bob", "ALTER TABLE t DROP COLUMN a", False),
    ],
)
def test_a_column_takes_the_privileges_on_it(granted: str, upgrade: str, gone: bool) -> None:
    found = trip(sql(upgrade), "op.add_column('t', sa.Column('a', sa.Integer()))",
                 TABLE + sql(granted))  # fmt: skip
    assert ("not restored: privileges on t.a" in told(found)) == gone


def test_privileges_on_a_column_keep_to_it_under_another_name() -> None:
    moves = ("ALTER TABLE t RENAME TO s", "ALTER TABLE s RENAME COLUMN a TO c")
    back = ("ALTER TABLE s RENAME COLUMN c TO a", "ALTER TABLE s RENAME TO t")
    granted = TABLE + sql("GRANT SELECT (a) ON t TO bob")
    assert told(trip(sql(*moves), sql(*back), granted)) == set()
    assert "not restored: privileges on t.a" in told(
        trip(
            sql(*moves, "ALTER TABLE s DROP COLUMN c"),
            sql(*back[1:], "ALTER TABLE t ADD a INTEGER"),
            granted,
        )
    )


@pytest.mark.parametrize(
    ("made", "upgrade", "downgrade", "same"),
    [
        ("q", "INCREMENT BY 5", "INCREMENT BY 1", True),
        ("q INCREMENT 2", "INCREMENT BY 5", "INCREMENT 2 RESTART WITH 7", True),
        ("q", "INCREMENT BY 5 CACHE 9", "INCREMENT BY 1", False),
        ("q MAXVALUE 9 CYCLE", "NO CYCLE NO MAXVALUE", "CYCLE MAXVALUE 9", True),
        ("q MAXVALUE 9 CYCLE", "NO CYCLE", "MAXVALUE 9", False),
        ("q INCREMENT BY -1", "INCREMENT BY 1", "INCREMENT BY -1", True),
        ("q", "MAXVALUE 9 START 3", "NO MAXVALUE START WITH 1", True),
        ("q MINVALUE 5", "MINVALUE 1 START 1", "START 5 MINVALUE 5", True),
        ("q", "MINVALUE -5", "MINVALUE 1", True),
        ("q", "MINVALUE -5", "MINVALUE 2", False),
        ("q", "AS bigint", "AS integer", True),
    ],
)
def test_a_sequence_is_altered_option_by_option(
    made: str, upgrade: str, downgrade: str, same: bool
) -> None:
    up, down = (sql(f"ALTER SEQUENCE q {change}") for change in (upgrade, downgrade))
    assert (told(trip(up, down, sql(f"CREATE SEQUENCE {made}"))) == set()) == same

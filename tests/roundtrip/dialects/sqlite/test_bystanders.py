"""Objects of every kind that stand beside a revision: it is not blamed for any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.roundtrip.dialects.postgresql.histories import execute
from tests.roundtrip.test_unseen import judge

if TYPE_CHECKING:
    from pathlib import Path

BESIDE = """
CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT COLLATE NOCASE,
    age INTEGER DEFAULT 3 CHECK (age >= 0), full TEXT GENERATED ALWAYS AS (name || '!') VIRTUAL,
    twice INTEGER GENERATED ALWAYS AS (age * 2) STORED);
CREATE TABLE exact (a INT PRIMARY KEY, b TEXT) STRICT;
CREATE TABLE pairs (k TEXT PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users ON DELETE CASCADE
    DEFERRABLE INITIALLY DEFERRED, amount NUMERIC(10,2), UNIQUE (user_id, amount));
CREATE INDEX ix_large ON orders (amount) WHERE amount > 10;
CREATE UNIQUE INDEX ix_lower ON users (lower(name), age DESC);
CREATE VIEW bought AS SELECT u.name, o.amount FROM users u JOIN orders o ON o.user_id = u.id;
CREATE VIEW bought_again AS SELECT * FROM bought;
CREATE TRIGGER instead INSTEAD OF INSERT ON bought BEGIN INSERT INTO exact VALUES (1, 'x'); END;
CREATE TRIGGER ages AFTER UPDATE OF amount ON orders
    BEGIN UPDATE users SET age = age + 1 WHERE id = NEW.user_id; END;
CREATE VIRTUAL TABLE words USING fts5(body);
PRAGMA user_version = 7;
"""
WIDGETS = "CREATE TABLE widgets (id INTEGER PRIMARY KEY, label VARCHAR(20), weight INTEGER)"
BATCH = """\
with op.batch_alter_table("widgets") as batch:
    batch.{}
"""
STEPS = (
    (execute(WIDGETS), execute("DROP TABLE widgets")),
    (
        execute("ALTER TABLE widgets ADD heavy BOOLEAN", "UPDATE widgets SET heavy = weight > 10"),
        execute("ALTER TABLE widgets DROP heavy"),
    ),
    (
        execute("CREATE TABLE pieces (id INTEGER PRIMARY KEY, widget INT REFERENCES widgets)"),
        execute("DROP TABLE pieces"),
    ),
    (execute("CREATE INDEX ix_label ON widgets (label)"), execute("DROP INDEX ix_label")),
    (
        execute("ALTER TABLE pieces RENAME TO portions"),
        execute("ALTER TABLE portions RENAME TO pieces"),
    ),
    (
        BATCH.format('add_column(sa.Column("z", sa.Integer))'),
        BATCH.format('drop_column("z")'),
    ),
    (execute("CREATE VIEW ids AS SELECT id FROM widgets"), execute("DROP VIEW ids")),
    (
        execute("ALTER TABLE users RENAME name TO called"),
        execute("ALTER TABLE users RENAME called TO name"),
    ),
    (execute("ALTER TABLE orders ADD extra TEXT"), execute("ALTER TABLE orders DROP extra")),
    (execute("PRAGMA user_version = 8"), execute("PRAGMA user_version = 7")),
)


def test_nothing_is_said_of_them(tmp_path: Path) -> None:
    assert judge(tmp_path, "sqlite", *STEPS, setup=BESIDE) == ["reversible"] * len(STEPS)

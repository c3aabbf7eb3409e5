"""Table shapes on SQLite: each must hold rows after seeding, and none after forgetting."""

import pytest
import sqlalchemy as sa

from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Session, TableName
from alembic_mrt.roundtrip.dialects.sqlite.facts import SQLiteFacts
from alembic_mrt.roundtrip.dialects.sqlite.session import SQLiteSession
from alembic_mrt.roundtrip.seed.compose import Sought
from alembic_mrt.roundtrip.seed.recipes import PARENTS
from alembic_mrt.roundtrip.seed.seeder import Seeder, Seeding

HUNDRED = ", ".join(f"c{i} TEXT" for i in range(100))

SHAPES = {
    "row id": "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)",
    "autoincrement": "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT)",
    "descending key": "CREATE TABLE t (id INTEGER PRIMARY KEY DESC, v TEXT)",
    "bigint key": "CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, v TEXT)",
    "without rowid": "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT) WITHOUT ROWID",
    "strict": "CREATE TABLE t (a INTEGER, b TEXT, c REAL, d BLOB, e ANY NOT NULL) STRICT",
    "only a key": "CREATE TABLE t (id INTEGER PRIMARY KEY)",
    "no primary key": "CREATE TABLE t (a TEXT, b INTEGER)",
    "no type": "CREATE TABLE t (a, b NOT NULL)",
    "enum check": "CREATE TABLE t (s VARCHAR(4) NOT NULL CHECK (s IN ('open', 'shut')))",
    "boolean check": "CREATE TABLE t (b BOOLEAN NOT NULL CHECK (b IN (0, 1)))",
    "range check": "CREATE TABLE t (n INTEGER NOT NULL CHECK (n BETWEEN 3 AND 5 AND n <> 4))",
    "length check": "CREATE TABLE t (c TEXT NOT NULL UNIQUE CHECK (length(c) = 2))",
    "like check": "CREATE TABLE t (c TEXT NOT NULL CHECK (c LIKE 'a_%b'))",
    "glob check": "CREATE TABLE t (c TEXT NOT NULL CHECK (c GLOB '[A-Z][0-9]-*'))",
    "columns check": "CREATE TABLE t (a DATE NOT NULL, b DATE NOT NULL, CHECK (a < b))",
    "either check": "CREATE TABLE t (a INT, b INT, CHECK ((a IS NULL) != (b IS NULL)))",
    "json check": "CREATE TABLE t (j TEXT NOT NULL CHECK (json_valid(j)))",
    "singleton": "CREATE TABLE t (id INTEGER PRIMARY KEY CHECK (id = 1), v TEXT)",
    "foreign key": """CREATE TABLE z (id INTEGER PRIMARY KEY);
        CREATE TABLE a (z_id INTEGER NOT NULL REFERENCES z)""",
    "foreign key in other case": """CREATE TABLE "Zed" ("Id" INTEGER PRIMARY KEY);
        CREATE TABLE a (z_id INTEGER NOT NULL REFERENCES zed (ID))""",
    "composite foreign key": """CREATE TABLE p (a INT, b TEXT, PRIMARY KEY (a, b));
        CREATE TABLE c (x TEXT NOT NULL, y INT NOT NULL, FOREIGN KEY (y, x) REFERENCES p)""",
    "association": """CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id TEXT PRIMARY KEY);
        CREATE TABLE ab (a_id INT REFERENCES a, b_id TEXT REFERENCES b, PRIMARY KEY (a_id,
            b_id))""",
    "one to one": """CREATE TABLE a (id INTEGER PRIMARY KEY);
        CREATE TABLE b (id INTEGER PRIMARY KEY REFERENCES a)""",
    "discriminator": """CREATE TABLE a (id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('x', 'y')), UNIQUE (kind, id));
        CREATE TABLE b (id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind = 'y'),
            FOREIGN KEY (kind, id) REFERENCES a (kind, id))""",
    "self reference": "CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER REFERENCES t)",
    "self reference not null": """CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT,
        up INTEGER NOT NULL REFERENCES t)""",
    "cycle": """CREATE TABLE a (id INTEGER PRIMARY KEY, b_id INT REFERENCES b);
        CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INT NOT NULL REFERENCES a)""",
    "cycle not null": """CREATE TABLE a (id INTEGER PRIMARY KEY, b_id INT NOT NULL REFERENCES b);
        CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INT NOT NULL REFERENCES a)""",
    "unique boolean": "CREATE TABLE t (b BOOLEAN NOT NULL UNIQUE)",
    "unique without case": "CREATE TABLE t (c TEXT COLLATE NOCASE NOT NULL UNIQUE)",
    "partial unique index": """CREATE TABLE t (a INT NOT NULL, gone DATETIME);
        CREATE UNIQUE INDEX i ON t (a) WHERE gone IS NULL""",
    "expression unique index": """CREATE TABLE t (a TEXT NOT NULL);
        CREATE UNIQUE INDEX i ON t (lower(a))""",
    "generated column": """CREATE TABLE t (a INT NOT NULL,
        b INT GENERATED ALWAYS AS (a % 10) STORED, c INT AS (a + 1) VIRTUAL, CHECK (b > 2))""",
    "generated from json": """CREATE TABLE t (j JSON NOT NULL,
        k TEXT NOT NULL UNIQUE AS (json_extract(j, '$."id"')) STORED, CHECK (k GLOB
            '[0-9][a-f]*'))""",
    "odd names": """CREATE TABLE "a b%s:c""d" ("100%" INTEGER PRIMARY KEY, "select" TEXT NOT NULL,
        [x:y] INT NOT NULL CHECK ("x:y" > 5), `Ä'?` TEXT, UNIQUE ("select", "Ä'?"))""",
    "a hundred columns": f"CREATE TABLE t ({HUNDRED})",
    "changing trigger": """CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);
        CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET v = 'x' WHERE id = NEW.id; END""",
    "existing rows": """CREATE TABLE t (id INTEGER PRIMARY KEY, code TEXT UNIQUE NOT NULL);
        INSERT INTO t (id, code) VALUES (1, 'one'), (2, 'two');
        CREATE TABLE c (t_id INT NOT NULL UNIQUE REFERENCES t)""",
    "existing rows without key": """CREATE TABLE t (a INT, b TEXT);
        INSERT INTO t VALUES (1, 'x'), (1, 'x')""",
}

REFUSED = {
    "rejecting trigger": (
        """CREATE TABLE t (a INT);
        CREATE TRIGGER g BEFORE INSERT ON t BEGIN SELECT RAISE(ABORT, 'closed'); END""",
        "closed",
    ),
    "impossible check": (
        "CREATE TABLE t (a INT NOT NULL CHECK (a > 5 AND a < 3))",
        "no values were found that satisfy CHECK (a > 5) and CHECK (a < 3)",
    ),
    "impossible check of two columns": (
        "CREATE TABLE t (a INT NOT NULL, b INT NOT NULL, CHECK (a * a + b * b < 0))",
        "no values were found that satisfy CHECK (a * a + b * b < 0)",
    ),
    "empty parent": (
        """CREATE TABLE p (id INT PRIMARY KEY CHECK (id > 5 AND id < 3));
        CREATE TABLE t (p_id INT NOT NULL CONSTRAINT fk REFERENCES p)""",
        "its foreign key fk needs a row of p, which has none (no values were found",
    ),
}


def _run(session: SQLiteSession, script: str) -> None:
    session.connection.executescript(script)


def _contents(session: Session) -> dict[TableName, list[str]]:
    dialect = dialect_for("sqlite")
    schema = dialect.read_schema(session, frozenset())
    rows = dialect.read_rows(session, schema, frozenset())
    return {table: sorted(map(repr, found.rows)) for table, found in rows.items()}


def _seed(session: Session, *literals: object) -> Seeding:
    schema = dialect_for("sqlite").read_schema(session, frozenset())
    return Seeder(SQLiteFacts()).seed(session, schema, sought=Sought(literals))


@pytest.mark.parametrize("shape", SHAPES)
def test_shape_holds_rows_and_is_left_as_it_was(sqlite_session: SQLiteSession, shape: str) -> None:
    session = sqlite_session
    _run(session, SHAPES[shape])
    seeder, facts = Seeder(SQLiteFacts()), SQLiteFacts()
    schema = dialect_for("sqlite").read_schema(session, frozenset())
    before, sequences = _contents(session), facts.sequences(session, schema)
    state = seeder.remember(session, schema)

    seeding = seeder.seed(session, schema)

    assert seeding.not_seeded == {}
    seeded = _contents(session)
    assert [t for t, rows in seeded.items() if len(rows) <= len(before[t])] == []
    assert session.query("PRAGMA foreign_key_check") == []
    assert session.query("PRAGMA integrity_check") == [("ok",)]
    assert seeder.forget(session, state)
    assert _contents(session) == before
    assert facts.sequences(session, schema) == sequences
    assert seeder.seed(session, schema) == seeding
    assert _contents(session) == seeded


@pytest.mark.parametrize("shape", REFUSED)
def test_refusal_is_said(sqlite_session: SQLiteSession, shape: str) -> None:
    sql, reason = REFUSED[shape]
    _run(sqlite_session, sql)
    seeding = _seed(sqlite_session)
    assert seeding.not_seeded[None, "t"].startswith(reason)
    assert (None, "t") not in seeding.inserted


def test_sqlalchemy_reads_every_value_back(sqlite_session: SQLiteSession) -> None:
    table = sa.Table(
        "t",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime),
        sa.Column("stamp", sa.TIMESTAMP(timezone=True)),
        sa.Column("day", sa.Date),
        sa.Column("time", sa.Time),
        sa.Column("yes", sa.Boolean),
        sa.Column("uid", sa.Uuid),
        sa.Column("doc", sa.JSON),
        sa.Column("list", sa.JSON, server_default=sa.text("'[]'")),
        sa.Column("price", sa.Numeric(10, 2)),
        sa.Column("share", sa.Float),
        sa.Column("raw", sa.LargeBinary),
        sa.Column("state", sa.Enum("a", "b", name="state", create_constraint=True)),
        sa.Column("length", sa.Interval),
        sa.Column("short", sa.String(5)),
        sa.Column("big", sa.BigInteger),
    )
    path = str(sqlite_session.query("PRAGMA database_list")[0][2])
    engine = sa.create_engine(f"sqlite:///{path}", poolclass=sa.pool.NullPool)
    table.create(engine)
    assert _seed(sqlite_session).not_seeded == {}
    with engine.connect() as connection:
        rows = connection.execute(sa.select(table)).all()
    assert len(rows) >= 8
    for column in table.columns:
        values = [getattr(row, column.name) for row in rows]
        assert any(value is not None for value in values), column.name
    assert all(isinstance(row.list, list) for row in rows if row.list is not None)
    assert all(len(row.short) <= 5 for row in rows if row.short is not None)


def test_tiers(sqlite_session: SQLiteSession) -> None:
    _run(sqlite_session, "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT, c DATETIME)")
    schema = dialect_for("sqlite").read_schema(sqlite_session, frozenset())
    Seeder(SQLiteFacts()).seed(sqlite_session, schema, tiers=("plain",))
    plain = sqlite_session.query("SELECT a, b, c FROM t")
    assert all(None not in row for row in plain)
    sqlite_session.execute("DELETE FROM t")
    Seeder(SQLiteFacts()).seed(sqlite_session, schema, tiers=("plain", "sparse", "adversarial"))
    rows = sqlite_session.query("SELECT a, b, c FROM t")
    assert set(plain) <= set(rows)
    assert (None, None, None) in rows
    assert max(len(row[0]) for row in rows if row[0]) == 2000
    assert any(row[0] and row[0] != row[0].strip() for row in rows)


def test_two_rows_are_equal_in_one_column_alone(sqlite_session: SQLiteSession) -> None:
    _run(sqlite_session, "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT, c DATE, d REAL)")
    _seed(sqlite_session)
    rows = sqlite_session.query("SELECT a, b, c, d FROM t")
    full = [row for row in rows if None not in row]
    alone = {
        tuple(x == y for x, y in zip(left, right, strict=True))
        for left in full
        for right in full
        if left is not right
    }
    for place in range(4):
        assert tuple(i == place for i in range(4)) in alone


def test_mined_literals_and_null_share_a_column(sqlite_session: SQLiteSession) -> None:
    _run(sqlite_session, "CREATE TABLE t (id INTEGER PRIMARY KEY, s VARCHAR(5), n INT, j JSON)")
    _seed(sqlite_session, "old", "too long", 99)
    texts = {row[0] for row in sqlite_session.query("SELECT s FROM t")}
    assert {"old", None} <= texts
    assert "too long" not in texts
    assert {99, None} <= {row[0] for row in sqlite_session.query("SELECT n FROM t")}
    assert (99,) not in sqlite_session.query("SELECT id FROM t")


def test_a_table_in_which_nothing_is_looked_for_holds_no_literals(
    sqlite_session: SQLiteSession,
) -> None:
    _run(
        sqlite_session,
        "CREATE TABLE a (id INTEGER PRIMARY KEY, s VARCHAR(9));"
        "CREATE TABLE b (id INTEGER PRIMARY KEY, s VARCHAR(9), a_id INT REFERENCES a)",
    )
    schema = dialect_for("sqlite").read_schema(sqlite_session, frozenset())
    sought = Sought(("old",), tables=frozenset({(None, "a")}))
    Seeder(SQLiteFacts()).seed(sqlite_session, schema, sought=sought)
    held = {name: sqlite_session.query(f"SELECT s FROM {name}") for name in ("a", "b")}
    assert ("old",) in held["a"]
    assert ("old",) not in held["b"]
    referred = sqlite_session.query("SELECT DISTINCT a_id FROM b WHERE a_id IS NOT NULL")
    assert len(referred) >= PARENTS


def test_a_check_beside_a_key_is_met_however_many_parents_there_are(
    sqlite_session: SQLiteSession,
) -> None:
    _run(
        sqlite_session,
        "CREATE TABLE p (id TEXT PRIMARY KEY);"
        "CREATE TABLE c (id INTEGER PRIMARY KEY, p_id TEXT REFERENCES p, mode TEXT NOT NULL,"
        "CHECK ((mode = 'user' AND p_id IS NOT NULL) OR (mode = 'all' AND p_id IS NULL)));"
        "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
        "INSERT INTO p SELECT 'p' || i FROM n",
    )
    assert _seed(sqlite_session).inserted[None, "c"] > 0


def test_an_unchanged_table_keeps_its_plan(sqlite_session: SQLiteSession) -> None:
    seeder, dialect = Seeder(SQLiteFacts()), dialect_for("sqlite")
    _run(sqlite_session, "CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT)")
    schema = dialect.read_schema(sqlite_session, frozenset())
    state = seeder.remember(sqlite_session, schema)
    seeder.seed(sqlite_session, schema)
    rows = sqlite_session.query("SELECT * FROM a")
    seeder.forget(sqlite_session, state)
    _run(sqlite_session, "CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INT NOT NULL REFERENCES a)")
    schema = dialect.read_schema(sqlite_session, frozenset())
    assert seeder.seed(sqlite_session, schema).not_seeded == {}
    assert sqlite_session.query("SELECT * FROM a") == rows
    sqlite_session.execute("DELETE FROM a")
    sqlite_session.execute("DELETE FROM b")
    _run(sqlite_session, "ALTER TABLE a ADD COLUMN w TEXT NOT NULL DEFAULT 'x'")
    schema = dialect.read_schema(sqlite_session, frozenset())
    seeder.seed(sqlite_session, schema)
    assert len({row[0] for row in sqlite_session.query("SELECT w FROM a")}) > 3


def test_rows_that_used_to_be_taken_and_no_longer_are(sqlite_session: SQLiteSession) -> None:
    seeder, dialect = Seeder(SQLiteFacts()), dialect_for("sqlite")
    _run(sqlite_session, "CREATE TABLE a (v TEXT)")
    schema = dialect.read_schema(sqlite_session, frozenset())
    seeder.seed(sqlite_session, schema)
    sqlite_session.execute("DELETE FROM a")
    _run(
        sqlite_session,
        """CREATE TRIGGER g BEFORE INSERT ON a WHEN NEW.v IS NULL
        BEGIN SELECT RAISE(ABORT, 'no'); END""",
    )
    assert seeder.seed(sqlite_session, schema).inserted[None, "a"] >= 4

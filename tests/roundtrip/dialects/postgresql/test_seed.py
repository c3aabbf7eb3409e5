"""Table shapes on PostgreSQL: each must hold rows after seeding, and none after forgetting."""

import pytest

from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Disposable, Session, TableName, TableRows
from alembic_mrt.roundtrip.dialects.postgresql.facts import PostgreSQLFacts
from alembic_mrt.roundtrip.seed.compose import Sought
from alembic_mrt.roundtrip.seed.seeder import Seeder, Seeding
from benchmarks.shapes import read_shapes

pytestmark = pytest.mark.postgresql

SHAPES = {name: shape for name, shape in read_shapes().items() if not shape.needs}
SEEDED = [name for name, shape in SHAPES.items() if not shape.said]
REFUSED = [name for name, shape in SHAPES.items() if shape.said]

Rows = dict[TableName, list[str]]

EMPTY = """
DO $$ DECLARE s text; BEGIN
    FOR s IN SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'
        AND nspname <> 'information_schema'
    LOOP EXECUTE format('DROP SCHEMA %I CASCADE', s); END LOOP;
END $$;
CREATE SCHEMA public
"""


@pytest.fixture
def session(postgresql_database: Disposable) -> Session:
    """Empty the database by SQL, which is faster than making a new one for each shape."""
    found = postgresql_database.session()
    found.execute(EMPTY)
    return found


def _contents(session: Session) -> Rows:
    dialect = dialect_for("postgresql")
    schema = dialect.read_schema(session, frozenset())
    return _sorted(dict(dialect.read_rows(session, schema, frozenset())))


def _sorted(rows: dict[TableName, TableRows]) -> Rows:
    return {table: sorted(map(repr, found.rows)) for table, found in rows.items()}


def _seed(session: Session, *literals: object) -> Seeding:
    schema = dialect_for("postgresql").read_schema(session, frozenset())
    return Seeder(PostgreSQLFacts()).seed(session, schema, sought=Sought(literals))


@pytest.mark.parametrize("shape", SEEDED)
def test_shape_holds_rows_and_is_left_as_it_was(session: Session, shape: str) -> None:
    session.execute(SHAPES[shape].sql)
    facts = PostgreSQLFacts()
    seeder = Seeder(facts)
    schema = dialect_for("postgresql").read_schema(session, frozenset())
    before, sequences = _contents(session), facts.sequences(session, schema)
    state = seeder.remember(session, schema)

    seeding = seeder.seed(session, schema)

    assert seeding.not_seeded == {}
    seeded = _contents(session)
    empty = [table for table, rows in seeded.items() if len(rows) <= len(before[table])]
    assert empty == []
    assert seeder.forget(session, state)
    assert _contents(session) == before
    assert facts.sequences(session, schema) == sequences
    again = seeder.seed(session, schema)
    assert again == seeding
    # By now it is known which rows the server refuses: those took numbers of sequences at first.
    settled = _contents(session)
    assert seeder.forget(session, state)
    assert seeder.seed(session, schema) == seeding
    if not any(word in SHAPES[shape].sql for word in ("now()", "TRIGGER", "gen_random_uuid()")):
        assert _contents(session) == settled


@pytest.mark.parametrize("shape", REFUSED)
def test_refusal_is_said(session: Session, shape: str) -> None:
    session.execute(SHAPES[shape].sql)
    seeding = _seed(session)
    for table, reason in SHAPES[shape].said.items():
        assert seeding.not_seeded[None, table].startswith(reason)
        assert (None, table) not in seeding.inserted


def test_message_carries_the_text_of_the_check(session: Session) -> None:
    session.execute(
        """CREATE TABLE t (id int, v text, CONSTRAINT never CHECK (v IS NOT NULL AND id IS
            NOT NULL));
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN NEW.v := NULL; RETURN NEW; END';
        CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()"""
    )
    reason = _seed(session).not_seeded[None, "t"]
    assert 'violates check constraint "never"' in reason
    assert "CHECK (((v IS NOT NULL) AND (id IS NOT NULL)))" in reason


def test_what_the_server_cannot_judge_is_said_in_its_words(session: Session) -> None:
    session.execute("CREATE TABLE t (n int NOT NULL CHECK (n / 0 > 1))")
    assert _seed(session).not_seeded[None, "t"] == (
        "no values were found that satisfy CHECK ((n / 0) > 1) (the server says: division by zero)"
    )


def test_message_of_every_driver() -> None:
    facts = PostgreSQLFacts()
    assert facts.message(Exception({"S": "ERROR", "M": "closed", "C": "P0001"})) == "closed"
    assert facts.message(Exception("closed\nCONTEXT:  PL/pgSQL function f()\n")) == "closed"


def test_a_row_that_is_refused_spoils_no_other(session: Session) -> None:
    session.execute(
        """CREATE TABLE t (v text);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN IF NEW.v IS NULL THEN RAISE EXCEPTION ''no''; END IF; RETURN NEW; END';
        CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()"""
    )
    seeding = _seed(session)
    assert seeding.inserted[None, "t"] >= 4
    assert session.query("SELECT count(*) FROM t WHERE v IS NULL") == [(0,)]


def test_mined_literals_reach_the_columns_that_take_them(session: Session) -> None:
    session.execute(
        """CREATE TYPE e AS ENUM ('old', 'new');
        CREATE TABLE t (id serial PRIMARY KEY, code int UNIQUE, n int, s text, c varchar(3), e e,
            k text CHECK (k IN ('old', 'x')))"""
    )
    _seed(session, "old", "longer", 4077)
    found = {
        column: {row[0] for row in session.query(f"SELECT {column}::text FROM t")}
        for column in ("id", "code", "n", "s", "c", "k")
    }
    assert {"old", "longer"} <= found["s"]
    assert "old" in found["c"]
    assert "longer" not in found["c"]
    assert "4077" in found["n"]
    assert "old" in found["k"]
    assert "4077" not in found["id"] | found["code"]


def test_keys_of_rows_that_the_sequence_never_numbered(session: Session) -> None:
    session.execute("CREATE TABLE t (id serial PRIMARY KEY); INSERT INTO t (id) VALUES (1), (2)")
    assert _seed(session).inserted[None, "t"] >= 3


def test_rows_are_the_same_for_the_same_number(session: Session) -> None:
    session.execute("CREATE TABLE t (id uuid PRIMARY KEY, v text, at timestamptz, n numeric)")
    schema = dialect_for("postgresql").read_schema(session, frozenset())
    found = []
    for number in (1, 1, 2):
        Seeder(PostgreSQLFacts(), number).seed(session, schema)
        found.append(_contents(session))
        session.execute("DELETE FROM t")
    assert found[0] == found[1] != found[2]


def test_without_superuser_rights(session: Session) -> None:
    session.execute(
        """DROP ROLE IF EXISTS mrt_seed_owner; CREATE ROLE mrt_seed_owner;
        GRANT ALL ON SCHEMA public TO mrt_seed_owner; SET ROLE mrt_seed_owner;
        CREATE TABLE a (id serial PRIMARY KEY, b_id int);
        CREATE TABLE b (id serial PRIMARY KEY, a_id int NOT NULL REFERENCES a);
        ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b"""
    )
    try:
        schema = dialect_for("postgresql").read_schema(session, frozenset())
        seeder = Seeder(PostgreSQLFacts())
        state = seeder.remember(session, schema)
        assert seeder.seed(session, schema).not_seeded == {}
        assert seeder.forget(session, state)
        assert session.query("SELECT count(*) FROM a, b") == [(0,)]
    finally:
        session.execute(
            "RESET ROLE; DROP OWNED BY mrt_seed_owner CASCADE; DROP ROLE mrt_seed_owner"
        )

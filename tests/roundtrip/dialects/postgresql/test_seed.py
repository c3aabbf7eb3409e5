"""Table shapes on PostgreSQL: each must hold rows after seeding, and none after forgetting."""

import pytest

from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Disposable, Session, TableName, TableRows
from alembic_mrt.roundtrip.dialects.postgresql.facts import PostgreSQLFacts
from alembic_mrt.roundtrip.seed.seeder import Seeder, Seeding

pytestmark = pytest.mark.postgresql

HUNDRED = ", ".join(f"c{i} TEXT" for i in range(100))

SHAPES = {
    "check range": "CREATE TABLE t (id serial PRIMARY KEY, n int CHECK (n >= 18 AND n < 120))",
    "check between": "CREATE TABLE t (n numeric(5,2) NOT NULL CHECK (n BETWEEN 0.5 AND 0.75))",
    "check in": "CREATE TABLE t (s varchar(9) NOT NULL CHECK (s IN ('open', 'shut')))",
    "check any": "CREATE TABLE t (s text CHECK (s = ANY (ARRAY['a', 'b'])) NOT NULL)",
    "check length": "CREATE TABLE t (c text NOT NULL UNIQUE CHECK (char_length(c) = 3))",
    "check minimal length": "CREATE TABLE t (c text NOT NULL CHECK (length(trim(c)) > 12))",
    "check like": "CREATE TABLE t (c text NOT NULL CHECK (c LIKE 'ab\\_%x'))",
    "check mail": """CREATE TABLE t (c text NOT NULL UNIQUE CHECK (c ~* '^[^@
        ]+@[^@ ]+\\.[a-z]{2,}$'))""",
    "check regex": """CREATE TABLE t (c text NOT NULL UNIQUE CHECK (c ~
        '^[A-Z]{3}-[0-9]{4}(a|b)?$'))""",
    "check lower": "CREATE TABLE t (c text NOT NULL CHECK (c = lower(c)))",
    "check columns": "CREATE TABLE t (a int NOT NULL, b int NOT NULL, CHECK (a < b))",
    "check dates": "CREATE TABLE t (a date NOT NULL, b date NOT NULL, CHECK (b >= a))",
    "check stamps": "CREATE TABLE t (a timestamptz NOT NULL, b timestamptz, CHECK (b > a))",
    "check one of": "CREATE TABLE t (a int, b int, c int, CHECK (num_nonnulls(a, b, c) = 1))",
    "check either": "CREATE TABLE t (a int, b text, CHECK ((a IS NULL) <> (b IS NULL)))",
    "check kind": """CREATE TABLE t (kind text NOT NULL, mail text, tel text, CHECK (
        (kind = 'mail' AND mail IS NOT NULL AND tel IS NULL)
        OR (kind = 'tel' AND tel IS NOT NULL AND mail IS NULL)))""",
    "check several": """CREATE TABLE t (low int NOT NULL CHECK (low > 0),
        high int NOT NULL CHECK (high <= 9), CHECK (low < high), CHECK (high - low <= 3))""",
    "check json key": "CREATE TABLE t (j jsonb NOT NULL CHECK (j ? 'kind' AND j ->> 'kind' <> ''))",
    "check json type": "CREATE TABLE t (j jsonb NOT NULL CHECK (jsonb_typeof(j) = 'array'))",
    "check singleton": "CREATE TABLE t (id int PRIMARY KEY CHECK (id = 1), v text)",
    "check array length": "CREATE TABLE t (a int[] NOT NULL CHECK (cardinality(a) >= 1))",
    "domain": "CREATE DOMAIN d AS text CHECK (VALUE ~ '^[0-9]{5}$'); CREATE TABLE t (v d NOT NULL)",
    "domain over domain": """CREATE DOMAIN d AS int CHECK (VALUE > 0);
        CREATE DOMAIN e AS d NOT NULL CHECK (VALUE < 9); CREATE TABLE t (v e, w d)""",
    "enum": "CREATE TYPE mood AS ENUM ('sad', 'o k', 'it''s'); CREATE TABLE t (m mood NOT NULL)",
    "enum named like a type": """CREATE TYPE "date" AS ENUM ('x', 'y');
        CREATE TABLE t (m public."date" NOT NULL)""",
    "enum array": "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (m e[] NOT NULL)",
    "enum in a schema": """CREATE SCHEMA "My"; CREATE TYPE "My"."E" AS ENUM ('a', 'b');
        CREATE TABLE "My".t (m "My"."E" NOT NULL, n "My"."E"[])""",
    "composite type": "CREATE TYPE c AS (a int, b text, d date); CREATE TABLE t (v c NOT NULL)",
    "range type": "CREATE TYPE fr AS RANGE (subtype = float8); CREATE TABLE t (v fr NOT NULL)",
    "not null foreign key": """CREATE TABLE z (id serial PRIMARY KEY);
        CREATE TABLE a (z_id int NOT NULL REFERENCES z)""",
    "composite foreign key": """CREATE TABLE p (a int, b text, PRIMARY KEY (a, b));
        CREATE TABLE c (x text NOT NULL, y int NOT NULL, FOREIGN KEY (y, x) REFERENCES p)""",
    "match full": """CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
        CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES p MATCH FULL)""",
    "tenants": """CREATE TABLE tenant (id serial PRIMARY KEY);
        CREATE TABLE usr (tenant_id int NOT NULL REFERENCES tenant, id int, PRIMARY KEY
            (tenant_id, id));
        CREATE TABLE team (tenant_id int NOT NULL REFERENCES tenant, id int, PRIMARY KEY
            (tenant_id, id));
        CREATE TABLE member (tenant_id int, usr_id int, team_id int,
            PRIMARY KEY (tenant_id, usr_id, team_id),
            FOREIGN KEY (tenant_id, usr_id) REFERENCES usr,
            FOREIGN KEY (tenant_id, team_id) REFERENCES team)""",
    "association": """CREATE TABLE a (id serial PRIMARY KEY); CREATE TABLE b (id uuid PRIMARY KEY);
        CREATE TABLE ab (a_id int REFERENCES a, b_id uuid REFERENCES b, PRIMARY KEY (a_id,
            b_id))""",
    "one to one": """CREATE TABLE a (id serial PRIMARY KEY);
        CREATE TABLE b (id int PRIMARY KEY REFERENCES a, v text)""",
    "joined identity": """CREATE TABLE a (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
        CREATE TABLE b (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY REFERENCES a)""",
    "exclusive arc": """CREATE TABLE a (id serial PRIMARY KEY); CREATE TABLE b (id serial
            PRIMARY KEY);
        CREATE TABLE c (a_id int REFERENCES a, b_id int REFERENCES b,
            CHECK ((a_id IS NULL) <> (b_id IS NULL)))""",
    "self reference": "CREATE TABLE t (id serial PRIMARY KEY, up int REFERENCES t)",
    "self reference not null": """CREATE TABLE t (id serial PRIMARY KEY, up int
        NOT NULL REFERENCES t)""",
    "self reference uuid": "CREATE TABLE t (id uuid PRIMARY KEY, up uuid NOT NULL REFERENCES t)",
    "self reference unique": """CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        previous int UNIQUE REFERENCES t)""",
    "self reference composite": """CREATE TABLE t (org int, id int, up int, PRIMARY KEY (org, id),
        FOREIGN KEY (org, up) REFERENCES t)""",
    "cycle nullable": """CREATE TABLE a (id serial PRIMARY KEY, b_id int);
        CREATE TABLE b (id serial PRIMARY KEY, a_id int NOT NULL REFERENCES a);
        ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b""",
    "cycle deferrable": """CREATE TABLE a (id serial PRIMARY KEY, b_id int NOT NULL);
        CREATE TABLE b (id serial PRIMARY KEY, a_id int NOT NULL REFERENCES a);
        ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b DEFERRABLE INITIALLY DEFERRED""",
    "cycle not null": """CREATE TABLE a (id serial PRIMARY KEY, b_id int NOT NULL);
        CREATE TABLE b (id serial PRIMARY KEY, a_id int NOT NULL REFERENCES a);
        ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b""",
    "cycle of three": """CREATE TABLE a (id uuid PRIMARY KEY, b_id uuid);
        CREATE TABLE b (id uuid PRIMARY KEY, c_id uuid NOT NULL);
        CREATE TABLE c (id uuid PRIMARY KEY, a_id uuid NOT NULL REFERENCES a);
        ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b;
        ALTER TABLE b ADD FOREIGN KEY (c_id) REFERENCES c""",
    "deferred foreign key": """CREATE TABLE a (id serial PRIMARY KEY);
        CREATE TABLE b (a_id int NOT NULL REFERENCES a DEFERRABLE INITIALLY DEFERRED)""",
    "serial of all sizes": "CREATE TABLE t (a smallserial, b serial, c bigserial PRIMARY KEY)",
    "identity": """CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        b text); CREATE TABLE u (a int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY)""",
    "generated column": """CREATE TABLE t (a int NOT NULL, b int GENERATED ALWAYS AS (a %
            100) STORED,
        CHECK (b > 3))""",
    "generated from json": """CREATE TABLE t (j jsonb NOT NULL,
        k text NOT NULL UNIQUE GENERATED ALWAYS AS (j ->> 'id') STORED CHECK (k ~
            '^[0-9a-f]{8}$'))""",
    "uuid key": "CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), v text)",
    "exclusion": "CREATE TABLE t (during tstzrange NOT NULL, EXCLUDE USING gist (during WITH &&))",
    "unique boolean": "CREATE TABLE t (b boolean NOT NULL UNIQUE)",
    "unique char": "CREATE TABLE t (c char(1) NOT NULL UNIQUE)",
    "unique smallint": "CREATE TABLE t (c smallint NOT NULL UNIQUE)",
    "unique pair": "CREATE TABLE t (a boolean NOT NULL, b char(1) NOT NULL, UNIQUE (a, b))",
    "partial unique index": """CREATE TABLE t (a int NOT NULL, gone timestamptz);
        CREATE UNIQUE INDEX ON t (a) WHERE gone IS NULL""",
    "expression unique index": """CREATE TABLE t (a text NOT NULL, b text);
        CREATE UNIQUE INDEX ON t (lower(a), coalesce(b, ''))""",
    "nulls not distinct": "CREATE TABLE t (a int, b int, UNIQUE NULLS NOT DISTINCT (a, b))",
    "numbers": """CREATE TABLE t (a smallint, b int, c bigint, d numeric, e numeric(5,2),
        f numeric(2,2), g real, h double precision, i money, j numeric(40,20), k numeric(3,0))""",
    "times": """CREATE TABLE t (a date, b time, c timetz, d timestamp, e timestamptz, f interval,
        g timestamp(0), h interval year to month, i time(3))""",
    "networks": "CREATE TABLE t (a inet, b cidr, c macaddr, d macaddr8)",
    "bits": "CREATE TABLE t (a bit, b bit(5), c varbit, d bit varying(3), e bytea)",
    "texts": """CREATE TABLE t (a text, b varchar, c varchar(1), d char(3), e name, f "char",
        g varchar(300) UNIQUE, h bpchar)""",
    "ranges": """CREATE TABLE t (a int4range, b int8range, c numrange, d daterange, e tsrange,
        f tstzrange, g int4multirange, h tstzmultirange)""",
    "geometry": "CREATE TABLE t (a point, b line, c lseg, d box, e path, f polygon, g circle)",
    "searching": "CREATE TABLE t (a tsvector, b tsquery, c xml, d json, e jsonb, f jsonpath)",
    "system types": """CREATE TABLE t (a oid, b regclass, c regtype, d pg_lsn, e xid, f tid,
        g regproc, h txid_snapshot, i regnamespace, j regconfig)""",
    "arrays": """CREATE TABLE t (a int[], b text[] NOT NULL, c varchar(3)[], d jsonb[], e uuid[],
        f numeric(5,2)[], g bytea[], h timestamptz[], i text[][] NOT NULL, j inet[], k boolean[],
        l interval[], m char(2)[], n int4range[])""",
    "range partitions": """CREATE TABLE t (id int NOT NULL, at date NOT NULL) PARTITION BY
            RANGE (at);
        CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2021-01-01') TO ('2021-02-01');
        CREATE TABLE t2 PARTITION OF t FOR VALUES FROM ('2031-01-01') TO ('2031-02-01')""",
    "list partitions": """CREATE TABLE t (k text NOT NULL, v int) PARTITION BY LIST (k);
        CREATE TABLE t1 PARTITION OF t FOR VALUES IN ('a', 'b');
        CREATE TABLE t2 PARTITION OF t FOR VALUES IN ('c')""",
    "hash partitions": """CREATE TABLE t (k int NOT NULL) PARTITION BY HASH (k);
        CREATE TABLE t1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0);
        CREATE TABLE t2 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1)""",
    "nested partitions": """CREATE TABLE t (k text NOT NULL, n int NOT NULL) PARTITION BY LIST (k);
        CREATE TABLE t1 PARTITION OF t FOR VALUES IN ('a') PARTITION BY RANGE (n);
        CREATE TABLE t11 PARTITION OF t1 FOR VALUES FROM (1) TO (50)""",
    "foreign key to partitions": """CREATE TABLE t (k int PRIMARY KEY) PARTITION BY RANGE (k);
        CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (50);
        CREATE TABLE c (k int NOT NULL REFERENCES t)""",
    "inheritance": """CREATE TABLE a (id serial PRIMARY KEY, v text NOT NULL);
        CREATE TABLE b (w int NOT NULL) INHERITS (a)""",
    "unlogged": "CREATE UNLOGGED TABLE t (a int)",
    "no primary key": "CREATE TABLE t (a text, b int)",
    "only a key": "CREATE TABLE t (id serial PRIMARY KEY)",
    "no column": "CREATE TABLE t ()",
    "a hundred columns": f"CREATE TABLE t ({HUNDRED})",
    "odd names": """CREATE TABLE "a b%s:c""d" ("100%" int PRIMARY KEY, "select" text NOT NULL,
        "x:y" int NOT NULL CHECK ("x:y" > 5), "Ä'?" text, UNIQUE ("select", "Ä'?"))""",
    "long names": f"CREATE TABLE {'t' * 63} ({'c' * 63} int PRIMARY KEY)",
    "other schema": """CREATE SCHEMA s; CREATE TABLE s.p (id serial PRIMARY KEY);
        CREATE TABLE p (id serial PRIMARY KEY, p_id int NOT NULL REFERENCES s.p)""",
    "forced row security": """CREATE TABLE t (a int); ALTER TABLE t ENABLE ROW LEVEL SECURITY;
        ALTER TABLE t FORCE ROW LEVEL SECURITY""",
    "changing trigger": """CREATE TABLE t (id serial PRIMARY KEY, v text);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN NEW.id := NEW.id + 1000; RETURN NEW; END';
        CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
        CREATE TABLE c (t_id int NOT NULL REFERENCES t)""",
    "auditing trigger": """CREATE TABLE audit (at timestamptz, what text);
        CREATE TABLE t (id serial PRIMARY KEY);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN INSERT INTO audit VALUES (now(), TG_OP); RETURN NULL; END';
        CREATE TRIGGER g AFTER INSERT OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION f()""",
    "view beside": "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t",
    "existing rows": """CREATE TABLE t (id serial PRIMARY KEY, code text UNIQUE NOT NULL);
        INSERT INTO t (id, code) VALUES (1, 'one'), (2, 'two');
        CREATE TABLE c (t_id int NOT NULL UNIQUE REFERENCES t)""",
    "existing rows without key": """CREATE TABLE t (a int, b text); INSERT INTO t
        VALUES (1, 'x'), (1, 'x')""",
}

REFUSED = {
    "rejecting trigger": (
        """CREATE TABLE t (a int);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN RAISE EXCEPTION ''closed for %'', TG_TABLE_NAME; END';
        CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()""",
        "closed for t",
    ),
    "impossible check": (
        "CREATE TABLE t (a int NOT NULL CHECK (a > 5 AND a < 3))",
        "no values were found that satisfy CHECK (a > 5) and CHECK (a < 3)",
    ),
    "check by function": (
        """CREATE FUNCTION f(text) RETURNS boolean IMMUTABLE LANGUAGE sql AS
            'SELECT md5($1) = ''d41d8cd98f00b204e9800998ecf8427f'' AND $1 <> '''' ';
        CREATE TABLE t (a text NOT NULL CHECK (f(a)))""",
        "no values were found that satisfy CHECK (f(a))",
    ),
    "unknown type": (
        """CREATE TYPE odd; CREATE FUNCTION odd_in(cstring) RETURNS odd IMMUTABLE STRICT
            LANGUAGE internal AS 'int4in';
        CREATE FUNCTION odd_out(odd) RETURNS cstring IMMUTABLE STRICT
            LANGUAGE internal AS 'int4out';
        CREATE TYPE odd (INPUT = odd_in, OUTPUT = odd_out, LIKE = int4);
        CREATE TABLE t (a odd NOT NULL)""",
        'no value is known for the type odd of column "a"',
    ),
    "empty parent": (
        """CREATE TABLE p (id int PRIMARY KEY CHECK (id > 5 AND id < 3));
        CREATE TABLE t (p_id int NOT NULL CONSTRAINT fk REFERENCES p)""",
        "its foreign key fk needs a row of p, which has none",
    ),
    "foreign table": (
        # One without a handler, which needs no extension: few servers have them all.
        """DROP FOREIGN DATA WRAPPER IF EXISTS nothing CASCADE; CREATE FOREIGN DATA WRAPPER nothing;
        CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
        CREATE FOREIGN TABLE t (a text) SERVER nowhere""",
        "it is a foreign table",
    ),
}

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
    return Seeder(PostgreSQLFacts()).seed(session, schema, literals=literals)


@pytest.mark.parametrize("shape", SHAPES)
def test_shape_holds_rows_and_is_left_as_it_was(session: Session, shape: str) -> None:
    session.execute(SHAPES[shape])
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
    if "trigger" not in shape:
        assert _contents(session) == seeded


@pytest.mark.parametrize("shape", REFUSED)
def test_refusal_is_said(session: Session, shape: str) -> None:
    sql, reason = REFUSED[shape]
    session.execute(sql)
    seeding = _seed(session)
    assert seeding.not_seeded[None, "t"].startswith(reason)
    assert (None, "t") not in seeding.inserted


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
    _seed(session, "old", "longer", 77)
    found = {
        column: {row[0] for row in session.query(f"SELECT {column}::text FROM t")}
        for column in ("id", "code", "n", "s", "c", "k")
    }
    assert {"old", "longer"} <= found["s"]
    assert "old" in found["c"]
    assert "longer" not in found["c"]
    assert "77" in found["n"]
    assert "old" in found["k"]
    assert "77" not in found["id"] | found["code"]


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

"""Tables, partitions and inheritance."""

from tests.roundtrip.dialects.postgresql.objects.example import Example

EXAMPLES = (
    Example(
        name="table",
        kind="table",
        make="CREATE TABLE t (a int)",
        undo="DROP TABLE t",
        otherwise="CREATE UNLOGGED TABLE t (a int)",
        left="Table 't' still exists after rollback",
        lost="Table 't' no longer exists after rollback",
        differs="table t came back with persistence=unlogged, which it had not",
    ),
    Example(
        name="table comment",
        kind="table",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="COMMENT ON TABLE users IS 'x'",
        undo="COMMENT ON TABLE users IS NULL",
        otherwise="COMMENT ON TABLE users IS 'y'",
        left="table users came back with comment x, it had none",
        lost="table users came back without comment x",
        differs="table users came back with comment y, it was x",
    ),
    Example(
        name="storage option",
        kind="table",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="ALTER TABLE users SET (fillfactor = 70)",
        undo="ALTER TABLE users RESET (fillfactor)",
        otherwise="ALTER TABLE users SET (fillfactor = 80)",
        left="table users came back with fillfactor=70, which it had not",
        lost="table users came back without fillfactor=70",
        differs="table users came back with fillfactor=80, it was 70",
    ),
    Example(
        name="toast option",
        kind="table",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="ALTER TABLE users SET (toast.autovacuum_enabled = off)",
        undo="ALTER TABLE users RESET (toast.autovacuum_enabled)",
        otherwise="ALTER TABLE users SET (toast.autovacuum_enabled = on)",
        left="table users came back with toast.autovacuum_enabled=off, which it had not",
        lost="table users came back without toast.autovacuum_enabled=off",
        differs="table users came back with toast.autovacuum_enabled=on, it was off",
    ),
    Example(
        name="replica identity",
        kind="table",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="ALTER TABLE users REPLICA IDENTITY FULL",
        undo="ALTER TABLE users REPLICA IDENTITY DEFAULT",
        otherwise="ALTER TABLE users REPLICA IDENTITY USING INDEX users_pkey",
        left="table users came back with replica identity=full, which it had not",
        lost="table users came back without replica identity=full",
        differs="table users came back with replica identity=users_pkey, it was full",
    ),
    Example(
        name="clustered",
        kind="table",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "INDEX ix ON users (name)"
        ),
        make="ALTER TABLE users CLUSTER ON ix",
        undo="ALTER TABLE users SET WITHOUT CLUSTER",
        otherwise="ALTER TABLE users CLUSTER ON users_pkey",
        left="table users came back with clustered on=ix, which it had not",
        lost="table users came back without clustered on=ix",
        differs="table users came back with clustered on=users_pkey, it was ix",
    ),
    Example(
        name="row security",
        kind="table",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="ALTER TABLE users ENABLE ROW LEVEL SECURITY",
        undo="ALTER TABLE users DISABLE ROW LEVEL SECURITY",
        otherwise="ALTER TABLE users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
        left="table users came back with row security enabled, it had none",
        lost="table users came back without row security enabled",
        differs="table users came back with row security enabled, forced, it was enabled",
    ),
    Example(
        name="inheritance",
        kind="table",
        before="CREATE TABLE a (x int); CREATE TABLE b (x int); CREATE TABLE c (x int)",
        make="ALTER TABLE b INHERIT a",
        undo="ALTER TABLE b NO INHERIT a",
        otherwise="ALTER TABLE b INHERIT c",
        left="table b came back with inherits=a, which it had not",
        lost="table b came back without inherits=a",
        differs="table b came back with inherits=c, it was a",
    ),
    Example(
        name="partition",
        kind="table",
        before="CREATE TABLE part (id int, day date) PARTITION BY RANGE (day)",
        make=("CREATE TABLE p PARTITION OF part FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')"),
        undo="DROP TABLE p",
        otherwise=(
            "CREATE TABLE p PARTITION OF part FOR VALUES FROM ('2020-01-01') TO ('2022-01-01')"
        ),
        left="Table 'p' still exists after rollback",
        lost="Table 'p' no longer exists after rollback",
        differs=(
            "table p came back with partitioning PARTITION OF part FOR VALUES FROM "
            "('2020-01-01') TO ('2022-01-01'), it was PARTITION OF part FOR VALUES FROM "
            "('2020-01-01') TO ('2021-01-01')"
        ),
    ),
    Example(
        name="attached partition",
        kind="table",
        before=(
            "CREATE TABLE part (id int, day date) PARTITION BY RANGE (day); CREATE TABLE p "
            "(id int, day date)"
        ),
        make=(
            "ALTER TABLE part ATTACH PARTITION p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')"
        ),
        undo="ALTER TABLE part DETACH PARTITION p",
        otherwise="ALTER TABLE part ATTACH PARTITION p DEFAULT",
        left=(
            "table p came back with partitioning PARTITION OF part FOR VALUES FROM "
            "('2020-01-01') TO ('2021-01-01'), it had none"
        ),
        lost=(
            "table p came back without partitioning PARTITION OF part FOR VALUES FROM "
            "('2020-01-01') TO ('2021-01-01')"
        ),
        differs=(
            "table p came back with partitioning PARTITION OF part DEFAULT, it was "
            "PARTITION OF part FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')"
        ),
    ),
    Example(
        name="partition key",
        kind="table",
        make="CREATE TABLE t (a int, b int) PARTITION BY LIST (a)",
        undo="DROP TABLE t",
        otherwise="CREATE TABLE t (a int, b int) PARTITION BY HASH (a)",
        left="Table 't' still exists after rollback",
        lost="Table 't' no longer exists after rollback",
        differs=(
            "table t came back with partitioning PARTITION BY HASH (a), it was PARTITION BY"
            " LIST (a)"
        ),
    ),
    Example(
        name="table name",
        kind="table",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="ALTER TABLE users RENAME TO people",
        undo="ALTER TABLE people RENAME TO users",
        otherwise="ALTER TABLE users RENAME TO persons",
        left="Table 'users' is called 'people' after rollback",
        lost="Table 'people' is called 'users' after rollback",
        differs="Table 'people' is called 'persons' after rollback",
    ),
    Example(
        name="schema of a table",
        kind="table",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "SCHEMA app; CREATE SCHEMA other"
        ),
        make="ALTER TABLE users SET SCHEMA app",
        undo="ALTER TABLE app.users SET SCHEMA public",
        otherwise="ALTER TABLE users SET SCHEMA other",
        left="Table 'users' no longer exists after rollback",
        lost="Table 'users' still exists after rollback",
        differs="Table 'app.users' no longer exists after rollback",
    ),
    Example(
        name="unlogged",
        kind="table",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="ALTER TABLE users SET UNLOGGED",
        undo="ALTER TABLE users SET LOGGED",
        otherwise="ALTER TABLE users SET (fillfactor = 70)",
        left="table users came back with persistence=unlogged, which it had not",
        lost="table users came back without persistence=unlogged",
        differs=(
            "table users came back without persistence=unlogged; with fillfactor=70, which "
            "it had not"
        ),
    ),
    Example(
        name="tablespace of a table",
        kind="table",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); SET "
            "allow_in_place_tablespaces = on; CREATE TABLESPACE disk LOCATION ''; CREATE "
            "TABLESPACE other_disk LOCATION ''"
        ),
        make="ALTER TABLE users SET TABLESPACE disk",
        undo="ALTER TABLE users SET TABLESPACE pg_default",
        otherwise="ALTER TABLE users SET TABLESPACE other_disk",
        left="table users came back with tablespace=disk, which it had not",
        lost="table users came back without tablespace=disk",
        differs="table users came back with tablespace=other_disk, it was disk",
        since=15,
    ),
    Example(
        name="table of a type",
        kind="table",
        before="CREATE TYPE pair AS (a int, b int); CREATE TABLE t (a int, b int)",
        make="ALTER TABLE t OF pair",
        undo="ALTER TABLE t NOT OF",
        otherwise="ALTER TABLE t OF pair; ALTER TABLE t SET (fillfactor = 70)",
        left="table t came back with of type=pair, which it had not",
        lost="table t came back without of type=pair",
        differs="table t came back with fillfactor=70, which it had not",
    ),
    Example(
        name="forced row security",
        kind="table",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); ALTER "
            "TABLE users ENABLE ROW LEVEL SECURITY"
        ),
        make="ALTER TABLE users FORCE ROW LEVEL SECURITY",
        undo="ALTER TABLE users NO FORCE ROW LEVEL SECURITY",
        otherwise="ALTER TABLE users DISABLE ROW LEVEL SECURITY",
        left="table users came back with row security enabled, forced, it was enabled",
        lost="table users came back with row security enabled, it was enabled, forced",
        differs="table users came back without row security enabled, forced",
    ),
    Example(
        name="foreign table",
        kind="table",
        before="CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w",
        make="CREATE FOREIGN TABLE far (a int) SERVER s OPTIONS (x '1')",
        undo="DROP FOREIGN TABLE far",
        otherwise="CREATE FOREIGN TABLE far (a int) SERVER s OPTIONS (x '2')",
        left="Table 'far' still exists after rollback",
        lost="Table 'far' no longer exists after rollback",
        differs="table far came back with x=2, it was 1",
    ),
    Example(
        name="table with an access method",
        kind="table",
        before="CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler",
        make="CREATE TABLE t (a int) USING heap2",
        undo="DROP TABLE t",
        otherwise="CREATE TABLE t (a int)",
        left="Table 't' still exists after rollback",
        lost="Table 't' no longer exists after rollback",
        differs="table t came back without access method=heap2",
    ),
)

"""Indexes."""

from tests.roundtrip.dialects.postgresql.objects.example import Example

EXAMPLES = (
    Example(
        name="partial index",
        kind="index",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE INDEX ix ON users (name) WHERE age > 1",
        undo="DROP INDEX ix",
        otherwise="CREATE INDEX ix ON users (name)",
        left="index ix on users was left behind",
        lost="index ix on users does not come back after rollback",
        differs="index ix came back without WHERE (age > 1)",
    ),
    Example(
        name="index order",
        kind="index",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE INDEX ix ON users (name DESC NULLS LAST)",
        undo="DROP INDEX ix",
        otherwise="CREATE INDEX ix ON users (name DESC)",
        left="index ix on users was left behind",
        lost="index ix on users does not come back after rollback",
        differs="index ix came back with columns (name DESC), it was (name DESC NULLS LAST)",
    ),
    Example(
        name="index operator class",
        kind="index",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE INDEX ix ON users (name text_pattern_ops)",
        undo="DROP INDEX ix",
        otherwise="CREATE INDEX ix ON users (name)",
        left="index ix on users was left behind",
        lost="index ix on users does not come back after rollback",
        differs="index ix came back with columns (name), it was (name text_pattern_ops)",
    ),
    Example(
        name="index collation",
        kind="index",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make='CREATE INDEX ix ON users (name COLLATE "C")',
        undo="DROP INDEX ix",
        otherwise="CREATE INDEX ix ON users (name)",
        left="index ix on users was left behind",
        lost="index ix on users does not come back after rollback",
        differs='index ix came back with columns (name), it was (name COLLATE "C")',
    ),
    Example(
        name="index expression",
        kind="index",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE UNIQUE INDEX ix ON users (lower(name))",
        undo="DROP INDEX ix",
        otherwise="CREATE UNIQUE INDEX ix ON users (upper(name))",
        left="index ix on users was left behind",
        lost="index ix on users does not come back after rollback",
        differs="index ix came back with columns (upper(name)), it was (lower(name))",
    ),
    Example(
        name="unique index",
        kind="index",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE UNIQUE INDEX ix ON users (name)",
        undo="DROP INDEX ix",
        otherwise="CREATE INDEX ix ON users (name)",
        left="index ix on users was left behind",
        lost="index ix on users does not come back after rollback",
        differs="index ix came back without UNIQUE",
    ),
    Example(
        name="index method",
        kind="index",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE INDEX ix ON users USING hash (name)",
        undo="DROP INDEX ix",
        otherwise="CREATE INDEX ix ON users (name)",
        left="index ix on users was left behind",
        lost="index ix on users does not come back after rollback",
        differs="index ix came back without USING hash",
    ),
    Example(
        name="index include",
        kind="index",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE INDEX ix ON users (name) INCLUDE (age)",
        undo="DROP INDEX ix",
        otherwise="CREATE INDEX ix ON users (name, age)",
        left="index ix on users was left behind",
        lost="index ix on users does not come back after rollback",
        differs="index ix came back with columns (name, age), it was (name)",
    ),
    Example(
        name="index option",
        kind="index",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE INDEX ix ON users (name) WITH (fillfactor = 70)",
        undo="DROP INDEX ix",
        otherwise="CREATE INDEX ix ON users (name)",
        left="index ix on users was left behind",
        lost="index ix on users does not come back after rollback",
        differs="index ix came back without fillfactor=70",
    ),
    Example(
        name="partitioned index",
        kind="index",
        before=(
            "CREATE TABLE part (id int, day date) PARTITION BY RANGE (day); CREATE TABLE p "
            "PARTITION OF part DEFAULT"
        ),
        make="CREATE INDEX ix ON part (day)",
        undo="DROP INDEX ix",
        otherwise="CREATE INDEX ix ON part (id)",
        left="index ix on part was left behind",
        lost="index ix on part does not come back after rollback",
        differs="index ix came back with columns (id), it was (day)",
    ),
    Example(
        name="materialized view index",
        kind="index",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "MATERIALIZED VIEW v AS SELECT id FROM users"
        ),
        make="CREATE UNIQUE INDEX ix ON v (id)",
        undo="DROP INDEX ix",
        otherwise="CREATE INDEX ix ON v (id)",
        left="index ix on v was left behind",
        lost="index ix on v does not come back after rollback",
        differs="index ix came back without UNIQUE",
    ),
    Example(
        name="index with nulls not distinct",
        kind="index",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE UNIQUE INDEX ix ON users (name) NULLS NOT DISTINCT",
        undo="DROP INDEX ix",
        otherwise="CREATE UNIQUE INDEX ix ON users (name)",
        left="index ix on users was left behind",
        lost="index ix on users does not come back after rollback",
        differs="index ix came back without NULLS NOT DISTINCT",
        since=15,
    ),
    Example(
        name="index comment",
        kind="index",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "INDEX ix ON users (name)"
        ),
        make="COMMENT ON INDEX ix IS 'x'",
        undo="COMMENT ON INDEX ix IS NULL",
        otherwise="COMMENT ON INDEX ix IS 'y'",
        left="index ix came back with comment x, it had none",
        lost="index ix came back without comment x",
        differs="index ix came back with comment y, it was x",
    ),
    Example(
        name="index name",
        kind="index",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "INDEX ix ON users (name)"
        ),
        make="ALTER INDEX ix RENAME TO ix_users_name",
        undo="ALTER INDEX ix_users_name RENAME TO ix",
        otherwise="ALTER INDEX ix RENAME TO iy",
        left="index ix is called ix_users_name after rollback",
        lost="index ix_users_name is called ix after rollback",
        differs="index ix_users_name is called iy after rollback",
    ),
    Example(
        name="index not valid",
        kind="index",
        before=(
            "CREATE TABLE part (id int, day date) PARTITION BY RANGE (day); CREATE TABLE p1"
            " PARTITION OF part DEFAULT"
        ),
        make="CREATE INDEX ix ON part (day)",
        undo="DROP INDEX ix",
        otherwise="CREATE INDEX ix ON ONLY part (day)",
        left="index ix on part was left behind",
        lost="index ix on part does not come back after rollback",
        differs="index ix came back invalid",
    ),
    Example(
        name="index columns",
        kind="index",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE INDEX ix ON users (name, age)",
        undo="DROP INDEX ix",
        otherwise="CREATE INDEX ix ON users (name)",
        left="index ix on users was left behind",
        lost="index ix on users does not come back after rollback",
        differs="index ix came back with columns (name), it was (name, age)",
    ),
    Example(
        name="index statistics",
        kind="index",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "INDEX ix ON users (lower(name))"
        ),
        make="ALTER INDEX ix ALTER COLUMN 1 SET STATISTICS 500",
        undo="ALTER INDEX ix ALTER COLUMN 1 SET STATISTICS -1",
        otherwise="ALTER INDEX ix ALTER COLUMN 1 SET STATISTICS 600",
        left="index ix came back with statistics=1:500, which it had not",
        lost="index ix came back without statistics=1:500",
        differs="index ix came back with statistics=1:600, it was 1:500",
    ),
    Example(
        name="tablespace of an index",
        kind="index",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "INDEX ix ON users (name); SET allow_in_place_tablespaces = on; CREATE "
            "TABLESPACE disk LOCATION ''; CREATE TABLESPACE other_disk LOCATION ''"
        ),
        make="ALTER INDEX ix SET TABLESPACE disk",
        undo="ALTER INDEX ix SET TABLESPACE pg_default",
        otherwise="ALTER INDEX ix SET TABLESPACE other_disk",
        left="index ix came back with tablespace=disk, which it had not",
        lost="index ix came back without tablespace=disk",
        differs="index ix came back with tablespace=other_disk, it was disk",
        since=15,
    ),
)

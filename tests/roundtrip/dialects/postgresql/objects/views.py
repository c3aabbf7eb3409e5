"""Views of both kinds."""

from tests.roundtrip.dialects.postgresql.objects.example import Example

EXAMPLES = (
    Example(
        name="view",
        kind="view",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE VIEW v AS SELECT id FROM users",
        undo="DROP VIEW v",
        otherwise="CREATE VIEW v AS SELECT id FROM users WHERE age > 1",
        left="view v was left behind",
        lost="view v does not come back after rollback",
        differs="view v came back as",
    ),
    Example(
        name="view option",
        kind="view",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "VIEW v AS SELECT id FROM users"
        ),
        make="ALTER VIEW v SET (security_barrier)",
        undo="ALTER VIEW v RESET (security_barrier)",
        otherwise="ALTER VIEW v SET (check_option = local)",
        left="FROM users; WITH security_barrier=true, it was",
        lost="FROM users; WITH security_barrier=true",
        differs="FROM users; WITH security_barrier=true",
    ),
    Example(
        name="view column comment",
        kind="view",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "VIEW v AS SELECT id FROM users"
        ),
        make="COMMENT ON COLUMN v.id IS 'x'",
        undo="COMMENT ON COLUMN v.id IS NULL",
        otherwise="COMMENT ON COLUMN v.id IS 'y'",
        left="FROM users; COLUMN id COMMENT 'x', it was",
        lost="FROM users; COLUMN id COMMENT 'x'",
        differs="FROM users; COLUMN id COMMENT 'x'",
    ),
    Example(
        name="materialized view",
        kind="materialized view",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE MATERIALIZED VIEW v AS SELECT id FROM users",
        undo="DROP MATERIALIZED VIEW v",
        otherwise="CREATE MATERIALIZED VIEW v AS SELECT id FROM users WITH NO DATA",
        left="materialized view v was left behind",
        lost="materialized view v does not come back after rollback",
        differs="materialized view v came back unpopulated",
    ),
    Example(
        name="view comment",
        kind="view",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "VIEW v AS SELECT id FROM users"
        ),
        make="COMMENT ON VIEW v IS 'x'",
        undo="COMMENT ON VIEW v IS NULL",
        otherwise="COMMENT ON VIEW v IS 'y'",
        left="view v came back with comment x, it had none",
        lost="view v came back without comment x",
        differs="view v came back with comment y, it was x",
    ),
    Example(
        name="view column default",
        kind="view",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "VIEW v AS SELECT id FROM users"
        ),
        make="ALTER VIEW v ALTER id SET DEFAULT 1",
        undo="ALTER VIEW v ALTER id DROP DEFAULT",
        otherwise="ALTER VIEW v ALTER id SET DEFAULT 2",
        left="FROM users; COLUMN id DEFAULT 1, it was",
        lost="FROM users; COLUMN id DEFAULT 1",
        differs="FROM users; COLUMN id DEFAULT 1",
    ),
    Example(
        name="view name",
        kind="view",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "VIEW v AS SELECT id FROM users"
        ),
        make="ALTER VIEW v RENAME TO w",
        undo="ALTER VIEW w RENAME TO v",
        otherwise="ALTER VIEW v RENAME TO x",
        left="view v does not come back after rollback",
        lost="view v was left behind",
        differs="view w does not come back after rollback",
    ),
    Example(
        name="materialized view comment",
        kind="materialized view",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "MATERIALIZED VIEW v AS SELECT id FROM users"
        ),
        make="COMMENT ON MATERIALIZED VIEW v IS 'x'",
        undo="COMMENT ON MATERIALIZED VIEW v IS NULL",
        otherwise="COMMENT ON MATERIALIZED VIEW v IS 'y'",
        left="materialized view v came back with comment x, it had none",
        lost="materialized view v came back without comment x",
        differs="materialized view v came back with comment y, it was x",
    ),
    Example(
        name="query of a materialized view",
        kind="materialized view",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE MATERIALIZED VIEW v AS SELECT id FROM users",
        undo="DROP MATERIALIZED VIEW v",
        otherwise="CREATE MATERIALIZED VIEW v AS SELECT id, name FROM users",
        left="materialized view v was left behind",
        lost="materialized view v does not come back after rollback",
        differs="materialized view v came back as",
    ),
    Example(
        name="security invoker",
        kind="view",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "VIEW v AS SELECT id FROM users"
        ),
        make="ALTER VIEW v SET (security_invoker)",
        undo="ALTER VIEW v RESET (security_invoker)",
        otherwise="ALTER VIEW v SET (security_barrier)",
        left="FROM users; WITH security_invoker=true, it was",
        lost="FROM users; WITH security_invoker=true",
        differs="FROM users; WITH security_invoker=true",
        since=15,
    ),
)

"""Schemas, extensions, statistics objects and roles."""

from tests.roundtrip.dialects.postgresql.objects.example import Example

EXAMPLES = (
    Example(
        name="schema",
        kind="schema",
        make="CREATE SCHEMA app",
        undo="DROP SCHEMA app",
        otherwise="CREATE SCHEMA app; COMMENT ON SCHEMA app IS 'x'",
        left="schema app was left behind",
        lost="schema app does not come back after rollback",
        differs="schema app came back with comment x, it had none",
    ),
    Example(
        name="statistics",
        kind="statistics",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE STATISTICS st ON name, age FROM users",
        undo="DROP STATISTICS st",
        otherwise="CREATE STATISTICS st (mcv) ON name, age FROM users",
        left="statistics st was left behind",
        lost="statistics st does not come back after rollback",
        differs=(
            "statistics st came back as CREATE STATISTICS public.st (mcv) ON name, age FROM"
            " users, it was CREATE STATISTICS public.st ON name, age FROM users"
        ),
    ),
    Example(
        name="extension",
        kind="extension",
        before="DROP EXTENSION plpgsql",
        make="CREATE EXTENSION plpgsql",
        undo="DROP EXTENSION plpgsql",
        otherwise="CREATE EXTENSION plpgsql; COMMENT ON EXTENSION plpgsql IS 'x'",
        left="extension plpgsql was left behind",
        lost="extension plpgsql does not come back after rollback",
        differs=("extension plpgsql came back with comment x, it was PL/pgSQL procedural language"),
    ),
    Example(
        name="owner of a statistics object",
        kind="statistics",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "STATISTICS st ON name, age FROM users"
        ),
        make="ALTER STATISTICS st OWNER TO reader",
        undo="ALTER STATISTICS st OWNER TO CURRENT_USER",
        otherwise="ALTER STATISTICS st OWNER TO writer",
        left="statistics st came back with OWNER reader, which it had not",
        lost="statistics st came back without OWNER reader",
        differs="statistics st came back with OWNER writer, it was OWNER reader",
    ),
    Example(
        name="statistics target of a statistics object",
        kind="statistics",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "STATISTICS st ON name, age FROM users"
        ),
        make="ALTER STATISTICS st SET STATISTICS 500",
        undo="ALTER STATISTICS st SET STATISTICS -1",
        otherwise="ALTER STATISTICS st SET STATISTICS 600",
        left="statistics st came back with STATISTICS 500, which it had not",
        lost="statistics st came back without STATISTICS 500",
        differs="statistics st came back with STATISTICS 600, it was STATISTICS 500",
        since=13,
    ),
    Example(
        name="statistics comment",
        kind="statistics",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "STATISTICS st ON name, age FROM users"
        ),
        make="COMMENT ON STATISTICS st IS 'x'",
        undo="COMMENT ON STATISTICS st IS NULL",
        otherwise="COMMENT ON STATISTICS st IS 'y'",
        left="statistics st came back with comment x, it had none",
        lost="statistics st came back without comment x",
        differs="statistics st came back with comment y, it was x",
    ),
    Example(
        name="schema comment",
        kind="schema",
        before="CREATE SCHEMA app",
        make="COMMENT ON SCHEMA app IS 'x'",
        undo="COMMENT ON SCHEMA app IS NULL",
        otherwise="COMMENT ON SCHEMA app IS 'y'",
        left="schema app came back with comment x, it had none",
        lost="schema app came back without comment x",
        differs="schema app came back with comment y, it was x",
    ),
    Example(
        name="extension comment",
        kind="extension",
        make="COMMENT ON EXTENSION plpgsql IS 'x'",
        undo="COMMENT ON EXTENSION plpgsql IS 'PL/pgSQL procedural language'",
        otherwise="COMMENT ON EXTENSION plpgsql IS 'y'",
        left=("extension plpgsql came back with comment x, it was PL/pgSQL procedural language"),
        lost=("extension plpgsql came back with comment PL/pgSQL procedural language, it was x"),
        differs="extension plpgsql came back with comment y, it was x",
    ),
    Example(
        name="role",
        kind="role",
        make="CREATE ROLE keeper LOGIN",
        undo="DROP ROLE keeper",
        otherwise="CREATE ROLE keeper",
        left="role keeper was left behind",
        lost="role keeper does not come back after rollback",
        differs="role keeper came back without LOGIN",
    ),
)

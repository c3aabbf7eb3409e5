"""Publications and what stands for other servers."""

from tests.roundtrip.dialects.postgresql.objects.example import Example

EXAMPLES = (
    Example(
        name="owner of a publication",
        kind="publication",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "PUBLICATION p"
        ),
        make="ALTER PUBLICATION p OWNER TO reader",
        undo="ALTER PUBLICATION p OWNER TO CURRENT_USER",
        otherwise="ALTER PUBLICATION p OWNER TO writer",
        left=(
            "publication p came back as PUBLISH insert update delete truncate OWNER reader,"
            " it was PUBLISH insert update delete truncate"
        ),
        lost=(
            "publication p came back as PUBLISH insert update delete truncate, it was "
            "PUBLISH insert update delete truncate OWNER reader"
        ),
        differs=(
            "publication p came back as PUBLISH insert update delete truncate OWNER writer,"
            " it was PUBLISH insert update delete truncate OWNER reader"
        ),
    ),
    Example(
        name="publication",
        kind="publication",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE PUBLICATION p FOR TABLE users",
        undo="DROP PUBLICATION p",
        otherwise="CREATE PUBLICATION p FOR TABLE users WITH (publish = 'insert')",
        left="publication p was left behind",
        lost="publication p does not come back after rollback",
        differs=(
            "publication p came back as TABLE users PUBLISH insert, it was TABLE users "
            "PUBLISH insert update delete truncate"
        ),
    ),
    Example(
        name="table of a publication",
        kind="publication",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "PUBLICATION p"
        ),
        make="ALTER PUBLICATION p ADD TABLE users",
        undo="ALTER PUBLICATION p DROP TABLE users",
        otherwise="ALTER PUBLICATION p SET (publish = 'insert')",
        left=(
            "publication p came back as TABLE users PUBLISH insert update delete truncate, "
            "it was PUBLISH insert update delete truncate"
        ),
        lost=(
            "publication p came back as PUBLISH insert update delete truncate, it was TABLE"
            " users PUBLISH insert update delete truncate"
        ),
        differs=(
            "publication p came back as PUBLISH insert, it was TABLE users PUBLISH insert "
            "update delete truncate"
        ),
    ),
    Example(
        name="filter of a publication",
        kind="publication",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE PUBLICATION p FOR TABLE users (id, age) WHERE (id > 5)",
        undo="DROP PUBLICATION p",
        otherwise="CREATE PUBLICATION p FOR TABLE users",
        left="publication p was left behind",
        lost="publication p does not come back after rollback",
        differs="publication p came back without (id, age) WHERE (id > 5)",
        since=15,
    ),
    Example(
        name="publication comment",
        kind="publication",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "PUBLICATION p"
        ),
        make="COMMENT ON PUBLICATION p IS 'x'",
        undo="COMMENT ON PUBLICATION p IS NULL",
        otherwise="COMMENT ON PUBLICATION p IS 'y'",
        left="publication p came back with comment x, it had none",
        lost="publication p came back without comment x",
        differs="publication p came back with comment y, it was x",
    ),
    Example(
        name="foreign data wrapper",
        kind="foreign data wrapper",
        make="CREATE FOREIGN DATA WRAPPER w",
        undo="DROP FOREIGN DATA WRAPPER w",
        otherwise="CREATE FOREIGN DATA WRAPPER w OPTIONS (debug 'true')",
        left="foreign data wrapper w was left behind",
        lost="foreign data wrapper w does not come back after rollback",
        differs="foreign data wrapper w came back with OPTIONS debug=true, which it had not",
    ),
    Example(
        name="foreign server",
        kind="server",
        before="CREATE FOREIGN DATA WRAPPER w",
        make="CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'a')",
        undo="DROP SERVER s",
        otherwise="CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'b')",
        left="server s was left behind",
        lost="server s does not come back after rollback",
        differs=(
            "server s came back as FOREIGN DATA WRAPPER w OPTIONS host=b, it was FOREIGN "
            "DATA WRAPPER w OPTIONS host=a"
        ),
    ),
    Example(
        name="user mapping",
        kind="user mapping",
        before="CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w",
        make="CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (\"user\" 'a')",
        undo="DROP USER MAPPING FOR PUBLIC SERVER s",
        otherwise="CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (\"user\" 'b')",
        left="user mapping FOR public SERVER s was left behind",
        lost="user mapping FOR public SERVER s does not come back after rollback",
        differs=(
            "user mapping FOR public SERVER s came back as OPTIONS user=b, it was OPTIONS user=a"
        ),
    ),
)

"""Owners and privileges."""

from tests.roundtrip.dialects.postgresql.objects.example import Example

EXAMPLES = (
    Example(
        name="grant on a table",
        kind="privileges",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="GRANT SELECT ON users TO reader",
        undo="REVOKE SELECT ON users FROM reader",
        otherwise="GRANT SELECT ON users TO reader WITH GRANT OPTION",
        left="privileges on users were left behind (reader: SELECT)",
        lost="privileges on users do not come back after rollback (reader: SELECT)",
        differs=(
            "privileges on users came back with reader: SELECT with grant option, it was SELECT"
        ),
    ),
    Example(
        name="grant on a column",
        kind="privileges",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="GRANT SELECT (name) ON users TO reader",
        undo="REVOKE SELECT (name) ON users FROM reader",
        otherwise="GRANT UPDATE (name) ON users TO reader",
        left="privileges on users.name were left behind (reader: SELECT)",
        lost="privileges on users.name do not come back after rollback (reader: SELECT)",
        differs="privileges on users.name came back with reader: UPDATE, it was SELECT",
    ),
    Example(
        name="grant on a function",
        kind="privileges",
        before=("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"),
        make="REVOKE EXECUTE ON FUNCTION f FROM PUBLIC",
        undo="GRANT EXECUTE ON FUNCTION f TO PUBLIC",
        otherwise="GRANT EXECUTE ON FUNCTION f TO reader",
        left="privileges on function f() were left behind (public: none)",
        lost="privileges on function f() do not come back after rollback (public: none)",
        differs=(
            "privileges on function f() came back without public: none; with reader: "
            "EXECUTE, which it had not"
        ),
    ),
    Example(
        name="grant on a schema",
        kind="privileges",
        make="GRANT CREATE ON SCHEMA public TO reader",
        undo="REVOKE CREATE ON SCHEMA public FROM reader",
        otherwise="GRANT CREATE ON SCHEMA public TO reader WITH GRANT OPTION",
        left="privileges on schema public came back with reader: CREATE, which it had not",
        lost="privileges on schema public came back without reader: CREATE",
        differs=(
            "privileges on schema public came back with reader: CREATE with grant option, "
            "it was CREATE"
        ),
    ),
    Example(
        name="grant on a type",
        kind="privileges",
        before="CREATE TYPE mood AS ENUM ('a')",
        make="GRANT USAGE ON TYPE mood TO reader",
        undo="REVOKE USAGE ON TYPE mood FROM reader",
        otherwise="REVOKE USAGE ON TYPE mood FROM PUBLIC",
        left="privileges on type mood were left behind (reader: USAGE)",
        lost="privileges on type mood do not come back after rollback (reader: USAGE)",
        differs=(
            "privileges on type mood came back without reader: USAGE; with public: none, "
            "which it had not"
        ),
    ),
    Example(
        name="default privileges",
        kind="privileges",
        make="ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader",
        undo="ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM reader",
        otherwise="ALTER DEFAULT PRIVILEGES GRANT INSERT ON TABLES TO reader",
        left=(
            "default privileges of role postgres for tables were left behind (postgres: "
            "DELETE, INSERT"
        ),
        lost=(
            "default privileges of role postgres for tables do not come back after rollback"
            " (postgres: DELETE, INSERT"
        ),
        differs=(
            "default privileges of role postgres for tables came back with reader: INSERT, "
            "it was SELECT"
        ),
    ),
    Example(
        name="owner",
        kind="privileges",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="ALTER TABLE users OWNER TO reader",
        undo="ALTER TABLE users OWNER TO CURRENT_USER",
        otherwise="ALTER TABLE users OWNER TO reader; REVOKE DELETE ON users FROM reader",
        left="privileges on users were left behind (owner reader)",
        lost="privileges on users do not come back after rollback (owner reader)",
        differs="privileges on users came back with reader: INSERT",
    ),
    Example(
        name="grant on a view",
        kind="privileges",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "VIEW v AS SELECT id FROM users"
        ),
        make="GRANT SELECT ON v TO reader",
        undo="REVOKE SELECT ON v FROM reader",
        otherwise="GRANT SELECT ON v TO PUBLIC",
        left="privileges on v were left behind (reader: SELECT)",
        lost="privileges on v do not come back after rollback (reader: SELECT)",
        differs=(
            "privileges on v came back without reader: SELECT; with public: SELECT, which "
            "it had not"
        ),
    ),
    Example(
        name="grant on a sequence",
        kind="privileges",
        before="CREATE SEQUENCE s",
        make="GRANT USAGE ON SEQUENCE s TO reader",
        undo="REVOKE USAGE ON SEQUENCE s FROM reader",
        otherwise="GRANT SELECT ON SEQUENCE s TO reader",
        left="privileges on s were left behind (reader: USAGE)",
        lost="privileges on s do not come back after rollback (reader: USAGE)",
        differs="privileges on s came back with reader: SELECT, it was USAGE",
    ),
    Example(
        name="grant on a domain",
        kind="privileges",
        before="CREATE DOMAIN positive AS int",
        make="REVOKE USAGE ON TYPE positive FROM PUBLIC",
        undo="GRANT USAGE ON TYPE positive TO PUBLIC",
        otherwise=(
            "REVOKE USAGE ON TYPE positive FROM PUBLIC; GRANT USAGE ON TYPE positive TO reader"
        ),
        left="privileges on type positive were left behind (public: none)",
        lost="privileges on type positive do not come back after rollback (public: none)",
        differs="privileges on type positive came back with reader: USAGE, which it had not",
    ),
    Example(
        name="grant on a procedure",
        kind="privileges",
        before="CREATE PROCEDURE g() LANGUAGE sql AS 'SELECT 1'",
        make="GRANT EXECUTE ON PROCEDURE g TO reader",
        undo="REVOKE EXECUTE ON PROCEDURE g FROM reader",
        otherwise="GRANT EXECUTE ON PROCEDURE g TO reader WITH GRANT OPTION",
        left="privileges on function g() were left behind (reader: EXECUTE)",
        lost="privileges on function g() do not come back after rollback (reader: EXECUTE)",
        differs=(
            "privileges on function g() came back with reader: EXECUTE with grant option, "
            "it was EXECUTE"
        ),
    ),
    Example(
        name="default privileges in a schema",
        kind="privileges",
        before="CREATE SCHEMA app",
        make="ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT EXECUTE ON FUNCTIONS TO reader",
        undo="ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE EXECUTE ON FUNCTIONS FROM reader",
        otherwise="ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT EXECUTE ON FUNCTIONS TO writer",
        left=(
            "default privileges of role postgres in schema app for functions were left "
            "behind (reader: EXECUTE)"
        ),
        lost=(
            "default privileges of role postgres in schema app for functions do not come "
            "back after rollback (reader: EXECUTE)"
        ),
        differs=(
            "default privileges of role postgres in schema app for functions came back "
            "without reader: EXECUTE; with writer: EXECUTE, which it had not"
        ),
    ),
    Example(
        name="grant on a foreign server",
        kind="privileges",
        before="CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w",
        make="GRANT USAGE ON FOREIGN SERVER s TO reader",
        undo="REVOKE USAGE ON FOREIGN SERVER s FROM reader",
        otherwise="GRANT USAGE ON FOREIGN SERVER s TO writer",
        left="privileges on foreign server s were left behind (reader: USAGE)",
        lost="privileges on foreign server s do not come back after rollback (reader: USAGE)",
        differs=(
            "privileges on foreign server s came back without reader: USAGE; with writer: "
            "USAGE, which it had not"
        ),
    ),
    Example(
        name="grant on a foreign data wrapper",
        kind="privileges",
        before="CREATE FOREIGN DATA WRAPPER w",
        make="GRANT USAGE ON FOREIGN DATA WRAPPER w TO reader",
        undo="REVOKE USAGE ON FOREIGN DATA WRAPPER w FROM reader",
        otherwise="GRANT USAGE ON FOREIGN DATA WRAPPER w TO writer",
        left="privileges on foreign data wrapper w were left behind (reader: USAGE)",
        lost=(
            "privileges on foreign data wrapper w do not come back after rollback (reader: USAGE)"
        ),
        differs=(
            "privileges on foreign data wrapper w came back without reader: USAGE; with "
            "writer: USAGE, which it had not"
        ),
    ),
    Example(
        name="owner of a schema",
        kind="privileges",
        before="CREATE SCHEMA app",
        make="ALTER SCHEMA app OWNER TO reader",
        undo="ALTER SCHEMA app OWNER TO CURRENT_USER",
        otherwise="ALTER SCHEMA app OWNER TO writer",
        left="privileges on schema app were left behind (owner reader)",
        lost="privileges on schema app do not come back after rollback (owner reader)",
        differs="privileges on schema app came back with owner: writer, it was reader",
    ),
    Example(
        name="owner of a view",
        kind="privileges",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "VIEW v AS SELECT id FROM users"
        ),
        make="ALTER VIEW v OWNER TO reader",
        undo="ALTER VIEW v OWNER TO CURRENT_USER",
        otherwise="ALTER VIEW v OWNER TO writer",
        left="privileges on v were left behind (owner reader)",
        lost="privileges on v do not come back after rollback (owner reader)",
        differs="privileges on v came back with owner: writer, it was reader",
    ),
    Example(
        name="owner of a sequence",
        kind="privileges",
        before="CREATE SEQUENCE s",
        make="ALTER SEQUENCE s OWNER TO reader",
        undo="ALTER SEQUENCE s OWNER TO CURRENT_USER",
        otherwise="ALTER SEQUENCE s OWNER TO writer",
        left="privileges on s were left behind (owner reader)",
        lost="privileges on s do not come back after rollback (owner reader)",
        differs="privileges on s came back with owner: writer, it was reader",
    ),
    Example(
        name="owner of a function",
        kind="privileges",
        before="CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql AS 'SELECT x'",
        make="ALTER FUNCTION g(int) OWNER TO reader",
        undo="ALTER FUNCTION g(int) OWNER TO CURRENT_USER",
        otherwise="ALTER FUNCTION g(int) OWNER TO writer",
        left="privileges on function g(integer) were left behind (owner reader)",
        lost=("privileges on function g(integer) do not come back after rollback (owner reader)"),
        differs="privileges on function g(integer) came back with owner: writer, it was reader",
    ),
    Example(
        name="owner of a type",
        kind="privileges",
        before="CREATE TYPE mood AS ENUM ('sad', 'glad')",
        make="ALTER TYPE mood OWNER TO reader",
        undo="ALTER TYPE mood OWNER TO CURRENT_USER",
        otherwise="ALTER TYPE mood OWNER TO writer",
        left="privileges on type mood were left behind (owner reader)",
        lost="privileges on type mood do not come back after rollback (owner reader)",
        differs="privileges on type mood came back with owner: writer, it was reader",
    ),
    Example(
        name="owner of a foreign server",
        kind="privileges",
        before="CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w",
        make="ALTER SERVER s OWNER TO reader",
        undo="ALTER SERVER s OWNER TO CURRENT_USER",
        otherwise="ALTER SERVER s OWNER TO writer",
        left="privileges on foreign server s were left behind (owner reader)",
        lost="privileges on foreign server s do not come back after rollback (owner reader)",
        differs="privileges on foreign server s came back with owner: writer, it was reader",
    ),
)

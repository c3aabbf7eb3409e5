"""Functions, procedures and aggregates."""

from tests.roundtrip.dialects.postgresql.objects.example import Example

EXAMPLES = (
    Example(
        name="function",
        kind="function",
        make="CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql AS 'SELECT x'",
        undo="DROP FUNCTION g(int)",
        otherwise="CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT x'",
        left="function g(integer) was left behind",
        lost="function g(integer) does not come back after rollback",
        differs="function g(integer) came back with IMMUTABLE, which it had not",
    ),
    Example(
        name="procedure",
        kind="function",
        make="CREATE PROCEDURE g() LANGUAGE sql AS 'SELECT 1'",
        undo="DROP PROCEDURE g()",
        otherwise="CREATE PROCEDURE g() LANGUAGE sql AS 'SELECT 2'",
        left="function g() was left behind",
        lost="function g() does not come back after rollback",
        differs="function g() came back with SELECT 2, it was SELECT 1",
    ),
    Example(
        name="aggregate",
        kind="function",
        make="CREATE AGGREGATE g(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')",
        undo="DROP AGGREGATE g(int)",
        otherwise="CREATE AGGREGATE g(int) (SFUNC = int4pl, STYPE = int, INITCOND = '1')",
        left="function g(integer) was left behind",
        lost="function g(integer) does not come back after rollback",
        differs="function g(integer) came back with '1, it was '0",
    ),
    Example(
        name="function comment",
        kind="function",
        before="CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql AS 'SELECT x'",
        make="COMMENT ON FUNCTION g(int) IS 'x'",
        undo="COMMENT ON FUNCTION g(int) IS NULL",
        otherwise="COMMENT ON FUNCTION g(int) IS 'y'",
        left="function g(integer) came back with comment x, it had none",
        lost="function g(integer) came back without comment x",
        differs="function g(integer) came back with comment y, it was x",
    ),
    Example(
        name="function body",
        kind="function",
        before="CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql AS 'SELECT x'",
        make="CREATE OR REPLACE FUNCTION g(x int) RETURNS int LANGUAGE sql AS 'SELECT x + 1'",
        undo="CREATE OR REPLACE FUNCTION g(x int) RETURNS int LANGUAGE sql AS 'SELECT x'",
        otherwise="CREATE OR REPLACE FUNCTION g(x int) RETURNS int LANGUAGE sql AS 'SELECT x + 2'",
        left="function g(integer) came back with + 1, which it had not",
        lost="function g(integer) came back without + 1",
        differs="function g(integer) came back with + 2, it was + 1",
    ),
    Example(
        name="security of a function",
        kind="function",
        before="CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql AS 'SELECT x'",
        make="ALTER FUNCTION g SECURITY DEFINER SET search_path = public",
        undo="ALTER FUNCTION g SECURITY INVOKER RESET search_path",
        otherwise="ALTER FUNCTION g SECURITY DEFINER",
        left=(
            "function g(integer) came back with SECURITY DEFINER SET search_path TO "
            "'public', which it had not"
        ),
        lost=("function g(integer) came back without SECURITY DEFINER SET search_path TO 'public'"),
        differs="function g(integer) came back without SET search_path TO 'public'",
    ),
    Example(
        name="overloaded function",
        kind="function",
        before="CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql AS 'SELECT x'",
        make="CREATE FUNCTION g(x text) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        undo="DROP FUNCTION g(text)",
        otherwise="CREATE FUNCTION g(x text) RETURNS int LANGUAGE sql AS 'SELECT 2'",
        left="function g(text) was left behind",
        lost="function g(text) does not come back after rollback",
        differs="function g(text) came back with SELECT 2, it was SELECT 1",
    ),
)

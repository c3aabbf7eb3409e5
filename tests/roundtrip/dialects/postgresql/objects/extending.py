"""What extends the server: operators, casts, languages, text search and the like."""

from tests.roundtrip.dialects.postgresql.objects.example import Example

EXAMPLES = (
    Example(
        name="owner of a collation",
        kind="collation",
        before="CREATE COLLATION c (locale = 'C')",
        make="ALTER COLLATION c OWNER TO reader",
        undo="ALTER COLLATION c OWNER TO CURRENT_USER",
        otherwise="ALTER COLLATION c OWNER TO writer",
        left=(
            "collation c came back as LC_COLLATE 'C' LC_CTYPE 'C' OWNER reader, it was "
            "LC_COLLATE 'C' LC_CTYPE 'C'"
        ),
        lost=(
            "collation c came back as LC_COLLATE 'C' LC_CTYPE 'C', it was LC_COLLATE 'C' "
            "LC_CTYPE 'C' OWNER reader"
        ),
        differs=(
            "collation c came back as LC_COLLATE 'C' LC_CTYPE 'C' OWNER writer, it was "
            "LC_COLLATE 'C' LC_CTYPE 'C' OWNER reader"
        ),
    ),
    Example(
        name="collation object",
        kind="collation",
        make="CREATE COLLATION c (locale = 'C')",
        undo="DROP COLLATION c",
        otherwise="CREATE COLLATION c (locale = 'POSIX')",
        left="collation c was left behind",
        lost="collation c does not come back after rollback",
        differs=(
            "collation c came back as LC_COLLATE 'POSIX' LC_CTYPE 'POSIX', it was "
            "LC_COLLATE 'C' LC_CTYPE 'C'"
        ),
    ),
    Example(
        name="collation object comment",
        kind="collation",
        before="CREATE COLLATION c (locale = 'C')",
        make="COMMENT ON COLLATION c IS 'x'",
        undo="COMMENT ON COLLATION c IS NULL",
        otherwise="COMMENT ON COLLATION c IS 'y'",
        left="collation c came back with comment x, it had none",
        lost="collation c came back without comment x",
        differs="collation c came back with comment y, it was x",
    ),
    Example(
        name="cast",
        kind="cast",
        before=(
            "CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE FUNCTION tomood(int) RETURNS "
            "mood LANGUAGE sql AS $$ SELECT 'sad'::mood $$"
        ),
        make="CREATE CAST (int AS mood) WITH FUNCTION tomood(int)",
        undo="DROP CAST (int AS mood)",
        otherwise="CREATE CAST (int AS mood) WITH FUNCTION tomood(int) AS ASSIGNMENT",
        left="cast (integer AS mood) was left behind",
        lost="cast (integer AS mood) does not come back after rollback",
        differs=(
            "cast (integer AS mood) came back as WITH FUNCTION tomood(integer) AS "
            "ASSIGNMENT, it was WITH FUNCTION tomood(integer)"
        ),
    ),
    Example(
        name="operator",
        kind="operator",
        make="CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)",
        undo="DROP OPERATOR === (int, int)",
        otherwise="CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq, HASHES)",
        left="operator === (integer, integer) was left behind",
        lost="operator === (integer, integer) does not come back after rollback",
        differs=(
            "operator === (integer, integer) came back as FUNCTION int4eq(integer,integer) "
            "RETURNS boolean HASHES, it was FUNCTION int4eq(integer,integer) RETURNS "
            "boolean"
        ),
    ),
    Example(
        name="operator family",
        kind="operator family",
        make="CREATE OPERATOR FAMILY fam USING btree",
        undo="DROP OPERATOR FAMILY fam USING btree",
        otherwise=(
            "CREATE OPERATOR FAMILY fam USING btree; COMMENT ON OPERATOR FAMILY fam USING "
            "btree IS 'x'"
        ),
        left="operator family fam USING btree was left behind",
        lost="operator family fam USING btree does not come back after rollback",
        differs="operator family fam USING btree came back with comment x, it had none",
    ),
    Example(
        name="operator class",
        kind="operator class",
        before="CREATE OPERATOR FAMILY fam USING hash",
        make="CREATE OPERATOR CLASS oc FOR TYPE point USING hash FAMILY fam AS STORAGE point",
        undo="DROP OPERATOR CLASS oc USING hash",
        otherwise=(
            "CREATE OPERATOR CLASS oc DEFAULT FOR TYPE point USING hash FAMILY fam AS STORAGE point"
        ),
        left="operator class oc USING hash was left behind",
        lost="operator class oc USING hash does not come back after rollback",
        differs=(
            "operator class oc USING hash came back as DEFAULT FOR TYPE point FAMILY fam, "
            "it was FOR TYPE point FAMILY fam"
        ),
    ),
    Example(
        name="member of an operator family",
        kind="operator family",
        before="CREATE OPERATOR FAMILY fam USING btree",
        make="ALTER OPERATOR FAMILY fam USING btree ADD OPERATOR 1 < (int, int)",
        undo="ALTER OPERATOR FAMILY fam USING btree DROP OPERATOR 1 (int, int)",
        otherwise="ALTER OPERATOR FAMILY fam USING btree ADD OPERATOR 5 < (int, int)",
        left=(
            "operator family fam USING btree came back with OPERATOR 1 <(integer,integer), "
            "which it had not"
        ),
        lost=("operator family fam USING btree came back without OPERATOR 1 <(integer,integer)"),
        differs=(
            "operator family fam USING btree came back as OPERATOR 5 <(integer,integer), it"
            " was OPERATOR 1 <(integer,integer)"
        ),
    ),
    Example(
        name="text search configuration",
        kind="text search configuration",
        make="CREATE TEXT SEARCH CONFIGURATION ts (COPY = simple)",
        undo="DROP TEXT SEARCH CONFIGURATION ts",
        otherwise="CREATE TEXT SEARCH CONFIGURATION ts (COPY = english)",
        left="text search configuration ts was left behind",
        lost="text search configuration ts does not come back after rollback",
        differs=(
            "text search configuration ts came back with : english_stem; asciiword: "
            "english_stem; email: simple; file: simple; float: simple; host: simple; hword:"
            " english_stem; hword_asciipart: english_stem; hword_numpart: simple; "
            "hword_part: english_stem; ..., it was : simple; asciiword: simple; email: "
            "simple; file: simple; float: simple; host: simple; hword: simple; "
            "hword_asciipart: simple; hword_numpart: simple; hword_part: simple; int: "
            "simple; numhword: simple;..."
        ),
    ),
    Example(
        name="mapping of a text search configuration",
        kind="text search configuration",
        before="CREATE TEXT SEARCH CONFIGURATION ts (COPY = simple)",
        make="ALTER TEXT SEARCH CONFIGURATION ts ALTER MAPPING FOR word WITH english_stem",
        undo="ALTER TEXT SEARCH CONFIGURATION ts ALTER MAPPING FOR word WITH simple",
        otherwise="ALTER TEXT SEARCH CONFIGURATION ts DROP MAPPING FOR word",
        left="text search configuration ts came back with : english_stem, it was : simple",
        lost="text search configuration ts came back with : simple, it was : english_stem",
        differs="text search configuration ts came back without ; word: english_stem",
    ),
    Example(
        name="text search dictionary",
        kind="text search dictionary",
        make="CREATE TEXT SEARCH DICTIONARY td (TEMPLATE = simple)",
        undo="DROP TEXT SEARCH DICTIONARY td",
        otherwise="CREATE TEXT SEARCH DICTIONARY td (TEMPLATE = simple, ACCEPT = false)",
        left="text search dictionary td was left behind",
        lost="text search dictionary td does not come back after rollback",
        differs=(
            "text search dictionary td came back as TEMPLATE simple accept = 'false', it "
            "was TEMPLATE simple"
        ),
    ),
    Example(
        name="text search parser",
        kind="text search parser",
        make=(
            "CREATE TEXT SEARCH PARSER tp (START = prsd_start, GETTOKEN = prsd_nexttoken, "
            "END = prsd_end, LEXTYPES = prsd_lextype)"
        ),
        undo="DROP TEXT SEARCH PARSER tp",
        otherwise=(
            "CREATE TEXT SEARCH PARSER tp (START = prsd_start, GETTOKEN = prsd_nexttoken, "
            "END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline)"
        ),
        left="text search parser tp was left behind",
        lost="text search parser tp does not come back after rollback",
        differs="text search parser tp came back with HEADLINE prsd_headline, which it had not",
    ),
    Example(
        name="text search template",
        kind="text search template",
        make="CREATE TEXT SEARCH TEMPLATE tt (INIT = dsimple_init, LEXIZE = dsimple_lexize)",
        undo="DROP TEXT SEARCH TEMPLATE tt",
        otherwise="CREATE TEXT SEARCH TEMPLATE tt (LEXIZE = dsimple_lexize)",
        left="text search template tt was left behind",
        lost="text search template tt does not come back after rollback",
        differs=(
            "text search template tt came back as LEXIZE dsimple_lexize, it was INIT "
            "dsimple_init LEXIZE dsimple_lexize"
        ),
    ),
    Example(
        name="language",
        kind="language",
        make="CREATE LANGUAGE lang HANDLER plpgsql_call_handler",
        undo="DROP LANGUAGE lang",
        otherwise="CREATE TRUSTED LANGUAGE lang HANDLER plpgsql_call_handler",
        left="language lang was left behind",
        lost="language lang does not come back after rollback",
        differs=(
            "language lang came back as TRUSTED HANDLER plpgsql_call_handler, it was "
            "HANDLER plpgsql_call_handler"
        ),
    ),
    Example(
        name="transform",
        kind="transform",
        before=(
            "CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE FUNCTION from_sql(internal) "
            "RETURNS internal LANGUAGE internal IMMUTABLE AS 'pg_column_size'; CREATE "
            "FUNCTION to_sql(internal) RETURNS mood LANGUAGE internal IMMUTABLE AS "
            "'pg_column_size'"
        ),
        make=(
            "CREATE TRANSFORM FOR mood LANGUAGE plpgsql (FROM SQL WITH FUNCTION "
            "from_sql(internal), TO SQL WITH FUNCTION to_sql(internal))"
        ),
        undo="DROP TRANSFORM FOR mood LANGUAGE plpgsql",
        otherwise=(
            "CREATE TRANSFORM FOR mood LANGUAGE plpgsql (FROM SQL WITH FUNCTION from_sql(internal))"
        ),
        left="transform FOR mood LANGUAGE plpgsql was left behind",
        lost="transform FOR mood LANGUAGE plpgsql does not come back after rollback",
        differs=(
            "transform FOR mood LANGUAGE plpgsql came back as FROM SQL from_sql TO SQL -, "
            "it was FROM SQL from_sql TO SQL to_sql"
        ),
    ),
    Example(
        name="conversion",
        kind="conversion",
        make="CREATE CONVERSION cv FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1",
        undo="DROP CONVERSION cv",
        otherwise="CREATE DEFAULT CONVERSION cv FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1",
        left="conversion cv was left behind",
        lost="conversion cv does not come back after rollback",
        differs=(
            "conversion cv came back as DEFAULT FOR UTF8 TO LATIN1 FROM utf8_to_iso8859_1, "
            "it was FOR UTF8 TO LATIN1 FROM utf8_to_iso8859_1"
        ),
    ),
    Example(
        name="access method",
        kind="access method",
        make="CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler",
        undo="DROP ACCESS METHOD heap2",
        otherwise=(
            "CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler; COMMENT ON"
            " ACCESS METHOD heap2 IS 'x'"
        ),
        left="access method heap2 was left behind",
        lost="access method heap2 does not come back after rollback",
        differs="access method heap2 came back with comment x, it had none",
    ),
)

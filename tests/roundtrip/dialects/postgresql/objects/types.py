"""Enums, domains, composite types and ranges."""

from tests.roundtrip.dialects.postgresql.objects.example import Example

EXAMPLES = (
    Example(
        name="enum",
        kind="enum type",
        make="CREATE TYPE mood AS ENUM ('a', 'b')",
        undo="DROP TYPE mood",
        otherwise="CREATE TYPE mood AS ENUM ('b', 'a')",
        left=("enum type mood was left behind: the next upgrade fails with 'type already exists'"),
        lost="enum type mood does not come back after rollback",
        differs="enum type mood came back with labels (b, a), it was (a, b)",
    ),
    Example(
        name="domain",
        kind="domain",
        make="CREATE DOMAIN d AS int CHECK (VALUE > 0)",
        undo="DROP DOMAIN d",
        otherwise="CREATE DOMAIN d AS int CHECK (VALUE > 0) DEFAULT 3",
        left="domain d was left behind",
        lost="domain d does not come back after rollback",
        differs=(
            "domain d came back as integer DEFAULT 3 CONSTRAINT d_check CHECK ((VALUE > "
            "0)), it was integer CONSTRAINT d_check CHECK ((VALUE > 0))"
        ),
    ),
    Example(
        name="composite type",
        kind="type",
        make="CREATE TYPE c AS (a int, b text)",
        undo="DROP TYPE c",
        otherwise="CREATE TYPE c AS (a int, b varchar)",
        left="type c was left behind",
        lost="type c does not come back after rollback",
        differs="type c came back as a integer, b character varying, it was a integer, b text",
    ),
    Example(
        name="range type",
        kind="type",
        make="CREATE TYPE r AS RANGE (SUBTYPE = float8)",
        undo="DROP TYPE r",
        otherwise="CREATE TYPE r AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi)",
        left="type r was left behind",
        lost="type r does not come back after rollback",
        differs=(
            "type r came back as RANGE OF double precision SUBTYPE_DIFF float8mi, it was "
            "RANGE OF double precision"
        ),
    ),
    Example(
        name="enum label",
        kind="enum type",
        before="CREATE TYPE mood AS ENUM ('sad', 'glad')",
        make="ALTER TYPE mood ADD VALUE 'calm' AFTER 'sad'",
        undo="DROP TYPE mood; CREATE TYPE mood AS ENUM ('sad', 'glad')",
        otherwise="ALTER TYPE mood ADD VALUE 'calm'",
        left="enum type mood came back with labels (sad, calm, glad), it was (sad, glad)",
        lost="enum type mood came back with labels (sad, glad), it was (sad, calm, glad)",
        differs=(
            "enum type mood came back with labels (sad, glad, calm), it was (sad, calm, glad)"
        ),
    ),
    Example(
        name="name of an enum label",
        kind="enum type",
        before="CREATE TYPE mood AS ENUM ('sad', 'glad')",
        make="ALTER TYPE mood RENAME VALUE 'glad' TO 'happy'",
        undo="ALTER TYPE mood RENAME VALUE 'happy' TO 'glad'",
        otherwise="ALTER TYPE mood RENAME VALUE 'glad' TO 'merry'",
        left="enum type mood came back with labels (sad, happy), it was (sad, glad)",
        lost="enum type mood came back with labels (sad, glad), it was (sad, happy)",
        differs="enum type mood came back with labels (sad, merry), it was (sad, happy)",
    ),
    Example(
        name="enum comment",
        kind="enum type",
        before="CREATE TYPE mood AS ENUM ('sad', 'glad')",
        make="COMMENT ON TYPE mood IS 'x'",
        undo="COMMENT ON TYPE mood IS NULL",
        otherwise="COMMENT ON TYPE mood IS 'y'",
        left="enum type mood came back with comment x, it had none",
        lost="enum type mood came back without comment x",
        differs="enum type mood came back with comment y, it was x",
    ),
    Example(
        name="domain default",
        kind="domain",
        before="CREATE DOMAIN positive AS int",
        make="ALTER DOMAIN positive SET DEFAULT 1",
        undo="ALTER DOMAIN positive DROP DEFAULT",
        otherwise="ALTER DOMAIN positive SET DEFAULT 2",
        left="domain positive came back as integer DEFAULT 1, it was integer",
        lost="domain positive came back as integer, it was integer DEFAULT 1",
        differs="domain positive came back as integer DEFAULT 2, it was integer DEFAULT 1",
    ),
    Example(
        name="domain not null",
        kind="domain",
        before="CREATE DOMAIN positive AS int",
        make="ALTER DOMAIN positive SET NOT NULL",
        undo="ALTER DOMAIN positive DROP NOT NULL",
        otherwise="ALTER DOMAIN positive SET DEFAULT 2",
        left="domain positive came back as integer NOT NULL, it was integer",
        lost="domain positive came back as integer, it was integer NOT NULL",
        differs="domain positive came back as integer DEFAULT 2, it was integer NOT NULL",
    ),
    Example(
        name="domain check",
        kind="domain",
        before="CREATE DOMAIN positive AS int",
        make="ALTER DOMAIN positive ADD CONSTRAINT c CHECK (VALUE > 0)",
        undo="ALTER DOMAIN positive DROP CONSTRAINT c",
        otherwise="ALTER DOMAIN positive ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID",
        left=(
            "domain positive came back as integer CONSTRAINT c CHECK ((VALUE > 0)), it was integer"
        ),
        lost=(
            "domain positive came back as integer, it was integer CONSTRAINT c CHECK ((VALUE > 0))"
        ),
        differs=(
            "domain positive came back as integer CONSTRAINT c CHECK ((VALUE > 0)) NOT "
            "VALID, it was integer CONSTRAINT c CHECK ((VALUE > 0))"
        ),
    ),
    Example(
        name="domain comment",
        kind="domain",
        before="CREATE DOMAIN positive AS int",
        make="COMMENT ON DOMAIN positive IS 'x'",
        undo="COMMENT ON DOMAIN positive IS NULL",
        otherwise="COMMENT ON DOMAIN positive IS 'y'",
        left="domain positive came back with comment x, it had none",
        lost="domain positive came back without comment x",
        differs="domain positive came back with comment y, it was x",
    ),
    Example(
        name="domain constraint comment",
        kind="domain",
        before="CREATE DOMAIN positive AS int CONSTRAINT c CHECK (VALUE > 0)",
        make="COMMENT ON CONSTRAINT c ON DOMAIN positive IS 'x'",
        undo="COMMENT ON CONSTRAINT c ON DOMAIN positive IS NULL",
        otherwise="COMMENT ON CONSTRAINT c ON DOMAIN positive IS 'y'",
        left=(
            "domain positive came back as integer CONSTRAINT c CHECK ((VALUE > 0)) COMMENT "
            "'x', it was integer CONSTRAINT c CHECK ((VALUE > 0))"
        ),
        lost=(
            "domain positive came back as integer CONSTRAINT c CHECK ((VALUE > 0)), it was "
            "integer CONSTRAINT c CHECK ((VALUE > 0)) COMMENT 'x'"
        ),
        differs=(
            "domain positive came back as integer CONSTRAINT c CHECK ((VALUE > 0)) COMMENT "
            "'y', it was integer CONSTRAINT c CHECK ((VALUE > 0)) COMMENT 'x'"
        ),
    ),
    Example(
        name="attribute of a composite type",
        kind="type",
        before="CREATE TYPE pair AS (a int)",
        make="ALTER TYPE pair ADD ATTRIBUTE b text",
        undo="ALTER TYPE pair DROP ATTRIBUTE b",
        otherwise="ALTER TYPE pair ADD ATTRIBUTE b varchar",
        left="type pair came back as a integer, b text, it was a integer",
        lost="type pair came back as a integer, it was a integer, b text",
        differs=("type pair came back as a integer, b character varying, it was a integer, b text"),
    ),
    Example(
        name="composite type comment",
        kind="type",
        before="CREATE TYPE pair AS (a int)",
        make="COMMENT ON TYPE pair IS 'x'",
        undo="COMMENT ON TYPE pair IS NULL",
        otherwise="COMMENT ON TYPE pair IS 'y'",
        left="type pair came back with comment x, it had none",
        lost="type pair came back without comment x",
        differs="type pair came back with comment y, it was x",
    ),
    Example(
        name="attribute comment",
        kind="type",
        before="CREATE TYPE pair AS (a int)",
        make="COMMENT ON COLUMN pair.a IS 'x'",
        undo="COMMENT ON COLUMN pair.a IS NULL",
        otherwise="COMMENT ON COLUMN pair.a IS 'y'",
        left="type pair came back as a integer COMMENT 'x', it was a integer",
        lost="type pair came back as a integer, it was a integer COMMENT 'x'",
        differs="type pair came back as a integer COMMENT 'y', it was a integer COMMENT 'x'",
    ),
)

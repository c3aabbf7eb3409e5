"""Sequences."""

from tests.roundtrip.dialects.postgresql.objects.example import Example

EXAMPLES = (
    Example(
        name="sequence",
        kind="sequence",
        make="CREATE SEQUENCE s",
        undo="DROP SEQUENCE s",
        otherwise="CREATE SEQUENCE s INCREMENT 5",
        left="sequence s was left behind",
        lost="sequence s does not come back after rollback",
        differs="sequence s came back with INCREMENT 5, it was INCREMENT 1",
    ),
    Example(
        name="sequence owner",
        kind="sequence",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "SEQUENCE s"
        ),
        make="ALTER SEQUENCE s OWNED BY users.id",
        undo="ALTER SEQUENCE s OWNED BY NONE",
        otherwise="ALTER SEQUENCE s OWNED BY users.age",
        left="sequence s came back with owner users.id, it was none",
        lost="sequence s came back with owner none, it was users.id",
        differs="sequence s came back with owner users.age, it was users.id",
    ),
    Example(
        name="sequence comment",
        kind="sequence",
        before="CREATE SEQUENCE s",
        make="COMMENT ON SEQUENCE s IS 'x'",
        undo="COMMENT ON SEQUENCE s IS NULL",
        otherwise="COMMENT ON SEQUENCE s IS 'y'",
        left="sequence s came back with comment x, it had none",
        lost="sequence s came back without comment x",
        differs="sequence s came back with comment y, it was x",
    ),
    Example(
        name="sequence options",
        kind="sequence",
        before="CREATE SEQUENCE s",
        make="ALTER SEQUENCE s MAXVALUE 1000 CYCLE CACHE 5",
        undo="ALTER SEQUENCE s NO MAXVALUE NO CYCLE CACHE 1",
        otherwise="ALTER SEQUENCE s MAXVALUE 1000",
        left=(
            "sequence s came back with MAXVALUE 1000 CACHE 5 CYCLE, it was MAXVALUE "
            "9223372036854775807 CACHE 1"
        ),
        lost=(
            "sequence s came back with MAXVALUE 9223372036854775807 CACHE 1, it was "
            "MAXVALUE 1000 CACHE 5 CYCLE"
        ),
        differs="sequence s came back with CACHE 1, it was CACHE 5 CYCLE",
    ),
    Example(
        name="sequence type",
        kind="sequence",
        make="CREATE SEQUENCE s AS int",
        undo="DROP SEQUENCE s",
        otherwise="CREATE SEQUENCE s AS smallint",
        left="sequence s was left behind",
        lost="sequence s does not come back after rollback",
        differs=(
            "sequence s came back with AS smallint START 1 INCREMENT 1 MINVALUE 1 MAXVALUE "
            "32767, it was AS integer START 1 INCREMENT 1 MINVALUE 1 MAXVALUE 2147483647"
        ),
    ),
)

"""Triggers, rules, policies and event triggers."""

from tests.roundtrip.dialects.postgresql.objects.example import Example

EXAMPLES = (
    Example(
        name="trigger",
        kind="trigger",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
        ),
        make="CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f()",
        undo="DROP TRIGGER t ON users",
        otherwise=(
            "CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f(); "
            "ALTER TABLE users DISABLE TRIGGER t"
        ),
        left="trigger t on users was left behind",
        lost="trigger t on users does not come back after rollback",
        differs="trigger t on users came back disabled, it was enabled",
    ),
    Example(
        name="rule",
        kind="rule",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE RULE r AS ON DELETE TO users DO INSTEAD NOTHING",
        undo="DROP RULE r ON users",
        otherwise="CREATE RULE r AS ON UPDATE TO users DO INSTEAD NOTHING",
        left="rule r on users was left behind",
        lost="rule r on users does not come back after rollback",
        differs="rule r on users came back with ON UPDATE, it was ON DELETE",
    ),
    Example(
        name="policy",
        kind="policy",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="CREATE POLICY p ON users USING (age > 1)",
        undo="DROP POLICY p ON users",
        otherwise="CREATE POLICY p ON users FOR SELECT TO reader USING (age > 1)",
        left="policy p on users was left behind",
        lost="policy p on users does not come back after rollback",
        differs=(
            "policy p on users came back as PERMISSIVE FOR SELECT TO reader USING ((age > "
            "1)), it was PERMISSIVE FOR ALL TO public USING ((age > 1))"
        ),
    ),
    Example(
        name="event trigger",
        kind="event trigger",
        before="CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
        make="CREATE EVENT TRIGGER et ON sql_drop EXECUTE FUNCTION e()",
        undo="DROP EVENT TRIGGER et",
        otherwise=(
            "CREATE EVENT TRIGGER et ON sql_drop EXECUTE FUNCTION e(); ALTER EVENT TRIGGER "
            "et DISABLE"
        ),
        left="event trigger et was left behind",
        lost="event trigger et does not come back after rollback",
        differs=(
            "event trigger et came back as ON sql_drop EXECUTE e() disabled, it was ON "
            "sql_drop EXECUTE e() enabled"
        ),
    ),
    Example(
        name="trigger not enabled",
        kind="trigger",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; "
            "CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f()"
        ),
        make="ALTER TABLE users DISABLE TRIGGER t",
        undo="ALTER TABLE users ENABLE TRIGGER t",
        otherwise="ALTER TABLE users ENABLE ALWAYS TRIGGER t",
        left="trigger t on users came back disabled, it was enabled",
        lost="trigger t on users came back enabled, it was disabled",
        differs="trigger t on users came back always, it was disabled",
    ),
    Example(
        name="event of a trigger",
        kind="trigger",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
        ),
        make=(
            "CREATE TRIGGER t BEFORE UPDATE OF name ON users FOR EACH ROW WHEN (NEW.age > "
            "3) EXECUTE FUNCTION f()"
        ),
        undo="DROP TRIGGER t ON users",
        otherwise=(
            "CREATE TRIGGER t BEFORE UPDATE OF name ON users FOR EACH ROW EXECUTE FUNCTION f()"
        ),
        left="trigger t on users was left behind",
        lost="trigger t on users does not come back after rollback",
        differs="trigger t on users came back without WHEN ((new.age > 3))",
    ),
    Example(
        name="constraint trigger",
        kind="trigger",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
        ),
        make=(
            "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON users DEFERRABLE INITIALLY "
            "DEFERRED FOR EACH ROW EXECUTE FUNCTION f()"
        ),
        undo="DROP TRIGGER t ON users",
        otherwise=(
            "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION f()"
        ),
        left="trigger t on users was left behind",
        lost="trigger t on users does not come back after rollback",
        differs=(
            "trigger t on users came back with users NOT DEFERRABLE INITIALLY IMMEDIATE, it"
            " was users DEFERRABLE INITIALLY DEFERRED"
        ),
    ),
    Example(
        name="trigger comment",
        kind="trigger",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; "
            "CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f()"
        ),
        make="COMMENT ON TRIGGER t ON users IS 'x'",
        undo="COMMENT ON TRIGGER t ON users IS NULL",
        otherwise="COMMENT ON TRIGGER t ON users IS 'y'",
        left="trigger t on users came back with comment x, it had none",
        lost="trigger t on users came back without comment x",
        differs="trigger t on users came back with comment y, it was x",
    ),
    Example(
        name="rule not enabled",
        kind="rule",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "RULE r AS ON DELETE TO users DO INSTEAD NOTHING"
        ),
        make="ALTER TABLE users DISABLE RULE r",
        undo="ALTER TABLE users ENABLE RULE r",
        otherwise="ALTER TABLE users ENABLE ALWAYS RULE r",
        left="rule r on users came back disabled, it was enabled",
        lost="rule r on users came back enabled, it was disabled",
        differs="rule r on users came back always, it was disabled",
    ),
    Example(
        name="rule comment",
        kind="rule",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "RULE r AS ON DELETE TO users DO INSTEAD NOTHING"
        ),
        make="COMMENT ON RULE r ON users IS 'x'",
        undo="COMMENT ON RULE r ON users IS NULL",
        otherwise="COMMENT ON RULE r ON users IS 'y'",
        left="rule r on users came back with comment x, it had none",
        lost="rule r on users came back without comment x",
        differs="rule r on users came back with comment y, it was x",
    ),
    Example(
        name="policy expression",
        kind="policy",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "POLICY p ON users USING (age > 1)"
        ),
        make="ALTER POLICY p ON users USING (age > 2)",
        undo="ALTER POLICY p ON users USING (age > 1)",
        otherwise="ALTER POLICY p ON users USING (age > 3)",
        left=(
            "policy p on users came back as PERMISSIVE FOR ALL TO public USING ((age > 2)),"
            " it was PERMISSIVE FOR ALL TO public USING ((age > 1))"
        ),
        lost=(
            "policy p on users came back as PERMISSIVE FOR ALL TO public USING ((age > 1)),"
            " it was PERMISSIVE FOR ALL TO public USING ((age > 2))"
        ),
        differs=(
            "policy p on users came back as PERMISSIVE FOR ALL TO public USING ((age > 3)),"
            " it was PERMISSIVE FOR ALL TO public USING ((age > 2))"
        ),
    ),
    Example(
        name="roles of a policy",
        kind="policy",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "POLICY p ON users USING (age > 1)"
        ),
        make="ALTER POLICY p ON users TO reader",
        undo="ALTER POLICY p ON users TO public",
        otherwise="ALTER POLICY p ON users TO writer",
        left=(
            "policy p on users came back as PERMISSIVE FOR ALL TO reader USING ((age > 1)),"
            " it was PERMISSIVE FOR ALL TO public USING ((age > 1))"
        ),
        lost=(
            "policy p on users came back as PERMISSIVE FOR ALL TO public USING ((age > 1)),"
            " it was PERMISSIVE FOR ALL TO reader USING ((age > 1))"
        ),
        differs=(
            "policy p on users came back as PERMISSIVE FOR ALL TO writer USING ((age > 1)),"
            " it was PERMISSIVE FOR ALL TO reader USING ((age > 1))"
        ),
    ),
    Example(
        name="policy comment",
        kind="policy",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "POLICY p ON users USING (age > 1)"
        ),
        make="COMMENT ON POLICY p ON users IS 'x'",
        undo="COMMENT ON POLICY p ON users IS NULL",
        otherwise="COMMENT ON POLICY p ON users IS 'y'",
        left="policy p on users came back with comment x, it had none",
        lost="policy p on users came back without comment x",
        differs="policy p on users came back with comment y, it was x",
    ),
    Example(
        name="event trigger not enabled",
        kind="event trigger",
        before=(
            "CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; "
            "CREATE EVENT TRIGGER et ON sql_drop EXECUTE FUNCTION e()"
        ),
        make="ALTER EVENT TRIGGER et DISABLE",
        undo="ALTER EVENT TRIGGER et ENABLE",
        otherwise="ALTER EVENT TRIGGER et ENABLE ALWAYS",
        left=(
            "event trigger et came back as ON sql_drop EXECUTE e() disabled, it was ON "
            "sql_drop EXECUTE e() enabled"
        ),
        lost=(
            "event trigger et came back as ON sql_drop EXECUTE e() enabled, it was ON "
            "sql_drop EXECUTE e() disabled"
        ),
        differs=(
            "event trigger et came back as ON sql_drop EXECUTE e() always, it was ON "
            "sql_drop EXECUTE e() disabled"
        ),
    ),
    Example(
        name="event trigger comment",
        kind="event trigger",
        before=(
            "CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; "
            "CREATE EVENT TRIGGER et ON sql_drop EXECUTE FUNCTION e()"
        ),
        make="COMMENT ON EVENT TRIGGER et IS 'x'",
        undo="COMMENT ON EVENT TRIGGER et IS NULL",
        otherwise="COMMENT ON EVENT TRIGGER et IS 'y'",
        left="event trigger et came back with comment x, it had none",
        lost="event trigger et came back without comment x",
        differs="event trigger et came back with comment y, it was x",
    ),
)

"""Code that a revision brings along: whether one of its statements runs it."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.own_code import runs_own_code

MAKES = "CREATE OR REPLACE FUNCTION public.f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'"
STATIC = "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
DYNAMIC = "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN EXECUTE x; END'"
TRIGGER = "CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()"


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE t (a int)", "SELECT f()"],
        [MAKES, "DROP FUNCTION IF EXISTS public.f(int)"],
        [MAKES, "GRANT EXECUTE ON FUNCTION f(int) TO app", "COMMENT ON FUNCTION f IS 'x'"],
        [STATIC, TRIGGER, "UPDATE t SET a = 1", "DROP TRIGGER tr ON t"],
        [DYNAMIC],
    ],
)
def test_code_that_is_not_run(statements: list[str]) -> None:
    assert not runs_own_code(statements)


@pytest.mark.parametrize(
    "statements",
    [
        [MAKES, "SELECT f(1)"],
        [f"{MAKES}; SELECT f(1)"],
        [MAKES, "ALTER TABLE t ADD CHECK (f(a) > 0)"],
        [DYNAMIC, TRIGGER, "UPDATE t SET a = 1"],
        [STATIC, "CREATE EVENT TRIGGER ev ON ddl_command_end EXECUTE FUNCTION f()"],
    ],
)
def test_code_that_is_run(statements: list[str]) -> None:
    assert runs_own_code(statements)

"""Words for operations."""

from __future__ import annotations

import inspect

import pytest

from alembic_mrt.analyzer.wording import WORDS, describe, summary
from alembic_mrt.finding import Location
from alembic_mrt.operations import vocabulary as op
from alembic_mrt.schema.objects import UNKNOWN, Column

AT = Location("a.py", 1)


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (op.DropTable(location=AT, table="users"), "drops table users"),
        (op.RenameTable(location=AT, table="a", new_name="b"), "renames table a to b"),
        (
            op.AddColumn(location=AT, table="users", column=Column(table="users", name="fax")),
            "adds column users.fax",
        ),
        (
            op.DropColumn(location=AT, table="users", column=UNKNOWN),
            "drops column users.(not known)",
        ),
        (op.DropConstraint(location=AT, name=None, table="t"), "drops constraint (unnamed) of t"),
        (op.Delete(location=AT, table="users"), "deletes rows of users"),
        (op.DropObject(location=AT, kind="view", name="v"), "drops view v"),
        (op.Execute(location=AT, sql="SELECT 1"), "changes the database"),
    ],
)
def test_an_operation_in_words(operation: op.Operation, words: str) -> None:
    assert describe(operation) == words


def test_every_operation_that_has_an_effect_has_words() -> None:
    kinds = [kind for _, kind in inspect.getmembers(op, inspect.isclass)]
    effects = {kind for kind in kinds if issubclass(kind, op.Operation)}
    effects -= {op.Operation, op.Execute, op.Raise, op.Opaque}
    assert effects == set(WORDS)


def test_a_summary_shows_what_is_named() -> None:
    unknown = op.DropTable(location=AT, table=UNKNOWN)
    known = op.DropTable(location=AT, table="users")
    assert summary((unknown,)) == "drops table (not known)"
    assert summary((unknown, known)) == "drops table users and does 1 more"

from __future__ import annotations

import pytest

from alembic_mrt.operations.replay_names import name_of
from alembic_mrt.schema.objects import (
    UNKNOWN,
    CheckConstraint,
    Column,
    Constraint,
    ForeignKey,
    Index,
    PrimaryKey,
    UniqueConstraint,
)

COLUMNS = (Column(table="t", name="a"), Column(table="t", name="b"))
KEY = ForeignKey(table="t", columns=("a",), referred_table="r", referred_columns=("id",))
LONG = "a_table_with_a_name_that_is_quite_long_indeed"

# Each name was given by PostgreSQL 15 to the constraint beside it.
POSTGRESQL: list[tuple[Constraint, set[str], str]] = [
    (PrimaryKey(table="t", columns=("a",)), set(), "t_pkey"),
    (UniqueConstraint(table="t", columns=("a",)), set(), "t_a_key"),
    (UniqueConstraint(table="t", columns=("a", "b")), set(), "t_a_b_key"),
    (UniqueConstraint(table="t", columns=("a",)), {"t_a_key"}, "t_a_key1"),
    (KEY, set(), "t_a_fkey"),
    (CheckConstraint(table="t", expression="a > 0"), set(), "t_a_check"),
    (CheckConstraint(table="t", expression="a > b"), set(), "t_check"),
    (CheckConstraint(table="t", expression="a <> 'b'"), set(), "t_a_check"),
    (
        UniqueConstraint(table=LONG, columns=("a_column_with_a_long_name",)),
        set(),
        "a_table_with_a_name_that_is_quite_a_column_with_a_long_name_key",
    ),
]


@pytest.mark.parametrize("case", POSTGRESQL, ids=lambda case: case[2])
@pytest.mark.parametrize("dialect", ["postgresql", None])
def test_names_that_postgresql_chooses(
    case: tuple[Constraint, set[str], str], dialect: str | None
) -> None:
    found, taken, name = case
    assert name_of(found, dialect, {}, taken, COLUMNS) == (name, False)


def test_sqlite_chooses_none_and_mysql_its_own() -> None:
    unique = UniqueConstraint(table="t", columns=("a",))
    assert name_of(unique, "sqlite", {}, (), COLUMNS) == (None, False)
    assert name_of(unique, "mysql", {}, (), COLUMNS) == ("a", False)
    assert name_of(unique, "mysql", {}, {"a"}, COLUMNS) == ("a_2", False)
    assert name_of(KEY, "mysql", {}, {"t_ibfk_1"}, COLUMNS) == ("t_ibfk_2", False)


NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


@pytest.mark.parametrize(
    ("found", "name"),
    [
        (UniqueConstraint(table="t", columns=("a", "b")), "uq_t_a_b"),
        (KEY, "fk_t_a_r"),
        (PrimaryKey(table="t", columns=("a",)), "pk_t"),
        (Index(table="t", columns=("a",)), "ix_t_a"),
    ],
)
def test_a_convention_names_on_every_dialect(found: Constraint, name: str) -> None:
    for dialect in ("postgresql", "sqlite", None):
        assert name_of(found, dialect, NAMING, (), COLUMNS) == (name, True)


def test_a_convention_that_asks_for_what_is_not_there_names_nothing() -> None:
    check = CheckConstraint(table="t", expression="a > 0")
    assert name_of(check, "postgresql", NAMING, (), COLUMNS) == ("t_a_check", False)
    unknown = UniqueConstraint(table="t", columns=UNKNOWN)
    assert name_of(unknown, "postgresql", NAMING, (), COLUMNS) == (None, False)

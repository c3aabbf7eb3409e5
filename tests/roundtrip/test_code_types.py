"""The types of columns in code are followed through the operations, and no further."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from alembic_mrt.roundtrip.code_type_events import CodeTypeEvents
from alembic_mrt.roundtrip.code_types import CodeTypes
from alembic_mrt.roundtrip.dialects.sqlite.values import pool_for
from alembic_mrt.roundtrip.seed.facts import ColumnFacts
from alembic_mrt.roundtrip.seed.plan import TablePlan

LABELS = sa.Enum("a", "b", native_enum=False, length=20)


@dataclass
class Watched:
    connection: sa.Connection
    op: Operations
    types: CodeTypes

    def labels(self, table: str = "t", column: str = "c") -> tuple[str, ...]:
        typed = self.types.of((None, table)).get(column)
        return typed.labels if typed is not None else ()


@pytest.fixture
def watched() -> Iterator[Watched]:
    types = CodeTypes()
    engine = sa.create_engine("sqlite://")
    with CodeTypeEvents(types), engine.connect() as connection:
        context = MigrationContext.configure(connection)
        types.start(context.dialect, None)
        op = Operations(context)
        op.create_table("t", sa.Column("id", sa.Integer), sa.Column("c", LABELS))
        yield Watched(connection, op, types)
    engine.dispose()


def test_a_created_table(watched: Watched) -> None:
    assert watched.labels() == ("a", "b")
    assert not watched.labels(column="id")


def test_a_table_that_metadata_creates(watched: Watched) -> None:
    models = sa.MetaData()
    sa.Table("m", models, sa.Column("c", LABELS))
    models.create_all(watched.connection)
    assert watched.labels("m") == ("a", "b")


def test_an_added_and_a_dropped_column(watched: Watched) -> None:
    watched.op.add_column("t", sa.Column("d", sa.Enum("x", native_enum=False)))
    assert watched.labels(column="d") == ("x",)
    with watched.op.batch_alter_table("t") as batch:
        batch.drop_column("d")
    assert not watched.labels(column="d")
    assert watched.labels() == ("a", "b")


def test_an_altered_type(watched: Watched) -> None:
    with watched.op.batch_alter_table("t") as batch:
        batch.alter_column("c", type_=sa.Enum("a", "b", "z", native_enum=False, length=20))
    assert watched.labels() == ("a", "b", "z")
    with watched.op.batch_alter_table("t") as batch:
        batch.alter_column("c", type_=sa.String(20), existing_type=LABELS)
    assert not watched.labels()


def test_an_existing_type_is_believed_where_nothing_else_is_known(watched: Watched) -> None:
    with watched.op.batch_alter_table("t") as batch:
        batch.alter_column("c", existing_type=sa.VARCHAR(20), nullable=False)
    assert watched.labels() == ("a", "b")
    watched.types.forget((None, "t"))
    with watched.op.batch_alter_table("t") as batch:
        batch.alter_column("c", existing_type=LABELS, nullable=False)
    assert watched.labels() == ("a", "b")


def test_renamed(watched: Watched) -> None:
    watched.op.rename_table("t", "u")
    with watched.op.batch_alter_table("u") as batch:
        batch.alter_column("c", new_column_name="d")
    assert watched.labels("u", "d") == ("a", "b")
    assert not watched.types.of((None, "t"))
    assert not watched.labels("u", "c")


def test_dropped_and_made_again(watched: Watched) -> None:
    watched.op.drop_table("t")
    assert not watched.labels()
    watched.op.create_table("t", sa.Column("c", sa.String(20)))
    assert not watched.labels()


@pytest.mark.parametrize(
    "statement",
    ["DROP TABLE t", "ALTER TABLE t RENAME TO u", "ALTER TABLE t RENAME COLUMN c TO d"],
)
def test_raw_sql_that_redefines_the_table(watched: Watched, statement: str) -> None:
    watched.op.execute(statement)
    assert not watched.labels()


def test_raw_sql_of_another_table_or_kind(watched: Watched) -> None:
    watched.op.execute("CREATE TABLE other (c TEXT)")
    watched.op.execute("UPDATE t SET c = 'a'")
    assert watched.labels() == ("a", "b")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE kept AS SELECT * FROM t",
        "CREATE TEMP TABLE IF NOT EXISTS kept AS SELECT * FROM t",
        "CREATE TABLE part (id INTEGER REFERENCES t)",
    ],
)
def test_raw_sql_that_reads_the_table_while_it_makes_another(
    watched: Watched, statement: str
) -> None:
    watched.op.execute(statement)
    assert watched.labels() == ("a", "b")
    watched.connection.execute(sa.text("DROP TABLE t"))
    assert not watched.labels()


def test_raw_sql_of_several_statements(watched: Watched) -> None:
    several = "CREATE TABLE u AS SELECT * FROM t; ALTER TABLE u RENAME TO v; DROP TABLE t"
    with contextlib.suppress(sa.exc.DBAPIError):
        watched.op.execute(several)
    assert not watched.labels()


def test_raw_sql_that_makes_the_table_anew(watched: Watched) -> None:
    watched.op.create_table("two words", sa.Column("c", LABELS))
    assert watched.labels("two words") == ("a", "b")
    watched.op.execute('CREATE TABLE IF NOT EXISTS "two words" (c TEXT)')
    assert not watched.labels("two words")
    assert watched.labels() == ("a", "b")


def test_a_column_of_another_size_has_outlived_its_type(watched: Watched) -> None:
    typed = watched.types.of((None, "t"))["c"]
    same, other = (ColumnFacts("c", f"VARCHAR({n})", None) for n in (20, 30))
    assert watched.types.fits(typed, same).labels == ("a", "b")
    assert not watched.types.fits(typed, other).labels


def test_a_restored_state_has_its_types(watched: Watched) -> None:
    watched.types.save("before")
    watched.op.drop_table("t")
    watched.types.restore("before")
    assert watched.labels() == ("a", "b")


def plan(type_: str = "VARCHAR(20)") -> TablePlan:
    facts = ColumnFacts("c", type_, pool_for(type_, 1), as_written=True)
    return TablePlan((None, "raw"), (), {"c": facts}, ("c",), (), (), ())


def selected(watched: Watched, type_: Any) -> None:
    watched.connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS raw (c VARCHAR(20))")
    table = sa.table("raw", sa.column("c", type_)).alias("r")
    watched.connection.execute(sa.select(table.c.c)).all()


def test_the_type_that_a_statement_reads_through_is_learnt_once(watched: Watched) -> None:
    selected(watched, LABELS)
    assert not watched.labels("raw")
    assert watched.types.learn([plan()], (), RuntimeError())
    assert watched.labels("raw") == ("a", "b")
    assert not watched.types.learn([plan()], (), RuntimeError())
    watched.types.begin()
    assert not watched.labels("raw")


def test_a_type_that_reads_all_that_was_seeded_explains_nothing(watched: Watched) -> None:
    selected(watched, sa.String(20))
    assert not watched.types.learn([plan()], (), LookupError())


def test_todays_models_are_asked_where_something_was_misread(watched: Watched) -> None:
    models = sa.MetaData()
    sa.Table("raw", models, sa.Column("c", LABELS))
    watched.types.start(watched.connection.dialect, models)
    assert not watched.types.learn([plan()], (), RuntimeError())
    assert watched.types.learn([plan()], (), KeyError())
    assert watched.labels("raw") == ("a", "b")


def test_nothing_stays_behind() -> None:
    types = CodeTypes()
    with CodeTypeEvents(types):
        pass
    with sa.create_engine("sqlite://").connect() as connection:
        op = Operations(MigrationContext.configure(connection))
        op.create_table("t", sa.Column("c", LABELS))
    assert not types.of((None, "t"))

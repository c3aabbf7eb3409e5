"""Which columns count on PostgreSQL: as SQLAlchemy and the database have it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable as CreateTableDDL

from alembic_mrt.operations.read import read_source
from alembic_mrt.operations.replay import Replayed, replay
from alembic_mrt.operations.vocabulary import AddColumn, CreateTable, ScriptOperations
from alembic_mrt.schema.objects import UNKNOWN, Column, Sequence

ITEMS = (
    "sa.Column('id', sa.Integer(), primary_key=True)",
    "sa.Column('id', sa.BigInteger()), sa.PrimaryKeyConstraint('id')",
    "sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), primary_key=True)",
    "sa.Column('id', sa.SmallInteger(), primary_key=True, autoincrement='auto')",
    "sa.Column('id', sa.Integer(), primary_key=True, autoincrement=False)",
    "sa.Column('id', sa.Integer(), primary_key=True, default=lambda: 1)",
    "sa.Column('id', sa.Integer(), primary_key=True, server_default='1')",
    "sa.Column('id', sa.Integer(), sa.Sequence('s'), primary_key=True)",
    "sa.Column('id', sa.Integer(), sa.Identity(), primary_key=True)",
    "sa.Column('id', sa.Integer(), sa.ForeignKey('u.id'), primary_key=True)",
    "sa.Column('id', sa.Integer(), sa.ForeignKey('u.id'), primary_key=True, autoincrement=True)",
    "sa.Column('id', sa.String(), primary_key=True)",
    "sa.Column('id', sa.Integer())",
    "sa.Column('id', sa.Integer(), primary_key=True), sa.Column('n', sa.Integer(), "
    "primary_key=True)",
    "sa.Column('id', sa.Integer(), primary_key=True, autoincrement=True), sa.Column('n', "
    "sa.Integer(), primary_key=True)",
)


def script(upgrade: str, downgrade: str = "pass") -> ScriptOperations:
    return read_source(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"def upgrade():\n    {upgrade}\ndef downgrade():\n    {downgrade}\n"
    )


def replayed(*scripts: ScriptOperations, dialect: str | None = "postgresql") -> Replayed:
    names = [str(number) for number in range(len(scripts))]
    parents = [(), *((name,) for name in names)]
    return list(replay(zip(names, parents, scripts, strict=False), dialect, {}))[-1]


def sequences(found: Replayed) -> list[str]:
    return [str(o.name) for o in found.upgraded if isinstance(o, Sequence)]


@pytest.mark.parametrize("items", ITEMS)
def test_a_column_counts_where_sqlalchemy_makes_it_serial(items: str) -> None:
    metadata = sa.MetaData()
    sa.Table("u", metadata, sa.Column("id", sa.Integer(), primary_key=True))
    table = eval(f"sa.Table('t', metadata, {items})", {"sa": sa, "metadata": metadata})
    ddl = str(CreateTableDDL(table).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
    found = replayed(script(f"op.create_table('t', {items})"))
    assert sequences(found) == (["t_id_seq"] if "SERIAL" in ddl else [])


@pytest.mark.parametrize(
    ("upgrade", "serial"),
    [
        ("op.add_column('t', sa.Column('n', sa.Integer(), primary_key=True))", True),
        ("op.add_column('t', sa.Column('n', sa.Integer(), autoincrement=True))", False),
        ("op.execute('ALTER TABLE t ADD COLUMN n bigserial')", True),
        ("op.execute('ALTER TABLE t ADD n integer')", False),
    ],
)
def test_a_column_that_is_added(upgrade: str, serial: bool) -> None:
    (added,) = script(upgrade).upgrade.operations
    assert isinstance(added, AddColumn)
    assert added.serial is serial
    found = replayed(script("op.create_table('t')"), script(upgrade))
    assert sequences(found) == (["t_n_seq"] if serial else [])


@pytest.mark.parametrize(("dialect", "expected"), [("postgresql", ["t_id_seq"]), ("sqlite", [])])
def test_a_sequence_is_there_on_postgresql_alone(dialect: str, expected: list[str]) -> None:
    found = replayed(script(f"op.create_table('t', {ITEMS[0]})"), dialect=dialect)
    assert sequences(found) == expected
    (column,) = found.upgraded.columns("t")
    assert column.default is (UNKNOWN if expected else None)


def test_a_table_of_sqlalchemy_counts_too() -> None:
    made = script(f"sa.Table('t', sa.MetaData(), {ITEMS[0]}).create(op.get_bind())")
    (operation,) = made.upgrade.operations
    assert isinstance(operation, CreateTable)
    assert operation.serial == ("id",)


def test_a_sequence_goes_with_its_table_and_its_column() -> None:
    table = script(f"op.create_table('t', {ITEMS[0]})")
    for drop in ("op.drop_table('t')", "op.drop_column('t', 'id')"):
        assert sequences(replayed(table, script(drop))) == []


def test_a_name_that_is_taken_or_too_long_is_not_guessed() -> None:
    taken = script("op.execute('CREATE SEQUENCE t_id_seq')", "op.execute('DROP SEQUENCE t_id_seq')")
    found = replayed(taken, script(f"op.create_table('t', {ITEMS[0]})", "op.drop_table('t')"))
    assert found.differences == ()
    long = replayed(script(f"op.create_table('{'t' * 60}', {ITEMS[0]})"))
    assert sequences(long) == []
    assert [o.default for o in long.upgraded if isinstance(o, Column)] == [UNKNOWN]


def test_what_nobody_renamed_back_is_said_once() -> None:
    table = script(f"op.create_table('t', {ITEMS[0]}, sa.Column('n', sa.Integer()))")
    for change in ("op.rename_table('t', 'u')", "op.alter_column('t', 'id', new_column_name='k')"):
        found = replayed(table, script(change))
        assert [d.attribute for d in found.differences] == ["name"]


TABLE = f"op.create_table('t', {ITEMS[0]})"
RAW = "op.execute('CREATE TABLE t (id integer PRIMARY KEY)')"


def told(found: Replayed) -> set[str]:
    return {str(d.subject.name) for d in (*found.differences, *found.undecided)}


@pytest.mark.parametrize(("made", "remade"), [(TABLE, RAW), (RAW, TABLE)])
def test_a_key_that_counts_is_not_one_that_does_not(made: str, remade: str) -> None:
    history = (script(made), script("op.drop_table('t')", remade))
    assert told(replayed(*history)) == {"t_id_seq"}
    assert told(replayed(*history, dialect=None)) == set()
    assert told(replayed(*history, dialect="sqlite")) == set()


def test_nothing_is_said_of_the_sequence_of_a_table_that_no_revision_made() -> None:
    again = "op.add_column('t', sa.Column('id', sa.Integer(), primary_key=True))"
    found = replayed(script("op.create_table('u')"), script("op.drop_column('t', 'id')", again))
    assert told(found) == set()

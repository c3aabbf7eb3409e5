"""Directives of alembic.op: source in, operations out."""

from __future__ import annotations

import dataclasses
import textwrap
from typing import Any

import pytest

from alembic_mrt.finding import Location
from alembic_mrt.operations.read import read_source
from alembic_mrt.operations.vocabulary import (
    KEEP,
    AddColumn,
    AlterColumn,
    AlterObject,
    CreateConstraint,
    CreateIndex,
    CreateObject,
    CreateTable,
    DropColumn,
    DropConstraint,
    DropIndex,
    DropObject,
    DropTable,
    Insert,
    Opaque,
    Operation,
    RenameTable,
)
from alembic_mrt.schema.objects import (
    UNKNOWN,
    CheckConstraint,
    Column,
    EnumType,
    ExcludeConstraint,
    ForeignKey,
    Index,
    PrimaryKey,
    UniqueConstraint,
)

AT = Location("script.py", 1)
HEAD = (
    "import sqlalchemy as sa\nfrom alembic import op\nfrom sqlalchemy.dialects import postgresql\n"
)


def read(body: str, head: str = HEAD, dialect: str | None = None) -> list[Operation]:
    source = f"{head}\ndef upgrade():\n{textwrap.indent(textwrap.dedent(body), '    ')}\n"
    step = read_source(source, dialect=dialect).upgrade
    return [
        dataclasses.replace(operation, location=AT, batch_options=None)
        for operation in step.operations
    ]


def column(table: str, name: str, type_: Any, **fields: Any) -> Column:
    return Column(table=table, name=name, type=type_, **fields)


USERS_ID = column("users", "id", "INTEGER", nullable=False, position=1)

TABLES = {
    "columns and keys": (
        """
        op.create_table(
            "users",
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("name", sa.String(length=50), nullable=False, server_default="x"),
        )
        """,
        CreateTable(
            location=AT,
            table="users",
            objects=(
                USERS_ID,
                column("users", "name", "VARCHAR(50)", nullable=False, default="'x'", position=2),
                PrimaryKey(table="users", columns=("id",)),
            ),
            serial=("id",),
        ),
    ),
    "a key of its own makes its columns NOT NULL": (
        """
        op.create_table("users", sa.Column("id", sa.Integer),
                        sa.PrimaryKeyConstraint("id", name="users_pk"), schema="app")
        """,
        CreateTable(
            location=AT,
            table="users",
            schema="app",
            objects=(
                dataclasses.replace(USERS_ID, schema="app"),
                PrimaryKey(schema="app", table="users", name="users_pk", columns=("id",)),
            ),
            serial=("id",),
        ),
    ),
    "index, unique and foreign key of a column": (
        """
        op.create_table(
            "a",
            sa.Column("x", sa.Integer, index=True),
            sa.Column("y", sa.Integer, index=True, unique=True),
            sa.Column("z", sa.Integer, sa.ForeignKey("s.b.id", ondelete="CASCADE"), unique=True),
        )
        """,
        CreateTable(
            location=AT,
            table="a",
            objects=(
                column("a", "x", "INTEGER", position=1),
                Index(table="a", name="ix_a_x", columns=("x",)),
                column("a", "y", "INTEGER", position=2),
                Index(table="a", name="ix_a_y", columns=("y",), unique=True),
                column("a", "z", "INTEGER", position=3),
                ForeignKey(
                    table="a",
                    columns=("z",),
                    referred_schema="s",
                    referred_table="b",
                    referred_columns=("id",),
                    ondelete="CASCADE",
                ),
                UniqueConstraint(table="a", columns=("z",)),
            ),
        ),
    ),
    "constraints of the table": (
        """
        op.create_table(
            "a",
            sa.ForeignKeyConstraint(["x"], ["b.id"], name="fk", initially="DEFERRED"),
            sa.UniqueConstraint("x", "y", name="uq"),
            sa.CheckConstraint("(x > 0)", name="ck"),
            sa.Index("ix", "x", postgresql_where=sa.text("x > 1"), postgresql_using="gin"),
        )
        """,
        CreateTable(
            location=AT,
            table="a",
            objects=(
                ForeignKey(
                    table="a",
                    name="fk",
                    columns=("x",),
                    referred_table="b",
                    referred_columns=("id",),
                    deferrable="DEFERRABLE INITIALLY DEFERRED",
                ),
                UniqueConstraint(table="a", name="uq", columns=("x", "y")),
                CheckConstraint(table="a", name="ck", expression="x > 0"),
                Index(table="a", name="ix", columns=("x",), where="x > 1", using="gin"),
            ),
        ),
    ),
    "a native enum comes with the table, once": (
        """
        state = sa.Enum("new", "done", name="state")
        op.create_table("a", sa.Column("x", state), sa.Column("y", state),
                        sa.Column("z", postgresql.ENUM("p", name="kind", create_type=False)))
        """,
        CreateTable(
            location=AT,
            table="a",
            objects=(
                EnumType(name="state", labels=("new", "done")),
                column("a", "x", "ENUM state", position=1),
                column("a", "y", "ENUM state", position=2),
                column("a", "z", "ENUM kind", position=3),
            ),
        ),
    ),
    "enums that are no types": (
        """
        op.create_table("a", sa.Column("x", sa.Enum("new", "done", name="s", native_enum=False)),
                        sa.Column("y", sa.Enum("p", "q")))
        """,
        CreateTable(
            location=AT,
            table="a",
            objects=(
                column("a", "x", "VARCHAR(4)", position=1),
                column("a", "y", "ENUM('p', 'q')", position=2),
            ),
        ),
    ),
    "identity, computed, comment and collation": (
        """
        op.create_table(
            "a",
            sa.Column("x", sa.Integer, sa.Identity(always=True, start=5)),
            sa.Column("y", sa.Integer, sa.Computed("x * 2"), comment="double"),
            sa.Column("z", sa.String(5, collation="C")),
            comment="a table", if_not_exists=True,
        )
        """,
        CreateTable(
            location=AT,
            table="a",
            comment="a table",
            if_not_exists=True,
            objects=(
                column(
                    "a",
                    "x",
                    "INTEGER",
                    nullable=False,
                    identity="ALWAYS (start with 5)",
                    position=1,
                ),
                column("a", "y", "INTEGER", generated="x * 2", comment="double", position=2),
                column("a", "z", "VARCHAR(5)", collation="C", position=3),
            ),
        ),
    ),
    "an item that is not known leaves the table incomplete": (
        "op.create_table('a', sa.Column('x', sa.Integer), *more())",
        CreateTable(
            location=AT,
            table="a",
            complete=False,
            objects=(column("a", "x", "INTEGER", position=1),),
        ),
    ),
    "rename": (
        "op.rename_table('a', 'b')",
        RenameTable(location=AT, table="a", new_name="b"),
    ),
    "drop": (
        "op.drop_table('a', schema='s', if_exists=True)",
        DropTable(location=AT, table="a", schema="s", if_exists=True),
    ),
    "comment": (
        "op.create_table_comment('a', 'hello')",
        AlterObject(location=AT, kind="table", name="a", attribute="comment", value="hello"),
    ),
}

COLUMNS = {
    "add": (
        "op.add_column('a', sa.Column('x', sa.Text(), server_default=sa.func.now(), index=True))",
        AddColumn(
            location=AT,
            table="a",
            column=column("a", "x", "TEXT", default="now()"),
            objects=(Index(table="a", name="ix_a_x", columns=("x",)),),
            apart=True,
        ),
    ),
    "add makes no enum type": (
        "op.add_column('a', sa.Column('x', sa.Enum('p', name='kind')))",
        AddColumn(
            location=AT,
            table="a",
            column=column("a", "x", "ENUM kind"),
            needs=EnumType(name="kind", labels=("p",)),
        ),
    ),
    "drop": (
        "op.drop_column('a', 'x', schema='s')",
        DropColumn(location=AT, table="a", column="x", schema="s"),
    ),
    "alter": (
        """
        op.alter_column('a', 'x', new_column_name='y', type_=sa.BigInteger(), nullable=False,
                        server_default=None, existing_type=sa.Integer(), postgresql_using='x::int')
        """,
        AlterColumn(
            location=AT,
            table="a",
            column="x",
            new_name="y",
            type="BIGINT",
            collation=None,
            nullable=False,
            default=None,
            using="x::int",
            existing=column(
                "a", "x", "INTEGER", nullable=UNKNOWN, default=UNKNOWN, comment=UNKNOWN
            ),
        ),
    ),
    "alter leaves the rest": (
        "op.alter_column('a', 'x', comment='c', server_default=False)",
        AlterColumn(location=AT, table="a", column="x", comment="c"),
    ),
    "a column without a known name is opaque": (
        "op.add_column('a', make_column())",
        Opaque(
            location=AT,
            source="op.add_column('a', make_column())",
            reason="the column that is added is not known",
            tables=("a",),
        ),
    ),
    "a name from outside is unknown": (
        "import os\nop.drop_column('a', os.environ['COLUMN'])",
        DropColumn(location=AT, table="a", column=UNKNOWN),
    ),
}

INDEXES_AND_CONSTRAINTS = {
    "index": (
        "op.create_index(op.f('ix'), 'a', ['x', sa.text('lower(y)')], unique=True, schema='s')",
        CreateIndex(
            location=AT,
            name="ix",
            table="a",
            index=Index(schema="s", table="a", name="ix", columns=("x", "lower(y)"), unique=True),
        ),
    ),
    "index with options": (
        """
        op.create_index('ix', 'a', ['x'], postgresql_concurrently=True, if_not_exists=True,
                        postgresql_include=['y'], postgresql_nulls_not_distinct=True,
                        postgresql_with={'fillfactor': 50})
        """,
        CreateIndex(
            location=AT,
            name="ix",
            table="a",
            concurrently=True,
            if_not_exists=True,
            index=Index(
                table="a",
                name="ix",
                columns=("x",),
                include=("y",),
                nulls_not_distinct=True,
                options=(("with", "fillfactor = 50"),),
            ),
        ),
    ),
    "expressions": (
        "op.create_index('ix', 'a', [sa.func.lower(sa.column('x')), sa.desc('y')])",
        CreateIndex(
            location=AT,
            name="ix",
            table="a",
            index=Index(table="a", name="ix", columns=("lower(x)", "y desc")),
        ),
    ),
    "drop index": (
        "op.drop_index('ix', table_name='a', if_exists=True)",
        DropIndex(location=AT, name="ix", table="a", if_exists=True),
    ),
    "drop index without a table": (
        "op.drop_index('ix')",
        DropIndex(location=AT, name="ix", table=UNKNOWN),
    ),
    "unique": (
        "op.create_unique_constraint('uq', 'a', ['x', 'y'])",
        CreateConstraint(
            location=AT,
            name="uq",
            table="a",
            constraint=UniqueConstraint(table="a", name="uq", columns=("x", "y")),
        ),
    ),
    "check": (
        "op.create_check_constraint(None, 'a', sa.column('x') > 5)",
        CreateConstraint(
            location=AT,
            table="a",
            constraint=CheckConstraint(table="a", expression="x > 5"),
        ),
    ),
    "foreign key": (
        """
        op.create_foreign_key('fk', 'a', 'b', ['x'], ['id'], source_schema='s',
                              referent_schema='t', onupdate='cascade', ondelete='NO ACTION')
        """,
        CreateConstraint(
            location=AT,
            name="fk",
            table="a",
            constraint=ForeignKey(
                schema="s",
                table="a",
                name="fk",
                columns=("x",),
                referred_schema="t",
                referred_table="b",
                referred_columns=("id",),
                onupdate="CASCADE",
            ),
        ),
    ),
    "exclusion": (
        "op.create_exclude_constraint('ex', 'a', (sa.column('x'), '&&'), using='gist')",
        CreateConstraint(
            location=AT,
            name="ex",
            table="a",
            constraint=ExcludeConstraint(table="a", name="ex", definition="using gist (x with &&)"),
        ),
    ),
    "drop constraint": (
        "op.drop_constraint('fk', 'a', type_='foreignkey')",
        DropConstraint(location=AT, name="fk", table="a", type_="foreignkey"),
    ),
    "drop constraint without a name": (
        "op.drop_constraint(None, 'a')",
        DropConstraint(location=AT, name=None, table="a"),
    ),
}

OTHERS = {
    "rows": (
        """
        t = sa.table("a", sa.column("x"), sa.column("y"))
        op.bulk_insert(t, [{"x": i, "y": n} for i, n in enumerate(("p", "q"))])
        """,
        Insert(location=AT, table="a", rows=((("x", 0), ("y", "p")), (("x", 1), ("y", "q")))),
    ),
    "enum created by hand": (
        "sa.Enum('p', name='kind').create(op.get_bind(), checkfirst=True)",
        CreateObject(
            location=AT,
            dialects=frozenset({"postgresql"}),
            object=EnumType(name="kind", labels=("p",)),
            if_not_exists=True,
        ),
    ),
    "enum dropped by hand": (
        "postgresql.ENUM(name='kind').drop(op.get_bind(), checkfirst=False)",
        DropObject(location=AT, dialects=frozenset({"postgresql"}), kind="enum type", name="kind"),
    ),
    "models of the application": (
        "from app import Base\nBase.metadata.create_all(op.get_bind())",
        Opaque(
            location=AT,
            source="Base.metadata.create_all(op.get_bind())",
            reason="app.Base.metadata.create_all() is given the database and is not read",
        ),
    ),
    "a custom directive": (
        "op.create_view('v')",
        Opaque(
            location=AT,
            source="op.create_view('v')",
            reason="op.create_view() is no directive of Alembic that is known",
        ),
    ),
}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(*case, id=f"{group}: {name}")
        for group, cases in (
            ("table", TABLES),
            ("column", COLUMNS),
            ("index, constraint", INDEXES_AND_CONSTRAINTS),
            ("other", OTHERS),
        )
        for name, case in cases.items()
    ],
)
def test_directive(body: str, expected: Operation) -> None:
    assert read(body) == [expected]


ALIASES = {
    "from alembic import op as o": "o.drop_table('a')",
    "import alembic": "alembic.op.drop_table('a')",
    "import alembic.op": "alembic.op.drop_table('a')",
    "import alembic.op as ops": "ops.drop_table('a')",
    "from alembic.op import drop_table": "drop_table('a')",
    "from alembic.op import drop_table as away": "away('a')",
    "from functools import partial\nfrom alembic import op": "partial(op.drop_table, 'a')()",
    "from alembic import op ": "getattr(op, 'drop_table')('a')",
}


@pytest.mark.parametrize("head", ALIASES)
def test_op_under_any_name(head: str) -> None:
    assert read(ALIASES[head], head) == [DropTable(location=AT, table="a")]


SQLALCHEMY_ALIASES = (
    "import sqlalchemy as sa",
    "import sqlalchemy\nsa = sqlalchemy",
    "from sqlalchemy import Column, Integer",
    "from sqlalchemy.schema import Column\nfrom sqlalchemy.types import Integer",
)


@pytest.mark.parametrize("head", SQLALCHEMY_ALIASES)
def test_sqlalchemy_under_any_name(head: str) -> None:
    call = "Column('x', Integer)" if "Column" in head else "sa.Column('x', sa.Integer)"
    body = f"op.add_column('a', {call})"
    expected = AddColumn(location=AT, table="a", column=column("a", "x", "INTEGER"))
    assert read(body, f"{head}\nfrom alembic import op") == [expected]


TYPES = {
    "sa.String(50)": "VARCHAR(50)",
    "sa.VARCHAR(length=50)": "VARCHAR(50)",
    "sa.Unicode(50)": "VARCHAR(50)",
    "sa.String": "VARCHAR",
    "sa.Text()": "TEXT",
    "sa.Numeric(10, 2)": "NUMERIC(10, 2)",
    "sa.DECIMAL(precision=10, scale=2)": "NUMERIC(10, 2)",
    "sa.DateTime()": "TIMESTAMP",
    "sa.DateTime(timezone=True)": "TIMESTAMP WITH TIME ZONE",
    "postgresql.TIMESTAMP(True)": "TIMESTAMP WITH TIME ZONE",
    "postgresql.TIMESTAMP(precision=3, timezone=True)": "TIMESTAMP(3) WITH TIME ZONE",
    "postgresql.JSONB(astext_type=sa.Text())": "JSONB",
    "postgresql.UUID(as_uuid=True)": "UUID",
    "sa.Uuid()": "UUID",
    "sa.LargeBinary()": "BLOB",
    "sa.ARRAY(sa.String(5))": "VARCHAR(5)[]",
    "postgresql.ARRAY(sa.Integer, dimensions=2)": "INTEGER[][]",
    "sa.Float(53)": "FLOAT(53)",
    "postgresql.DOUBLE_PRECISION()": "DOUBLE PRECISION",
    "sa.Integer().with_variant(sa.BigInteger(), 'postgresql')": "INTEGER (postgresql: BIGINT)",
    "app.GUID()": "GUID()",
    "app.types.GUID(36)": "GUID(36)",
    "app.GUID": "GUID()",
}


@pytest.mark.parametrize("spelling", TYPES)
def test_type_has_one_spelling(spelling: str) -> None:
    (operation,) = read(f"import app\nop.add_column('a', sa.Column('x', {spelling}))")
    assert isinstance(operation, AddColumn)
    assert operation.column.type == TYPES[spelling]


CLASSES = {
    "class T(sa.types.TypeDecorator):\n    impl = sa.String\n": ("T(5)", "VARCHAR(5)"),
    "class T(sa.types.TypeDecorator):\n    impl = sa.CHAR(32)\n": ("T", "CHAR(32)"),
    "class T(sa.JSON):\n    __visit_name__ = 'JSONB'\n": ("T()", "JSONB"),
    "class T(sa.types.TypeDecorator):\n    impl = sa.CHAR\n"
    "    def load_dialect_impl(self, dialect): pass\n": ("T()", "T()"),
}


@pytest.mark.parametrize("source", CLASSES)
def test_type_of_the_script_itself(source: str) -> None:
    spelling, expected = CLASSES[source]
    (operation,) = read(f"op.add_column('a', sa.Column('x', {spelling}))", f"{HEAD}\n{source}")
    assert isinstance(operation, AddColumn)
    assert operation.column.type == expected


DIALECT_TYPES = {
    ("sa.Enum('p', 'qrs', name='kind')", "sqlite"): "VARCHAR(3)",
    ("sa.Enum('p', 'q', name='kind')", "mysql"): "ENUM('p', 'q')",
    ("sa.Enum('p', 'q', name='kind')", "postgresql"): "ENUM kind",
    ("sa.Float()", "postgresql"): "DOUBLE PRECISION",
    ("sa.Float(24)", "postgresql"): "REAL",
    ("sa.DateTime(timezone=True)", "sqlite"): "TIMESTAMP",
    ("sa.Integer().with_variant(sa.BigInteger(), 'postgresql')", "postgresql"): "BIGINT",
    ("sa.Integer().with_variant(sa.BigInteger(), 'postgresql')", "sqlite"): "INTEGER",
}


@pytest.mark.parametrize(("spelling", "dialect"), DIALECT_TYPES)
def test_type_of_one_dialect(spelling: str, dialect: str) -> None:
    (operation,) = read(f"op.add_column('a', sa.Column('x', {spelling}))", dialect=dialect)
    assert isinstance(operation, AddColumn)
    assert operation.column.type == DIALECT_TYPES[spelling, dialect]


DEFAULTS = {
    "'active'": "'active'",
    '"it\'s"': "'it''s'",
    "sa.text('now()')": "now()",
    "sa.text('CURRENT_TIMESTAMP')": "now()",
    "sa.func.now()": "now()",
    "sa.true()": "true",
    "sa.false()": "false",
    "sa.text(\"'{}'::jsonb\")": "'{}'",
    "'0'": "0",
    "sa.text('0')": "0",
    "sa.text('(0)')": "0",
    "None": None,
    "compute()": UNKNOWN,
}


@pytest.mark.parametrize("spelling", DEFAULTS)
def test_default_has_one_spelling(spelling: str) -> None:
    body = f"op.add_column('a', sa.Column('x', sa.Text, server_default={spelling}))"
    (operation,) = read(body)
    assert isinstance(operation, AddColumn)
    assert operation.column.default == DEFAULTS[spelling]


def test_batch() -> None:
    body = """
    with op.batch_alter_table("a", schema="s", recreate="always",
                              naming_convention={"uq": "uq_%(table_name)s"}) as batch:
        batch.drop_column("x")
        batch.create_index("ix", ["y"])
        batch.create_foreign_key("fk", "b", ["y"], ["id"])
        batch.drop_constraint("uq", type_="unique")
        batch.alter_column("y", new_column_name="z")
    op.drop_table("b")
    """
    step = read_source(f"{HEAD}\ndef upgrade():\n{textwrap.indent(textwrap.dedent(body), '    ')}")
    *batched, drop = step.upgrade.operations
    found = [dataclasses.replace(op, location=AT, batch_options=None) for op in batched]
    batch: dict[str, Any] = {"location": AT, "batch": True}
    key = ForeignKey(
        schema="s",
        table="a",
        name="fk",
        columns=("y",),
        referred_table="b",
        referred_columns=("id",),
    )
    assert found == [
        DropColumn(**batch, table="a", column="x", schema="s"),
        CreateIndex(
            **batch,
            name="ix",
            table="a",
            index=Index(schema="s", table="a", name="ix", columns=("y",)),
        ),
        CreateConstraint(**batch, name="fk", table="a", constraint=key),
        DropConstraint(**batch, name="uq", table="a", schema="s", type_="unique"),
        AlterColumn(**batch, table="a", column="y", schema="s", new_name="z"),
    ]
    options = batched[0].batch_options
    assert options is not None
    assert options.recreate == "always"
    assert options.naming_convention == (("uq", "uq_%(table_name)s"),)
    assert (drop.batch, drop.batch_options) == (False, None)


def test_batch_copies_from_a_table() -> None:
    body = """
    old = sa.Table("a", sa.MetaData(), sa.Column("x", sa.Integer))
    with op.batch_alter_table("a", copy_from=old) as batch:
        batch.drop_column("x")
    """
    step = read_source(f"{HEAD}\ndef upgrade():\n{textwrap.indent(textwrap.dedent(body), '    ')}")
    options = step.upgrade.operations[0].batch_options
    assert options is not None
    assert options.copy_from == (column("a", "x", "INTEGER", position=1),)


def test_unchanged_fields_are_kept() -> None:
    (operation,) = read("op.alter_column('a', 'x', nullable=True)")
    assert isinstance(operation, AlterColumn)
    assert (operation.nullable, operation.type, operation.default) == (True, KEEP, KEEP)

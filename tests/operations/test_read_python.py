"""Python around the directives: values, conditions, loops, helpers."""

from __future__ import annotations

import ast
import textwrap
from pathlib import Path

import pytest

from alembic_mrt.operations.read import read_operations, read_source
from alembic_mrt.operations.vocabulary import (
    CreateIndex,
    CreateTable,
    Delete,
    DropColumn,
    DropConstraint,
    DropTable,
    Opaque,
    Operation,
    Raise,
    Step,
    Update,
)
from alembic_mrt.schema.objects import UNKNOWN

HEAD = """
import sqlalchemy as sa
from alembic import context, op
from pathlib import Path
"""


def upgrade_of(text: str, dialect: str | None = None) -> Step:
    return read_source(HEAD + textwrap.dedent(text), dialect=dialect).upgrade


def body(text: str, dialect: str | None = None) -> tuple[Operation, ...]:
    indented = textwrap.indent(textwrap.dedent(text), "    ")
    return upgrade_of(f"def upgrade():\n{indented}", dialect).operations


def brief(operation: Operation) -> str:
    """Return an operation in a word or two, with the conditions it stands under."""
    name = type(operation).__name__
    for field in ("column", "table", "name", "reason", "sql", "exception"):
        if hasattr(operation, field):
            value = getattr(operation, field)
            name += f" {value if isinstance(value, str) else repr(value)}"
            break
    if operation.dialects is not None:
        name += f" on {'/'.join(sorted(operation.dialects))}"
    if operation.not_on:
        name += f" not on {'/'.join(sorted(operation.not_on))}"
    if operation.maybe:
        name += f" if {operation.conditional}"
    return name + (" autocommit" if operation.autocommit else "")


NAMES = {
    "constant": "NAME = 'a'\ndef upgrade():\n    op.drop_table(NAME)",
    "tuple": "A, (B, *C) = 'x', ('y', 'a')\ndef upgrade():\n    op.drop_table(C[0])",
    "f-string": "def upgrade():\n    n = ''\n    op.drop_table(f'a{n}')",
    "format": "def upgrade():\n    op.drop_table('{}{x}'.format('', x='a'))",
    "percent": "def upgrade():\n    op.drop_table('%s%(x)s' % {'x': 'a'} if 0 else '%s' % 'a')",
    "concatenation": "def upgrade():\n    op.drop_table('' + 'a')",
    "dict": "T = {'k': {'name': 'a'}}\ndef upgrade():\n    op.drop_table(T['k']['name'])",
    "dict.get": "T = {}\ndef upgrade():\n    op.drop_table(T.get('k', 'a'))",
    "join": "def upgrade():\n    op.drop_table(''.join(['', 'a']))",
    "slice": "def upgrade():\n    op.drop_table('xa'[1:])",
    "conditional expression": "def upgrade():\n    op.drop_table('a' if 1 < 2 else 'b')",
    "or": "def upgrade():\n    op.drop_table(None or 'a')",
    "walrus": "def upgrade():\n    op.drop_table(x) if (x := 'a') else None",
    "augmented": "def upgrade():\n    n = ''\n    n += 'a'\n    op.drop_table(n)",
    "loop": "def upgrade():\n    for n in ('a',):\n        op.drop_table(n)",
    "loop over items": "def upgrade():\n    for _, n in {1: 'a'}.items(): op.drop_table(n)",
    "comprehension": "def upgrade():\n    [op.drop_table(n) for n in ['b', 'a'] if n != 'b']",
    "starred": "def upgrade():\n    op.drop_table(*['a'])",
    "keywords": "def upgrade():\n    op.drop_table(**{'table_name': 'a'})",
    "helper": "def drop(n):\n    op.drop_table(n)\ndef upgrade():\n    drop('a')",
    "default": "def drop(n='a'):\n    op.drop_table(n)\ndef upgrade():\n    drop()",
    "keyword-only": "def drop(*, n='b'):\n    op.drop_table(n)\ndef upgrade():\n    drop(n='a')",
    "returned": "def name():\n    return 'a'\ndef upgrade():\n    op.drop_table(name())",
    "lambda": "N = lambda n: n\ndef upgrade():\n    op.drop_table(N('a'))",
    "nested function": "def upgrade():\n    def f():\n        op.drop_table('a')\n    f()",
    "generator": "def g():\n    yield 'a'\ndef upgrade():\n    for n in g(): op.drop_table(n)",
    "op as an argument": "def drop(o):\n    o.drop_table('a')\ndef upgrade():\n    drop(op)",
    "appended": "def upgrade():\n    n = []\n    n.append('a')\n    op.drop_table(n[0])",
    "enum": "import enum\nclass T(enum.Enum): A = 'a'\ndef upgrade(): op.drop_table(T.A.value)",
    "table": "T = sa.table('a')\ndef upgrade():\n    op.drop_table(T.name)",
    "mapped class": "class T(Base):\n    __tablename__ = 'a'\n"
    "def upgrade():\n    op.drop_table(T.__tablename__)",
    "alias of a function": "def f():\n    op.drop_table('a')\nupgrade = f",
    "while": "def upgrade():\n    while False:\n        pass\n    op.drop_table('a')",
    "try": "def upgrade():\n    try:\n        op.drop_table('a')\n    finally:\n        pass",
    "global": "def f():\n    global N\n    N = 'a'\ndef upgrade():\n    f()\n    op.drop_table(N)",
    "async": "async def upgrade():\n    op.drop_table('a')",
    "context manager": "import contextlib\n@contextlib.contextmanager\ndef m(n):\n    yield n\n"
    "def upgrade():\n    with m('a') as n:\n        op.drop_table(n)",
}


@pytest.mark.parametrize("name", NAMES)
def test_names_are_followed(name: str) -> None:
    assert [brief(op) for op in upgrade_of(NAMES[name]).operations] == ["DropTable a"]


CONDITIONS = {
    "unknown": (
        "if flag():\n    op.drop_table('a')\nelse:\n    op.drop_table('b')\nop.drop_table('c')",
        ["DropTable a if flag()", "DropTable b if not (flag())", "DropTable c"],
    ),
    "inspector": (
        "i = sa.inspect(op.get_bind())\nif 'a' in i.get_table_names():\n    op.drop_table('a')",
        ["DropTable a if 'a' in i.get_table_names()"],
    ),
    "inspector with early return": (
        "if not sa.inspect(op.get_bind()).has_table('a'):\n    return\nop.drop_table('a')",
        ["DropTable a if sa.inspect(op.get_bind()).has_table('a')"],
    ),
    "both branches leave": (
        "if flag():\n    op.drop_table('a')\n    return\nelse:\n    return\nop.drop_table('b')",
        ["DropTable a if flag()"],
    ),
    "a constant decides": (
        "if 1 == 2:\n    op.drop_table('a')\nelif 'x' in ('x',):\n    op.drop_table('b')",
        ["DropTable b"],
    ),
    "offline mode is not meant": (
        "if context.is_offline_mode():\n    op.drop_table('a')\nelse:\n    op.drop_table('b')",
        ["DropTable b"],
    ),
    "a value that depends on a condition": (
        "n = 'a'\nif flag():\n    n = 'b'\nop.drop_table(n)",
        ["DropTable UNKNOWN"],
    ),
    "a value that both branches set alike": (
        "if flag():\n    n = 'a'\nelse:\n    n = 'a'\nop.drop_table(n)",
        ["DropTable a"],
    ),
    "a list that a branch changes": (
        "n = ['a']\nif flag():\n    n.append('b')\nop.drop_table(n[1])",
        ["DropTable UNKNOWN"],
    ),
    "handlers may happen": (
        "try:\n    op.drop_table('a')\nexcept ValueError:\n    op.drop_table('b')",
        ["DropTable a if try ... except ValueError", "DropTable b if except ValueError"],
    ),
    "a handler that raises lets nothing pass": (
        "try:\n    op.drop_table('a')\nexcept ValueError as e:\n    raise RuntimeError from e",
        ["DropTable a", "Raise RuntimeError if except ValueError"],
    ),
    "a loop of unknown length": (
        "for n in names():\n    op.drop_table(n)\nop.drop_table('b')",
        ["DropTable UNKNOWN if for n in names()", "DropTable b"],
    ),
    "break binds the rounds that follow": (
        "for n in ('a', 'b'):\n    op.drop_table(n)\n    break",
        ["DropTable a"],
    ),
    "continue does not": (
        "for n in ('a', 'b'):\n    if n == 'a':\n        continue\n    op.drop_table(n)",
        ["DropTable b"],
    ),
    "continue that may happen": (
        "for n in ('a', 'b'):\n    if flag():\n        continue\n    op.drop_table(n)\n"
        "op.drop_table('c')",
        ["DropTable a if not (flag())", "DropTable b if not (flag())", "DropTable c"],
    ),
    "raise": (
        "op.drop_table('a')\nraise RuntimeError('no way back')\nop.drop_table('b')",
        ["DropTable a", "Raise RuntimeError"],
    ),
    "a raise that may happen does not hide the rest": (
        "if flag():\n    raise ValueError\nop.drop_table('a')",
        ["Raise ValueError if flag()", "DropTable a"],
    ),
    "autocommit": (
        "with op.get_context().autocommit_block():\n    op.drop_table('a')\nop.drop_table('b')",
        ["DropTable a autocommit", "DropTable b"],
    ),
    "an endless loop": (
        "while True:\n    op.drop_table('a')\n    if done():\n        break",
        ["DropTable a"],
    ),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_conditions(name: str) -> None:
    text, expected = CONDITIONS[name]
    assert [brief(op) for op in body(text)] == expected


DIALECTS = {
    "if": (
        "if op.get_bind().dialect.name == 'postgresql':\n    op.drop_table('a')\n"
        "op.drop_table('b')",
        ["DropTable a on postgresql", "DropTable b"],
    ),
    "else": (
        "if op.get_context().dialect.name == 'sqlite':\n    op.drop_table('a')\n"
        "else:\n    op.drop_table('b')",
        ["DropTable b not on sqlite", "DropTable a on sqlite"],
    ),
    "in": (
        "d = context.get_context().dialect\nif d.name in ('sqlite', 'mysql'):\n"
        "    op.drop_table('a')",
        ["DropTable a on mysql/sqlite"],
    ),
    "not": (
        "if op.get_bind().dialect.name != 'sqlite':\n    op.drop_table('a')",
        ["DropTable a not on sqlite"],
    ),
    "early return": (
        "conn = op.get_bind()\nif conn.dialect.name != 'postgresql':\n    return\n"
        "op.drop_table('a')",
        ["DropTable a on postgresql"],
    ),
    "held in a variable": (
        "pg = op.get_bind().dialect.name == 'postgresql'\nop.drop_table('a' if pg else 'b')",
        ["DropTable b not on postgresql", "DropTable a on postgresql"],
    ),
    "looked up": (
        "t = {'mysql': 'a'}.get(op.get_bind().dialect.name, 'b')\nif t == 'a':\n    pass\n"
        "op.drop_table({'mysql': 'a', 'sqlite': 'b'}[op.get_bind().dialect.name])",
        ["DropTable UNKNOWN not on mysql/sqlite", "DropTable a on mysql", "DropTable b on sqlite"],
    ),
    "and an unknown condition": (
        "if op.get_bind().dialect.name == 'sqlite' and flag():\n    op.drop_table('a')",
        ["DropTable a on sqlite if op.get_bind().dialect.name == 'sqlite' and flag()"],
    ),
    "through a helper": (
        "def is_pg():\n    return op.get_bind().dialect.name == 'postgresql'\n"
        "if is_pg():\n    op.drop_table('a')",
        ["DropTable a on postgresql"],
    ),
}


@pytest.mark.parametrize("name", DIALECTS)
def test_dialect_guards(name: str) -> None:
    text, expected = DIALECTS[name]
    assert [brief(op) for op in body(text)] == expected


def test_one_dialect_decides_the_guards() -> None:
    text = (
        "if op.get_bind().dialect.name == 'sqlite':\n    op.drop_table('a')\n"
        "else:\n    op.drop_table('b')"
    )
    assert [brief(op) for op in body(text, "sqlite")] == ["DropTable a"]
    assert [brief(op) for op in body(text, "mysql")] == ["DropTable b"]


def test_constraint_found_by_the_inspector() -> None:
    (operation,) = body(
        """
        for fk in sa.inspect(op.get_bind()).get_foreign_keys("a"):
            if fk["referred_table"] == "b":
                op.drop_constraint(fk["name"], "a", type_="foreignkey")
        """
    )
    assert isinstance(operation, DropConstraint)
    assert (operation.name, operation.table, operation.maybe) == (UNKNOWN, "a", True)
    assert operation.by_inspector


ROWS = {
    "connection": "op.get_bind().execute(sa.text('DELETE FROM a WHERE x = 1'))",
    "variable": "c = op.get_bind()\nc.execute(sa.text('DELETE FROM a WHERE x = 1'))",
    "parameters": "op.get_bind().execute(sa.text('DELETE FROM a WHERE x = :x'), {'x': 1})",
    "bindparams": "op.execute(sa.text('DELETE FROM a WHERE x = :x').bindparams(x=1))",
    "bindparam objects": "op.execute(sa.text('DELETE FROM a WHERE x = :x')"
    ".bindparams(sa.bindparam('x', 1)))",
    "core": "t = sa.table('a', sa.column('x'))\nop.execute(sa.delete(t).where(t.c.x == 1))",
    "method": "t = sa.Table('a', sa.MetaData(), sa.Column('x', sa.Integer))\n"
    "op.execute(t.delete().where(t.c.x == 1))",
    "driver": "op.get_bind().exec_driver_sql('DELETE FROM a WHERE x = 1')",
    "session": "from sqlalchemy.orm import Session\ns = Session(bind=op.get_bind())\n"
    "s.execute(sa.text('DELETE FROM a WHERE x = 1'))\ns.commit()",
    "session in with": "from sqlalchemy.orm import Session\nwith Session(op.get_bind()) as s:\n"
    "    s.execute(sa.text('DELETE FROM a WHERE x = 1'))",
    "formatted": "op.execute('DELETE FROM %s WHERE x = %d' % ('a', 1))",
}


@pytest.mark.parametrize("name", ROWS)
def test_statements_of_any_make(name: str) -> None:
    (operation,) = body(ROWS[name])
    assert isinstance(operation, Delete)
    assert operation.table == "a"
    assert str(operation.where).replace("a.x", "x") == "x = 1"


def test_core_update() -> None:
    (operation,) = body(
        """
        t = sa.table("a", sa.column("x"), sa.column("y"))
        other = sa.table("b", sa.column("id"), sa.column("z"))
        best = sa.select(other.c.z).where(other.c.id == t.c.x).scalar_subquery()
        op.execute(sa.update(t).values(y=best).where(t.c.y.is_(None)))
        """
    )
    assert isinstance(operation, Update)
    assert operation.table == "a"
    assert operation.assignments == (("y", "(select b.z from b where b.id = a.x)"),)
    assert operation.where == "a.y is null"
    assert operation.reads == ("b",)


DATA = {
    "a loop over rows": (
        """
        conn = op.get_bind()
        for row in conn.execute(sa.text("SELECT id, name FROM a")):
            sql = sa.text("UPDATE a SET name = :n WHERE id = :i")
            conn.execute(sql, {"n": f(row), "i": row.id})
        """,
        ("a",),
    ),
    "a loop with Core": (
        """
        t = sa.table("a", sa.column("id"), sa.column("x"))
        for row in op.get_bind().execute(sa.select(t)).fetchall():
            op.get_bind().execute(t.update().where(t.c.id == row.id).values(x=row.x.lower()))
        """,
        ("a",),
    ),
    "a query that deletes": (
        """
        from sqlalchemy.orm import Session
        class A(Base):
            __tablename__ = "a"
        session = Session(bind=op.get_bind())
        session.query(A).filter(A.x.is_(None)).delete(synchronize_session=False)
        """,
        ("a",),
    ),
    "objects that change": (
        """
        from sqlalchemy.orm import Session
        class A(Base):
            __tablename__ = "a"
        with Session(op.get_bind()) as session:
            for row in session.query(A):
                row.x = 1
            session.commit()
        """,
        ("a",),
    ),
    "objects that are added": (
        """
        from sqlalchemy.orm import sessionmaker
        class A(Base):
            __tablename__ = "a"
        session = sessionmaker(bind=op.get_bind())()
        session.add(A(x=1))
        """,
        (),
    ),
}


@pytest.mark.parametrize("name", DATA)
def test_rows_changed_in_python(name: str) -> None:
    text, tables = DATA[name]
    changes = [op for op in body(text) if isinstance(op, Opaque)]
    assert [(op.effect, op.tables) for op in changes] == [(Opaque.DATA, tables)]


@pytest.mark.parametrize(
    "call",
    [
        "from app import helper\nhelper()",
        "from app import helper\nhelper(op.get_bind())",
        "import app\napp.migrate(op)",
        "from app.everything import *\nhelper()",
        "import importlib\nimportlib.import_module('app.x').upgrade()",
        "import subprocess\nsubprocess.run(['psql', '-f', 'x.sql'])",
        "HANDLERS[flag()]()",
        "exec(code)",
        "from app import Thing\nThing().run()",
        "op.run_async(work)",
        "op.execute(statement())",
        "op.execute('DO $$ BEGIN PERFORM x(); END $$')",
        "op.execute('FROBNICATE a')",
    ],
)
def test_what_is_not_read_is_said(call: str) -> None:
    (operation,) = body(call)
    assert isinstance(operation, Opaque)
    assert operation.effect == Opaque.ANY
    assert operation.source
    assert operation.reason


@pytest.mark.parametrize(
    "text",
    [
        "pass",
        '"""Nothing."""',
        "...",
        "return",
        "return None",
        "import logging\nlogging.getLogger('alembic').info('nothing')",
        "log.warning('nothing %s', 1)",
        "print('nothing')",
    ],
)
def test_stub(text: str) -> None:
    step = upgrade_of(f"def upgrade():\n{textwrap.indent(text, '    ')}")
    assert (step.present, step.stub, step.operations) == (True, True, ())


@pytest.mark.parametrize(
    "text", ["import time\ntime.sleep(1)\nx = 1", "raise NotImplementedError", "op.drop_table('a')"]
)
def test_no_stub(text: str) -> None:
    assert not upgrade_of(f"def upgrade():\n{textwrap.indent(text, '    ')}").stub


def test_functions_that_are_not_there() -> None:
    found = read_source("def upgrade():\n    pass\n")
    assert (found.upgrade.present, found.upgrade.location.line) == (True, 1)
    assert (found.downgrade.present, found.downgrade.stub) == (False, False)


def test_raise_keeps_its_message() -> None:
    (operation,) = body("raise NotImplementedError(f'{revision} has no way back')")
    assert isinstance(operation, Raise)
    assert (operation.exception, operation.message) == (
        "NotImplementedError",
        "... has no way back",
    )


def test_line_is_that_of_the_call() -> None:
    step = upgrade_of("def f(n):\n    op.drop_table(\n        n)\n\ndef upgrade():\n    f('a')\n")
    assert [op.location.line for op in step.operations] == [6]


class Script:
    def __init__(self, path: Path) -> None:
        self.path, self.file = path, path.name

    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text())


def project(tmp_path: Path, script: str, **files: str) -> tuple[Operation, ...]:
    versions = tmp_path / "migrations" / "versions"
    versions.mkdir(parents=True)
    for name, text in files.items():
        path = tmp_path / name.replace("__", "/").replace("_py", ".py").replace("_sql", ".sql")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    path = versions / "one.py"
    path.write_text(HEAD + textwrap.dedent(script))
    return read_operations(Script(path)).upgrade.operations


def test_helper_of_the_environment(tmp_path: Path) -> None:
    helper = "from alembic import op\nTABLE = 'a'\ndef drop(name=TABLE):\n    op.drop_table(name)\n"
    script = "from migrations.helpers import drop\ndef upgrade():\n    drop()\n    drop('b')"
    found = project(tmp_path, script, migrations__helpers_py=helper)
    assert [brief(op) for op in found] == ["DropTable a", "DropTable b"]
    assert [op.location.line for op in found] == [7, 8]


def test_helper_beside_the_script(tmp_path: Path) -> None:
    helper = "def names():\n    return ['a']\n"
    script = "import names\ndef upgrade():\n    for n in names.names():\n        op.drop_table(n)"
    found = project(tmp_path, script, migrations__versions__names_py=helper)
    assert [brief(op) for op in found] == ["DropTable a"]


def test_source_is_never_run(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    helper = f"import pathlib\npathlib.Path({str(mark)!r}).write_text('x')\ndef f(): pass\n"
    script = f"from helpers import f\nopen({str(mark)!r}, 'w').write('x')\ndef upgrade():\n    f()"
    assert project(tmp_path, script, helpers_py=helper) == ()
    assert not mark.exists()


SQL_FILES = (
    "op.execute((Path(__file__).parent / 'one.sql').read_text())",
    "op.execute(sa.text(Path(__file__).with_name('one.sql').read_text()))",
    "op.execute(open(Path(__file__).parent.joinpath('one.sql')).read())",
    "with open(Path(__file__).parent / 'one.sql') as f:\n        op.execute(f.read())",
    "import os\n    op.execute(open(os.path.join(os.path.dirname(__file__), 'one.sql')).read())",
)


@pytest.mark.parametrize("call", SQL_FILES)
def test_sql_in_a_file(tmp_path: Path, call: str) -> None:
    sql = "DROP TABLE a;\nDROP TABLE b;\n"
    found = project(tmp_path, f"def upgrade():\n    {call}", migrations__versions__one_sql=sql)
    assert [brief(op) for op in found] == ["DropTable a", "DropTable b"]


def test_loops_are_capped() -> None:
    (operation,) = upgrade_of(
        "def upgrade():\n    for a in range(900):\n        for b in range(900): x = a\n"
    ).operations
    assert isinstance(operation, Opaque)
    assert "more than is worth following" in operation.reason


def test_recursion_ends() -> None:
    assert upgrade_of("def f():\n    f()\ndef upgrade():\n    f()\n").operations == ()


def test_tables_of_a_metadata() -> None:
    found = body(
        """
        meta = sa.MetaData()
        a = sa.Table("a", meta, sa.Column("x", sa.Integer))
        meta.create_all(op.get_bind())
        a.drop(op.get_bind())
        """
    )
    assert [brief(op) for op in found] == ["CreateTable a", "DropTable a"]
    assert isinstance(found[0], CreateTable)
    assert [o.name for o in found[0].objects] == ["x"]


def test_names_with_unknown_parts_are_unknown() -> None:
    found = body("op.drop_column('a', f'x_{suffix()}')\nop.create_index(f'{n}_ix', 'a', ['x'])")
    drop, index = found
    assert isinstance(drop, DropColumn)
    assert isinstance(index, CreateIndex)
    assert (drop.column, index.name, index.index.name) == (UNKNOWN, UNKNOWN, None)


def test_a_part_of_an_application_that_only_computes() -> None:
    found = body("from app import name\nx = name()\nop.drop_table('a')")
    assert [brief(op) for op in found] == ["DropTable a"]
    assert isinstance(found[0], DropTable)


MAPPED = """
from sqlalchemy.orm import Session
class A(Base):
    __tablename__ = "a"
    id = sa.Column(sa.Integer, primary_key=True)
    x = sa.Column(sa.String(9))
session = Session(bind=op.get_bind())
"""


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("session.query(A).filter(A.x == 'b', A.id > 3)", "a.x = 'b' and a.id > 3"),
        ("session.query(A).filter(A.x.is_(None)).order_by(A.id)", "a.x is null"),
        ("session.query(A)", None),
    ],
)
def test_a_query_that_deletes_or_updates_is_read(query: str, where: str | None) -> None:
    (delete,) = body(MAPPED + f"{query}.delete(synchronize_session=False)")
    assert isinstance(delete, Delete)
    assert (delete.table, delete.where) == ("a", where)
    (update,) = body(MAPPED + f"{query}.update({{'x': 'y'}})")
    assert isinstance(update, Update)
    assert (update.table, update.where, update.assignments) == ("a", where, (("x", "'y'"),))


@pytest.mark.parametrize(
    "query",
    [
        "session.query(A).join(B)",
        "session.query(A).filter_by(x='b')",
        "session.query(A).filter(A.x == unknown)",
        "session.query(A).limit(3)",
        "session.query(A, B)",
    ],
)
def test_a_query_that_asks_more_is_not_read(query: str) -> None:
    (deleted,) = body(MAPPED + f"{query}.delete()")
    assert isinstance(deleted, Opaque)

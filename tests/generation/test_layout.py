"""Statements as `ruff format` would write them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from alembic_mrt.generation.layout import layout
from alembic_mrt.generation.literals import column, identifier, quoted

STATEMENTS = (
    "op.drop_table('t')",
    "op.create_table('t',\nsa.Column('id', sa.Integer(), nullable=False),\nsa.Column('a_long', "
    "sa.String(length=20), server_default=sa.text(\"'x'\"), comment='it\\'s', nullable=False),\n)",
    "with op.batch_alter_table('t', schema=None) as batch_op:\n    batch_op.drop_column('a')\n"
    "    # why\n    batch_op.drop_column('b')\n\nop.execute('x')",
    "if op.get_context().dialect.name == 'postgresql':\n    op.execute('DROP TYPE status')",
    '# first\nop.f("x")  # kept\n# last',
    "same = sa.and_(the_archive_of_a.c.one == a_table.c.one, the_archive.c.two == a_table.c.two)",
    "op.execute(t.insert().values({'a': 1, **more}), *rest)",
    "raise RuntimeError('no')",
    "pass",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_formatter_has_nothing_to_do(statement: str) -> None:
    source = "def upgrade() -> None:\n    " + layout(statement.replace("\n", "\n    ")) + "\n"
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "-"]
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=True)
    assert done.stdout == source


def test_what_is_no_python_stays() -> None:
    assert layout("op.drop_table(") == "op.drop_table("


@pytest.mark.parametrize("text", ["plain", "it's", 'say "x"', "both ' and \"", "a\\b", "\n", "é"])
def test_a_text_is_what_it_was(text: str) -> None:
    assert eval(quoted(text)) == text


def test_names_hide_nothing() -> None:
    assert [identifier(name) for name in ("op", "class", "1 a-b", "Users")] == [
        "op_table",
        "class_table",
        "_a_b",
        "users",
    ]
    assert column("t", "keys") == 't.c["keys"]'
    assert column("t", "id") == "t.c.id"

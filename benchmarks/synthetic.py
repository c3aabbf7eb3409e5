"""A synthetic history: reversible revisions of the kinds that products are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ENV = """\
import os
from alembic import context
from sqlalchemy import create_engine, pool

url = os.environ["DATABASE_URL"]
if context.is_offline_mode():
    context.configure(url=url, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(url, poolclass=pool.NullPool).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
"""
SCRIPT = '''\
"""revision {number}"""
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {parent}


def upgrade():
    {up}


def downgrade():
    {down}
'''
TABLES_EVERY = 5


def write_history(folder: Path, length: int) -> None:
    """Write an alembic.ini, an env.py that reads DATABASE_URL, and ``length`` revisions."""
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text(ENV, encoding="utf-8")
    (folder / "alembic.ini").write_text("[alembic]\nscript_location = .\n", encoding="utf-8")
    for number in range(length):
        up, down = _operations(number)
        text = SCRIPT.format(
            number=number,
            revision=_revision(number),
            parent=repr(_revision(number - 1)) if number else None,
            up="\n    ".join(up),
            down="\n    ".join(down),
        )
        (folder / "versions" / f"{_revision(number)}.py").write_text(text, encoding="utf-8")


def _revision(number: int) -> str:
    return f"r{number:05}"


def _operations(number: int) -> tuple[list[str], list[str]]:
    table, kind = f"t{number // TABLES_EVERY}", number % TABLES_EVERY
    if kind == 0:
        return _table(number, table)
    column = f"c{number}"
    if kind == 1:
        typed = 'sa.String(80), nullable=False, server_default="x"'
        return [_add(table, column, typed)], [_drop(table, column)]
    if kind == 2:
        index = f'op.create_index("ix_{table}_{column}", "{table}", ["name", "amount"])'
        return [index], [f'op.drop_index("ix_{table}_{column}", table_name="{table}")']
    if kind == 3:
        fill = f"op.execute(\"UPDATE {table} SET {column} = amount WHERE name <> 'old'\")"
        return [_add(table, column, "sa.Integer()"), fill], [_drop(table, column)]
    rename = 'op.alter_column("{}", "{}", new_column_name="{}")'
    return [rename.format(table, "note", "remark")], [rename.format(table, "remark", "note")]


def _table(number: int, table: str) -> tuple[list[str], list[str]]:
    parent = f"t{number // TABLES_EVERY - 1}"
    reference = f'sa.Column("parent_id", sa.Integer(), sa.ForeignKey("{parent}.id")),'
    lines = [
        f'op.create_table("{table}",',
        '    sa.Column("id", sa.Integer(), primary_key=True),',
        '    sa.Column("name", sa.String(50), nullable=False, unique=True),',
        '    sa.Column("amount", sa.Numeric(10, 2)),',
        '    sa.Column("note", sa.Text()),',
        '    sa.Column("made_at", sa.DateTime()),',
        *([f"    {reference}"] if number else []),
        ")",
    ]
    return lines, [f'op.drop_table("{table}")']


def _add(table: str, column: str, typed: str) -> str:
    return f'op.add_column("{table}", sa.Column("{column}", {typed}))'


def _drop(table: str, column: str) -> str:
    return f'op.drop_column("{table}", "{column}")'

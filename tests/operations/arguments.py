"""Calls of every directive, and of what stands inside one, for the rows of ``arguments.json``.

A row gives one argument of a call another value, and tells what the replayed schema then holds
that it did not hold before; the reason stands there where an argument leaves the schema as it is.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, NamedTuple


class Example(NamedTuple):
    """Hold a value of an argument, what it makes, what else the call needs, and the dialect."""

    value: str
    makes: str
    more: dict[str, str | None]
    dialect: str


_ROWS = json.loads(Path(__file__).with_suffix(".json").read_text())
EXAMPLES: Final = {name: Example(*row) for name, row in _ROWS["examples"].items()}
NO_EFFECT: Final[dict[str, str]] = _ROWS["no_effect"]

HEAD: Final = """
import enum
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

class Colour(enum.Enum):
    RED = "r"
    ROSE = "r"
    BLUE = "b"
"""

BASE: Final = """
op.execute("CREATE SCHEMA s")
op.create_table(
    "users",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("age", sa.Integer(), server_default="1", comment="old"),
    sa.Column("name", sa.String(20)),
    sa.UniqueConstraint("age", name="uq"),
    sa.Index("ix", "name"),
    comment="old",
)
op.create_table("users", sa.Column("age", sa.Integer()), sa.Column("id", sa.Integer()),
                sa.UniqueConstraint("age", name="uq"), comment="old", schema="s")
op.create_index("ix", "users", ["age"], schema="s")
op.create_table("posts", sa.Column("id", sa.Integer(), primary_key=True),
                sa.Column("age", sa.Integer()),
                sa.UniqueConstraint("id", name="uq"), sa.Index("ix2", "id"), comment="other")
op.create_table("bare", sa.Column("age", sa.Integer(), unique=True))
"""

DIRECTIVES: Final[dict[str, dict[str, str]]] = {
    "add_column": {"table_name": '"users"', "column": 'sa.Column("a", sa.Integer())'},
    "alter_column": {"table_name": '"users"', "column_name": '"age"', "nullable": "False"},
    "batch_alter_table": {"table_name": '"users"'},
    "bulk_insert": {
        "table": 'sa.table("users", sa.column("id"))',
        "rows": '[{"id": 1}]',
    },
    "create_check_constraint": {
        "constraint_name": '"ck"', "table_name": '"users"', "condition": '"age > 1"',
    },
    "create_exclude_constraint": {
        "constraint_name": '"ex"', "table_name": '"users"', "*elements": '("age", "=")',
    },
    "create_foreign_key": {
        "constraint_name": '"fk"', "source_table": '"users"', "referent_table": '"posts"',
        "local_cols": '["age"]', "remote_cols": '["id"]',
    },
    "create_index": {"index_name": '"new"', "table_name": '"users"', "columns": '["age"]'},
    "create_primary_key": {
        "constraint_name": '"pk"', "table_name": '"users"', "columns": '["id"]',
    },
    "create_table": {"table_name": '"new"', "*columns": 'sa.Column("a", sa.Integer())'},
    "create_table_comment": {"table_name": '"users"', "comment": '"new"'},
    "create_unique_constraint": {
        "constraint_name": '"new"', "table_name": '"users"', "columns": '["id"]',
    },
    "drop_column": {"table_name": '"users"', "column_name": '"age"'},
    "drop_constraint": {"constraint_name": '"uq"', "table_name": '"users"'},
    "drop_index": {"index_name": '"ix"', "table_name": '"users"'},
    "drop_table": {"table_name": '"users"'},
    "drop_table_comment": {"table_name": '"users"'},
    "execute": {"sqltext": '"DROP TABLE users"'},
    "rename_table": {"old_table_name": '"users"', "new_table_name": '"people"'},
}  # fmt: skip

NOT_DIRECTIVES: Final = {
    "context": "Alembic calls it around a script",
    "create_module_class_proxy": "Alembic calls it while it is imported",
    "f": "only marks a name as final, see test_styles",
    "get_bind": "leads to the connection, see test_styles",
    "get_context": "leads to the MigrationContext, see test_styles",
    "implementation_for": "registers code of the application",
    "inline_literal": "a value, see test_styles",
    "invoke": "runs an object that only a run makes: not analysed, and reported",
    "register_operation": "registers code of the application",
    "run_async": "runs a function on an asynchronous connection, see test_styles",
}

_TWO: Final = 'op.create_table("new", sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer()), '
CONSTRUCTS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "Column": (
        'op.create_table("new", sa.Column({}), sa.Column("z", sa.Integer()),'
        ' sa.UniqueConstraint("k", name="uqk"))',
        {"name": '"a"', "type_": "sa.Integer()"},
    ),
    "ForeignKey": (
        'op.create_table("new", sa.Column("a", sa.Integer(), sa.ForeignKey({})))',
        {"column": '"posts.id"'},
    ),
    "ForeignKeyConstraint": (
        f"{_TWO}sa.ForeignKeyConstraint({{}}))",
        {"columns": '["a"]', "refcolumns": '["posts.id"]'},
    ),
    "CheckConstraint": (f"{_TWO}sa.CheckConstraint({{}}))", {"sqltext": '"a > 1"'}),
    "UniqueConstraint": (f"{_TWO}sa.UniqueConstraint({{}}))", {"*columns": '"a"'}),
    "PrimaryKeyConstraint": (f"{_TWO}sa.PrimaryKeyConstraint({{}}))", {"*columns": '"a"'}),
    "Index": (f"{_TWO}sa.Index({{}}))", {"name": '"n"', "*expressions": '"a"'}),
    "ExcludeConstraint": (
        f"{_TWO}postgresql.ExcludeConstraint({{}}))", {"*elements": '("a", "=")'},
    ),
    "Identity": ('op.create_table("new", sa.Column("a", sa.Integer(), sa.Identity({})))', {}),
    "Computed": (
        'op.create_table("new", sa.Column("a", sa.Integer(), sa.Computed({})))',
        {"sqltext": '"b * 2"'},
    ),
    "Sequence": ("op.execute(sa.schema.CreateSequence(sa.Sequence({})))", {"name": '"q"'}),
    "Enum": (
        'op.create_table("new", sa.Column("a", sa.Enum({})), schema="s")',
        {"*enums": '"x", "yy"', "name": '"e"'},
    ),
    "ENUM": (
        'op.create_table("new", sa.Column("a", postgresql.ENUM({})))',
        {"*enums": '"x", "yy"', "name": '"e"'},
    ),
    "Boolean": ('op.create_table("new", sa.Column("a", sa.Boolean({})))', {}),
    "Table": (
        "t = sa.Table({})\nt.create(op.get_bind())",
        {"name": '"new"', "metadata": "sa.MetaData()", "*args": 'sa.Column("a", sa.Integer())'},
    ),
}  # fmt: skip

_FIRST: Final = ("constraint_name", "table_name", "name", "metadata")


def call(name: str, arguments: dict[str, str]) -> str:
    """Return the source of a call, what stands before ``*arguments`` by position."""
    starred = [value for key, value in arguments.items() if key.startswith("*")]
    before = [key for key in arguments if key in _FIRST and starred and _takes_first(name)]
    parts = [arguments[key] for key in before] + starred
    rest = [key for key in arguments if key not in before and not key.startswith("*")]
    text = ", ".join([*parts, *(f"{key}={arguments[key]}" for key in rest)])
    if name in CONSTRUCTS:
        return CONSTRUCTS[name][0].format(text)
    if name == "batch_alter_table":
        return f"with op.batch_alter_table({text}) as b:\n    b.alter_column('age', nullable=False)"
    return f"op.{name}({text})"


def _takes_first(name: str) -> bool:
    return name in DIRECTIVES or name in {"Index", "Table"}

"""Which names of a script come from the application, and not from a library or the script."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.code import Code

IMPORT: Final = (
    rb"^[ \t]*(?:from|import)[ \t]+(?!alembic\b|sqlalchemy\b|__future__\b|typing\b)[a-z_]"
)
"""What the bytes of a script hold that imports anything but the usual."""

_LIBRARIES: Final = frozenset({
    "advanced_alchemy", "alembic", "alembic_postgresql_enum", "alembic_utils", "citext",
    "fastapi_users", "fastapi_users_db_sqlalchemy", "flask", "flask_migrate", "geoalchemy2",
    "packaging", "pgvector", "psycopg", "psycopg2", "pydantic", "pymysql", "pytz", "slugify",
    "snowflake", "sqlalchemy", "sqlalchemy_json", "sqlalchemy_jsonfield", "sqlalchemy_utils",
    "sqlmodel", "sqlparse", "tenacity", "tqdm", "yaml",
})  # fmt: skip


def is_application(code: Code, node: ast.AST) -> bool:
    """Tell whether an expression begins with a name that was imported from the application."""
    while isinstance(node, (ast.Attribute, ast.Call)):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    if not isinstance(node, ast.Name) or node.id not in code.imported:
        return False
    top = code.imported[node.id].partition(".")[0]
    return bool(top) and top not in _LIBRARIES and top not in sys.stdlib_module_names


def application_classes(code: Code, node: ast.AST) -> Iterator[ast.expr]:
    """Yield the names below a node that look like classes of the application."""
    for found in ast.walk(node):
        if isinstance(found, ast.Name | ast.Attribute) and is_application(code, found):
            last = found.attr if isinstance(found, ast.Attribute) else found.id
            if last[:1].isupper() and not last.isupper():
                yield found

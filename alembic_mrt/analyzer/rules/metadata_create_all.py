"""A script creates or drops tables from the metadata of the application.

`Base.metadata.create_all(...)`, `drop_all(...)`, or `create` and `drop` of a model's `__table__`.

Why: what it makes depends on the models of the day. On a new database it creates the tables of all
later revisions too, with all their columns, and the first of those revisions fails. Nobody can
tell what the downgrade has to drop.

Instead: write the operations: `op.create_table(...)`.

Since: 0.1
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.application import is_application
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.code import Code
    from alembic_mrt.analyzer.context import Analysed

CODE = "MRT705"
NAME = "metadata-create-all"
SEVERITY = Severity.WARNING
HINT = re.compile(rb"(?:create|drop)_all\b|__table__")

_ALL: Final = {"create_all", "drop_all"}
_ONE: Final = {"create", "drop"}


def check_code(entry: Analysed, code: Code) -> Iterator[Finding]:
    """Yield a finding for each such call."""
    for call in code.of_class(ast.Call):
        method = call.func
        if isinstance(method, ast.Attribute) and is_application(code, method.value):
            of_model = method.attr in _ONE and code.dotted(method.value).endswith(".__table__")
            if method.attr in _ALL or of_model:
                yield _finding(entry, code, call)


def _finding(entry: Analysed, code: Code, call: ast.Call) -> Finding:
    name = ast.unparse(call.func)
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revision {entry.revision} calls {name}(): what that does depends on the models of"
        " the day.",
        revision=entry.revision,
        location=code.location(call),
        remedy="Write the operations instead: op.create_table(...).",
        object=name,
    )

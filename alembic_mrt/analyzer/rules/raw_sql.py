"""SQL says what a directive of Alembic would.

`op.execute("ALTER TABLE ... ADD COLUMN ...")` and the like, where the text is constant and each of
its statements has a directive of its own.

Why: the SQL is of one dialect, naming conventions do not reach it, and `render_as_batch` and
offline mode cannot help where the database needs another way.

Instead: use the directive.

Since: 0.1
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.executions import executions
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations import vocabulary as op
from alembic_mrt.operations.site import Site
from alembic_mrt.operations.sql.read import read_sql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.code import Code
    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.analyzer.executions import Execution

CODE = "MRT712"
NAME = "raw-sql"
SEVERITY = Severity.NOTE
ON_BY_DEFAULT = False
HINT = re.compile(rb"execute\(")

_DIRECTIVES: Final[dict[type[op.Operation], str]] = {
    op.CreateTable: "create_table",
    op.DropTable: "drop_table",
    op.RenameTable: "rename_table",
    op.AddColumn: "add_column",
    op.DropColumn: "drop_column",
    op.AlterColumn: "alter_column",
    op.CreateIndex: "create_index",
    op.DropIndex: "drop_index",
    op.DropConstraint: "drop_constraint",
}


def check_code(entry: Analysed, code: Code) -> Iterator[Finding]:
    """Yield a finding for each statement that could be a directive."""
    for execution in executions(code):
        if execution.sql is not None:
            site = Site(execution.location, entry.dialect)
            names = [_DIRECTIVES.get(type(step)) for step in read_sql(execution.sql, site)]
            if names and all(names):
                yield _finding(entry, execution, str(names[0]))


def _finding(entry: Analysed, execution: Execution, directive: str) -> Finding:
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revision {entry.revision} does in SQL what op.{directive}() does.",
        revision=entry.revision,
        location=execution.location,
        remedy=f"Write op.{directive}(...).",
        object=" ".join(str(execution.sql).split())[:60],
    )

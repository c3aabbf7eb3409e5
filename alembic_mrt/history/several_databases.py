"""Scripts for several databases at once, as Alembic's template multidb makes them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic_mrt.history.script import RevisionScript


def serves_several_databases(script: RevisionScript) -> bool:
    """Tell whether upgrade() is told which database it is for, as in Alembic's template."""
    if script.unread:
        return False
    return any(
        isinstance(statement, ast.FunctionDef)
        and statement.name == "upgrade"
        and [argument.arg for argument in statement.args.args] == ["engine_name"]
        for statement in script.tree().body
    )

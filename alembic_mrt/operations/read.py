"""Read what a revision script does, from its source."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.by_dialect import merge
from alembic_mrt.operations.interpreter import Interpreter, Script
from alembic_mrt.operations.source import Modules
from alembic_mrt.operations.vocabulary import ScriptOperations

if TYPE_CHECKING:
    from alembic_mrt.operations.source import Source

_MODULES: Final = Modules()


def read_operations(script: Source, dialect: str | None = None) -> ScriptOperations:
    """Return what ``upgrade()`` and ``downgrade()`` of a revision script do.

    Without ``dialect`` the operations carry the dialects they are guarded by; with one, the
    script is read as it would run there: guards are decided, types take their variant.
    """
    return _read(script.path, script.file, script.tree(), dialect)


def read_source(text: str, file: str = "script.py", dialect: str | None = None) -> ScriptOperations:
    """Return what a script given as text does."""
    return _read(Path(file).absolute(), file, ast.parse(text), dialect)


def _read(path: Path, file: str, tree: ast.Module, dialect: str | None) -> ScriptOperations:
    script = Script(path, file, tree, _MODULES)
    first = Interpreter(script, dialect)
    steps = [{dialect: first.step(name)} for name in ("upgrade", "downgrade")]
    for name in sorted(first.asked):
        other = Interpreter(script, name)
        for found, function in zip(steps, ("upgrade", "downgrade"), strict=True):
            found[name] = other.step(function)
    upgrade, downgrade = (merge(found) for found in steps)
    return ScriptOperations(upgrade=upgrade, downgrade=downgrade)

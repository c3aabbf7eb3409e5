"""A script swallows the error of a statement and goes on.

An `except` for any exception, or for those of the database, without a `raise`; or
`contextlib.suppress`. No finding with a savepoint (`begin_nested()`) or an `autocommit_block()`
inside, nor where the run is for SQLite or MySQL.

Why: on PostgreSQL the failing statement aborts the transaction. All that follows fails too
("current transaction is aborted, commands are ignored until end of transaction block"), and the
version table cannot be written.

Instead: ask before the statement whether it is needed, or put `with
op.get_bind().begin_nested():` around it.

Since: 0.1
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.reached import reached
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.vocabulary import Execute, Opaque, Raise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.code import Code
    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.finding import Location

CODE = "MRT711"
NAME = "swallowed-error"
SEVERITY = Severity.WARNING
HINT = re.compile(rb"\btry\s*:|\bsuppress\(")

_BROAD: Final = {"Exception", "BaseException"}
_GUARDS: Final = {"begin_nested", "autocommit_block"}
_POSTGRESQL: Final = "postgresql"


def check_code(entry: Analysed, code: Code) -> Iterator[Finding]:
    """Yield a finding for each block whose errors go nowhere."""
    if entry.dialect not in (None, _POSTGRESQL):
        return
    for body, caught in _blocks(code):
        call = _operation(entry, code, body)
        if call is not None:
            yield _finding(entry, code, call, caught)


def _blocks(code: Code) -> Iterator[tuple[list[ast.stmt], Location]]:
    """Yield the blocks that swallow errors, and where they do."""
    for block in code.of_class(ast.Try):
        for handler in block.handlers:
            if _is_broad(code, handler.type) and _swallows(handler):
                yield block.body, code.location(handler)
                break
    for manager in code.of_class(ast.With):
        if any(_suppresses(code, item) for item in manager.items):
            yield manager.body, code.location(manager)


def _is_broad(code: Code, caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(_is_broad(code, element) for element in caught.elts)
    name = code.dotted(caught) if caught is not None else "Exception"
    return name in _BROAD or name.startswith("sqlalchemy.exc.")


def _swallows(handler: ast.ExceptHandler) -> bool:
    return not any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def _suppresses(code: Code, item: ast.withitem) -> bool:
    call = item.context_expr
    named = isinstance(call, ast.Call) and code.dotted(call) == "contextlib.suppress"
    return named and isinstance(call, ast.Call) and any(_is_broad(code, a) for a in call.args)


def _operation(entry: Analysed, code: Code, body: list[ast.stmt]) -> ast.Call | None:
    """Return the first statement of a block that may fail, or None where a savepoint guards it."""
    calls = [n for part in body for n in ast.walk(part) if isinstance(n, ast.Call)]
    if any(getattr(call.func, "attr", "") in _GUARDS for call in calls):
        return None
    calls.sort(key=lambda call: call.lineno)
    return next((call for call in calls if _may_fail(entry, code, call)), None)


def _may_fail(entry: Analysed, code: Code, call: ast.Call) -> bool:
    """Tell whether a call changes something on PostgreSQL, and not only if it can."""
    step = reached(entry, code.location(call))
    if step is None or isinstance(step, (Execute, Opaque, Raise)) or not step.runs_on(_POSTGRESQL):
        return False
    return not any(getattr(step, name, False) for name in ("if_exists", "if_not_exists"))


def _finding(entry: Analysed, code: Code, call: ast.Call, caught: Location) -> Finding:
    name = ast.unparse(call.func)
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Where {name}() of revision {entry.revision} fails, the error is swallowed; on "
        "PostgreSQL the transaction is aborted by then, and all that follows fails.",
        revision=entry.revision,
        location=code.location(call),
        related=caught,
        remedy="Put `with op.get_bind().begin_nested():` around it, or ask before.",
        object=name,
    )

"""Execute statements symbolically."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.branch_reader import BranchReader, last_name
from alembic_mrt.operations.function_reader import Flow
from alembic_mrt.operations.instances import fields_of, takes_in_order
from alembic_mrt.operations.names import LazyClass, bind_from_import, bind_import, is_logging
from alembic_mrt.operations.state import Frame
from alembic_mrt.operations.values import (
    HOLE,
    Function,
    Handle,
    LocalClass,
    Origin,
    Role,
    SourceModule,
    Term,
    Unread,
    Value,
    source_of,
    text_of,
)
from alembic_mrt.operations.vocabulary import Raise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from alembic_mrt.operations.scope import Scope
    from alembic_mrt.operations.source import Modules
    from alembic_mrt.schema.objects import Text


class StatementReader(BranchReader):
    """Execute statements; importing modules is left to the subclass."""

    modules: Modules

    def block(self, body: Sequence[ast.stmt], scope: Scope) -> Flow:
        """Execute statements until one of them leaves the block."""
        for statement in body:
            self.spend()
            handler = _HANDLERS.get(type(statement))
            flow = Flow.NEXT if handler is None else handler(self, statement, scope)
            if flow is not None and flow is not Flow.NEXT:
                return flow
        return Flow.NEXT

    def expression(self, node: ast.Expr, scope: Scope) -> Flow:
        """Execute an expression for what it does."""
        value = self.evaluate(node.value, scope)
        if isinstance(node.value, ast.Call) and _never_returns(node.value):
            self.emit([Raise(**self.site(node).common, exception="AssertionError")])
            return Flow.RAISE
        unread = isinstance(value, Unread) and value.origin is Origin.APPLICATION
        foreign = isinstance(value, Term) and value.base is not None and not _is_known(value)
        if isinstance(node.value, ast.Call) and (unread or foreign):
            name = source_of(node.value.func)
            if not is_logging(name):
                self.opaque(node, f"{name}() is not read")
        return Flow.NEXT

    def claim(self, node: ast.Assert, scope: Scope) -> None:
        """Execute ``assert``, which is taken to hold."""
        self.evaluate(node.test, scope)

    def managed(self, node: ast.With | ast.AsyncWith, scope: Scope) -> Flow:
        """Execute ``with``."""
        return self._enter(node, 0, scope)

    def _enter(self, node: ast.With | ast.AsyncWith, index: int, scope: Scope) -> Flow:
        if index == len(node.items):
            return self.block(node.body, scope)
        item = node.items[index]
        expression = item.context_expr
        if isinstance(expression, ast.Call):
            function = self.evaluate(expression.func, scope)
            if isinstance(function, Function) and function.is_context_manager:
                return self._through(function, node, index, scope)
        value = self.evaluate(expression, scope)
        if item.optional_vars is not None:
            self.assign_to(item.optional_vars, value, scope)
        autocommit = isinstance(value, Handle) and value.role is Role.AUTOCOMMIT
        self.autocommit += autocommit
        flow = self._enter(node, index + 1, scope)
        self.autocommit -= autocommit
        return flow

    def _through(
        self, manager: Function, node: ast.With | ast.AsyncWith, index: int, scope: Scope
    ) -> Flow:
        """Execute the body of ``with`` where the generator yields."""
        item = node.items[index]
        flows: list[Flow] = []
        callers = list(self.frames)

        def body(value: Value) -> Value:
            frames, self.frames = self.frames, callers
            foreign, self.foreign_line = self.foreign_line, outside
            if item.optional_vars is not None:
                self.assign_to(item.optional_vars, value, scope)
            flows.append(self._enter(node, index + 1, scope))
            self.frames, self.foreign_line = frames, foreign
            return None

        outside = self.foreign_line
        call = self.arguments(item.context_expr, scope)  # type: ignore[arg-type]
        self.run_body(manager, call, Frame(on_yield=body))
        return flows[-1] if flows else Flow.NEXT

    def leave(self, node: ast.Return, scope: Scope) -> Flow:
        """Execute ``return``."""
        value = None if node.value is None else self.evaluate(node.value, scope)
        if self.frames:
            self.frames[-1].returns.append(value)
        return Flow.RETURN

    def throw(self, node: ast.Raise, scope: Scope) -> Flow:
        """Execute ``raise``."""
        exception = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        message: Value = ""
        if isinstance(node.exc, ast.Call) and node.exc.args:
            message = self.evaluate(node.exc.args[0], scope)
        name = source_of(exception) if exception is not None else ""
        common = self.site(node).common
        self.emit([Raise(**common, exception=name, message=_message(message))])
        return Flow.RAISE

    def define(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
        """Execute ``def``."""
        scope.assign(node.name, Function(node, scope))

    def define_class(self, node: ast.ClassDef, scope: Scope) -> None:
        """Execute ``class``, later where it stands in an imported module."""
        if scope.main or scope.parent is not None:
            scope.assign(node.name, self.make_class(node, scope))
        else:
            scope.assign(node.name, LazyClass(node, scope))

    def make_class(self, node: ast.ClassDef, scope: Scope) -> LocalClass:
        """Read a class."""
        inner = scope.child()
        recording, self.recording = self.recording, False
        self.block(node.body, inner)
        self.recording = recording
        bases = tuple(self.evaluate(base, scope) for base in node.bases)
        in_order = takes_in_order(node)
        return LocalClass(node.name, bases, inner, fields=fields_of(node), own_in_order=in_order)

    def import_(self, node: ast.Import, scope: Scope) -> None:
        """Execute ``import``."""
        bind_import(node, scope, self.modules)

    def import_from(self, node: ast.ImportFrom, scope: Scope) -> None:
        """Execute ``from ... import ...``."""
        for lazy in bind_from_import(node, scope, self.modules):
            module = self.resolve(lazy)
            if isinstance(module, SourceModule):
                names = module.scope.names
                scope.names |= {n: v for n, v in names.items() if not n.startswith("_")}

    def declare(self, node: ast.Global | ast.Nonlocal, scope: Scope) -> None:
        """Execute ``global`` and ``nonlocal``."""
        scope.shared |= set(node.names)


def _message(value: Value) -> Text:
    """Return the text of an exception; what is not known of it is left out."""
    return value.replace(HOLE, "...") if isinstance(value, str) else text_of(value)


def _never_returns(node: ast.Call) -> bool:
    return last_name(node.func) == "assert_never"


def _is_known(term: Term) -> bool:
    """Tell whether a chain of methods starts from a library whose objects only describe."""
    value: Value = term
    while isinstance(value, Term) and value.base is not None:
        value = value.base
    head = getattr(value, "head", "")
    return not isinstance(value, Term) or head.startswith(("sqlalchemy", "builtins", "operator"))


_HANDLERS: Final[dict[type[ast.stmt], Callable[[Any, Any, Any], Flow | None]]] = {
    ast.Expr: StatementReader.expression,
    ast.Assign: StatementReader.assign,
    ast.AnnAssign: StatementReader.assign,
    ast.AugAssign: StatementReader.augment,
    ast.If: StatementReader.condition,
    ast.For: StatementReader.loop,
    ast.AsyncFor: StatementReader.loop,
    ast.While: StatementReader.repeat,
    ast.Try: StatementReader.attempt,
    ast.Match: StatementReader.match,
    ast.Assert: StatementReader.claim,
    ast.With: StatementReader.managed,
    ast.AsyncWith: StatementReader.managed,
    ast.Return: StatementReader.leave,
    ast.Raise: StatementReader.throw,
    ast.FunctionDef: StatementReader.define,
    ast.AsyncFunctionDef: StatementReader.define,
    ast.ClassDef: StatementReader.define_class,
    ast.Import: StatementReader.import_,
    ast.ImportFrom: StatementReader.import_from,
    ast.Global: StatementReader.declare,
    ast.Nonlocal: StatementReader.declare,
    ast.Break: lambda *_: Flow.BREAK,
    ast.Continue: lambda *_: Flow.CONTINUE,
}
if sys.version_info >= (3, 11):
    _HANDLERS[ast.TryStar] = StatementReader.attempt

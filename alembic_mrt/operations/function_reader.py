"""Run functions whose source is at hand."""

from __future__ import annotations

import ast
import enum
from abc import abstractmethod
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.call_reader import CallReader
from alembic_mrt.operations.reference_reader import reaches_database
from alembic_mrt.operations.state import Frame
from alembic_mrt.operations.truth import same
from alembic_mrt.operations.values import Function, Origin, Unread, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.operations.directives.registry import Call
    from alembic_mrt.operations.scope import Scope

_DEEPEST: Final = 40


class Flow(enum.Enum):
    """Say how a block ends."""

    NEXT = "next"
    RETURN = "return"
    RAISE = "raise"
    BREAK = "break"
    CONTINUE = "continue"


class FunctionReader(CallReader):
    """Run functions; what a block of statements does is left to the subclass."""

    @abstractmethod
    def block(self, body: Sequence[ast.stmt], scope: Scope) -> Flow:
        """Execute statements until one of them leaves the block."""

    def run(self, function: Function, call: Call) -> Value:
        """Run a function whose source is at hand."""
        if len(self.frames) > _DEEPEST:
            return Unread(call.node)
        if self._recurs(function):
            if reaches_database(function):
                self.opaque(call.node, "a function calls itself, and how often is not known")
            return Unread(call.node)
        yields: list[Value] = []
        frame = Frame(on_yield=yields.append)
        result = self.run_body(function, call, frame)
        return self.born(yields) if yields else result

    def _recurs(self, function: Function) -> bool:
        """Tell whether a function calls itself under a condition that only a run decides."""
        return any(
            frame.node is function.node and len(self.conditions) > frame.depth
            for frame in self.frames
        )

    def run_body(self, function: Function, call: Call, frame: Frame) -> Value:
        """Run a function in a frame of its own."""
        scope = function.scope.child()
        self._bind_arguments(function, call, scope)
        depth, foreign = len(self.conditions), self.foreign_line
        if not function.scope.main and foreign is None:
            self.foreign_line = self.line(call.node)
        frame.node, frame.depth = function.node, depth
        self.frames.append(frame)
        try:
            if isinstance(function.node, ast.Lambda):
                return self.evaluate(function.node.body, scope)
            flow = self.block(function.node.body, scope)
            return _returned(frame, flow, call.node)
        finally:
            self.frames.pop()
            self.foreign_line = foreign
            del self.conditions[depth:]

    def _bind_arguments(self, function: Function, call: Call, scope: Scope) -> None:
        spec = function.node.args
        if not (spec.args or spec.posonlyargs or spec.kwonlyargs or spec.vararg or spec.kwarg):
            return
        names = [arg.arg for arg in (*spec.posonlyargs, *spec.args)]
        defaults = dict(zip(reversed(names), reversed(spec.defaults), strict=False))
        keywords = {
            arg.arg: value for arg, value in zip(spec.kwonlyargs, spec.kw_defaults, strict=True)
        }
        for name in (*names, *keywords):
            node = defaults.get(name, keywords.get(name))
            scope.names[name] = (
                Unread(call.node) if node is None else self.evaluate(node, function.scope)
            )
        scope.names |= dict(zip(names, call.args, strict=False))
        scope.names |= {k: v for k, v in call.kwargs.items() if k in names or k in keywords}
        if spec.vararg is not None:
            scope.names[spec.vararg.arg] = tuple(call.args[len(names) :])
        if spec.kwarg is not None:
            extra = {k: v for k, v in call.kwargs.items() if k not in scope.names}
            scope.names[spec.kwarg.arg] = extra


def _returned(frame: Frame, flow: Flow, node: ast.AST) -> Value:
    """Return the one value that a function returns, or what is known of several."""
    values = list(frame.returns)
    if not values:
        return None
    if flow is Flow.NEXT:
        values.append(None)
    if all(same(values[0], value) for value in values[1:]):
        return values[0]
    origins = [value.origin for value in values if isinstance(value, Unread)]
    known = next((origin for origin in origins if origin is not Origin.PLAIN), Origin.PLAIN)
    return Unread(node, Origin.PLAIN if known is Origin.APPLICATION else known)

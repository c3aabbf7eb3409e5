"""Evaluate calls: which function is called, and what it returns or does."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.directives.registry import Call
from alembic_mrt.operations.handle_calls import call_handle
from alembic_mrt.operations.reference_reader import ReferenceReader
from alembic_mrt.operations.values import (
    Attribute,
    BoundMethod,
    Function,
    Handle,
    Instance,
    LocalClass,
    Method,
    Partial,
    Ref,
    Role,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic_mrt.operations.scope import Scope

_RUNS_FUNCTION: Final = frozenset({"run_async", "run_sync", "run_callable"})


class CallReader(ReferenceReader):
    """Evaluate calls; bodies of functions are left to the subclass."""

    def call(self, node: ast.Call, scope: Scope) -> Value:
        """Evaluate a call."""
        self.spend()
        function = self.evaluate(node.func, scope)
        return self.invoke(function, self.arguments(node, scope))

    def arguments(self, node: ast.Call, scope: Scope) -> Call:
        """Evaluate the arguments of a call."""
        args = self.items(node.args, scope)
        kwargs: dict[str, Value] = {}
        incomplete = args is None
        for keyword in node.keywords:
            value = self.evaluate(keyword.value, scope)
            if keyword.arg is not None:
                kwargs[keyword.arg] = value
            elif isinstance(value, dict):
                kwargs |= {str(name): item for name, item in value.items()}
            else:
                incomplete = True
        return Call(
            node, tuple(self._certain(node, scope) if args is None else args), kwargs, incomplete
        )

    def _certain(self, node: ast.Call, scope: Scope) -> list[Value]:
        """Return the arguments before the first starred one that is not known."""
        found: list[Value] = []
        for argument in node.args:
            part = self.items([argument], scope)
            if part is None:
                break
            found += part
        return found

    def invoke(self, function: Value, call: Call) -> Value:
        """Call a value."""
        invoke = _INVOKERS.get(type(function), CallReader._unknown)
        return invoke(self, function, call)

    def _handle(self, function: Method | Handle, call: Call) -> Value:
        if isinstance(function, Method) and function.name in _RUNS_FUNCTION and call.args:
            role = Role.BIND if function.owner.role is Role.OP else function.owner.role
            rest = Call(call.node, (Handle(role), *call.args[1:]), call.kwargs)
            if isinstance(call.args[0], Function | Method | Partial):
                return self.invoke(call.args[0], rest)
        return call_handle(self, function, call)

    def _function(self, function: Function, call: Call) -> Value:
        return self.run(function, call)

    def _partial(self, function: Partial, call: Call) -> Value:
        merged = Call(call.node, function.args + call.args, {**function.kwargs, **call.kwargs})
        return self.invoke(function.function, merged)


_INVOKERS: Final[dict[type, Callable[[Any, Any, Call], Value]]] = {
    Function: CallReader._function,
    Method: CallReader._handle,
    Handle: CallReader._handle,
    Ref: CallReader._reference,
    BoundMethod: CallReader._native_method,
    Attribute: CallReader._term_method,
    LocalClass: CallReader._instance,
    Partial: CallReader._partial,
    Instance: CallReader._called,
}

"""Evaluate expressions symbolically."""

from __future__ import annotations

import ast
import builtins
from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.attributes import attribute_of
from alembic_mrt.operations.directives.registry import Call
from alembic_mrt.operations.expressions import sql_of
from alembic_mrt.operations.instances import is_property
from alembic_mrt.operations.limits import LONGEST, asks_for_width, is_outsized
from alembic_mrt.operations.names import Lazy, LazyClass, known
from alembic_mrt.operations.natives import in_text
from alembic_mrt.operations.operator_reader import OperatorReader
from alembic_mrt.operations.truth import is_known
from alembic_mrt.operations.values import (
    HOLE,
    Function,
    Instance,
    Partial,
    Term,
    Unread,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic_mrt.operations.scope import Scope

_CONVERSIONS: Final[dict[int, Callable[[object], str]]] = {
    ord("r"): repr,
    ord("s"): str,
    ord("a"): ascii,
}
_WRITTEN: Final = frozenset({"compile", "text", "true", "false", "null"})


class ExpressionReader(OperatorReader):
    """Evaluate expressions; calls and function bodies are left to the subclasses."""

    @abstractmethod
    def call(self, node: ast.Call, scope: Scope) -> Value:
        """Evaluate a call."""

    @abstractmethod
    def resolve(self, lazy: Lazy | LazyClass) -> Value:
        """Read an import or class that was put off."""

    def evaluate(self, node: ast.expr, scope: Scope) -> Value:
        """Return what an expression stands for."""
        kind = type(node)
        if kind is ast.Constant:
            return node.value  # type: ignore[attr-defined]
        reader = _READERS.get(kind)
        return Unread(node) if reader is None else reader(self, node, scope)

    def name(self, node: ast.Name, scope: Scope) -> Value:
        """Look a name up."""
        if node.id == "__file__":
            return str(scope.path)
        owner = scope.find(node.id)
        if owner is None:
            if (star := scope.find("*")) is not None and not hasattr(builtins, node.id):
                return attribute_of(self, star.names["*"], ast.Attribute(node, node.id))
            # What neither the script nor Python defines came with a star from somewhere else.
            return known(f"builtins.{node.id}" if hasattr(builtins, node.id) else node.id)
        value = owner.names[node.id]
        if isinstance(value, Lazy | LazyClass):
            value = owner.names[node.id] = self.resolve(value)
        return value

    def attribute(self, node: ast.Attribute, scope: Scope) -> Value:
        """Evaluate ``a.b``."""
        value = attribute_of(self, self.evaluate(node.value, scope), node)
        if isinstance(value, Partial) and _reads_property(value, node.attr):
            return self.invoke(value, Call(ast.copy_location(ast.Call(node, [], []), node), ()))
        return self.resolve(value) if isinstance(value, Lazy | LazyClass) else value

    @abstractmethod
    def invoke(self, function: Value, call: Call) -> Value:
        """Call a value."""

    def f_string(self, node: ast.JoinedStr, scope: Scope) -> Value:
        """Evaluate an f-string; what is not known leaves a hole."""
        parts = [self._part(part, scope) for part in node.values]
        return "".join(parts) if sum(map(len, parts)) <= LONGEST else HOLE

    def _part(self, node: ast.expr, scope: Scope) -> str:
        if not isinstance(node, ast.FormattedValue):
            return str(self.evaluate(node, scope))
        value = self.evaluate(node.value, scope)
        if isinstance(value, Term) and value.last in _WRITTEN:
            return sql_of(value.base or value, self.dialect) or HOLE
        if not is_known(value):
            return in_text(value)
        spec = "" if node.format_spec is None else str(self.evaluate(node.format_spec, scope))
        if asks_for_width(spec) or is_outsized(value):
            return HOLE
        try:
            return format(_CONVERSIONS.get(node.conversion, lambda same: same)(value), spec)
        except (TypeError, ValueError, ArithmeticError, MemoryError):
            return HOLE

    def function(self, node: ast.Lambda, scope: Scope) -> Value:
        """Evaluate a lambda."""
        return Function(node, scope)

    def named(self, node: ast.NamedExpr, scope: Scope) -> Value:
        """Evaluate ``(a := b)``."""
        value = self.evaluate(node.value, scope)
        self.bind(node.target, value, scope)
        return value

    def inner(self, node: ast.Await | ast.Starred, scope: Scope) -> Value:
        """Evaluate ``await a``."""
        return self.evaluate(node.value, scope)

    def yielded(self, node: ast.Yield, scope: Scope) -> Value:
        """Hand a value to whoever runs the generator."""
        value = None if node.value is None else self.evaluate(node.value, scope)
        handler = self.frames[-1].on_yield if self.frames else None
        return Unread(node) if handler is None else handler(value)

    def yielded_from(self, node: ast.YieldFrom, scope: Scope) -> Value:
        """Hand all values of an iterable to whoever runs the generator."""
        values = self.iterable(self.evaluate(node.value, scope))
        handler = self.frames[-1].on_yield if self.frames else None
        if handler is not None:
            for value in values or ():
                handler(value)
        return Unread(node)


def _reads_property(value: Partial, name: str) -> bool:
    owner = value.args[0] if value.args else None
    return isinstance(owner, Instance) and is_property(owner.made, name)


_READERS: Final[dict[type[ast.expr], Callable[[Any, Any, Any], Value]]] = {
    ast.Name: ExpressionReader.name,
    ast.Attribute: ExpressionReader.attribute,
    ast.List: ExpressionReader.sequence,
    ast.Tuple: ExpressionReader.sequence,
    ast.Set: ExpressionReader.sequence,
    ast.Dict: ExpressionReader.mapping,
    ast.JoinedStr: ExpressionReader.f_string,
    ast.BinOp: ExpressionReader.binary,
    ast.UnaryOp: ExpressionReader.unary,
    ast.Compare: ExpressionReader.comparison,
    ast.BoolOp: ExpressionReader.boolean,
    ast.IfExp: ExpressionReader.choice,
    ast.Subscript: ExpressionReader.subscript,
    ast.Lambda: ExpressionReader.function,
    ast.ListComp: ExpressionReader.comprehension,
    ast.SetComp: ExpressionReader.comprehension,
    ast.GeneratorExp: ExpressionReader.comprehension,
    ast.DictComp: ExpressionReader.comprehension,
    ast.NamedExpr: ExpressionReader.named,
    ast.Await: ExpressionReader.inner,
    ast.Starred: ExpressionReader.inner,
    ast.Yield: ExpressionReader.yielded,
    ast.YieldFrom: ExpressionReader.yielded_from,
    ast.Call: lambda reader, node, scope: reader.call(node, scope),
}

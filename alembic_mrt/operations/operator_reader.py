"""Evaluate operators, comparisons and subscripts symbolically."""

from __future__ import annotations

import ast
import operator
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.container_reader import ContainerReader, origin_of
from alembic_mrt.operations.limits import outgrows
from alembic_mrt.operations.natives import in_text
from alembic_mrt.operations.truth import compare, dialect_names, is_known, same, truth
from alembic_mrt.operations.values import Attribute, DialectName, Ref, Term, Unread, Value

if TYPE_CHECKING:
    from alembic_mrt.operations.scope import Scope

_OPERATORS: Final[dict[type[ast.AST], str]] = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "truediv", ast.Mod: "mod",
    ast.FloorDiv: "floordiv", ast.BitAnd: "and_", ast.BitOr: "or_", ast.BitXor: "xor",
    ast.Pow: "pow", ast.Eq: "eq", ast.NotEq: "ne", ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt",
    ast.GtE: "ge", ast.Invert: "inv", ast.USub: "neg", ast.UAdd: "pos", ast.LShift: "lshift",
}  # fmt: skip


class OperatorReader(ContainerReader):
    """Evaluate operators; other expressions are left to the subclasses."""

    def binary(self, node: ast.BinOp, scope: Scope) -> Value:
        """Evaluate ``a + b`` and its like."""
        left, right = self.evaluate(node.left, scope), self.evaluate(node.right, scope)
        return self.operate(node, node.op, left, right)

    def operate(self, node: ast.AST, kind: ast.operator, left: Value, right: Value) -> Value:
        """Apply an operator to two values."""
        if _is_expression(left) or _is_expression(right):
            return Term(f"operator.{_OPERATORS.get(type(kind), 'add')}", (left, right), node=node)
        if isinstance(left, str) and isinstance(kind, ast.Mod):
            right = _holed(right)
        elif isinstance(left, str) and isinstance(kind, ast.Add):
            right = in_text(right)
        elif isinstance(right, str) and isinstance(kind, ast.Add):
            left = in_text(left)
        if not _native(left) or not _native(right) or outgrows(kind, left, right):
            return Unread(node, origin_of(left, right))
        try:
            return getattr(operator, _OPERATORS[type(kind)])(left, right)
        except (TypeError, ValueError, ArithmeticError, KeyError, MemoryError):
            return Unread(node)

    def unary(self, node: ast.UnaryOp, scope: Scope) -> Value:
        """Evaluate ``not a``, ``-a`` and ``~a``."""
        value = self.evaluate(node.operand, scope)
        if isinstance(node.op, ast.Not):
            known = truth(value)
            return Unread(node, origin_of(value)) if known is None else not known
        if _is_expression(value):
            return Term(f"operator.{_OPERATORS[type(node.op)]}", (value,), node=node)
        if isinstance(value, int) or (isinstance(value, float) and type(node.op) is not ast.Invert):
            return getattr(operator, _OPERATORS[type(node.op)])(value)
        return Unread(node)

    def comparison(self, node: ast.Compare, scope: Scope) -> Value:
        """Evaluate a chain of comparisons."""
        left = self.evaluate(node.left, scope)
        outcome: Value = True
        for kind, right_node in zip(node.ops, node.comparators, strict=True):
            right = self.evaluate(right_node, scope)
            found = self._compare(node, left, kind, right)
            if found is False:
                return False
            outcome = found if found is not True else outcome
            left = right
        return outcome

    def _compare(self, node: ast.Compare, left: Value, kind: ast.cmpop, right: Value) -> Value:
        if isinstance(left, DialectName) or isinstance(right, DialectName):
            other = right if isinstance(left, DialectName) else left
            within = isinstance(right, DialectName) and isinstance(kind, ast.In | ast.NotIn)
            self.ask_dialect(*dialect_names(other, within=within))
            return isinstance(kind, ast.NotEq | ast.NotIn | ast.IsNot)
        if (_is_expression(left) or _is_expression(right)) and type(kind) in _OPERATORS:
            return Term(f"operator.{_OPERATORS[type(kind)]}", (left, right), node=node)
        found = compare(left, kind, right)
        return Unread(node, origin_of(left, right)) if found is None else found

    def boolean(self, node: ast.BoolOp, scope: Scope) -> Value:
        """Evaluate ``a and b`` and ``a or b``."""
        stops = isinstance(node.op, ast.Or)
        unknown: Value = None
        for operand in node.values:
            value = self.evaluate(operand, scope)
            known = truth(value)
            if known is stops:
                return value if unknown is None else (value if not stops else unknown)
            if known is None and unknown is None:
                unknown = Unread(node, origin_of(value))
        return value if unknown is None else unknown

    def choice(self, node: ast.IfExp, scope: Scope) -> Value:
        """Evaluate ``a if b else c``."""
        test = self.evaluate(node.test, scope)
        known = truth(test)
        if known is not None:
            return self.evaluate(node.body if known else node.orelse, scope)
        one, other = self.evaluate(node.body, scope), self.evaluate(node.orelse, scope)
        return one if same(one, other) else Unread(node, origin_of(test, one, other))

    def subscript(self, node: ast.Subscript, scope: Scope) -> Value:
        """Evaluate ``a[b]``."""
        owner = self.evaluate(node.value, scope)
        if isinstance(node.slice, ast.Slice):
            return self._slice(node, owner, node.slice, scope)
        key = self.evaluate(node.slice, scope)
        if isinstance(key, DialectName) and isinstance(owner, dict):
            self.ask_dialect(*owner)
        if _is_expression(owner):
            return Term("operator.getitem", (owner, key), node=node)
        if isinstance(owner, Unread):
            return Unread(node, owner.origin, owner.tables)
        if not isinstance(owner, list | tuple | dict | str | PurePath) or not is_known(key):
            return Unread(node)
        try:
            return owner[key]  # type: ignore[index]
        except (LookupError, TypeError):
            return Unread(node)

    def _slice(self, node: ast.Subscript, owner: Value, part: ast.Slice, scope: Scope) -> Value:
        limits = [
            None if limit is None else self.evaluate(limit, scope)
            for limit in (part.lower, part.upper, part.step)
        ]
        whole = all(limit is None or isinstance(limit, int) for limit in limits)
        if not whole or not isinstance(owner, list | tuple | str):
            return Unread(node, origin_of(owner))
        try:
            return owner[slice(*limits)]
        except ValueError:
            return Unread(node)


def _is_expression(value: Value) -> bool:
    return isinstance(value, Term | Attribute) or (
        isinstance(value, Ref) and value.library == "sqlalchemy"
    )


def _native(value: Value) -> bool:
    return isinstance(value, str | int | float | bytes | list | tuple | dict | set | PurePath)


def _holed(value: Value) -> Value:
    """Return the right side of ``text % value`` with holes for what is not known."""
    if isinstance(value, tuple):
        return tuple(_formattable(item) for item in value)
    if isinstance(value, dict):
        return {key: _formattable(item) for key, item in value.items()}
    return _formattable(value)


def _formattable(value: Value) -> Value:
    return value if isinstance(value, int | float) else in_text(value)

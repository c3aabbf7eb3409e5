"""Evaluate expressions symbolically."""

from __future__ import annotations

import ast
import builtins
import operator
from abc import abstractmethod
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.attributes import attribute_of
from alembic_mrt.operations.directives.registry import Call
from alembic_mrt.operations.expressions import sql_of
from alembic_mrt.operations.instances import is_property
from alembic_mrt.operations.limits import LONGEST, asks_for_width, bounded, is_outsized, outgrows
from alembic_mrt.operations.names import Lazy, LazyClass, known
from alembic_mrt.operations.natives import in_text
from alembic_mrt.operations.state import State
from alembic_mrt.operations.truth import compare, dialect_names, is_known, same, truth
from alembic_mrt.operations.values import (
    HOLE,
    Attribute,
    DialectName,
    Function,
    Instance,
    LocalClass,
    Origin,
    Partial,
    Ref,
    Term,
    Unread,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from alembic_mrt.operations.scope import Scope

_OPERATORS: Final[dict[type[ast.AST], str]] = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "truediv", ast.Mod: "mod",
    ast.FloorDiv: "floordiv", ast.BitAnd: "and_", ast.BitOr: "or_", ast.BitXor: "xor",
    ast.Pow: "pow", ast.Eq: "eq", ast.NotEq: "ne", ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt",
    ast.GtE: "ge", ast.Invert: "inv", ast.USub: "neg", ast.UAdd: "pos", ast.LShift: "lshift",
}  # fmt: skip
_CONVERSIONS: Final[dict[int, Callable[[object], str]]] = {
    ord("r"): repr,
    ord("s"): str,
    ord("a"): ascii,
}
_WRITTEN: Final = frozenset({"compile", "text", "true", "false", "null"})
LONGEST_LOOP: Final = 2000


class ExpressionReader(State):
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

    def sequence(self, node: ast.List | ast.Tuple | ast.Set, scope: Scope) -> Value:
        """Evaluate a list, tuple or set."""
        items = self.items(node.elts, scope)
        if items is None:
            return Unread(node)
        if isinstance(node, ast.Tuple):
            return bounded(tuple(items), node)
        items = bounded(items, node)
        return self.born(_as_set(items, node) if isinstance(node, ast.Set) else items)

    def items(self, nodes: Sequence[ast.expr], scope: Scope) -> list[Value] | None:
        """Evaluate expressions, some of which may be starred; None if one of those is unknown."""
        evaluate = self.evaluate
        if not any(type(node) is ast.Starred for node in nodes):
            return [evaluate(node, scope) for node in nodes]
        found: list[Value] = []
        for node in nodes:
            if isinstance(node, ast.Starred):
                inner = self.iterable(self.evaluate(node.value, scope))
                if inner is None:
                    return None
                found += inner
            else:
                found.append(evaluate(node, scope))
        return found

    def iterable(self, value: Value) -> list[Value] | None:
        """Return what iterating over a value yields, or None."""
        if isinstance(value, list | tuple | set | frozenset | dict):
            found = sorted(value, key=repr) if isinstance(value, set | frozenset) else list(value)
            return found[: LONGEST_LOOP + 1]
        if isinstance(value, str) and HOLE not in value:
            return list(value)
        if isinstance(value, Instance) and value.made.is_a("NamedTuple"):
            return list(value.values.values())
        return _members(value)

    def mapping(self, node: ast.Dict, scope: Scope) -> Value:
        """Evaluate a dict."""
        found: dict[Value, Value] = {}
        for key_node, value_node in zip(node.keys, node.values, strict=True):
            value = self.evaluate(value_node, scope)
            if key_node is None:
                if not isinstance(value, dict):
                    return Unread(node)
                found |= value
                continue
            key = self.evaluate(key_node, scope)
            if not isinstance(key, Ref | LocalClass) and not is_known(key):
                return Unread(node)
            if not _put(found, key, value):
                return Unread(node)
        return self.born(bounded(found, node))

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
            return Unread(node, _origin(left, right))
        try:
            return getattr(operator, _OPERATORS[type(kind)])(left, right)
        except (TypeError, ValueError, ArithmeticError, KeyError, MemoryError):
            return Unread(node)

    def unary(self, node: ast.UnaryOp, scope: Scope) -> Value:
        """Evaluate ``not a``, ``-a`` and ``~a``."""
        value = self.evaluate(node.operand, scope)
        if isinstance(node.op, ast.Not):
            known = truth(value)
            return Unread(node, _origin(value)) if known is None else not known
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
        return Unread(node, _origin(left, right)) if found is None else found

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
                unknown = Unread(node, _origin(value))
        return value if unknown is None else unknown

    def choice(self, node: ast.IfExp, scope: Scope) -> Value:
        """Evaluate ``a if b else c``."""
        test = self.evaluate(node.test, scope)
        known = truth(test)
        if known is not None:
            return self.evaluate(node.body if known else node.orelse, scope)
        one, other = self.evaluate(node.body, scope), self.evaluate(node.orelse, scope)
        return one if same(one, other) else Unread(node, _origin(test, one, other))

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
            return Unread(node, _origin(owner))
        try:
            return owner[slice(*limits)]
        except ValueError:
            return Unread(node)

    def function(self, node: ast.Lambda, scope: Scope) -> Value:
        """Evaluate a lambda."""
        return Function(node, scope)

    def comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, scope: Scope
    ) -> Value:
        """Evaluate a comprehension over known values."""
        inner = scope.child()
        try:
            rows = list(self._rows(node, inner, 0))
        except _UnknownSourceError as error:
            return Unread(node, *error.args)
        if isinstance(node, ast.DictComp):
            found: dict[Value, Value] = {}
            whole = all(_put(found, key, value) for key, value in rows)
            return self.born(bounded(found, node)) if whole else Unread(node)
        rows = bounded(rows, node)
        return self.born(_as_set(rows, node) if isinstance(node, ast.SetComp) else rows)

    def _rows(self, node: Any, scope: Scope, depth: int) -> Iterator[Value]:
        if depth == len(node.generators):
            if isinstance(node, ast.DictComp):
                yield self.evaluate(node.key, scope), self.evaluate(node.value, scope)
            else:
                yield self.evaluate(node.elt, scope)
            return
        generator = node.generators[depth]
        source = self.evaluate(generator.iter, scope)
        values = self.iterable(source)
        if values is None:
            raise _UnknownSourceError(_origin(source))
        for value in values:
            self.spend()
            self.bind(generator.target, value, scope)
            tests = [truth(self.evaluate(test, scope)) for test in generator.ifs]
            if None in tests:
                raise _UnknownSourceError(Origin.PLAIN)
            if all(tests):
                yield from self._rows(node, scope, depth + 1)

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

    def bind(self, target: ast.expr, value: Value, scope: Scope) -> None:
        """Bind names to a value, taking tuples apart."""
        if isinstance(target, ast.Name):
            scope.assign(target.id, value)
        elif isinstance(target, ast.Starred):
            self.bind(target.value, value, scope)
        elif isinstance(target, ast.Tuple | ast.List):
            parts = _unpacked(target, self.iterable(value) if not isinstance(value, str) else None)
            for index, part in enumerate(target.elts):
                origin = value.origin if isinstance(value, Unread) else Origin.PLAIN
                self.bind(part, Unread(target, origin) if parts is None else parts[index], scope)


class _UnknownSourceError(Exception):
    """Say that a comprehension runs over something that is not known."""


def _reads_property(value: Partial, name: str) -> bool:
    owner = value.args[0] if value.args else None
    return isinstance(owner, Instance) and is_property(owner.made, name)


def _unpacked(target: ast.Tuple | ast.List, values: list[Value] | None) -> list[Value] | None:
    """Return one value for each target, a list for the starred one."""
    if values is None:
        return None
    stars = [i for i, part in enumerate(target.elts) if isinstance(part, ast.Starred)]
    if not stars:
        return values if len(values) == len(target.elts) else None
    before, after = stars[0], len(target.elts) - stars[0] - 1
    if len(values) < before + after:
        return None
    middle = values[before : len(values) - after]
    return [*values[:before], middle, *values[len(values) - after :]]


def _as_set(items: list[Value], node: ast.AST) -> Value:
    try:
        return set(items)
    except TypeError:
        return Unread(node)


def _put(mapping: dict[Value, Value], key: Value, value: Value) -> bool:
    try:
        mapping[key] = value
    except TypeError:
        return False
    return True


def _members(value: Value) -> list[Value] | None:
    """Return the members of an enum class."""
    if isinstance(value, LocalClass) and value.is_a("Enum", "StrEnum", "IntEnum"):
        names = [name for name in value.scope.names if not name.startswith("_")]
        return [Attribute(value, name) for name in names]
    return None


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


def _origin(*values: Value) -> Origin:
    origins = [value.origin for value in values if isinstance(value, Unread)]
    return next((origin for origin in origins if origin is not Origin.PLAIN), Origin.PLAIN)


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

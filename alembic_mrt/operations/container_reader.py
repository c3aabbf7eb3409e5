"""Evaluate lists, dicts and comprehensions symbolically, and take values apart."""

from __future__ import annotations

import ast
from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.limits import bounded
from alembic_mrt.operations.state import State
from alembic_mrt.operations.truth import is_known, truth
from alembic_mrt.operations.values import (
    HOLE,
    Attribute,
    Instance,
    LocalClass,
    Origin,
    Ref,
    Unread,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.operations.scope import Scope

LONGEST_LOOP: Final = 2000


class ContainerReader(State):
    """Evaluate containers; other expressions are left to the subclasses."""

    @abstractmethod
    def evaluate(self, node: ast.expr, scope: Scope) -> Value:
        """Return what an expression stands for."""

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
            raise _UnknownSourceError(origin_of(source))
        for value in values:
            self.spend()
            self.bind(generator.target, value, scope)
            tests = [truth(self.evaluate(test, scope)) for test in generator.ifs]
            if None in tests:
                raise _UnknownSourceError(Origin.PLAIN)
            if all(tests):
                yield from self._rows(node, scope, depth + 1)

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


def origin_of(*values: Value) -> Origin:
    """Return where the first of some values comes from that is not known."""
    origins = [value.origin for value in values if isinstance(value, Unread)]
    return next((origin for origin in origins if origin is not Origin.PLAIN), Origin.PLAIN)

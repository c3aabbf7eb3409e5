"""Objects of classes whose source is at hand: named tuples, dataclasses, plain helpers."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.scope import Scope
from alembic_mrt.operations.values import (
    Function,
    Instance,
    LocalClass,
    Partial,
    Ref,
    Unread,
    Value,
    is_whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.operations.directives.registry import Call

_HARMLESS_BASES: Final = frozenset({"object", "NamedTuple", "ABC", "Protocol", "Generic"})
_NO_ARGUMENT: Final = frozenset({"init", "kw_only"})
"""Options of ``field`` and ``dataclass`` by which a field may be no argument, or none in order."""


def fields_of(node: ast.ClassDef) -> tuple[str, ...]:
    """Return the annotated names of a class body, which a named tuple or dataclass is made of."""
    return tuple(
        part.target.id
        for part in node.body
        if isinstance(part, ast.AnnAssign)
        and isinstance(part.target, ast.Name)
        and _annotated_as(part) != "ClassVar"
    )


def takes_in_order(node: ast.ClassDef) -> bool:
    """Tell whether all fields of a class body are arguments of the class, in their order."""
    parts = [part for part in node.body if isinstance(part, ast.AnnAssign)]
    calls = [part.value for part in parts] + node.decorator_list
    given = {word.arg for call in calls if isinstance(call, ast.Call) for word in call.keywords}
    return given.isdisjoint(_NO_ARGUMENT) and not any(
        _annotated_as(part) in {"InitVar", "KW_ONLY"} for part in parts
    )


def _annotated_as(part: ast.AnnAssign) -> str:
    annotation = ast.unparse(part.annotation).strip("'\"")
    return annotation.partition("[")[0].rpartition(".")[2]


def is_plain(made: LocalClass) -> bool:
    """Tell whether a class is all there in source, and no table of SQLAlchemy."""
    if made.table_name is not None or "__table__" in made.scope.names:
        return False
    return all(
        is_plain(base) if isinstance(base, LocalClass) else _is_harmless(base)
        for base in made.bases
    )


def _is_harmless(base: Value) -> bool:
    return isinstance(base, Ref) and base.last in _HARMLESS_BASES


def named_tuple(call: Call, scope: Scope) -> Value:
    """Return the class that ``namedtuple("T", "a b")`` makes."""
    given = call.arg(1, "field_names")
    names = given.replace(",", " ").split() if isinstance(given, str) else given
    if not isinstance(names, list | tuple) or not all(isinstance(n, str) for n in names):
        return Unread(call.node)
    base = Ref("typing.NamedTuple")
    return LocalClass(str(call.arg(0, "typename")), (base,), scope.child(), fields=tuple(names))


def with_fields(made: LocalClass, call: Call) -> Instance:
    """Return an object whose fields are the arguments of its class, as far as they are known."""
    names = made.every_field()
    if made.takes_in_order:
        values = dict(zip(names, call.args, strict=False)) | dict(call.kwargs)
        return Instance(made, values)
    return Instance(made, {name: Unread(call.node) for name in names})


def set_attribute(owner: Instance, name: Value, value: Value) -> None:
    """Set an attribute of an object; where it is not known which, all become unknown."""
    if is_whole(name):
        owner.values[name] = value
        return
    held = (n for n, v in owner.made.scope.names.items() if not isinstance(v, Function))
    for unsure in [*owner.made.every_field(), *held, *owner.values]:
        owner.values[unsure] = Unread()


def attribute(owner: Instance, name: str, node: ast.AST) -> Value:
    """Return an attribute of an object; a function of its class comes bound to it."""
    if name in owner.values:
        return owner.values[name]
    return bound(owner.made, name, (owner,), node)


def bound(made: LocalClass, name: str, to: Sequence[Value], node: ast.AST) -> Value:
    """Return what a class holds under a name, a method bound to an object or the class."""
    found = made.member(name)
    if not isinstance(found, Function):
        return Unread(node) if found is None else found
    marks = set(_decorators(found.node))
    if "staticmethod" in marks:
        return found
    return Partial(found, (made,) if "classmethod" in marks else tuple(to), {})


def is_property(made: LocalClass, name: str) -> bool:
    """Tell whether reading an attribute runs a function."""
    found = made.member(name)
    marks = _decorators(found.node) if isinstance(found, Function) else ()
    return not {"property", "cached_property"}.isdisjoint(marks)


def _decorators(node: ast.AST) -> Iterator[str]:
    for mark in getattr(node, "decorator_list", ()):
        yield ast.unparse(mark).rpartition(".")[2]

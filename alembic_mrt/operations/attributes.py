"""Attributes of symbolic values."""

from __future__ import annotations

import string
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.instances import attribute, bound
from alembic_mrt.operations.names import Lazy, known
from alembic_mrt.operations.sa_columns import is_column
from alembic_mrt.operations.values import (
    Attribute,
    BoundMethod,
    DialectName,
    Function,
    Handle,
    Instance,
    LocalClass,
    Method,
    Origin,
    Partial,
    Ref,
    Role,
    SourceModule,
    Term,
    Unread,
    Value,
)

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable

    from alembic_mrt.operations.state import State

_LEADS_TO: Final = {
    (Role.BIND, "dialect"): Role.DIALECT,
    (Role.BIND, "engine"): Role.BIND,
    (Role.BIND, "connection"): Role.BIND,
    (Role.BIND, "sync_connection"): Role.BIND,
    (Role.CONTEXT, "dialect"): Role.DIALECT,
    (Role.CONTEXT, "bind"): Role.BIND,
    (Role.CONTEXT, "connection"): Role.BIND,
    (Role.CONTEXT, "impl"): Role.CONTEXT,
    (Role.DIALECT, "identifier_preparer"): Role.DIALECT,
    (Role.OP, "migration_context"): Role.CONTEXT,
    (Role.OP, "impl"): Role.CONTEXT,
    (Role.SESSION, "bind"): Role.BIND,
    (Role.INSPECTOR, "bind"): Role.BIND,
    (Role.INSPECTOR, "dialect"): Role.DIALECT,
}
_ENUMS: Final = ("Enum", "StrEnum", "IntEnum", "Flag", "IntFlag")


def attribute_of(state: State, value: Value, node: ast.Attribute) -> Value:
    """Return the attribute of a value that ``node`` names."""
    if isinstance(value, Handle):
        return _of_handle(state, value, node.attr)
    if isinstance(value, Unread):
        return Unread(node, value.origin, value.tables)
    reader = _READERS.get(type(value))
    return _of_native(value, node) if reader is None else reader(value, node.attr)


def _of_reference(value: Ref, name: str) -> Value:
    return known(f"{value.dotted}.{name}")


def _of_module(value: SourceModule, name: str) -> Value:
    if name in value.scope.names:
        return value.scope.names[name]
    return Lazy(value.scope.path, value.dotted, name)


def _of_handle(state: State, handle: Handle, name: str) -> Value:
    role = _LEADS_TO.get((handle.role, name))
    if role is not None:
        return Handle(role)
    if handle.role is Role.DIALECT and name in {"name", "__dialect__"}:
        return state.dialect_name()
    if handle.role is Role.CONTEXT and name == "__dialect__":
        return state.dialect_name()
    if handle.role is Role.CONTEXT and name == "as_sql":
        return False
    return Method(handle, name)


def _of_term(term: Term, name: str) -> Value:
    if name == "name" and (is_column(term) or term.last in {"Table", "table"}):
        return term.arg(0, "name")
    if name == "name" and term.last in {"Enum", "ENUM", "Index"}:
        return term.kwargs.get("name", term.args[0] if term.last == "Index" else None)
    if name in {"type", "nullable"} and is_column(term):
        default = term.args[1] if name == "type" and len(term.args) > 1 else True
        return term.kwargs.get(name, default)
    return Attribute(term, name)


def _of_class(owner: LocalClass, name: str) -> Value:
    if owner.is_a(*_ENUMS) and name in owner.scope.names:
        return Attribute(owner, name)
    value = owner.member(name)
    if isinstance(value, Function):
        found = bound(owner, name, (), value.node)
        return found if isinstance(found, Partial) and found.args else value
    if value is None or is_column(value) or name in {"metadata", "__table__"}:
        return Attribute(owner, name)
    return value


def _of_attribute(value: Attribute, name: str) -> Value:
    owner = value.base
    if isinstance(owner, LocalClass) and owner.is_a(*_ENUMS) and name in {"value", "name"}:
        return owner.scope.names[value.name] if name == "value" else value.name
    return Attribute(value, name)


def _of_native(value: Value, node: ast.Attribute) -> Value:
    if isinstance(value, PurePath):
        found = getattr(value, node.attr, None)
        plain = isinstance(found, str | PurePath) or node.attr == "parents"
        return found if plain else BoundMethod(value, node.attr)
    if isinstance(value, str | list | dict | tuple | set | int | float):
        return BoundMethod(value, node.attr)
    if isinstance(value, Function) and node.attr == "__name__":
        return value.name
    if isinstance(value, Instance):
        return attribute(value, node.attr, node)
    if isinstance(value, DialectName | string.Template):
        return BoundMethod(value, node.attr)
    return Unread(node, Origin.PLAIN)


_READERS: Final[dict[type, Callable[[Any, str], Value]]] = {
    Ref: _of_reference,
    Term: _of_term,
    LocalClass: _of_class,
    SourceModule: _of_module,
    Attribute: _of_attribute,
}

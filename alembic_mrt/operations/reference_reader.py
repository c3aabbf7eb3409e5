"""Evaluate calls of what is imported: of Alembic, SQLAlchemy, the library and others."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Final

from alembic_mrt.operations import natives
from alembic_mrt.operations.attributes import attribute_of
from alembic_mrt.operations.directives.registry import Call
from alembic_mrt.operations.handle_calls import call_handle
from alembic_mrt.operations.instances import named_tuple, set_attribute
from alembic_mrt.operations.names import OP, is_library, is_logging
from alembic_mrt.operations.nesting import carries_handle
from alembic_mrt.operations.object_reader import ObjectReader
from alembic_mrt.operations.scope import Scope
from alembic_mrt.operations.sql.split import statement_texts
from alembic_mrt.operations.table_terms import is_table
from alembic_mrt.operations.truth import is_known, truth
from alembic_mrt.operations.values import (
    Function,
    Handle,
    Instance,
    LocalClass,
    Method,
    Origin,
    Partial,
    Ref,
    Role,
    Term,
    Unread,
    Value,
)

_CONTEXT: Final[dict[str, Value]] = {
    "alembic.context.get_context": Handle(Role.CONTEXT),
    "alembic.context.get_bind": Handle(Role.BIND),
    "alembic.context.begin_transaction": Handle(Role.BIND),
    "alembic.context.is_offline_mode": False,
    "alembic.operations.Operations": OP,
    "alembic.operations.base.Operations": OP,
    "alembic.migration.MigrationContext.configure": Handle(Role.CONTEXT),
    "alembic.runtime.migration.MigrationContext.configure": Handle(Role.CONTEXT),
}
_ROLES: Final = {
    "inspect": Role.INSPECTOR,
    "from_engine": Role.INSPECTOR,
    "Inspector": Role.INSPECTOR,
    "Session": Role.SESSION,
    "AsyncSession": Role.SESSION,
    "sessionmaker": Role.SESSION_FACTORY,
    "scoped_session": Role.SESSION_FACTORY,
    "async_sessionmaker": Role.SESSION_FACTORY,
    "create_engine": Role.BIND,
    "engine_from_config": Role.BIND,
}
_RUNS_CODE: Final = frozenset({"builtins.exec", "builtins.eval", "os.system", "os.popen"})
_DIALECT_CLASSES: Final = {
    "PG": "postgresql", "MySQL": "mysql", "SQLite": "sqlite", "MS": "mssql", "Oracle": "oracle",
}  # fmt: skip
_SILENT: Final = frozenset(
    {"click", "colorama", "loguru", "numpy", "rich", "structlog", "tqdm", "typer", "uuid6"}
)


class ReferenceReader(ObjectReader):
    """Evaluate calls of what is imported and of what is not known."""

    def _unknown(self, function: Value, call: Call) -> Value:
        origin = function.origin if isinstance(function, Unread) else Origin.PLAIN
        if origin is Origin.PLAIN and not isinstance(call.node.func, ast.Attribute):
            origin = Origin.APPLICATION
        tables = function.tables if isinstance(function, Unread) else ()
        if _attribute_name(call) in {"enter_context", "enter_async_context"} and call.args:
            return call.args[0]
        if _hands_over(call) and origin is not Origin.INSPECTOR:
            self.opaque(call.node, "a function that is not known is given the database")
        return Unread(call.node, origin, tables)

    def _reference(self, function: Ref, call: Call) -> Value:
        dotted = function.dotted
        if dotted.startswith("alembic.op."):
            return call_handle(self, Method(OP, function.last), call)
        if dotted in _CONTEXT:
            return _CONTEXT[dotted]
        if dotted.startswith("alembic.context."):
            return call_handle(self, Method(Handle(Role.CONTEXT), function.last), call)
        if function.library in {"sqlalchemy", "sqlmodel"}:
            return self._sqlalchemy(function, call)
        if function.library == "builtins" or is_library(dotted):
            return self._standard(function, call)
        return self._application(function, call)

    def _sqlalchemy(self, function: Ref, call: Call) -> Value:
        last = function.last
        first = call.args[0] if call.args else None
        if last in _ROLES and (last != "inspect" or isinstance(first, Handle)):
            return Handle(_ROLES[last])
        if last in {"quoted_name", "conv"}:
            return first
        made = Term(function.dotted, call.args, call.kwargs, None, call.node, call.incomplete)
        if is_table(made):
            self.tables.append(made)
        return made

    def _standard(self, function: Ref, call: Call) -> Value:
        if function.dotted in _RUNS_CODE or function.library in {"subprocess", "runpy"}:
            self.opaque(call.node, f"{function.last}() runs code that is not read")
            return Unread(call.node)
        if function.dotted == "importlib.import_module":
            return Unread(call.node, Origin.APPLICATION)
        if function.dotted in _SPECIAL:
            return _SPECIAL[function.dotted](self, function, call)
        found = natives.call_function(function.dotted, call.args, call.kwargs)
        if found is not NotImplemented:
            return self.born(found) if isinstance(found, list | dict | set) else found
        if function.library == "alembic" and carries_handle(call.args):
            self.opaque(call.node, "this part of Alembic is not read")
        elif any(reaches_database(arg) for arg in (*call.args, *call.kwargs.values())):
            self.opaque(call.node, f"{function.last}() may run a function that is given to it")
        origins = [arg.origin for arg in call.args if isinstance(arg, Unread)]
        return Unread(call.node, origins[0] if origins else Origin.PLAIN)

    def _mapped(self, function: Ref, call: Call) -> Value:
        """Return ``map(f, values)`` and ``filter(f, values)`` as a list."""
        columns = [self.iterable(values) for values in call.args[1:]]
        if None in columns or not columns:
            return self._unknown(Unread(call.node), call)
        rows = list(zip(*columns, strict=False))
        found = [self.invoke(call.args[0], Call(call.node, row)) for row in rows]
        if function.last == "map":
            return self.born(found)
        kept = [truth(value) for value in found]
        known = [row[0] for row, keep in zip(rows, kept, strict=True) if keep]
        return Unread(call.node) if None in kept else self.born(known)

    def _made(self, function: Ref, call: Call) -> Value:
        if function.last == "namedtuple":
            return named_tuple(call, Scope(self.path))
        return self.born(Instance(LocalClass(function.last, (), Scope(self.path)), {**call.kwargs}))

    def _is_instance(self, _: Ref, call: Call) -> Value:
        """Tell whether a dialect is that of a class; of other objects nothing is known."""
        owner, kind = (*call.args, None, None)[:2]
        name = _DIALECT_CLASSES.get(kind.last.partition("Dialect")[0]) if _is_class(kind) else None
        if not isinstance(owner, Handle) or owner.role is not Role.DIALECT or name is None:
            return Unread(call.node)
        self.ask_dialect(name)
        return self.dialect == name

    def _reflective(self, function: Ref, call: Call) -> Value:
        if function.last == "partial" and call.args:
            return Partial(call.args[0], call.args[1:], call.kwargs)
        if function.last == "open":
            return Term("builtins.open", call.args, call.kwargs, None, call.node)
        if len(call.args) > 1 and isinstance(call.args[1], str):
            node = ast.Attribute(call.node.args[0], call.args[1])
            return attribute_of(self, call.args[0], ast.copy_location(node, call.node))
        return Unread(call.node)

    def _set_attribute(self, _: Ref, call: Call) -> Value:
        """Execute ``setattr(object, name, value)``."""
        owner, name, value = (*call.args, None, None, None)[:3]
        if not isinstance(owner, Instance):
            return Unread(call.node)
        set_attribute(owner, name, value if self.is_settled(owner) else Unread(call.node))
        return None

    def _application(self, function: Ref, call: Call) -> Value:
        if function.dotted == "sqlparse.split" and call.args and is_known(call.args[0]):
            return self.born(statement_texts(str(call.args[0])))
        if is_logging(function.dotted) or function.library in _SILENT:
            return Unread(call.node)
        if _hands_over(call):
            self.opaque(call.node, f"{function.dotted}() is given the database and is not read")
            return Unread(call.node)
        if function.last[:1].isupper() or (
            function.last[:1] == "_" and function.last[1:2].isupper()
        ):
            return Term(function.dotted, call.args, call.kwargs, None, call.node, call.incomplete)
        return Unread(call.node, Origin.APPLICATION)


def _attribute_name(call: Call) -> str:
    return call.node.func.attr if isinstance(call.node.func, ast.Attribute) else ""


def _is_class(value: Value) -> bool:
    return isinstance(value, Ref)


def _hands_over(call: Call) -> bool:
    """Tell whether a call is given the database, or a function that reaches it."""
    given = [*call.args, *call.kwargs.values()]
    return carries_handle(given) or any(reaches_database(value) for value in given)


def reaches_database(value: Value) -> bool:
    """Tell whether a function of the script speaks of ``op`` or of another way to the database."""
    if isinstance(value, Partial):
        return reaches_database(value.function)
    if not isinstance(value, Function):
        return isinstance(value, Method)
    names = {node.id for node in ast.walk(value.node) if isinstance(node, ast.Name)}
    scopes = ((value.scope.find(name), name) for name in names)
    return carries_handle(scope.names[name] for scope, name in scopes if scope is not None)


_SPECIAL: Final[dict[str, Callable[[ReferenceReader, Ref, Call], Value]]] = {
    "builtins.getattr": ReferenceReader._reflective,
    "builtins.setattr": ReferenceReader._set_attribute,
    "builtins.object.__setattr__": ReferenceReader._set_attribute,
    "builtins.open": ReferenceReader._reflective,
    "functools.partial": ReferenceReader._reflective,
    "builtins.map": ReferenceReader._mapped,
    "builtins.filter": ReferenceReader._mapped,
    "builtins.isinstance": ReferenceReader._is_instance,
    "collections.namedtuple": ReferenceReader._made,
    "types.SimpleNamespace": ReferenceReader._made,
}

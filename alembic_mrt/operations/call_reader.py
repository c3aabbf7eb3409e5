"""Evaluate calls: which function is called, and what it returns or does."""

from __future__ import annotations

import ast
from abc import abstractmethod
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations import natives
from alembic_mrt.operations.attributes import attribute_of
from alembic_mrt.operations.directives.registry import Call
from alembic_mrt.operations.expression_reader import ExpressionReader
from alembic_mrt.operations.handle_calls import call_handle
from alembic_mrt.operations.instances import is_plain, named_tuple, set_attribute, with_fields
from alembic_mrt.operations.limits import overfills
from alembic_mrt.operations.names import OP, is_library, is_logging
from alembic_mrt.operations.nesting import carries_handle
from alembic_mrt.operations.sa_columns import is_column
from alembic_mrt.operations.scope import Scope
from alembic_mrt.operations.source import read_text
from alembic_mrt.operations.sql.split import statement_texts
from alembic_mrt.operations.table_terms import create_or_drop, enum_operation, is_table, table_name
from alembic_mrt.operations.truth import DIALECTS, is_known, truth
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
    Term,
    Unread,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

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
_RUNS_FUNCTION: Final = frozenset({"run_async", "run_sync", "run_callable"})
_DIALECT_CLASSES: Final = {
    "PG": "postgresql", "MySQL": "mysql", "SQLite": "sqlite", "MS": "mssql", "Oracle": "oracle",
}  # fmt: skip
_SILENT: Final = frozenset(
    {"click", "colorama", "loguru", "numpy", "rich", "structlog", "tqdm", "typer", "uuid6"}
)


class CallReader(ExpressionReader):
    """Evaluate calls; bodies of functions are left to the subclass."""

    path: Path

    @abstractmethod
    def run(self, function: Function, call: Call) -> Value:
        """Run a function whose source is at hand."""

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

    def _native_method(self, method: BoundMethod, call: Call) -> Value:
        owner = method.owner
        if isinstance(owner, DialectName):
            return self._dialect_method(owner, method.name, call)
        if isinstance(owner, PurePath) and method.name in {"read_text", "open"}:
            if method.name == "open":
                return Term("builtins.open", (owner,), {}, None, call.node)
            return self._file(str(owner), call.node)
        if natives.changes(method.name) and not isinstance(owner, str):
            return self._change(owner, method.name, call)
        found = natives.call_method(owner, method.name, call.args, call.kwargs)
        if found is NotImplemented:
            return Unread(call.node)
        return found

    def _dialect_method(self, owner: DialectName, name: str, call: Call) -> Value:
        if name in {"lower", "strip", "casefold"}:
            return owner
        if name not in {"startswith", "endswith"} or not is_known([*call.args]):
            return Unread(call.node)
        self.ask_dialect(*(d for d in DIALECTS if getattr(d, name)(*call.args)))
        return False

    def _change(self, owner: Value, name: str, call: Call) -> Value:
        settled = self.is_settled(owner)
        args = tuple(
            arg if settled and not overfills(owner, arg) else Unread(call.node) for arg in call.args
        )
        if name in {"extend", "update"} and not all(
            isinstance(arg, list | tuple | set | dict) for arg in args
        ):
            name, args = ("append" if isinstance(owner, list) else name), (Unread(call.node),)
        found = natives.call_method(owner, name, args, call.kwargs)
        return Unread(call.node) if found is NotImplemented else found

    def _file(self, path: str, node: ast.AST) -> Value:
        text = read_text(Path(path), self.path)
        return Unread(node) if text is None else text

    def _term_method(self, function: Attribute, call: Call) -> Value:
        owner, name = function.base, function.name
        if isinstance(owner, Term) and owner.head == "builtins.open" and name == "read":
            path = owner.arg(0, "file")
            return self._file(str(path), call.node) if is_known(path) else Unread(call.node)
        if name in {"copy", "_copy"} and is_column(owner):
            return owner
        if name in {"create", "drop", "create_all", "drop_all"} and self._definition(
            function, call
        ):
            return None
        if _hides_application(owner) and carries_handle([*call.args, *call.kwargs.values()]):
            self.opaque(call.node, "an object of the application is given the database")
            return Unread(call.node)
        return Term(name, call.args, call.kwargs, owner, call.node, call.incomplete)

    def _definition(self, function: Attribute, call: Call) -> bool:
        """Read ``table.create(bind)``, ``enum.drop(bind)``, ``metadata.create_all(bind)``."""
        owner, site = function.base, self.site(call.node)
        create = function.name.startswith("create")
        if isinstance(owner, Term) and owner.last in {"Enum", "ENUM"} and owner.base is None:
            found = enum_operation(owner, create, call.args, call.kwargs, site)
        elif is_table(owner):
            found = create_or_drop(owner, create, call.kwargs, site)
        elif function.name.endswith("_all"):
            found = self._all_tables(owner, create, call)
        else:
            found = None
        if found is not None:
            self.emit(found)
        elif carries_handle([*call.args, *call.kwargs.values()]):
            name = table_name(owner)
            named = (name,) if isinstance(name, str) else ()
            self.opaque(call.node, "what it creates or drops is not known", tables=named)
        return True

    def _all_tables(self, metadata: Value, create: bool, call: Call) -> list | None:  # type: ignore[type-arg]
        listed = call.kwargs.get("tables")
        tables = listed if isinstance(listed, list | tuple) else self._tables_of(metadata)
        if not tables or not all(is_table(table) for table in tables):
            return None
        site, options = self.site(call.node), {"checkfirst": True}
        ordered = tables if create else reversed(tables)
        return [op for table in ordered for op in create_or_drop(table, create, options, site)]

    def _tables_of(self, metadata: Value) -> list[Term]:
        return [table for table in self.tables if metadata in table.args[1:2]]

    def _instance(self, made: LocalClass, call: Call) -> Value:
        members = made.is_a("Enum", "StrEnum", "IntEnum")
        if members or call.kwargs.keys() & {"__call__"}:
            return Unread(call.node)
        visited = made.scope.names.get("__visit_name__")
        if isinstance(visited, str):
            return Term(f"sqlalchemy.{visited}", call.args, call.kwargs, None, call.node)
        head = f"local.{made.name}"
        if made.is_a("TypeDecorator", "UserDefinedType", "TypeEngine"):
            return self._custom_type(made, head, call)
        if is_plain(made):
            return self._object(made, call)
        if carries_handle([*call.args, *call.kwargs.values()]):
            self.opaque(call.node, f"{made.name} is given the database and is not read")
        return Term(head, call.args, call.kwargs, None, call.node)

    def _object(self, made: LocalClass, call: Call) -> Instance:
        """Make an object: by its ``__init__``, or of the fields that its class lists."""
        found: Instance = self.born(with_fields(made, call))
        start = made.member("__init__")
        if isinstance(start, Function):
            found.values.clear()
            self.run(start, Call(call.node, (found, *call.args), call.kwargs, call.incomplete))
        after = made.member("__post_init__")
        if isinstance(after, Function):
            self.run(after, Call(call.node, (found,)))
        return found

    def _called(self, function: Instance, call: Call) -> Value:
        """Call an object."""
        found = function.made.member("__call__")
        if not isinstance(found, Function):
            return self._unknown(function, call)
        return self.run(found, Call(call.node, (function, *call.args), call.kwargs))

    def _custom_type(self, made: LocalClass, head: str, call: Call) -> Term:
        """Return what a TypeDecorator is implemented by, where its source says so plainly."""
        impl = made.scope.names.get("impl")
        custom = {"load_dialect_impl", "__init__", "get_col_spec"} & made.scope.names.keys()
        if custom or not isinstance(impl, Ref | Term) or not made.is_a("TypeDecorator"):
            return Term(head, call.args, call.kwargs, None, call.node)
        if isinstance(impl, Term):
            return impl
        return Term(impl.dotted, call.args, call.kwargs, None, call.node)


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


def _hides_application(value: Value) -> bool:
    """Tell whether a chain of methods starts outside of SQLAlchemy."""
    while isinstance(value, Term | Attribute):
        if isinstance(value, Term) and value.base is None:
            return value.library not in {"sqlalchemy", "sqlmodel", "operator", "builtins"}
        value = value.base
    return isinstance(value, Ref) and value.library not in {"sqlalchemy", "builtins"}


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
_SPECIAL: Final[dict[str, Callable[[CallReader, Ref, Call], Value]]] = {
    "builtins.getattr": CallReader._reflective,
    "builtins.setattr": CallReader._set_attribute,
    "builtins.object.__setattr__": CallReader._set_attribute,
    "builtins.open": CallReader._reflective,
    "functools.partial": CallReader._reflective,
    "builtins.map": CallReader._mapped,
    "builtins.filter": CallReader._mapped,
    "builtins.isinstance": CallReader._is_instance,
    "collections.namedtuple": CallReader._made,
    "types.SimpleNamespace": CallReader._made,
}

"""Evaluate calls of the methods that values, expressions and tables have."""

from __future__ import annotations

import ast
from pathlib import Path, PurePath

from alembic_mrt.operations import natives
from alembic_mrt.operations.directives.registry import Call
from alembic_mrt.operations.expression_reader import ExpressionReader
from alembic_mrt.operations.limits import overfills
from alembic_mrt.operations.nesting import carries_handle
from alembic_mrt.operations.sa_columns import is_column
from alembic_mrt.operations.source import read_text
from alembic_mrt.operations.table_terms import create_or_drop, enum_operation, is_table, table_name
from alembic_mrt.operations.truth import DIALECTS, is_known
from alembic_mrt.operations.values import (
    Attribute,
    BoundMethod,
    DialectName,
    Ref,
    Term,
    Unread,
    Value,
)


class MethodReader(ExpressionReader):
    """Evaluate calls of methods; all other calls are left to the subclass."""

    path: Path

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


def _hides_application(value: Value) -> bool:
    """Tell whether a chain of methods starts outside of SQLAlchemy."""
    while isinstance(value, Term | Attribute):
        if isinstance(value, Term) and value.base is None:
            return value.library not in {"sqlalchemy", "sqlmodel", "operator", "builtins"}
        value = value.base
    return isinstance(value, Ref) and value.library not in {"sqlalchemy", "builtins"}

"""Make objects of the classes of a script, and call them."""

from __future__ import annotations

from abc import abstractmethod

from alembic_mrt.operations.directives.registry import Call
from alembic_mrt.operations.instances import is_plain, with_fields
from alembic_mrt.operations.method_reader import MethodReader
from alembic_mrt.operations.nesting import carries_handle
from alembic_mrt.operations.values import Function, Instance, LocalClass, Ref, Term, Unread, Value


class ObjectReader(MethodReader):
    """Make and call objects; bodies of functions are left to the subclass."""

    @abstractmethod
    def run(self, function: Function, call: Call) -> Value:
        """Run a function whose source is at hand."""

    @abstractmethod
    def _unknown(self, function: Value, call: Call) -> Value:
        """Call what is not known."""

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

"""Execute statements symbolically."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.expression_reader import LONGEST_LOOP
from alembic_mrt.operations.function_reader import Flow, FunctionReader
from alembic_mrt.operations.instances import fields_of, takes_in_order
from alembic_mrt.operations.limits import overfills
from alembic_mrt.operations.matching import captured, condition, matches
from alembic_mrt.operations.names import LazyClass, bind_from_import, bind_import, is_logging
from alembic_mrt.operations.state import Frame, negated
from alembic_mrt.operations.truth import same, truth
from alembic_mrt.operations.values import (
    HOLE,
    Function,
    Handle,
    Instance,
    LocalClass,
    Origin,
    Role,
    SourceModule,
    Term,
    Unread,
    Value,
    source_of,
    text_of,
)
from alembic_mrt.operations.vocabulary import Opaque, Raise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from alembic_mrt.operations.scope import Scope
    from alembic_mrt.operations.source import Modules
    from alembic_mrt.schema.objects import Text


class StatementReader(FunctionReader):
    """Execute statements; importing modules is left to the subclass."""

    modules: Modules

    def block(self, body: Sequence[ast.stmt], scope: Scope) -> Flow:
        """Execute statements until one of them leaves the block."""
        for statement in body:
            self.spend()
            handler = _HANDLERS.get(type(statement))
            flow = Flow.NEXT if handler is None else handler(self, statement, scope)
            if flow is not None and flow is not Flow.NEXT:
                return flow
        return Flow.NEXT

    def expression(self, node: ast.Expr, scope: Scope) -> Flow:
        """Execute an expression for what it does."""
        value = self.evaluate(node.value, scope)
        if isinstance(node.value, ast.Call) and _never_returns(node.value):
            self.emit([Raise(**self.site(node).common, exception="AssertionError")])
            return Flow.RAISE
        unread = isinstance(value, Unread) and value.origin is Origin.APPLICATION
        foreign = isinstance(value, Term) and value.base is not None and not _is_known(value)
        if isinstance(node.value, ast.Call) and (unread or foreign):
            name = source_of(node.value.func)
            if not is_logging(name):
                self.opaque(node, f"{name}() is not read")
        return Flow.NEXT

    def assign(self, node: ast.Assign | ast.AnnAssign, scope: Scope) -> None:
        """Execute ``a = b``."""
        if node.value is None:
            return
        value = self.evaluate(node.value, scope)
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            self._assign_to(target, value, scope)

    def _assign_to(self, target: ast.expr, value: Value, scope: Scope) -> None:
        if isinstance(target, ast.Subscript):
            owner, key = self.evaluate(target.value, scope), self.evaluate(target.slice, scope)
            self._assign_item(owner, key, value, target)
        elif isinstance(target, ast.Attribute):
            self._assign_attribute(self.evaluate(target.value, scope), target, value)
        else:
            self.bind(target, value, scope)

    def _assign_item(self, owner: Value, key: Value, value: Value, node: ast.AST) -> None:
        if isinstance(owner, dict | list):
            try:
                taken = self.is_settled(owner) and not overfills(owner, value)
                owner[key] = value if taken else Unread(node)
            except (TypeError, IndexError):
                return

    def _assign_attribute(self, owner: Value, node: ast.Attribute, value: Value) -> None:
        if isinstance(owner, Instance):
            owner.values[node.attr] = value if self.is_settled(owner) else Unread(node)
        if isinstance(owner, Unread) and owner.origin is Origin.ORM:
            reason = "a mapped object is changed"
            self.opaque(node, reason, Opaque.DATA, owner.tables, (node.attr,))

    def augment(self, node: ast.AugAssign, scope: Scope) -> None:
        """Execute ``a += b``."""
        value = self.evaluate(node.value, scope)
        if not isinstance(node.target, ast.Name):
            if isinstance(node.target, ast.Attribute):
                old = self.evaluate(node.target, scope)
                owner = self.evaluate(node.target.value, scope)
                self._assign_attribute(owner, node.target, self.operate(node, node.op, old, value))
            return
        old = self.evaluate(node.target, scope)
        scope.assign(node.target.id, self.operate(node, node.op, old, value))

    def condition(self, node: ast.If, scope: Scope) -> Flow:
        """Execute ``if``; where the test cannot be told, both branches under a condition."""
        if _is_type_checking(node.test):
            return Flow.NEXT
        test = self.evaluate(node.test, scope)
        known = truth(test)
        if known is not None:
            return self.block(node.body if known else node.orelse, scope)
        return self._both(
            source_of(node.test),
            lambda: self.block(node.body, scope),
            lambda: self.block(node.orelse, scope),
            scope,
        )

    def _both(
        self, test: str, body: Callable[[], Flow], other: Callable[[], Flow], scope: Scope
    ) -> Flow:
        before = scope.snapshot()
        with self.under(test):
            first = body()
        after_body, scope.names = scope.names, dict(before)
        with self.under(negated(test)):
            second = other()
        leaves_first, leaves_second = first is not Flow.NEXT, second is not Flow.NEXT
        if not leaves_first and not leaves_second:
            scope.names = _joined(after_body, scope.names)
            return Flow.NEXT
        if leaves_first and leaves_second:
            return first if first is second else Flow.RETURN
        if leaves_second:
            scope.names = after_body
        leaving = first if leaves_first else second
        if leaving is not Flow.RAISE:
            # What follows happens only where the branch that leaves was not taken.
            self.conditions.append(negated(test) if leaves_first else test)
        return Flow.NEXT

    def loop(self, node: ast.For | ast.AsyncFor, scope: Scope) -> Flow:
        """Execute ``for``, once for each value if they are known."""
        source = self.evaluate(node.iter, scope)
        values = self.iterable(source)
        if values is None:
            return self._unknown_loop(node, source, scope)
        depth, read = len(self.conditions), len(self.operations)
        flow = Flow.NEXT
        for value in values[:LONGEST_LOOP]:
            inner = len(self.conditions)
            self._assign_to(node.target, value, scope)
            flow = self.block(node.body, scope)
            if flow in {Flow.BREAK, Flow.RETURN, Flow.RAISE}:
                break
            # A condition that only skipped one round does not bind the next.
            del self.conditions[inner:]
        if len(values) > LONGEST_LOOP and len(self.operations) > read:
            self.opaque(node, f"only the first {LONGEST_LOOP} rounds of the loop are followed")
        return self._leave_loop(flow, depth, node, scope)

    def _leave_loop(
        self, flow: Flow, depth: int, node: ast.For | ast.AsyncFor | ast.While, scope: Scope
    ) -> Flow:
        if flow in {Flow.RETURN, Flow.RAISE}:
            return flow
        del self.conditions[depth:]
        return self.block(node.orelse, scope) if flow is not Flow.BREAK else Flow.NEXT

    def _unknown_loop(self, node: ast.For | ast.AsyncFor, source: Value, scope: Scope) -> Flow:
        """Execute the body once, for a value that stands for each of them."""
        item = _item_of(node, source)
        before = scope.snapshot()
        per_row = item.origin is not Origin.INSPECTOR
        self.row_loops += per_row
        with self.under(f"for {source_of(node.target)} in {source_of(node.iter)}"):
            self.bind(node.target, item, scope)
            self.block(node.body, scope)
        self.row_loops -= per_row
        scope.names = _joined(before, scope.names)
        return self.block(node.orelse, scope)

    def repeat(self, node: ast.While, scope: Scope) -> Flow:
        """Execute ``while``: the body once, under its test."""
        test = self.evaluate(node.test, scope)
        if truth(test) is False:
            return self.block(node.orelse, scope)
        depth, before = len(self.conditions), scope.snapshot()
        always = isinstance(node.test, ast.Constant) and bool(node.test.value)
        if not always:
            self.conditions.append(f"while {source_of(node.test)}")
        self.row_loops += 1
        flow = self.block(node.body, scope)
        self.row_loops -= 1
        del self.conditions[depth:]
        scope.names = _joined(before, scope.names)
        return flow if always and flow in {Flow.RETURN, Flow.RAISE} else Flow.NEXT

    def attempt(self, node: Any, scope: Scope) -> Flow:
        """Execute ``try``: the body happens where no handler swallows its failure; one may."""
        depth = len(self.conditions)
        swallowed = [_caught(handler) for handler in node.handlers if _swallows(handler)]
        if swallowed:
            with self.under(f"try ... except {swallowed[0]}"):
                flow = self.block(node.body, scope)
        else:
            flow = self.block(node.body, scope)
        after = scope.snapshot()
        if flow is Flow.RAISE:
            del self.conditions[depth:]
        for handler in node.handlers:
            with self.under(f"except {_caught(handler)}"):
                if handler.name:
                    scope.assign(handler.name, Unread(handler))
                self.block(handler.body, scope)
            scope.names = dict(after)
        if flow is Flow.NEXT:
            flow = self.block(node.orelse, scope)
        elif flow is Flow.RAISE and node.handlers:
            flow = Flow.NEXT
        final = self.block(node.finalbody, scope)
        return flow if final is Flow.NEXT else final

    def match(self, node: ast.Match, scope: Scope) -> Flow:
        """Execute ``match``."""
        return self._cases(node, self.evaluate(node.subject, scope), 0, scope)

    def _cases(self, node: ast.Match, value: Value, index: int, scope: Scope) -> Flow:
        """Execute the first case from an index on that takes a value."""
        if index == len(node.cases):
            return Flow.NEXT
        case, before = node.cases[index], scope.snapshot()
        taken, guarded = self._takes(case, value, scope)

        def rest() -> Flow:
            if taken is None:
                scope.names = _joined(before, scope.names)
            return self._cases(node, value, index + 1, scope)

        if taken is False or guarded is False:
            return rest()
        if taken and guarded:
            return self.block(case.body, scope)
        test = source_of(condition(case, node.subject))
        return self._both(test, lambda: self.block(case.body, scope), rest, scope)

    def _takes(
        self, case: ast.match_case, value: Value, scope: Scope
    ) -> tuple[bool | None, bool | None]:
        """Tell whether a pattern matches, and its guard holds with the names that it binds."""

        def equals(node: ast.expr, item: Value) -> Value:
            compared = ast.copy_location(ast.Compare(node, [], []), node)
            return self._compare(compared, item, ast.Eq(), self.evaluate(node, scope))

        taken = matches(case.pattern, value, equals)
        if taken is False:
            return False, None
        for name, found in captured(case.pattern, value, equals).items():
            scope.assign(name, found)
        return taken, True if case.guard is None else truth(self.evaluate(case.guard, scope))

    def claim(self, node: ast.Assert, scope: Scope) -> None:
        """Execute ``assert``, which is taken to hold."""
        self.evaluate(node.test, scope)

    def managed(self, node: ast.With | ast.AsyncWith, scope: Scope) -> Flow:
        """Execute ``with``."""
        return self._enter(node, 0, scope)

    def _enter(self, node: ast.With | ast.AsyncWith, index: int, scope: Scope) -> Flow:
        if index == len(node.items):
            return self.block(node.body, scope)
        item = node.items[index]
        expression = item.context_expr
        if isinstance(expression, ast.Call):
            function = self.evaluate(expression.func, scope)
            if isinstance(function, Function) and function.is_context_manager:
                return self._through(function, node, index, scope)
        value = self.evaluate(expression, scope)
        if item.optional_vars is not None:
            self._assign_to(item.optional_vars, value, scope)
        autocommit = isinstance(value, Handle) and value.role is Role.AUTOCOMMIT
        self.autocommit += autocommit
        flow = self._enter(node, index + 1, scope)
        self.autocommit -= autocommit
        return flow

    def _through(
        self, manager: Function, node: ast.With | ast.AsyncWith, index: int, scope: Scope
    ) -> Flow:
        """Execute the body of ``with`` where the generator yields."""
        item = node.items[index]
        flows: list[Flow] = []
        callers = list(self.frames)

        def body(value: Value) -> Value:
            frames, self.frames = self.frames, callers
            foreign, self.foreign_line = self.foreign_line, outside
            if item.optional_vars is not None:
                self._assign_to(item.optional_vars, value, scope)
            flows.append(self._enter(node, index + 1, scope))
            self.frames, self.foreign_line = frames, foreign
            return None

        outside = self.foreign_line
        call = self.arguments(item.context_expr, scope)  # type: ignore[arg-type]
        self.run_body(manager, call, Frame(on_yield=body))
        return flows[-1] if flows else Flow.NEXT

    def leave(self, node: ast.Return, scope: Scope) -> Flow:
        """Execute ``return``."""
        value = None if node.value is None else self.evaluate(node.value, scope)
        if self.frames:
            self.frames[-1].returns.append(value)
        return Flow.RETURN

    def throw(self, node: ast.Raise, scope: Scope) -> Flow:
        """Execute ``raise``."""
        exception = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        message: Value = ""
        if isinstance(node.exc, ast.Call) and node.exc.args:
            message = self.evaluate(node.exc.args[0], scope)
        name = source_of(exception) if exception is not None else ""
        common = self.site(node).common
        self.emit([Raise(**common, exception=name, message=_message(message))])
        return Flow.RAISE

    def define(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
        """Execute ``def``."""
        scope.assign(node.name, Function(node, scope))

    def define_class(self, node: ast.ClassDef, scope: Scope) -> None:
        """Execute ``class``, later where it stands in an imported module."""
        if scope.main or scope.parent is not None:
            scope.assign(node.name, self.make_class(node, scope))
        else:
            scope.assign(node.name, LazyClass(node, scope))

    def make_class(self, node: ast.ClassDef, scope: Scope) -> LocalClass:
        """Read a class."""
        inner = scope.child()
        recording, self.recording = self.recording, False
        self.block(node.body, inner)
        self.recording = recording
        bases = tuple(self.evaluate(base, scope) for base in node.bases)
        in_order = takes_in_order(node)
        return LocalClass(node.name, bases, inner, fields=fields_of(node), own_in_order=in_order)

    def import_(self, node: ast.Import, scope: Scope) -> None:
        """Execute ``import``."""
        bind_import(node, scope, self.modules)

    def import_from(self, node: ast.ImportFrom, scope: Scope) -> None:
        """Execute ``from ... import ...``."""
        for lazy in bind_from_import(node, scope, self.modules):
            module = self.resolve(lazy)
            if isinstance(module, SourceModule):
                names = module.scope.names
                scope.names |= {n: v for n, v in names.items() if not n.startswith("_")}

    def declare(self, node: ast.Global | ast.Nonlocal, scope: Scope) -> None:
        """Execute ``global`` and ``nonlocal``."""
        scope.shared |= set(node.names)


def _caught(handler: ast.ExceptHandler) -> str:
    return "Exception" if handler.type is None else source_of(handler.type)


def _swallows(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler lets the migration go on after what it caught."""
    return not any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def _item_of(node: ast.For | ast.AsyncFor, source: Value) -> Unread:
    """Return a value that stands for each of those that a loop runs over."""
    if isinstance(source, Unread):
        return Unread(node.iter, source.origin, source.tables)
    if isinstance(source, Handle) and source.role is Role.QUERY:
        return Unread(node.iter, Origin.ORM, source.tables)
    return Unread(node.iter, Origin.ROWS)


def _joined(one: dict[str, Value], other: dict[str, Value]) -> dict[str, Value]:
    """Return what is known of names after either of two ways has been taken."""
    found = dict(one)
    for name, value in other.items():
        if name not in one:
            found[name] = value
        elif not same(one[name], value):
            origins = [v.origin for v in (one[name], value) if isinstance(v, Unread)]
            found[name] = Unread(None, origins[0] if origins else Origin.PLAIN)
    return found


def _message(value: Value) -> Text:
    """Return the text of an exception; what is not known of it is left out."""
    return value.replace(HOLE, "...") if isinstance(value, str) else text_of(value)


def _never_returns(node: ast.Call) -> bool:
    return _last_name(node.func) == "assert_never"


def _is_type_checking(node: ast.expr) -> bool:
    return _last_name(node) == "TYPE_CHECKING"


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _is_known(term: Term) -> bool:
    """Tell whether a chain of methods starts from a library whose objects only describe."""
    value: Value = term
    while isinstance(value, Term) and value.base is not None:
        value = value.base
    head = getattr(value, "head", "")
    return not isinstance(value, Term) or head.startswith(("sqlalchemy", "builtins", "operator"))


_HANDLERS: Final[dict[type[ast.stmt], Callable[[Any, Any, Any], Flow | None]]] = {
    ast.Expr: StatementReader.expression,
    ast.Assign: StatementReader.assign,
    ast.AnnAssign: StatementReader.assign,
    ast.AugAssign: StatementReader.augment,
    ast.If: StatementReader.condition,
    ast.For: StatementReader.loop,
    ast.AsyncFor: StatementReader.loop,
    ast.While: StatementReader.repeat,
    ast.Try: StatementReader.attempt,
    ast.Match: StatementReader.match,
    ast.Assert: StatementReader.claim,
    ast.With: StatementReader.managed,
    ast.AsyncWith: StatementReader.managed,
    ast.Return: StatementReader.leave,
    ast.Raise: StatementReader.throw,
    ast.FunctionDef: StatementReader.define,
    ast.AsyncFunctionDef: StatementReader.define,
    ast.ClassDef: StatementReader.define_class,
    ast.Import: StatementReader.import_,
    ast.ImportFrom: StatementReader.import_from,
    ast.Global: StatementReader.declare,
    ast.Nonlocal: StatementReader.declare,
    ast.Break: lambda *_: Flow.BREAK,
    ast.Continue: lambda *_: Flow.CONTINUE,
}
if sys.version_info >= (3, 11):
    _HANDLERS[ast.TryStar] = StatementReader.attempt

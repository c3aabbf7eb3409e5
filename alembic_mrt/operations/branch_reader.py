"""Execute symbolically the statements that decide what is executed, and how often."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from alembic_mrt.operations.assignment_reader import AssignmentReader
from alembic_mrt.operations.container_reader import LONGEST_LOOP
from alembic_mrt.operations.function_reader import Flow
from alembic_mrt.operations.matching import captured, condition, matches
from alembic_mrt.operations.state import negated
from alembic_mrt.operations.truth import same, truth
from alembic_mrt.operations.values import Handle, Origin, Role, Unread, Value, source_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic_mrt.operations.scope import Scope


class BranchReader(AssignmentReader):
    """Execute branches and loops; what a block of statements does is left to the subclass."""

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
            self.assign_to(node.target, value, scope)
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


def _is_type_checking(node: ast.expr) -> bool:
    return last_name(node) == "TYPE_CHECKING"


def last_name(node: ast.expr) -> str:
    """Return the name that a dotted expression ends in, or nothing."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")

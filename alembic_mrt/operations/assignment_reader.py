"""Execute assignments symbolically."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from alembic_mrt.operations.function_reader import FunctionReader
from alembic_mrt.operations.limits import overfills
from alembic_mrt.operations.values import Instance, Origin, Unread, Value
from alembic_mrt.operations.vocabulary import Opaque

if TYPE_CHECKING:
    from alembic_mrt.operations.scope import Scope


class AssignmentReader(FunctionReader):
    """Execute assignments; what a block of statements does is left to the subclass."""

    def assign(self, node: ast.Assign | ast.AnnAssign, scope: Scope) -> None:
        """Execute ``a = b``."""
        if node.value is None:
            return
        value = self.evaluate(node.value, scope)
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            self.assign_to(target, value, scope)

    def assign_to(self, target: ast.expr, value: Value, scope: Scope) -> None:
        """Give a value to whatever stands on the left."""
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

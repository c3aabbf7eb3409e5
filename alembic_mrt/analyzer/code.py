"""The source of a script for rules that look at code: parsed and walked once for all of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

from alembic_mrt.finding import Location

if TYPE_CHECKING:
    from alembic_mrt.history.script import RevisionScript

Node = TypeVar("Node", bound=ast.AST)

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(slots=True)
class Code:
    """Hold the syntax tree of a script, its nodes by class, and the node above each.

    ``imported`` are the names that imports bind, wherever they stand, with what they stand for
    (``{"sa": "sqlalchemy"}``).
    """

    script: RevisionScript
    nodes: dict[type[ast.AST], list[ast.AST]] = field(default_factory=dict)
    above: dict[ast.AST, ast.AST] = field(default_factory=dict)
    imported: dict[str, str] = field(default_factory=dict)

    def of_class(self, kind: type[Node]) -> list[Node]:
        """Return the nodes of a class in the order of the source."""
        return cast("list[Node]", self.nodes.get(kind, []))

    def parents(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield the nodes that a node lies in, the innermost first."""
        while node in self.above:
            node = self.above[node]
            yield node

    def function(self, node: ast.AST) -> str:
        """Return the name of the outermost function that a node lies in, or nothing."""
        found = [above for above in self.parents(node) if isinstance(above, _SCOPES)]
        return str(getattr(found[-1], "name", "lambda")) if found else ""

    def dotted(self, node: ast.AST) -> str:
        """Return the name that an expression spells, imports resolved, or nothing.

        ``op.execute`` is ``alembic.op.execute``; of a call, the name of what is called.
        """
        if isinstance(node, ast.Call):
            return self.dotted(node.func)
        if isinstance(node, ast.Attribute):
            owner = self.dotted(node.value)
            return f"{owner}.{node.attr}" if owner else ""
        if isinstance(node, ast.Name):
            return self.imported.get(node.id, node.id)
        return ""

    def location(self, node: ast.stmt | ast.expr | ast.ExceptHandler) -> Location:
        """Point at a node."""
        return Location(self.script.file, node.lineno)

    def assigned(self, name: str, near: ast.AST) -> ast.expr | None:
        """Return the one value that a name has in the function around ``near``, or the module."""
        scopes = [above for above in self.parents(near) if isinstance(above, _SCOPES)]
        for scope in (*scopes, None):
            found = [a for a in self.of_class(ast.Assign) if _binds(a, name)]
            own = [a for a in found if self._scope(a) is scope]
            if own:
                return own[0].value if len(own) == 1 else None
        return None

    def _scope(self, node: ast.AST) -> ast.AST | None:
        return next((above for above in self.parents(node) if isinstance(above, _SCOPES)), None)


def read_code(script: RevisionScript) -> Code:
    """Parse a script and walk it."""
    code = Code(script)
    pending: list[ast.AST] = [script.tree()]
    while pending:
        node = pending.pop()
        code.nodes.setdefault(type(node), []).append(node)
        children = list(_children(node))
        code.above.update(dict.fromkeys(children, node))
        pending += reversed(children)
    imports: list[ast.Import | ast.ImportFrom] = [*code.of_class(ast.Import)]
    for imported in (*imports, *code.of_class(ast.ImportFrom)):
        code.imported.update(_names(imported))
    return code


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what lies in a node, without the marks that Load and Store are."""
    for field_name in node._fields:
        found = getattr(node, field_name, None)
        if isinstance(found, list):
            yield from (item for item in found if isinstance(item, ast.AST))
        elif isinstance(found, ast.AST) and field_name != "ctx":
            yield found


def _names(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield alias.asname or alias.name, f"{module}.{alias.name}"
        elif alias.asname:
            yield alias.asname, alias.name
        else:
            top = alias.name.partition(".")[0]
            yield top, top


def _binds(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)

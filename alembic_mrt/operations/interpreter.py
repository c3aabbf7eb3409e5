"""The interpreter: reads one script for one dialect."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alembic_mrt.finding import Location
from alembic_mrt.operations.directives.registry import Call
from alembic_mrt.operations.names import Lazy, LazyClass
from alembic_mrt.operations.scope import Scope
from alembic_mrt.operations.state import TooLongError
from alembic_mrt.operations.statement_reader import StatementReader
from alembic_mrt.operations.stubs import does_nothing
from alembic_mrt.operations.values import Function, Ref, SourceModule, Value
from alembic_mrt.operations.vocabulary import Step

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable
    from pathlib import Path

    from alembic_mrt.operations.source import Modules


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """Hold a parsed script, and the modules that were read for it so far."""

    path: Path
    file: str
    tree: ast.Module
    modules: Modules
    loaded: dict[Path, SourceModule] = field(default_factory=dict)


class Interpreter(StatementReader):
    """Read the functions of one script symbolically."""

    def __init__(self, script: Script, dialect: str | None) -> None:
        super().__init__(script.file, dialect)
        self.path = script.path
        self.modules = script.modules
        self.scope = Scope(script.path)
        self._loaded = script.loaded
        self._limited(lambda: self.block(script.tree.body, self.scope))

    def step(self, name: str) -> Step:
        """Return what ``upgrade`` or ``downgrade`` does."""
        function = self.scope.names.get(name)
        if isinstance(function, Lazy):
            function = self.resolve(function)
        if not isinstance(function, Function):
            return Step(present=False, location=Location(self.file))
        self.operations, self.conditions, self.spent = [], [], 0
        self.recording = True
        node: ast.AST = function.node
        if not self._limited(lambda: self.run(function, Call(node, ()))):  # type: ignore[arg-type]
            self.opaque(node, "the function does more than is worth following")
        self.recording = False
        return Step(
            present=True,
            location=Location(self.file, self.line(node)),
            operations=tuple(self.operations),
            stub=not self.operations and does_nothing(function.node),
        )

    def _limited(self, run: Callable[[], object]) -> bool:
        try:
            run()
        except (TooLongError, RecursionError):
            return False
        return True

    def resolve(self, lazy: Lazy | LazyClass) -> Value:
        """Read an import or class that was put off."""
        if isinstance(lazy, LazyClass):
            made = self.make_class(lazy.node, lazy.scope)
            lazy.scope.names[lazy.node.name] = made
            return made
        module = self._load(lazy.path, lazy.dotted)
        if lazy.name is None or module is None:
            return module or Ref(lazy.dotted)
        if lazy.name in module.scope.names:
            value = module.scope.names[lazy.name]
            return self.resolve(value) if isinstance(value, Lazy | LazyClass) else value
        full = f"{lazy.dotted}.{lazy.name}"
        found = self.modules.find(full, self.path)
        return Ref(full) if found is None else self.resolve(Lazy(found, full))

    def _load(self, path: Path, dotted: str) -> SourceModule | None:
        if path not in self._loaded:
            tree = self.modules.parse(path)
            if tree is None:
                return None
            scope = Scope(path, main=False)
            self._loaded[path] = SourceModule(dotted, scope)
            recording, self.recording = self.recording, False
            spent, conditions = self.spent, self.conditions
            self.conditions = []
            self._limited(lambda: self.block(tree.body, scope))
            self.recording, self.spent, self.conditions = recording, spent, conditions
        return self._loaded[path]

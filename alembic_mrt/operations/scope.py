"""Scopes: the names that an expression can see."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True, eq=False)
class Scope:
    """Hold the names of a module, class, function or comprehension.

    ``path`` is the file that the code stands in, ``main`` tells that it is the revision script.
    """

    path: Path
    main: bool = True
    package: str = ""
    names: dict[str, Any] = field(default_factory=dict)
    parent: Scope | None = None
    shared: frozenset[str] = frozenset()

    def child(self) -> Scope:
        """Return an inner scope."""
        return Scope(self.path, self.main, self.package, {}, self)

    def find(self, name: str) -> Scope | None:
        """Return the nearest scope that knows ``name``."""
        scope: Scope | None = self
        while scope is not None and name not in scope.names:
            scope = scope.parent
        return scope

    def assign(self, name: str, value: Any) -> None:
        """Bind ``name``; one declared global or nonlocal is bound where it lives."""
        scope = (self.find(name) or self.outermost) if name in self.shared else self
        scope.names[name] = value

    @property
    def outermost(self) -> Scope:
        """Return the scope of the module."""
        return self if self.parent is None else self.parent.outermost

    def snapshot(self) -> dict[str, Any]:
        """Return a copy of the scope's own names."""
        return dict(self.names)

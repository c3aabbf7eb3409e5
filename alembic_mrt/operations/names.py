"""What an import statement binds: a reference to a library, or source that is at hand."""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.values import Handle, Ref, Role, Value

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator
    from pathlib import Path

    from alembic_mrt.operations.scope import Scope
    from alembic_mrt.operations.source import Modules

_LIBRARIES: Final = frozenset({"alembic", "sqlalchemy", "sqlmodel"}) | sys.stdlib_module_names
_LOGGERS: Final = frozenset({"log", "logger", "logging", "_log", "_logger", "console", "warnings"})
OP: Final = Handle(Role.OP)


@dataclass(frozen=True, slots=True)
class Lazy:
    """Stand for an import from source at hand that nothing has asked for yet."""

    path: Path
    dotted: str
    name: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class LazyClass:
    """Stand for a class of an imported module that nothing has asked for yet."""

    node: ast.ClassDef
    scope: Scope


@functools.lru_cache(maxsize=4096)
def known(dotted: str) -> Value:
    """Return what a dotted name of a library stands for."""
    if dotted in {"alembic.op", "alembic.operations.op"}:
        return OP
    return Ref(dotted)


def is_library(dotted: str) -> bool:
    """Tell whether a module is one whose functions are known here."""
    return dotted.partition(".")[0] in _LIBRARIES


def is_logging(dotted: str) -> bool:
    """Tell whether a dotted name leads through a logger."""
    return not _LOGGERS.isdisjoint(part.lower() for part in dotted.split("."))


def bind_import(node: ast.Import, scope: Scope, modules: Modules) -> None:
    """Bind the names of ``import a.b as c``."""
    for alias in node.names:
        name = alias.asname or alias.name.partition(".")[0]
        target = alias.name if alias.asname else name
        scope.assign(name, _module(target, scope, modules))


def _module(dotted: str, scope: Scope, modules: Modules) -> Value:
    if is_library(dotted):
        return known(dotted)
    path = modules.find(dotted, scope.path)
    return Ref(dotted) if path is None else Lazy(path, dotted)


def bind_from_import(node: ast.ImportFrom, scope: Scope, modules: Modules) -> Iterator[Lazy]:
    """Bind the names of ``from a import b``; yield the modules of ``from a import *``."""
    path, dotted = _origin(node, scope, modules)
    for alias in node.names:
        if alias.name == "*":
            if known(dotted) is OP:
                scope.assign("*", OP)
            if path is not None:
                yield Lazy(path, dotted)
            continue
        full = f"{dotted}.{alias.name}"
        value = _module(full, scope, modules) if path is None else Lazy(path, dotted, alias.name)
        scope.assign(alias.asname or alias.name, value)


def _origin(node: ast.ImportFrom, scope: Scope, modules: Modules) -> tuple[Path | None, str]:
    dotted = node.module or ""
    if node.level:
        folder = scope.path.parents[node.level - 1]
        target = folder.joinpath(*dotted.split(".")) if dotted else folder
        found = modules.file(target)
        return found, dotted or folder.name
    if is_library(dotted):
        return None, dotted
    return modules.find(dotted, scope.path), dotted

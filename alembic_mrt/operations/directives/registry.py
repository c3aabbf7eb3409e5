"""The registry of directives: which ``op.x()`` makes which operations.

Each module of this package registers a family; the registry is filled by walking the package.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from alembic_mrt.operations.vocabulary import Operation

if TYPE_CHECKING:
    import ast

    from alembic_mrt.operations.site import Site
    from alembic_mrt.operations.values import Value


@dataclass(slots=True, eq=False)
class Call:
    """Hold a call of a directive with its evaluated arguments.

    ``incomplete`` tells that ``*args`` or ``**kwargs`` of unknown content were among them.
    """

    node: ast.Call
    args: tuple[Value, ...]
    kwargs: Mapping[str, Value] = field(default_factory=dict)
    incomplete: bool = False

    def arg(self, index: int, name: str, default: Value = None) -> Value:
        """Return an argument by keyword or position."""
        if name in self.kwargs:
            return self.kwargs[name]
        return self.args[index] if index < len(self.args) else default

    def has(self, name: str) -> bool:
        """Tell whether a keyword argument is given."""
        return name in self.kwargs


Reader: TypeAlias = Callable[[Call, "Site"], Iterable[Operation]]


@dataclass(frozen=True, slots=True)
class Directive:
    """Hold how a directive is read; ``table_at`` is where a batch leaves its table out."""

    read: Reader
    table_at: int
    schema: str


_DIRECTIVES: Final[dict[str, Directive]] = {}


def directive(
    name: str, *, table_at: int = 0, schema: str = "schema"
) -> Callable[[Reader], Reader]:
    """Register the reader of ``op.<name>()``; ``schema`` is its schema argument."""

    def register(read: Reader) -> Reader:
        _DIRECTIVES[name] = Directive(read, table_at, schema)
        return read

    return register


@functools.cache
def directives() -> Mapping[str, Directive]:
    """Return all directives by name."""
    package = __name__.rpartition(".")[0]
    folder = importlib.import_module(package).__path__
    for module in pkgutil.iter_modules(folder):
        importlib.import_module(f"{package}.{module.name}")
    return _DIRECTIVES

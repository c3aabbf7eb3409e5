"""The catalog of PostgreSQL, one module and one query for each class of object.

A module defines ``read(catalog)``, which yields schema objects; it is found by walking this
folder. No query holds a percent sign, which some drivers take for a parameter. Pairs of name and
value travel as an array of ``name=value``.

A module whose objects only few statements can change says which: ``WORDS``, one of which such a
statement holds, ``KINDS``, all classes that it reads, and ``depends(found)``, which tells of an
object that it may change together with a table, as all do where it is missing.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import Catalog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from alembic_mrt.roundtrip.dialects.base import Since
    from alembic_mrt.schema.objects import SchemaObject

__all__ = ["Catalog", "Reader", "readers"]

_ALWAYS: Final = frozenset(("extension", "schema", "owned", "cascade"))
"""Words of statements that may change objects of any class, and make them."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Read one class of objects; see the package for what tells that it has not changed."""

    read: Callable[[Catalog], Iterator[SchemaObject]]
    words: frozenset[str] | None
    kinds: tuple[type[SchemaObject], ...]
    depends: Callable[[SchemaObject], bool]
    unsaid: Callable[[Catalog], bool]

    def objects(self, catalog: Catalog, since: Since | None) -> Iterable[SchemaObject]:
        """Return the objects; they are read where they may have changed ``since``."""
        unchanged = None if self.unsaid(catalog) else self._unchanged(since)
        return self.read(catalog) if unchanged is None else unchanged

    def _unchanged(self, since: Since | None) -> tuple[SchemaObject, ...] | None:
        """Return the objects that are as they were, None where they must be read."""
        if since is None or self.words is None or not since.words.isdisjoint(self.words | _ALWAYS):
            return None
        known = tuple(o for kind in self.kinds for _, o in since.schema.buckets.every(kind))
        rewritten = known and "rename" in since.words
        return None if rewritten or any(map(self.depends, known)) else known


@cache
def readers() -> tuple[Reader, ...]:
    """Return the readers of all classes of object."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in sorted(names))
    return tuple(_reader(module) for module in modules if hasattr(module, "read"))


def _reader(module: Any) -> Reader:
    words, kinds = getattr(module, "WORDS", None), getattr(module, "KINDS", ())
    depends = getattr(module, "depends", bool)
    return Reader(module.read, words, kinds, depends, getattr(module, "unsaid", _nothing_unsaid))


def _nothing_unsaid(_: Catalog) -> bool:
    return False

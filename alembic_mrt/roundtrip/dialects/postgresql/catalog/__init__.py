"""The catalog of PostgreSQL, one module and one query for each class of object.

A module defines ``read(catalog)``, which yields schema objects; it is found by walking this
folder. No query holds a percent sign, which some drivers take for a parameter. Pairs of name and
value travel as an array of ``name=value``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeAlias

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import Catalog
from alembic_mrt.schema.objects import SchemaObject

__all__ = ["Catalog", "Reader", "readers"]

Reader: TypeAlias = Callable[[Catalog], Iterator[SchemaObject]]


@cache
def readers() -> tuple[Reader, ...]:
    """Return the readers of all classes of object."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in sorted(names))
    return tuple(module.read for module in modules if hasattr(module, "read"))

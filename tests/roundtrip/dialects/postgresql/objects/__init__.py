"""Every class of object that a downgrade can leave behind or lose, as examples.

A module of this folder holds the examples of a few classes as ``EXAMPLES``; it is found by walking
the folder. They are the tests of the round trip and of the snapshot, and what
``python -m benchmarks.objects`` prints.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.roundtrip.dialects.postgresql.objects.example import Example


@cache
def examples() -> tuple[Example, ...]:
    """Return the examples of all classes, sorted by module."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(e for module in modules for e in getattr(module, "EXAMPLES", ()))

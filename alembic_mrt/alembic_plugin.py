"""Join the ``alembic`` program: the entry point of the group ``alembic.plugins``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any


class _IterableModule(ModuleType):
    """Yield itself when iterated over.

    Alembic 1.18.0 to 1.20.0 iterate over the loaded entry point, and ``import alembic`` itself
    fails where that is a plain module.
    """

    def __iter__(self) -> Iterator[ModuleType]:
        yield self


sys.modules[__name__].__class__ = _IterableModule


def setup(plugin: Any) -> None:
    """Register the commands; Alembic calls this in the middle of ``import alembic``."""

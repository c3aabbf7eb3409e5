"""The dialects that a round trip can be made on, one package each, found by its name."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.base import Dialect

__all__ = ["dialect_for", "supported_dialects"]


def supported_dialects() -> tuple[str, ...]:
    """Return the names of the dialects that have a package here, sorted."""
    found = (module.name for module in pkgutil.iter_modules(__path__) if module.ispkg)
    return tuple(sorted(found))


def dialect_for(name: str) -> Dialect:
    """Return what is known of the dialect that SQLAlchemy calls ``name``.

    Raises ProvisionError for one that has no package here.
    """
    if name not in supported_dialects():
        raise ProvisionError(
            f'No round trip can be made on the dialect "{name}".',
            f"Supported are: {', '.join(supported_dialects())}.",
        )
    module = importlib.import_module(f"{__name__}.{name}")
    classes = (member for _, member in inspect.getmembers(module, inspect.isclass))
    return next(c for c in classes if issubclass(c, Dialect) and c.__dict__.get("name") == name)()

"""Migration rollback testing for Alembic.

The public names are loaded when they are first asked for: this package is imported in the middle
of ``import alembic``, where most of Alembic cannot be imported yet.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alembic_mrt.command import mrt_check, mrt_roundtrip
    from alembic_mrt.config import MRTConfig
    from alembic_mrt.exceptions import (
        ConfigurationError,
        EnvironmentScriptError,
        ForeignConnectionError,
        MRTError,
        ProvisionError,
    )
    from alembic_mrt.finding import (
        Finding,
        Location,
        Report,
        RevisionResult,
        Severity,
        Verdict,
    )

__version__ = "0.1.0"

__all__ = [
    "ConfigurationError",
    "EnvironmentScriptError",
    "Finding",
    "ForeignConnectionError",
    "Location",
    "MRTConfig",
    "MRTError",
    "ProvisionError",
    "Report",
    "RevisionResult",
    "Severity",
    "Verdict",
    "__version__",
    "mrt_check",
    "mrt_roundtrip",
]

_HOMES = {
    "MRTConfig": "config",
    "mrt_check": "command",
    "mrt_roundtrip": "command",
    **dict.fromkeys(("Finding", "Location", "Report"), "finding"),
    **dict.fromkeys(("RevisionResult", "Severity", "Verdict"), "finding"),
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOMES.get(name, "exceptions")
    return getattr(importlib.import_module(f"{__name__}.{home}"), name)

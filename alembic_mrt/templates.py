"""Find the templates, which a wheel holds inside the package and a checkout beside it."""

from __future__ import annotations

from pathlib import Path

from alembic_mrt.exceptions import ConfigurationError

_PACKAGE = Path(__file__).parent


def template_path(name: str) -> Path:
    """Return the path of a template, or of a folder of them.

    Raises ConfigurationError where the installation does not hold it.
    """
    for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates"):
        if (folder / name).exists():
            return folder / name
    raise ConfigurationError(
        f"The template {name} is missing from the installation in {_PACKAGE}.",
        "Install alembic-mrt anew.",
    )

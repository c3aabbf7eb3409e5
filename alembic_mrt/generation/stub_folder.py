"""The folder that holds the tests of the revisions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic_mrt.config import read_settings
from alembic_mrt.config_files import ini_path, toml_path

if TYPE_CHECKING:
    from alembic.config import Config

DEFAULT: Final = Path("tests", "migrations")


def configured_folder(config: Config) -> Path | None:
    """Return the folder that the settings name, relative to the working folder where it can be."""
    folder = read_settings(config).test_folder
    return None if folder is None else Path(folder)


def stub_folder(config: Config) -> Path:
    """Return the folder that the settings name, or the usual one beside Alembic's settings."""
    beside = ini_path(config) if ini_path(config).exists() else toml_path(config)
    return configured_folder(config) or beside.parent / DEFAULT

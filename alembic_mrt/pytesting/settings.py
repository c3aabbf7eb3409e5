"""The settings of a pytest run: where they may stand, and which place wins."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.config import KEYS, MRTConfig, read_settings
from alembic_mrt.pytesting.places import given_config

if TYPE_CHECKING:
    import pytest
    from alembic.config import Config

_INI_KEYS: Final = ("url", "setup", "strict")
_OPTIONS: Final = ("url", "strict")


def gather_settings(config: pytest.Config, alembics: Config) -> MRTConfig:
    """Return the settings, those of ``config._mrt_config`` over the files, an option over all.

    Raises ConfigurationError naming the key and its place.
    """
    file = config.inipath or "pytest's configuration"
    ini = {key: config.getini(f"mrt_{key}") for key in _INI_KEYS}
    options = {key: config.getoption(f"mrt_{key}") for key in _OPTIONS}
    return read_settings(
        alembics,
        further=(
            (f"{file} (as mrt_...)", _said(ini)),
            ("config._mrt_config", _differing(given_config(config))),
            ("the options --mrt-...", _said(options)),
        ),
    )


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _differing(given: MRTConfig) -> dict[str, Any]:
    """Return what was set, under its key and as a file would hold it."""
    values = {field.name: getattr(given, field.name) for field in dataclasses.fields(given)}
    default = MRTConfig()
    told = {name: v for name, v in values.items() if v != getattr(default, name)}
    told |= {"url": told["db_url"]} if "db_url" in told else {}
    return {key: _as_in_a_file(value) for key, value in told.items() if key in KEYS}


def _as_in_a_file(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return os.fspath(value) if isinstance(value, os.PathLike) else value

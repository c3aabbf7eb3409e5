"""alembic.ini and pyproject.toml: whether they are usable, and our own sections in them."""

from __future__ import annotations

import configparser
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.exceptions import ConfigurationError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from alembic.config import Config

SECTION: Final = "mrt"


def check_files(config: Config) -> None:
    """Make sure that Alembic finds its own configuration.

    Raises ConfigurationError with the path looked at and what to do.
    """
    named = [*(getattr(config.cmd_opts, "config", None) or ()), os.environ.get("ALEMBIC_CONFIG")]
    for name in filter(None, named):
        if not Path(name).is_file():
            raise ConfigurationError(
                f"There is no file {Path(name).absolute()}.",
                "Name your alembic.ini with -c PATH.",
            )
    if not _parser(config).has_section(config.config_ini_section) and not _alembics_toml(config):
        raise _nothing_configured(config)


def ini_section(config: Config) -> tuple[str, dict[str, str]]:
    """Return the name of our section of alembic.ini and what it holds.

    What the section inherits from ``[DEFAULT]`` is not ours: a URL there is nobody's consent to
    use the database.
    """
    place = f"[{SECTION}] of {ini_path(config)}"
    own = _parser(config)
    if not own.has_section(SECTION):
        return place, {}
    keys = [key for key in own.options(SECTION) if key not in own.defaults()]
    return place, {key: _interpolated(config, key, place) for key in keys}


def toml_section(config: Config) -> tuple[str, dict[str, object]]:
    """Return the name of our section of pyproject.toml and what it holds."""
    place = f"[tool.{SECTION}] of {toml_path(config)}"
    return place, _tool(toml_path(config), SECTION)


def ini_path(config: Config) -> Path:
    """Return the path of alembic.ini, there or not."""
    return Path(config.config_file_name or "alembic.ini")


def toml_path(config: Config) -> Path:
    """Return the pyproject.toml that Alembic reads or else the one beside alembic.ini."""
    named = getattr(config, "toml_file_name", None)
    if named is not None and Path(named).exists():
        return Path(named)
    return ini_path(config).parent / "pyproject.toml"


def interpolation_fault(place: str, error: configparser.InterpolationError) -> ConfigurationError:
    """Word the fault without the value, which may hold a password."""
    if isinstance(error, configparser.InterpolationMissingOptionError):
        fault = f"refers to %({error.reference})s, which nothing defines"
    else:
        fault = 'holds a "%" that stands alone'
    return ConfigurationError(
        f'The key "{error.option}" in {place} {fault}.',
        'A plain "%" is written "%%" in an ini file.',
    )


def _nothing_configured(config: Config) -> ConfigurationError:
    path = ini_path(config)
    if path.exists():
        return ConfigurationError(
            f"{path} has no [{config.config_ini_section}] section.",
            "Name the section with -n NAME, or the right file with -c PATH.",
        )
    return ConfigurationError(
        f"There is no alembic.ini: {path.absolute()} does not exist.",
        "Name it with -c PATH, or make one with `alembic init migrations`.",
    )


def _interpolated(config: Config, key: str, place: str) -> str:
    try:
        return config.file_config.get(SECTION, key)
    except configparser.InterpolationError as error:
        raise interpolation_fault(place, error) from None


def _parser(config: Config) -> configparser.RawConfigParser:
    """Read alembic.ini with ``[DEFAULT]`` as a section like any other."""
    path = ini_path(config)
    parser = configparser.RawConfigParser(default_section="\0")
    try:
        parser.read(path, encoding="utf-8")
        _ = config.file_config
    except (configparser.Error, UnicodeDecodeError, OSError) as error:
        raise ConfigurationError(f"{path} cannot be read: {_one_line(error)}.") from None
    return parser


def _alembics_toml(config: Config) -> dict[str, Any]:
    """Return [tool.alembic], which Alembic reads from the file that it was given alone."""
    named = getattr(config, "toml_file_name", None)
    return _tool(Path(named), "alembic") if named else {}


def _tool(path: Path, name: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigurationError(f"{path} cannot be read: {_one_line(error)}.") from None
    table = data.get("tool", {}).get(name, {})
    if not isinstance(table, dict):
        raise ConfigurationError(f"[tool.{name}] of {path} must be a table.")
    return table


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")

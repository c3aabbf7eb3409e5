"""Where the revision scripts of a migration environment lie."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from configparser import InterpolationError
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from alembic.script import ScriptDirectory
from alembic.util import CommandError, coerce_resource_to_filename

from alembic_mrt.config_files import interpolation_fault
from alembic_mrt.exceptions import ConfigurationError

if TYPE_CHECKING:
    from alembic.config import Config

_SET = 'Set it in alembic.ini, or in pyproject.toml under [tool.alembic]: script_location = "DIR".'
_INIT = "Correct script_location, or make a migration environment with `alembic init DIR`."


def version_locations(config: Config) -> tuple[Path, ...]:
    """Return the existing folders that Alembic would look for revision scripts in."""
    directory = script_directory(config)
    with _found("version_locations", config):
        configured = tuple(
            Path(coerce_resource_to_filename(str(location))).absolute()
            for location in directory.version_locations or ()
        )
    locations = configured or (Path(directory.dir, "versions").absolute(),)
    existing = tuple(location for location in locations if location.is_dir())
    if not existing:
        raise _no_versions(locations, configured=bool(configured))
    return existing


def script_directory(config: Config) -> ScriptDirectory:
    """Return Alembic's own reading of the configuration; no revision script is loaded."""
    with _unchanged_process(), _found("script_location", config):
        try:
            return ScriptDirectory.from_config(config)
        except InterpolationError as error:
            raise interpolation_fault(_name_of(config), error) from error
        except ValueError as error:
            raise ConfigurationError(
                f"{_name_of(config)} cannot be used: {error}.", "Correct it there."
            ) from error
        except CommandError as error:
            raise _wrong_location(config, error) from error


@contextmanager
def _found(key: str, config: Config) -> Iterator[None]:
    """Name the key whose package (``package:folder``) cannot be imported."""
    try:
        yield
    except ImportError as error:
        raise ConfigurationError(
            f'The key "{key}" in {_name_of(config)} names a package that cannot be imported:'
            f" {error}.",
            "Install it, or name the folder that it lies in with prepend_sys_path.",
        ) from error


@contextmanager
def _unchanged_process() -> Iterator[None]:
    """Keep ``prepend_sys_path`` and Alembic's deprecation warnings out of our process."""
    before = sys.path[:]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            yield
        finally:
            sys.path[:] = before


def _wrong_location(config: Config, error: CommandError) -> ConfigurationError:
    location = _script_location(config)
    if location:
        message = f"The script_location of {_name_of(config)}, {location}, does not exist."
        return ConfigurationError(message, _INIT)
    name = config.config_file_name
    if name and not Path(name).exists() and not _has_toml(config):
        message = f"The configuration file {name} does not exist."
        return ConfigurationError(message, "Name the right one with -c FILE.")
    if location is None:
        return ConfigurationError(f"{_name_of(config)} sets no script_location.", _SET)
    return ConfigurationError(f"{_name_of(config)} cannot be used: {error}", _SET)


def _script_location(config: Config) -> str | None:
    """Return the option; Alembic reads it from pyproject.toml too, from 1.16 on."""
    option = getattr(config, "get_alembic_option", config.get_main_option)
    try:
        return cast("str | None", option("script_location"))
    except CommandError:
        return None


def _no_versions(locations: tuple[Path, ...], *, configured: bool) -> ConfigurationError:
    names = ", ".join(str(location) for location in locations)
    if configured:
        message = f"None of the version_locations exists: {names}."
        return ConfigurationError(message, "Correct version_locations.")
    message = f"The folder of revision scripts {names} does not exist."
    return ConfigurationError(
        message, "Make it, name another with version_locations, or run `alembic revision` first."
    )


def _name_of(config: Config) -> str:
    name = config.config_file_name
    return str(name) if name and Path(name).exists() else "the Alembic configuration"


def _has_toml(config: Config) -> bool:
    name = getattr(config, "toml_file_name", None)
    return bool(name and Path(name).exists())

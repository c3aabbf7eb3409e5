"""alembic.ini and pyproject.toml: whether they are usable, and our own sections in them."""

from __future__ import annotations

import configparser
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.exceptions import ConfigurationError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.config import Config

SECTION: Final = "mrt"
OF_FLASK: Final = "mrt_of_flask"
"""The attribute of a configuration that Flask-Migrate has made."""
_CORRECT: Final = "Correct the line."
_NAME_IT: Final = "Name your alembic.ini with -c PATH."


def check_files(config: Config) -> None:
    """Make sure that Alembic finds its own configuration.

    Raises ConfigurationError with the path looked at and what to do.
    """
    named = [*(getattr(config.cmd_opts, "config", None) or ()), os.environ.get("ALEMBIC_CONFIG")]
    for name in filter(None, named):
        if not Path(name).exists():
            raise ConfigurationError(f"There is no file {Path(name).absolute()}.", _NAME_IT)
    if not _parser(config).has_section(config.config_ini_section) and not alembics_toml(config):
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
        "Run `flask db init` first, or name the folder of the migrations with -d DIRECTORY."
        if config.attributes.get(OF_FLASK)
        else "Name it with -c PATH, or make one with `alembic init migrations`.",
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
    with _readable(path):
        if path.exists():
            # Not read(), which takes a file that cannot be opened for one that is not there.
            parser.read_string(path.read_text(encoding="utf-8"))
        _ = config.file_config
    return parser


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Word why a file of the configuration cannot be read."""
    try:
        yield
    except configparser.Error as error:
        raise ConfigurationError(f"{path} is no ini file: {_fault(error)}.", _CORRECT) from None
    except tomllib.TOMLDecodeError as error:
        fault = " ".join(str(error).split()).rstrip(".")
        raise ConfigurationError(f"{path} is no TOML: {fault}.", _CORRECT) from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path} is no text in UTF-8.", _NAME_IT) from None
    except OSError as error:
        remedy = "Make it readable, or name another one with -c PATH."
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}.", remedy) from None


def _fault(error: configparser.Error) -> str:
    """Word what is wrong in an ini file, without the text of the line: it may be a password."""
    match error:
        case configparser.MissingSectionHeaderError():
            return f"line {error.lineno} stands before any [section]"
        case configparser.ParsingError():
            return f"line {error.errors[0][0]} is neither a [section] nor a key with a value"
        case configparser.DuplicateOptionError():
            return f'line {error.lineno} sets the key "{error.option}" of [{error.section}] again'
        case configparser.DuplicateSectionError():
            return f"line {error.lineno} begins [{error.section}] again"
    return " ".join(str(error).split()).rstrip(".")


def alembics_toml(config: Config) -> dict[str, Any]:
    """Return [tool.alembic], which Alembic reads from the file that it was given alone."""
    named = getattr(config, "toml_file_name", None)
    return alembics_table(Path(named)) if named else {}


def alembics_table(path: Path) -> dict[str, Any]:
    """Return [tool.alembic] of a pyproject.toml; nothing where there is none."""
    return _tool(path, "alembic")


def _tool(path: Path, name: str) -> dict[str, Any]:
    if not path.exists():
        return {}
    with _readable(path):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    return _table(_table(data, "tool", path, "tool"), name, path, f"tool.{name}")


def _table(data: dict[str, Any], key: str, path: Path, name: str) -> dict[str, Any]:
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise ConfigurationError(f"[{name}] of {path} must be a table.")
    return table

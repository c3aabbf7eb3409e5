"""Where alembic.ini is looked for, and what to say where it is not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from alembic_mrt.config import MRTConfig
from alembic_mrt.config_files import alembics_table
from alembic_mrt.exceptions import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

_ATTRIBUTE: Final = "_mrt_config"
_USUAL: Final = ("alembic.ini", "migrations/alembic.ini")
"""Where `alembic init` and Flask-Migrate put it."""
_CONFTEST: Final = """\
from alembic_mrt import MRTConfig

def pytest_configure(config):
    config._mrt_config = MRTConfig(alembic_ini="path/to/alembic.ini")
"""


def given_config(config: pytest.Config) -> MRTConfig:
    """Return what a conftest.py has put into ``config._mrt_config``, or what stands for nothing.

    Raises ConfigurationError where that is something else than an MRTConfig.
    """
    given = getattr(config, _ATTRIBUTE, None)
    if given is not None and not isinstance(given, MRTConfig):
        raise ConfigurationError(
            f"config.{_ATTRIBUTE} is {given!r}, not an MRTConfig.",
            f'Write config.{_ATTRIBUTE} = MRTConfig(alembic_ini="alembic.ini") in conftest.py.',
        )
    return given or MRTConfig()


def find_configuration(config: pytest.Config) -> Path:
    """Return the path of the alembic.ini, or of the pyproject.toml that Alembic reads instead.

    A relative one is looked for in the folder that pytest is run in, in those above it up to the
    one of the repository, and in rootdir; the nearest one wins. Raises ConfigurationError naming
    the places looked at.
    """
    named, folders = _named(config), _folders(config)
    for folder in folders:
        for path in (folder / name for name in named or _USUAL):
            if path.is_file():
                return path
        if not named and alembics_table(folder / "pyproject.toml"):
            return folder / "pyproject.toml"
    raise _not_found(config, named, folders)


def _named(config: pytest.Config) -> tuple[str, ...]:
    """Return the path that somebody has named, the latest place first."""
    places = (
        config.getoption("--mrt-ini"),
        given_config(config).alembic_ini,
        config.getini("mrt_alembic_ini"),
        os.environ.get("ALEMBIC_CONFIG"),
    )
    return tuple(str(place) for place in places if place)[:1]


def _folders(config: pytest.Config) -> list[Path]:
    """Return the folder that pytest is run in, those above it in the repository, and rootdir."""
    here = config.invocation_params.dir
    folders = [here, *here.parents]
    homes = (number for number, folder in enumerate(folders, 1) if (folder / ".git").exists())
    return list(dict.fromkeys([*folders[: next(homes, None)], config.rootpath]))


def _not_found(
    config: pytest.Config, named: tuple[str, ...], folders: list[Path]
) -> ConfigurationError:
    name = named[0] if named else "alembic.ini"
    usual = f"{', '.join(_USUAL)} and [tool.alembic] of pyproject.toml in "
    places = dict.fromkeys(str(folder / name if named else folder) for folder in folders)
    looked = ("" if named else usual) + ", ".join(places)
    return ConfigurationError(
        f"{name} not found: looked at {looked} (rootdir: {config.rootpath}).",
        f"Name it in {config.rootpath / 'conftest.py'}:\n\n{_CONFTEST}",
    )

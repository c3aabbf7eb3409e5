"""The migration environment that ``mrt-init`` finds, or the one that it makes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic_mrt.config_files import OF_FLASK, alembics_toml, check_files, ini_path, toml_path
from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.generation.changes import Change, read, shown
from alembic_mrt.history.locations import script_directory
from alembic_mrt.templates import template_path

if TYPE_CHECKING:
    from alembic.config import Config


@dataclass(frozen=True)
class Place:
    """Hold where things are: env.py, the configuration of Alembic, and the root of the project.

    ``toml`` is a pyproject.toml that holds Alembic's settings, None where alembic.ini does.
    """

    folder: Path
    ini: Path
    toml: Path | None
    root: Path

    @property
    def configuration(self) -> Path:
        """Return the file that Alembic is pointed at."""
        return self.ini if self.ini.exists() or self.toml is None else self.toml


def exists(config: Config) -> bool:
    """Tell whether there is an alembic.ini or a pyproject.toml that Alembic can use.

    Raises ConfigurationError for one that was named and is not there, and where there is none for
    a Flask application: Flask-Migrate makes that.
    """
    if _named(config) or config.attributes.get(OF_FLASK):
        check_files(config)
    if not ini_path(config).exists():
        return bool(_in_toml(config))
    return True


def found(config: Config) -> Place:
    """Return the place of the environment that is there. Raises ConfigurationError without one."""
    ini = ini_path(config)
    check_files(config)
    toml = toml_path(config) if _in_toml(config) else None
    return Place(_folder(config), ini, toml, _root(ini if ini.exists() else toml or ini))


def check_folder(place: Place, directory: str | None) -> None:
    """Refuse to take one environment for a new one in another folder, by ConfigurationError."""
    if directory is not None and Path(directory).resolve() != place.folder.resolve():
        raise ConfigurationError(
            f"There is an environment in {shown(place.folder)}, so none is made in {directory}.",
            "Leave the folder out to add to that one.",
        )


def is_of_flask(place: Place) -> bool:
    """Tell whether env.py is that of Flask-Migrate."""
    return "current_app" in _env(place)


def serves_several(place: Place) -> bool:
    """Tell whether env.py runs the migrations of several databases."""
    return "engine_name" in _env(place)


def _env(place: Place) -> str:
    path = place.folder / "env.py"
    return read(path) if path.exists() else ""


def made(config: Config, directory: str, template: str) -> tuple[Place, list[Change]]:
    """Return the place of a new environment, and the files that make it.

    Raises ConfigurationError where the folder is not empty.
    """
    folder, ini = Path(directory), ini_path(config)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigurationError(
            f"There is no {ini}, and {folder} is not empty.",
            "Name the environment's alembic.ini with -c PATH, or another folder for a new one.",
        )
    source = template_path(template)
    texts = {folder / path.name: path for path in sorted(source.iterdir()) if path.is_file()}
    changes = [
        Change(ini, None, _rendered(path, ini, folder))
        if path.suffix == ".mako" and path.name != "script.py.mako"
        else Change(target, None, read(path))
        for target, path in texts.items()
    ]
    keep = Change(folder / "versions" / ".gitkeep", None, "")
    return Place(folder, ini, None, _root(ini)), [*changes, keep]


def _rendered(path: Path, ini: Path, folder: Path) -> str:
    from mako.template import Template

    relative = os.path.relpath(folder, ini.parent)
    text: str = Template(read(path)).render_unicode(
        script_location="%(here)s/" + Path(relative).as_posix()
    )
    return text


def _named(config: Config) -> bool:
    return bool(getattr(config.cmd_opts, "config", None) or os.environ.get("ALEMBIC_CONFIG"))


def _in_toml(config: Config) -> Any:
    """Return the settings that Alembic reads from a pyproject.toml, from 1.16 on."""
    return alembics_toml(config)


def _folder(config: Config) -> Path:
    """Return the folder of env.py; Flask-Migrate names it on the command line alone."""
    beside = ini_path(config).parent
    nowhere = not _in_toml(config) and config.get_main_option("script_location") is None
    if nowhere and (beside / "env.py").is_file():
        return beside
    return Path(script_directory(config).dir)


def _root(file: Path) -> Path:
    """Return the folder to put tests into: the working folder where the file lies below it."""
    here = Path.cwd()
    return Path() if file.absolute().is_relative_to(here) else file.parent

"""The migration environment under test: its configuration, settings and history."""

from __future__ import annotations

import functools
from argparse import Namespace
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from alembic.config import Config

from alembic_mrt.choice import name_fully, read_configured
from alembic_mrt.config_files import check_files
from alembic_mrt.exceptions import ConfigurationError, EnvironmentScriptError
from alembic_mrt.handed_over import blamed, check_handed_over
from alembic_mrt.pytesting.flask_app import FlaskApp, find_app, needs_app
from alembic_mrt.pytesting.places import find_configuration
from alembic_mrt.pytesting.process_state import as_before, working_in
from alembic_mrt.pytesting.settings import gather_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

    from alembic_mrt.config import MRTConfig
    from alembic_mrt.history.graph import History


class Project:
    """Hold one migration environment, as a pytest run is configured for it."""

    def __init__(
        self, pytest_config: pytest.Config, app: Callable[[], object] | None = None
    ) -> None:
        """Read the configuration; ``app`` is asked for the Flask application, if one is needed.

        Raises ConfigurationError naming what is wrong, and its place.
        """
        path = find_configuration(pytest_config)
        self.app = None
        if needs_app(path):
            named = pytest_config.getini("mrt_flask_app")
            given = None if app is None or named else app()
            self.app = find_app(named) if given is None else FlaskApp(given)
        arguments = pytest_config.getini("mrt_x") + (pytest_config.getoption("mrt_x") or [])
        self.config = self._make_config(path, arguments)
        check_files(self.config)
        self.home = _home(self.config, path)
        self.settings = gather_settings(pytest_config, self.config)
        if self.settings.use_database and _is_one_of_several(pytest_config):
            raise ConfigurationError(
                "use_database lets one process at a time use the database.",
                "Run pytest with -n 0, or leave use_database out.",
            )

    @functools.cached_property
    def history(self) -> History:
        """Return the history, read without importing a script.

        Raises ConfigurationError where there is none.
        """
        with working_in(self.home):
            return read_configured(self.config, self.settings)

    @functools.cached_property
    def named_settings(self) -> MRTConfig:
        """Return the settings with whole revision ids."""
        return name_fully(self.settings, self.history)

    @functools.cached_property
    def judged_history(self) -> History:
        """Return the history with the revisions that the settings declare irreversible."""
        return self.history.declare_irreversible(self.named_settings.irreversible)

    def below(self, *revisions: str) -> frozenset[str]:
        """Return the revisions, and all that they are built on."""
        found: set[str] = set()
        waiting = list(revisions)
        while waiting:
            revision = waiting.pop()
            if revision not in found:
                found.add(revision)
                waiting += self.history.parents(revision)
        return frozenset(found)

    def entered(self) -> AbstractContextManager[None]:
        """Run the ``with`` block, and what it starts, where the environment can be used."""
        return as_before(self.home)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run env.py in the ``with`` block, in the context of its application if it has one.

        Blames the URL where env.py stumbles over that.
        """
        check_handed_over(self.settings)
        try:
            if self.app is None:
                yield
            else:
                with self.app.context():
                    yield
        except EnvironmentScriptError as error:
            raise blamed(self.config, self.settings, error) or error from None

    def _make_config(self, path: Path, arguments: list[str]) -> Config:
        options = Namespace(x=arguments or None)
        if self.app is not None:
            return self.app.config(path, options)
        if path.name == "pyproject.toml":
            config = Config(str(path.with_name("alembic.ini")), cmd_opts=options)
            config.toml_file_name = str(path)  # an argument of Config from Alembic 1.16 on
            return config
        config = Config(str(path), cmd_opts=options)
        config.toml_file_name = str(path.with_name("pyproject.toml"))
        return config


def _is_one_of_several(pytest_config: pytest.Config) -> bool:
    """Tell whether this is one of the workers of pytest-xdist."""
    worker: dict[str, int] = getattr(pytest_config, "workerinput", {})
    return worker.get("workercount", 1) > 1


def _home(config: Config, path: Path) -> Path:
    """Return the folder that relative paths of the configuration mean.

    For Alembic that is the working directory; where the scripts do not lie there, or that is a
    folder within the project, pytest is run in another folder than Alembic is.
    """
    option = getattr(config, "get_alembic_option", config.get_main_option)
    location = option("script_location") or ""
    here, beside = Path.cwd(), path.resolve().parent
    if ":" in location or Path(location).is_absolute():
        return beside if beside in here.parents else here
    return here if Path(location).exists() or not (beside / location).exists() else beside

"""What one pytest session holds: made when it is first needed, gone when the session ends."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pytest

from alembic_mrt.choice import choose
from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.pytesting.project import Project
from alembic_mrt.pytesting.round_trips import RoundTrips
from alembic_mrt.pytesting.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable


class Suite:
    """Hold the project under test, the results of its round trips and a stage for its steps."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._project: Project | None = None
        self._stage: Stage | None = None

    @property
    def project(self) -> Project:
        """Return the project; raises ConfigurationError where there is none."""
        return self.project_with(None)

    def project_with(self, app: Callable[[], object] | None) -> Project:
        """Return the project; ``app`` is asked for the Flask application that env.py may need."""
        self._project = self._project or Project(self._config, app)
        return self._project

    def chosen(self) -> tuple[str, ...]:
        """Return the revisions that are to be tested, base first: all, or those that are new.

        Raises ConfigurationError where --mrt-since or ``start_after`` names none.
        """
        project = self.project
        with project.entered():
            only = choose(project.history, (), project.settings, self.since).only
        order = project.history.order()
        return tuple(name for name in order if only is None or name in only)

    @property
    def since(self) -> str | None:
        """Return what --mrt-since names."""
        named: str | None = self._config.getoption("--mrt-since")
        return named

    @functools.cached_property
    def round_trips(self) -> RoundTrips:
        """Return the results of the session."""
        return RoundTrips(self.project, self._free_database)

    @property
    def stage(self) -> Stage:
        """Return the database that tests move step by step; another one if that was broken off."""
        if self._stage is None or self._stage.broken:
            self._stage = Stage(self.project)
        return self._stage

    def leave(self) -> None:
        """Let the next test find the stage in a clean state."""
        if self._stage is not None:
            self._stage.leave()

    def _free_database(self) -> None:
        """Take the stage away where a database was handed over, which serves one at a time."""
        stage = self._stage
        if stage is None or not self.project.settings.use_database:
            return
        if not stage.left:
            raise ConfigurationError(
                "The database that was handed over holds what this test has made.",
                "Judge revisions in a test that makes no steps, or leave use_database out.",
            )
        stage.close()
        self._stage = None

    def close(self) -> None:
        """Take away what was made."""
        if "round_trips" in vars(self):
            self.round_trips.close()
        if self._stage is not None:
            self._stage.close()


_KEY = pytest.StashKey[Suite]()


def suite_of(config: pytest.Config) -> Suite:
    """Return the one suite of a session."""
    if _KEY not in config.stash:
        config.stash[_KEY] = suite = Suite(config)
        config.add_cleanup(suite.close)
    return config.stash[_KEY]

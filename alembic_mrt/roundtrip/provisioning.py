"""The disposable databases of one run, made when env.py first asks for their dialect."""

from __future__ import annotations

from configparser import InterpolationError
from contextlib import ExitStack
from copy import deepcopy

from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from alembic_mrt.config import MRTConfig
from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Disposable, Provision
from alembic_mrt.roundtrip.own import own_connections
from alembic_mrt.roundtrip.setup import Setup


class Disposables:
    """Own the disposable databases, one a dialect, inside a ``with`` block."""

    def __init__(self, settings: MRTConfig) -> None:
        self._settings = settings
        self._handed_over = _backend(settings.db_url)
        self.setup = None if settings.setup is None else Setup(settings.setup)
        self._made: dict[str, Disposable] = {}
        self._undo = ExitStack()

    def __enter__(self) -> Disposables:
        return self

    def __exit__(self, *_: object) -> None:
        with own_connections():
            self._undo.close()

    def apply_to(self, config: Config) -> None:
        """Let ``sqlalchemy.url`` choose the dialect of the URL that was handed over, if any.

        A URL of the same dialect is left alone: its driver is the one that env.py expects.
        """
        if self._settings.db_url is None:
            return
        present = present_url(config)
        if present is None or present.get_backend_name() != self._handed_over:
            # A copy, for the text of a placeholder could not be set again.
            self._undo.callback(setattr, config, "file_config", config.file_config)
            config.file_config = deepcopy(config.file_config)
            config.set_main_option("sqlalchemy.url", _escaped(self._settings.db_url))

    def of(self, dialect: str) -> Disposable:
        """Return the disposable database for a dialect, making it at the first call.

        Raises ConfigurationError where another dialect's URL was handed over or the setup script
        fails, ProvisionError where none can be made.
        """
        if dialect not in self._made:
            self._check(dialect)
            with own_connections():
                made = dialect_for(dialect).provision(
                    Provision(
                        self._settings.db_url,
                        self._settings.use_database,
                        clean=self._settings.clean_database,
                    )
                )
                self._undo.callback(made.close)
                if self.setup is not None:
                    self.setup.apply(made)
            self._made[dialect] = made
        return self._made[dialect]

    def _check(self, dialect: str) -> None:
        if self._handed_over and self._handed_over != dialect:
            raise ConfigurationError(
                f"A {self._handed_over} URL was handed over, but env.py connects to {dialect}.",
                "Drop --url (and MRT_DATABASE_URL), or let env.py take its URL from "
                "sqlalchemy.url.",
            )


def present_url(config: Config) -> URL | None:
    """Return the URL under ``sqlalchemy.url``, or None where it is absent or a placeholder."""
    try:
        url = config.get_main_option("sqlalchemy.url")
        return make_url(url) if url else None
    except (ArgumentError, CommandError, InterpolationError, ValueError):
        return None


def _backend(url: str | None) -> str:
    return make_url(url).get_backend_name() if url else ""


def _escaped(url: str) -> str:
    """Escape a URL for the interpolation of alembic.ini."""
    return url.replace("%", "%%")

"""The Flask application whose context an env.py of Flask-Migrate needs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from alembic.config import Config

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.flask_migrate import configuration

if TYPE_CHECKING:
    from argparse import Namespace
    from contextlib import AbstractContextManager
    from pathlib import Path

_REMEDY = (
    "Name it in FLASK_APP or, in pytest's configuration, as mrt_flask_app = module:app; the"
    ' fixture takes that of a fixture called "app" too.'
)


def needs_app(path: Path) -> bool:
    """Tell whether the env.py of a configuration asks Flask for the application at hand."""
    location = Config(str(path)).get_main_option("script_location") if path.suffix == ".ini" else ""
    script = path.parent / (location or "") / "env.py"
    return script.is_file() and "current_app" in script.read_text(encoding="utf-8")


class FlaskApp:
    """Hold an application with Flask-Migrate's extension."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def context(self) -> AbstractContextManager[Any]:
        """Return a context of the application."""
        context: AbstractContextManager[Any] = self._app.app_context()
        return context

    def config(self, path: Path, options: Namespace) -> Config:
        """Return the configuration that Flask-Migrate makes of the folder of ``path``.

        Raises ConfigurationError where it was not initialised with the application.
        """
        with self.context():
            return configuration(self._app, str(path.parent), options.x)


def find_app(named: str | None) -> FlaskApp:
    """Return the application at hand, that of a name, or else the one that `flask` would find.

    Raises ConfigurationError where there is none.
    """
    from click import UsageError
    from flask import current_app, has_app_context
    from flask.cli import ScriptInfo

    if has_app_context():
        return FlaskApp(current_app._get_current_object())  # type: ignore[attr-defined]
    try:
        return FlaskApp(ScriptInfo(named or os.environ.get("FLASK_APP")).load_app())
    except UsageError as error:
        said = " ".join(str(error).split()).partition(". ")[0]
        raise ConfigurationError(
            f"env.py needs a Flask application, and none was found: {said}.", _REMEDY
        ) from None

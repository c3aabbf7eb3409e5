"""The configuration that Flask-Migrate makes; its alembic.ini alone does not name the scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError

from alembic_mrt.config_files import OF_FLASK
from alembic_mrt.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic.config import Config


def configuration(app: Any, directory: str | None, arguments: Sequence[str] | None) -> Config:
    """Return Flask-Migrate's own configuration, within a context of the application.

    ``directory`` is the folder of the migrations, None for the configured one; ``arguments`` are
    those for env.py (``-x``). Raises ConfigurationError where the application does not know
    Flask-Migrate.
    """
    extension = app.extensions.get("migrate")
    if extension is None:
        raise ConfigurationError(
            f'The Flask application "{app.name}" knows no Flask-Migrate.',
            "Call Migrate(app, db) where it is made.",
        )
    config: Config = extension.migrate.get_config(directory, x_arg=arguments)
    config.attributes[OF_FLASK] = True
    if not config.get_main_option("sqlalchemy.url"):
        config.set_main_option("sqlalchemy.url", _url(extension.db))
    return config


def _url(db: Any) -> str:
    """Return the URL of the application, without its password: it only tells the dialect.

    It is empty where no engine can be made of it; env.py will say why.
    """
    try:
        url: str = db.engine.url.render_as_string()
    except (ImportError, RuntimeError, SQLAlchemyError):
        return ""
    return url.replace("%", "%%")

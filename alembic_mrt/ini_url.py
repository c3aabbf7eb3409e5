"""What is wrong with the text of ``sqlalchemy.url``, where env.py stumbled over just that."""

from __future__ import annotations

from configparser import InterpolationError
from typing import TYPE_CHECKING, Final

from alembic.util import CommandError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from alembic_mrt.config_files import ini_path, interpolation_fault
from alembic_mrt.exceptions import ConfigurationError

if TYPE_CHECKING:
    from alembic.config import Config

    from alembic_mrt.exceptions import MRTError

_SHAPE: Final = (
    "It reads dialect://user:password@host:port/database; special characters in the password are"
    " percent-encoded."
)
_SET: Final = (
    "Set it to a URL of your kind of database, such as sqlite://; it only tells the dialect, and"
    " the database that it names is not touched."
)


def name_of(config: Config) -> str:
    """Say where ``sqlalchemy.url`` stands."""
    return f"sqlalchemy.url in {ini_path(config)}"


def unreadable(config: Config, error: MRTError) -> MRTError | None:
    """Return what to say where env.py stumbled over a text that is no URL, or over none.

    The text is never repeated: what cannot be read may hold a password anywhere.
    """
    cause = error.__cause__
    if isinstance(cause, InterpolationError):
        if not config.file_config.has_option(cause.section, cause.option):
            return None
        return interpolation_fault(f"[{cause.section}] of {ini_path(config)}", cause)
    if isinstance(cause, KeyError):
        return _absent(config) if cause.args == ("url",) else None
    if not isinstance(cause, (ArgumentError, ValueError)) or str(cause) != str(_fault(config)):
        return None
    what = "is not a database URL" if isinstance(cause, ArgumentError) else "has no number as port"
    return _absent(config) or ConfigurationError(f"{name_of(config)} {what}.", _SHAPE)


def _fault(config: Config) -> Exception | None:
    """Return what is raised where the text is read."""
    try:
        make_url(config.get_main_option("sqlalchemy.url") or "")
    except (ArgumentError, CommandError, InterpolationError, ValueError) as fault:
        return fault
    return None


def _absent(config: Config) -> MRTError | None:
    url = config.get_main_option("sqlalchemy.url")
    if url:
        return None
    what = "is not set" if url is None else "is empty"
    return ConfigurationError(f"{name_of(config)} {what}.", _SET)

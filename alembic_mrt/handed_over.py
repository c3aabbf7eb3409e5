"""The URL that a round trip goes by: whether it can be served, and when it is to blame.

env.py is where a URL that cannot be used raises, but it is seldom env.py that is wrong.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from alembic_mrt.config import URL_VARIABLE
from alembic_mrt.exceptions import ConfigurationError, MRTError
from alembic_mrt.ini_url import name_of, unreadable
from alembic_mrt.roundtrip.dialects import supported_dialects
from alembic_mrt.roundtrip.provisioning import present_url

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy.engine import URL

    from alembic_mrt.config import MRTConfig

_GIVEN: Final = "The URL handed over"
_DISTRIBUTIONS: Final = {"psycopg2": "psycopg2-binary", "psycopg": "'psycopg[binary]'"}
_SYNCHRONOUS: Final = {"postgresql": "postgresql+psycopg2", "sqlite": "sqlite"}


def check_handed_over(settings: MRTConfig) -> None:
    """Make sure that what was handed over, if anything, can serve a round trip.

    Raises ConfigurationError.
    """
    if settings.db_url:
        check_url(settings.db_url)
    elif settings.use_database:
        raise ConfigurationError(
            "use_database is set, but no database was handed over.",
            f"Name it with --url, {URL_VARIABLE} or the key url.",
        )


def check_url(url: str) -> None:
    """Make sure that a round trip can be made on the dialect of a URL that was handed over.

    Raises ConfigurationError for a dialect that is not supported, or a driver that SQLAlchemy does
    not know.
    """
    unknown = _unknown(_Used(make_url(url), _GIVEN, handed_over=True))
    if unknown is not None:
        raise unknown


def blamed(config: Config, settings: MRTConfig, error: MRTError) -> MRTError | None:
    """Return what to say where env.py stumbled over a URL and not over itself."""
    used = _used(config, settings)
    if used is None:
        return unreadable(config, error)
    if isinstance(error.__cause__, NoSuchModuleError):
        return _unfilled(used, error) or _unknown(used)
    return _missing_driver(used, error) or _asynchronous(used, error) or _query(used, error)


@dataclass(frozen=True, slots=True)
class _Used:
    """Hold the URL that env.py finds under ``sqlalchemy.url``, and what to call it."""

    url: URL
    name: str
    handed_over: bool


def _used(config: Config, settings: MRTConfig) -> _Used | None:
    """Return the URL that the round trip shows to env.py; one of the same dialect stays."""
    present = present_url(config)
    given = make_url(settings.db_url) if settings.db_url else None
    if given and (present is None or present.get_backend_name() != given.get_backend_name()):
        return _Used(given, _GIVEN, handed_over=True)
    if present is None:
        return None
    return _Used(present, name_of(config), handed_over=False)


def _unknown(used: _Used) -> MRTError | None:
    """Blame a dialect that is not supported, or a driver that SQLAlchemy does not know."""
    name = used.url.get_backend_name()
    if name not in supported_dialects():
        return _unsupported(used.name, name)
    try:
        used.url.get_dialect()
    except NoSuchModuleError:
        driver = used.url.get_driver_name()
        return ConfigurationError(
            f'{used.name} names the driver "{driver}" of {name}, which SQLAlchemy does not know.',
            f"Leave it out: {name}://...",
        )
    return None


def _unfilled(used: _Used, error: MRTError) -> MRTError | None:
    """Blame the URL that `alembic init` wrote."""
    if "sqlalchemy.dialects:driver" not in error.message:
        return None
    return ConfigurationError(
        f"{used.name} is still the one that `alembic init` wrote.",
        "Set it to a URL of your kind of database; it only tells the dialect, and the database"
        " that it names is not touched.",
    )


def _missing_driver(used: _Used, error: MRTError) -> MRTError | None:
    """Blame a driver that is not installed, where that is what env.py could not import."""
    cause = error.__cause__
    if not isinstance(cause, ImportError) or str(cause) != _import_fault(used.url):
        return None
    dialect = used.url.get_backend_name()
    if dialect not in supported_dialects():
        return _unsupported(used.name, dialect)
    driver = used.url.get_dialect().driver
    package = (cause.name or driver).partition(".")[0]
    return ConfigurationError(
        f"{used.name} asks for the driver {driver}, which is not installed: {cause}.",
        f"Install it (pip install {_DISTRIBUTIONS.get(package, package)}), or name another one"
        f" in the URL ({dialect}+DRIVER://...).",
    )


def _import_fault(url: URL) -> str | None:
    """Return what is raised where the driver of a URL cannot be imported."""
    try:
        url.get_dialect().import_dbapi()
    except ImportError as fault:
        return str(fault)
    except NoSuchModuleError:
        return None
    return None


def _asynchronous(used: _Used, error: MRTError) -> MRTError | None:
    """Blame an asynchronous driver in a synchronous env.py."""
    if "MissingGreenlet" not in error.message:
        return None
    driver = used.url.get_driver_name()
    synchronous = _SYNCHRONOUS.get(used.url.get_backend_name(), used.url.get_backend_name())
    return ConfigurationError(
        f"{used.name} names the asynchronous driver {driver}, but env.py is synchronous.",
        f"{'Hand over' if used.handed_over else 'Set it to'} a URL with a synchronous driver, such"
        f" as {synchronous}://...",
    )


def _query(used: _Used, error: MRTError) -> MRTError | None:
    """Blame what the query of the URL says, where that is what the driver does not know."""
    cause = error.__cause__
    said = str(cause) if isinstance(cause, (DBAPIError, TypeError)) else ""
    for name in used.url.query:
        if re.search(rf"""(option|argument) ['"]{re.escape(name)}['"]""", said):
            return ConfigurationError(
                f'{used.name} sets "{name}", which the driver {used.url.get_driver_name()} does'
                " not know.",
                "Correct it, or take it out of the URL.",
            )
    return None


def _unsupported(url: str, name: str) -> ConfigurationError:
    near = difflib.get_close_matches(name, supported_dialects(), n=1)
    meant = f' Did you mean "{near[0]}"?' if near else ""
    return ConfigurationError(
        f'{url} is for "{name}", and no round trip can be made on that dialect.',
        f"Supported are: {', '.join(supported_dialects())}.{meant}",
    )

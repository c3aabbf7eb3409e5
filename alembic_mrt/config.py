"""The settings of a run, and the places they are read from.

A setting is looked for in ``[mrt]`` of alembic.ini, ``[tool.mrt]`` of pyproject.toml, the
environment and the command line; the later place wins, and of a key that maps names to something
each name by itself. A key that nobody knows is an error.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.config_files import ini_path, ini_section, toml_path, toml_section
from alembic_mrt.config_rules import (
    read_accepted,
    read_accepted_at,
    read_codes,
    read_severities,
    read_severity,
)
from alembic_mrt.config_seeds import Seed, read_seeds
from alembic_mrt.config_text import FROM_TEXT
from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.finding import Severity

if TYPE_CHECKING:
    from alembic.config import Config

URL_VARIABLE: Final = "MRT_DATABASE_URL"
_VARIABLE: Final = f"environment variable {URL_VARIABLE}"
_COMMAND_LINE: Final = "the command line"


@dataclass(frozen=True, slots=True, kw_only=True)
class MRTConfig:
    """Hold what the user decided about a run.

    ``db_url`` (the key ``url``) names a server handed over for disposable databases,
    ``use_database`` that the very database it names may be used, and ``clean_database`` that
    whatever that one holds may be dropped first; ``setup`` is a script of SQL that
    makes the state before the first revision. ``heads`` are the heads that a
    history is meant to have. ``irreversible`` and ``skip`` map revisions to the user's reason.
    ``seeds`` maps tables to rows, and columns to values, that the round trip is to write: a list,
    a callable or its name.

    ``select``, ``extend_select`` and ``ignore`` name the rules of the analyzer by code or by its
    beginning, ``severity`` how grave their findings are, ``per_revision_ignores`` which of them
    are accepted at which revision; those that are accepted have the user's reason. Revisions up to
    ``start_after`` are not judged. ``baseline`` is a file of accepted findings;
    ``strict_coverage`` fails on what is not analysed. ``places`` tells where each key stands that
    is set.
    """

    alembic_ini: str | None = None
    db_url: str | None = None
    use_database: bool = False
    clean_database: bool = False
    setup: str | os.PathLike[str] | None = None
    heads: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    strict: bool = False
    irreversible: Mapping[str, str] = field(default_factory=dict)
    skip: Mapping[str, str] = field(default_factory=dict)
    seeds: Mapping[str, Seed] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: Mapping[str, str] = field(default_factory=dict)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_revision_ignores: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    start_after: tuple[str, ...] = ()
    baseline: str | os.PathLike[str] | None = None
    strict_coverage: bool = False
    places: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def threshold(self) -> Severity:
        """Return the mildest severity that fails a run."""
        if self.strict and not Severity.WARNING.reaches(self.fail_on):
            return Severity.WARNING
        return self.fail_on


def read_settings(
    config: Config,
    overrides: Mapping[str, object] | None = None,
    further: Iterable[tuple[str, Mapping[str, object]]] = (),
) -> MRTConfig:
    """Gather the settings of a run from all places; ``overrides`` are those of the command line.

    An override of None says nothing. ``further`` are places, each with its name, that win over
    the files and the environment. Raises ConfigurationError naming the key and its place.
    """
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    given = {key: value for key, value in (overrides or {}).items() if value is not None}
    folders = (ini_path(config).parent, toml_path(config).parent)
    files = (_ini(config), _spelled(*toml_section(config)))
    others = (_environment(), *further, (_COMMAND_LINE, given))
    placed = (*zip(folders, files, strict=True), *((Path(), other) for other in others))
    for folder, (place, section) in placed:
        for key, value in _parse(section, place, folder).items():
            known = values.get(key) if isinstance(value, Mapping) else None
            values[key] = {**known, **value} if known else value
            places[key] = f"{places[key]} and {place}" if known else place
    if "url" in values:
        values["db_url"] = values.pop("url")
    return MRTConfig(alembic_ini=config.config_file_name, places=places, **values)


def _ini(config: Config) -> tuple[str, dict[str, object]]:
    """Return our section of alembic.ini with the values that its text stands for."""
    place, section = _spelled(*ini_section(config))
    return place, {key: _meant(key, str(text), place) for key, text in section.items()}


def _spelled(place: str, section: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """Return a section with underscores in its keys, which may have dashes instead."""
    spelled: dict[str, object] = {}
    for key, value in section.items():
        name = key.replace("-", "_")
        if name in spelled:
            raise ConfigurationError(f'The key "{name}" stands twice in {place}.', "Keep one.")
        spelled[name] = value
    return place, spelled


def _meant(key: str, text: str, place: str) -> object:
    with _blaming(key, place):
        return FROM_TEXT[key](text) if key in FROM_TEXT else text


def _environment() -> tuple[str, dict[str, object]]:
    url = os.environ.get(URL_VARIABLE)
    return _VARIABLE, {"url": url} if url else {}


def _parse(section: Mapping[str, object], place: str, folder: Path) -> dict[str, Any]:
    """Read the values of a section; a path is relative to the folder of the file that names it."""
    values = {key: _value(key, raw, place) for key, raw in section.items()}
    return {key: folder / v if isinstance(v, Path) else v for key, v in values.items()}


def _value(key: str, raw: object, place: str) -> Any:
    if key not in _PARSERS:
        raise ConfigurationError(f'Unknown key "{key}" in {place}.', _nearest(key))
    with _blaming(key, place):
        return _PARSERS[key](raw)


@contextmanager
def _blaming(key: str, place: str) -> Iterator[None]:
    """Name the key, and its place, whose value is wrong."""
    try:
        yield
    except ValueError as error:
        raise ConfigurationError(f"{_whose(key, place)} {error}.") from None


def _whose(key: str, place: str) -> str:
    if place == _COMMAND_LINE:
        return f"The option --{key.replace('_', '-')}"
    return f"The {place}" if place == _VARIABLE else f'The key "{key}" in {place}'


def _nearest(key: str) -> str:
    close = difflib.get_close_matches(key, _PARSERS, n=1)
    if close:
        return f'Did you mean "{close[0]}"?'
    return f"Known keys are {', '.join(sorted(_PARSERS))}."


def _flag(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    raise ValueError(f"must be true or false, without quotes, not {raw!r}")


def _url(raw: object) -> str:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    if not isinstance(raw, str):
        raise ValueError(f"must be a database URL in quotes, not {raw!r}")  # noqa: TRY004
    if not raw.strip():
        raise ValueError("is empty; a variable that is not set leaves it so")
    try:
        make_url(raw)
    except (ArgumentError, ValueError):  # the message would repeat the password
        shape = "dialect://user:password@host:port/database"
        raise ValueError(f"is not a database URL; one reads {shape}") from None
    return raw


def _path(raw: object) -> Path:
    if isinstance(raw, str) and raw.strip():
        return Path(raw)
    raise ValueError(f"must be the path of a file, not {raw!r}")


def _names(raw: object) -> tuple[str, ...]:
    if isinstance(raw, list) and all(isinstance(name, str) and name.strip() for name in raw):
        return tuple(raw)
    raise ValueError(f"must be a list of revisions, each in quotes, not {raw!r}")


def _reasons(raw: object) -> dict[str, str]:
    if not isinstance(raw, Mapping):
        raise ValueError(f"must map revisions to reasons, not be {raw!r}")  # noqa: TRY004
    for revision, reason in raw.items():
        if not revision.strip():
            raise ValueError(f"gives the reason {reason!r} for no revision")
        if not isinstance(reason, str) or not reason.strip():
            raise ValueError(f"needs a reason for revision {revision}, a text that is not empty")
    return {revision: reason.strip() for revision, reason in raw.items()}


_PARSERS: Final[dict[str, Callable[[object], Any]]] = {
    "url": _url,
    "use_database": _flag,
    "clean_database": _flag,
    "setup": _path,
    "heads": _names,
    "fail_on": read_severity,
    "strict": _flag,
    "irreversible": _reasons,
    "skip": _reasons,
    "seeds": read_seeds,
    "select": read_codes,
    "extend_select": read_codes,
    "ignore": read_accepted,
    "severity": read_severities,
    "per_revision_ignores": read_accepted_at,
    "start_after": _names,
    "baseline": _path,
    "strict_coverage": _flag,
}
KEYS: Final = tuple(_PARSERS)

"""Which revisions the user's words mean."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.history.graph import read_history
from alembic_mrt.history.resolve import UnknownRevisionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from alembic.config import Config

    from alembic_mrt.config import MRTConfig
    from alembic_mrt.history.graph import History


def read_configured(config: Config, settings: MRTConfig) -> History:
    """Read the history, whose heads the settings may name.

    Raises ConfigurationError for a head that the history does not have.
    """
    with _blaming("heads", settings):
        return read_history(config, settings.heads)


def choose(history: History, words: Sequence[str]) -> tuple[str, ...]:
    """Return the revisions that the command line names, none for all.

    A faulty graph cannot tell what a word means; its faults are then the result of the run.
    Raises ConfigurationError for a word that names nothing.
    """
    if not words or not history.loadable:
        return ()
    chosen = history.resolve(words)
    if not chosen:
        raise ConfigurationError(
            f"{' '.join(words)} names no revision script.", "`alembic history` lists them."
        )
    return chosen


def name_fully(settings: MRTConfig, history: History) -> MRTConfig:
    """Return the settings with whole revision ids.

    Raises ConfigurationError for one that the history does not have.
    """
    if not history.loadable:
        return settings
    return replace(
        settings,
        irreversible=_named("irreversible", settings, history),
        skip=_named("skip", settings, history),
    )


def _named(key: str, settings: MRTConfig, history: History) -> dict[str, str]:
    reasons: Mapping[str, str] = getattr(settings, key)
    with _blaming(key, settings):
        return {
            revision: reason
            for word, reason in reasons.items()
            for revision in history.resolve([word])
        }


@contextmanager
def _blaming(key: str, settings: MRTConfig) -> Iterator[None]:
    """Name the key that holds a word which names no revision, and its place."""
    try:
        yield
    except UnknownRevisionError as error:
        where = f" in {settings.places[key]}" if key in settings.places else ""
        raise ConfigurationError(f'The key "{key}"{where}: {error.message}', error.remedy) from None

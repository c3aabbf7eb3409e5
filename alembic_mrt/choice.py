"""Which revisions the user's words mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.exceptions import ConfigurationError, MRTError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alembic_mrt.config import MRTConfig
    from alembic_mrt.history.graph import History


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
        irreversible=_named("irreversible", settings.irreversible, history),
        skip=_named("skip", settings.skip, history),
    )


def _named(key: str, reasons: Mapping[str, str], history: History) -> dict[str, str]:
    try:
        return {
            revision: reason
            for word, reason in reasons.items()
            for revision in history.resolve([word])
        }
    except MRTError as error:
        raise ConfigurationError(f'The key "{key}": {error.message}', error.remedy) from None

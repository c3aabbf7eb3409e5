"""Which revisions the user's words mean."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.history.graph import read_history
from alembic_mrt.history.resolve import UnknownRevisionError
from alembic_mrt.history.since import GIT, Since, newer_than, since_commit

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Hold which revisions are judged (None: all), what git told of them, and a sentence on it."""

    only: frozenset[str] | None = None
    since: Since | None = None
    sentence: str = ""


def choose(
    history: History, words: Sequence[str], settings: MRTConfig, since: str | None = None
) -> Choice:
    """Return the revisions that the command line and the settings leave to be judged.

    ``words`` name revisions; ``since`` is a revision, or ``git:`` and a reference. A faulty graph
    cannot tell what a word means; its faults are then the result of the run. Raises
    ConfigurationError for a word that names nothing.
    """
    if not history.loadable:
        return Choice()
    named = _named_by(history, words)
    changed = since_commit(history, since[len(GIT) :]) if since and since.startswith(GIT) else None
    limits = [named, _after(history, settings), _newer(history, since, changed)]
    given = [limit for limit in limits if limit is not None]
    only = frozenset.intersection(*given) if given else None
    told = since is not None or settings.start_after
    sentence = _sentence(history, only) if only is not None and told else ""
    return Choice(only=only, since=changed, sentence=sentence)


def _named_by(history: History, words: Sequence[str]) -> frozenset[str] | None:
    if not words:
        return None
    chosen = history.resolve(words)
    if not chosen:
        raise ConfigurationError(
            f"{' '.join(words)} names no revision script.", "`alembic history` lists them."
        )
    return frozenset(chosen)


def _after(history: History, settings: MRTConfig) -> frozenset[str] | None:
    """Return what is newer than the revisions that a project starts after."""
    if not settings.start_after:
        return None
    with _blaming("start_after", settings):
        return newer_than(history, history.resolve(settings.start_after))


def _newer(history: History, since: str | None, changed: Since | None) -> frozenset[str] | None:
    if since is None:
        return None
    if changed is not None:
        return changed.revisions
    try:
        return newer_than(history, history.resolve([since]))
    except UnknownRevisionError as error:
        raise ConfigurationError(f"The option --since: {error.message}", error.remedy) from None


def _sentence(history: History, only: frozenset[str]) -> str:
    total = len(history.scripts)
    if not only:
        return f"No revision is new enough to be judged; there are {total}."
    return f"Judged are {len(only)} of {total} revisions, the newer ones."


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
        per_revision_ignores=_named("per_revision_ignores", settings, history),
    )


def _named(key: str, settings: MRTConfig, history: History) -> dict[str, Any]:
    given: Mapping[str, Any] = getattr(settings, key)
    with _blaming(key, settings):
        return {
            revision: value for word, value in given.items() for revision in history.resolve([word])
        }


@contextmanager
def _blaming(key: str, settings: MRTConfig) -> Iterator[None]:
    """Name the key that holds a word which names no revision, and its place."""
    try:
        yield
    except UnknownRevisionError as error:
        where = f" in {settings.places[key]}" if key in settings.places else ""
        raise ConfigurationError(f'The key "{key}"{where}: {error.message}', error.remedy) from None

"""What a run judges: which revisions, by which rules, and what is accepted beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.baseline import Baseline
from alembic_mrt.analyzer.groundwork import Groundwork
from alembic_mrt.analyzer.selection import (
    Selection,
    begins_a_rule,
    meant,
)
from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.history.read import display_name
from alembic_mrt.pages import page_codes

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from alembic_mrt.config import MRTConfig

NOT_ANALYSED = "MRT902"


def selection_of(settings: MRTConfig) -> Selection:
    """Return which rules speak; the revisions in the settings are whole ids.

    Raises ConfigurationError for a code that no rule has, naming the key.
    """
    at_revisions = settings.per_revision_ignores
    _check("select", settings.select, settings)
    _check("extend_select", settings.extend_select, settings)
    _check("ignore", settings.ignore, settings)
    _check("severity", settings.severity, settings)
    _check("per_revision_ignores", (c for codes in at_revisions.values() for c in codes), settings)
    return Selection(
        select=settings.select,
        extend_select=settings.extend_select,
        ignore=tuple(settings.ignore),
        severity=settings.severity,
        accepted={revision: tuple(codes) for revision, codes in at_revisions.items()},
        wanted=(NOT_ANALYSED,) if settings.strict_coverage else (),
    )


def _check(key: str, words: Iterable[str], settings: MRTConfig) -> None:
    where = f" in {settings.places[key]}" if key in settings.places else ""
    for word in words:
        if begins_a_rule(word):
            continue
        if any(code.startswith(word) for code in page_codes()):
            raise ConfigurationError(
                f'The key "{key}"{where} names {word}, which the round trip alone finds.',
                "There, a revision is declared irreversible or skipped.",
            )
        raise ConfigurationError(
            f'The key "{key}"{where} names {word}, which is no code.',
            meant(word),
        )


def groundwork_of(settings: MRTConfig) -> Groundwork | None:
    """Return what the setup script makes, or None where there is none.

    Raises ConfigurationError where it cannot be read.
    """
    if settings.setup is None:
        return None
    name = _name(settings.setup)
    text = _read(settings.setup, f"The setup script {name}", "Name it with the key setup.")
    return Groundwork(file=name, text=text)


def read_baseline(path: str | os.PathLike[str]) -> Baseline:
    """Return the accepted findings of a file.

    Raises ConfigurationError where it is not there or broken.
    """
    name = _name(path)
    text = _read(path, f"The baseline {name}", "Make it with --write-baseline.")
    try:
        return Baseline.parse(text)
    except ValueError as error:
        raise ConfigurationError(
            f"The baseline {name} {error}.", "Make it anew with --write-baseline."
        ) from None


def _name(path: str | os.PathLike[str]) -> str:
    return display_name(str(Path(path).absolute()))


def _read(path: str | os.PathLike[str], what: str, remedy: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigurationError(f"{what} cannot be read: {error.strerror}.", remedy) from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{what} is no text in UTF-8.", remedy) from None

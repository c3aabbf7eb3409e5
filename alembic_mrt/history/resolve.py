"""What the user calls revisions: ids and their beginnings, heads, bases, labels and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from alembic.script.revision import (
    RangeNotAncestorError,
    Revision,
    RevisionError,
    RevisionMap,
)

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.history.hints import LIST, hint
from alembic_mrt.history.names import named_scripts

if TYPE_CHECKING:
    from alembic_mrt.history.script import RevisionScript

_STEP: Final = re.compile(r"[+-]\d+")

Scripts = Mapping[str, "RevisionScript"]


class UnknownRevisionError(ConfigurationError):
    """Name a word that stands for no revision of the history."""


def resolve(
    revision_map: RevisionMap, scripts: Scripts, order: Sequence[str], words: Iterable[str]
) -> tuple[str, ...]:
    """Return the revisions that the words name, each once, in the given order.

    Raises UnknownRevisionError for a word that names none.
    """
    named: set[str] = set()
    for word in words:
        named |= _found(revision_map, scripts, word.strip())
    return tuple(revision for revision in order if revision in named)


def _found(revision_map: RevisionMap, scripts: Scripts, word: str) -> set[str]:
    if not word:
        raise UnknownRevisionError(
            "An empty word stands where the name of a revision is expected.",
            "Name one, or leave the word out; a variable that is not set leaves an empty one.",
        )
    if _STEP.fullmatch(word):
        raise UnknownRevisionError(
            f"{word} counts from the revision that a database is at, and none is looked at here.",
            f"Count from a revision: head{word}." if word.startswith("-") else LIST,
        )
    try:
        found = _named_by(revision_map, word)
    except RangeNotAncestorError as error:
        raise UnknownRevisionError(f"{error}.", _order_of_ends(revision_map, word)) from error
    except RevisionError as error:
        remedy = hint(word, named_scripts(scripts))
        raise UnknownRevisionError(f"{str(error).rstrip('.')}.", remedy) from error
    except AssertionError:  # Alembic's answer to "@", or to a step beyond the base
        found = set()
    if not found:
        raise UnknownRevisionError(f"{word!r} names no revision.", LIST)
    return found


def _named_by(revision_map: RevisionMap, word: str) -> set[str]:
    if ":" in word:
        lower, upper = _ends(word)
        return _walked(revision_map, lower, upper)
    if word == "base":
        return set(revision_map.bases)
    found = revision_map.get_revisions(word)
    return {revision.revision for revision in found if isinstance(revision, Revision)}


def _ends(word: str) -> tuple[str, str]:
    lower, _, upper = word.partition(":")
    return lower.strip() or "base", upper.strip() or "heads"


def _walked(revision_map: RevisionMap, lower: str, upper: str) -> set[str]:
    walk = revision_map.iterate_revisions(
        upper, lower, inclusive=True, assert_relative_length=False
    )
    return {revision.revision for revision in walk}


def _order_of_ends(revision_map: RevisionMap, word: str) -> str:
    """Say to swap the ends of a range, where that makes one."""
    lower, upper = _ends(word)
    try:
        _walked(revision_map, upper, lower)
    except (RevisionError, AssertionError):
        return "The ends of a range must be a revision and one that comes after it."
    return f"The older end comes first: {upper}:{lower}."

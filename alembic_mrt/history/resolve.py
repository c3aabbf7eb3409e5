"""What the user calls revisions: ids and their beginnings, heads, bases, labels and ranges."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from alembic.script.revision import Revision, RevisionError, RevisionMap

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.history.names import named_scripts

if TYPE_CHECKING:
    from alembic_mrt.history.script import RevisionScript

Scripts = Mapping[str, "RevisionScript"]


def resolve(
    revision_map: RevisionMap, scripts: Scripts, order: Sequence[str], words: Iterable[str]
) -> tuple[str, ...]:
    """Return the revisions that the words name, each once, in the given order."""
    named: set[str] = set()
    for word in words:
        try:
            found = _named_by(revision_map, word.strip())
        except RevisionError as error:
            raise _unknown(scripts, word, str(error)) from error
        if not found:
            raise _unknown(scripts, word, f"{word!r} names no revision")
        named |= found
    return tuple(revision for revision in order if revision in named)


def _named_by(revision_map: RevisionMap, word: str) -> set[str]:
    if ":" in word:
        lower, _, upper = word.partition(":")
        walk = revision_map.iterate_revisions(
            upper or "heads", lower or "base", inclusive=True, assert_relative_length=False
        )
        return {revision.revision for revision in walk}
    if word == "base":
        return set(revision_map.bases)
    found = revision_map.get_revisions(word)
    return {revision.revision for revision in found if isinstance(revision, Revision)}


def _unknown(scripts: Scripts, word: str, reason: str) -> ConfigurationError:
    names = [*named_scripts(scripts), "head", "heads", "base"]
    near = difflib.get_close_matches(word, names, n=3, cutoff=0.6)
    remedy = f"Near it: {', '.join(near)}." if near else "`alembic history` lists the revisions."
    return ConfigurationError(f"{reason.rstrip('.')}.", remedy)

"""What the user may have meant by a word that names no revision."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from typing import Final

LIST: Final = "`alembic history` lists the revisions."

_KEYWORDS: Final = ("head", "heads", "base")
_STEP: Final = re.compile(r"[+-]\d+$")


def hint(word: str, names: Collection[str]) -> str:
    """Return a remedy for a word that Alembic refuses; ``names`` are the ids and labels."""
    unknown = [part for part in re.split("[:@]", word) if part and not _known(part, names)]
    if any(_known(_STEP.sub("", part), names) for part in unknown):
        return "A step up or down is understood in a range only, such as a1b2c3:a1b2c3+1."
    if any(_begins_several(part, names) for part in unknown):
        return "Write more of it."
    near = [name for part in unknown for name in _near(part, names)]
    return f"Near it: {', '.join(dict.fromkeys(near))}." if near else LIST


def _known(part: str, names: Collection[str]) -> bool:
    return part in names or part in _KEYWORDS


def _begins_several(part: str, names: Collection[str]) -> bool:
    return sum(name.startswith(part) for name in names) > 1


def _near(part: str, names: Collection[str]) -> list[str]:
    return difflib.get_close_matches(part, [*names, *_KEYWORDS], n=3, cutoff=0.6)

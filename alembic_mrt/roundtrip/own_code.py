"""Whether statements run code that others of the same trip have brought to the server.

What the schema held before the trip is known by name (see
:mod:`~alembic_mrt.roundtrip.footprint`). A function that a revision makes for itself may do by
rows what the text of its call does not tell, and touch tables that it names only while it runs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.comments import without_comments

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROUTINE: Final = r"(?:function|procedure|aggregate|routine)\s+"
_NAME: Final = r'(?:"?\w+"?\.)?"?(?P<name>\w+)"?'
_MADE: Final = re.compile(rf"\bcreate\s+(?:or\s+replace\s+)?{_ROUTINE}{_NAME}")
_SPOKEN_OF: Final = re.compile(rf"\b{_ROUTINE}(?:if\s+exists\s+)?{_NAME}")
"""A routine that is made, dropped, granted or given to a trigger, but not run."""
_WORD: Final = re.compile(r"\w+")
_TRIGGER: Final = re.compile(r"\bcreate\s+(?:or\s+replace\s+)?(?:constraint\s+)?trigger\b")
_EVENT_TRIGGER: Final = re.compile(r"\bcreate\s+event\s+trigger\b")
_DYNAMIC: Final = re.compile(r"\bexecute\b(?!\s+(?:function|procedure)\b)")


def runs_own_code(statements: Iterable[str]) -> bool:
    """Tell whether a statement may run code that another one makes, and that its text hides."""
    texts = [without_comments(text.casefold()) for text in statements]
    made = {found["name"] for text in texts for found in _MADE.finditer(text)}
    return (
        any(map(_EVENT_TRIGGER.search, texts))
        or any(not made.isdisjoint(_run_by(text)) for text in texts if made)
        or (any(map(_TRIGGER.search, texts)) and any(map(_DYNAMIC.search, texts)))
    )


def _run_by(text: str) -> list[str]:
    """Return the words of a statement but for routines that it only speaks of."""
    return _WORD.findall(_SPOKEN_OF.sub(" ", text))

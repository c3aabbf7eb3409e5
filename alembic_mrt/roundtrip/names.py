"""Names of tables and of what stands for them, looked for in the text of statements."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alembic_mrt.roundtrip.dialects.base import TableName


class Names:
    """Find which of some names a text speaks of, each with the tables that it stands for.

    ``named`` are folded names. One that is a word is looked up among the words of the text, so that
    a statement costs what it says and not what there is.
    """

    def __init__(self, named: Iterable[tuple[str, TableName]]) -> None:
        self._words: defaultdict[str, set[TableName]] = defaultdict(set)
        self._phrases: list[tuple[str, TableName]] = []
        for name, table in named:
            if name.isidentifier():
                self._words[name].add(table)
            else:
                self._phrases.append((_undoubled(name), table))

    def in_text(self, plain: str, words: Iterable[str]) -> set[TableName]:
        """Return the tables that ``plain``, whose words are given, speaks of."""
        found = {t for word in words if word in self._words for t in self._words[word]}
        if self._phrases:
            text = _undoubled(plain)
            found.update(table for phrase, table in self._phrases if phrase in text)
        return found


def _undoubled(text: str) -> str:
    """Undo what quoting makes of a quote within a name, and parameters of a percent sign."""
    return text.replace('""', '"').replace("%%", "%")

"""What a script of SQL makes before the first revision (the key ``setup``), read for the replay."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alembic_mrt.finding import Location
from alembic_mrt.operations.site import Site
from alembic_mrt.operations.sql.read import read_sql
from alembic_mrt.operations.sql.split import statements
from alembic_mrt.operations.vocabulary import Opaque, Operation, ScriptOperations, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "\0setup"
"""What the replay calls the script; no revision can be called so."""

_ROWS_OF_COPY: Final = re.compile(r"(?im)^(COPY\b[^;]*\bFROM\s+stdin\b[^;]*;)\n(?s:.*?)^\\\.$")
_META_COMMAND: Final = re.compile(r"(?m)^\\.*$")


@dataclass(frozen=True, slots=True)
class Groundwork:
    """Hold the text of the script; ``file`` is its path as the user would type it."""

    file: str
    text: str

    def operations(self, dialect: str | None) -> ScriptOperations:
        """Return what the script does, as an upgrade that is never taken back."""
        place = Location(self.file)
        upgrade = Step(present=True, location=place, operations=tuple(self._read(dialect)))
        return ScriptOperations(upgrade=upgrade, downgrade=Step(present=False, location=place))

    def _read(self, dialect: str | None) -> Iterator[Operation]:
        text = _ROWS_OF_COPY.sub(_only_lines, _META_COMMAND.sub(_kept_end, self.text))
        for tokens in statements(text):
            start, end = tokens[0].start, tokens[-1].end
            line = text.count("\n", 0, start) + 1
            yield from read_sql(text[start:end], Site(Location(self.file, line), dialect))


def not_analysed(operations: ScriptOperations) -> tuple[Opaque, ...]:
    """Return the statements of the script that could not be read, but for those on rows alone."""
    steps = operations.upgrade.operations
    return tuple(s for s in steps if isinstance(s, Opaque) and s.effect != Opaque.DATA)


def _kept_end(match: re.Match[str]) -> str:
    """Leave the end of the rows of COPY; psql's other commands are nothing of ours."""
    return match[0] if match[0] == "\\." else ""


def _only_lines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")

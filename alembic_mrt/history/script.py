"""One revision script, as its source states it."""

from __future__ import annotations

import ast
import importlib.util
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from alembic_mrt.finding import Location

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionScript:
    """Hold what the header of a revision script says, and its source.

    ``file`` is the path as the user would type it, ``lines`` the line of each variable of the
    header. ``irreversible`` is the reason of a module-level ``irreversible = "..."``, empty where
    the declaration gives none, None where there is no declaration. ``binds`` are the names that
    the module level binds, with ``*`` for a star import. ``unread`` says why the body
    cannot be analysed (a syntax error, a file too large) although the header is known. ``kept`` is
    the syntax tree that the header was read from, where there was room for it.
    """

    revision: str
    down_revisions: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    branch_labels: tuple[str, ...] = ()
    title: str = ""
    path: Path
    file: str
    irreversible: str | None = None
    binds: frozenset[str] = frozenset()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    unread: str = ""
    content: bytes = field(default=b"", repr=False, compare=False)
    kept: ast.Module | None = field(default=None, repr=False, compare=False)

    @property
    def line(self) -> int:
        """Return the line of ``revision = ...``."""
        return self.lines.get("revision", 1)

    @property
    def parents(self) -> tuple[str, ...]:
        """Return what must be there first: ``down_revision``, then ``depends_on``."""
        return self.down_revisions + self.depends_on

    @property
    def source(self) -> str:
        """Return the text of the script, decoded as Python would."""
        return importlib.util.decode_source(self.content)

    def tree(self) -> ast.Module:
        """Return the syntax tree; of those that were not kept, the last one is remembered."""
        return _parsed(self.content, self.file) if self.kept is None else self.kept

    def location(self, variable: str = "revision") -> Location:
        """Point at a variable of the header, or at ``revision`` where that one is absent."""
        return Location(self.file, self.lines.get(variable, self.line))


@lru_cache(maxsize=1)
def _parsed(content: bytes, file: str) -> ast.Module:
    return ast.parse(content, filename=file)

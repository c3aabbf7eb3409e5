"""Where source comes from: revision scripts, and the modules near them that they import."""

from __future__ import annotations

import ast
import stat
import tokenize
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

_LEVELS = 5
_LARGEST = 2_000_000


class Source(Protocol):
    """Be a revision script: its path, its name in messages, its syntax tree."""

    @property
    def path(self) -> Path:
        """Return where the script lies."""

    @property
    def file(self) -> str:
        """Return the file name as the user would type it."""

    def tree(self) -> ast.Module:
        """Return the parsed script."""


class Modules:
    """Find and parse modules near revision scripts; each is parsed once, none is imported."""

    def __init__(self) -> None:
        self._trees: dict[Path, tuple[int, ast.Module | None]] = {}
        self._found: dict[tuple[str, Path], Path | None] = {}

    def parse(self, path: Path) -> ast.Module | None:
        """Return the tree of a file, or None where it cannot be read or parsed."""
        try:
            stamp = path.stat().st_mtime_ns
        except OSError:
            return None
        if self._trees.get(path, (0, None))[0] != stamp:
            self._trees[path] = (stamp, _parse(path))
        return self._trees[path][1]

    def find(self, dotted: str, near: Path) -> Path | None:
        """Return the file of a module that lies above or beside ``near``, or below its src."""
        key = (dotted, near.parent)
        if key not in self._found:
            self._found[key] = self._search(dotted, near)
        return self._found[key]

    def _search(self, dotted: str, near: Path) -> Path | None:
        parts = dotted.split(".")
        for folder in list(near.parents)[:_LEVELS]:
            for root in (folder, folder / "src"):
                if (root / parts[0]).is_dir() or (root / f"{parts[0]}.py").is_file():
                    found = self.file(root.joinpath(*parts))
                    if found is not None:
                        return found
        return None

    def file(self, stem: Path) -> Path | None:
        """Return the file of the module or package at ``stem``."""
        candidates = (stem.with_name(f"{stem.name}.py"), stem / "__init__.py")
        return next((path for path in candidates if path.is_file()), None)


def read_text(path: Path, near: Path) -> str | None:
    """Return the text of a file of the script's own project, or None."""
    root = list(near.parents)[min(_LEVELS, len(near.parents)) - 1]
    try:
        resolved = path.resolve()
        status = resolved.stat()
        plain = stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST
        if not plain or not resolved.is_relative_to(root.resolve()):
            return None
        return resolved.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _parse(path: Path) -> ast.Module | None:
    try:
        if path.stat().st_size > _LARGEST:
            return None
        with tokenize.open(path) as file:
            return ast.parse(file.read())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None

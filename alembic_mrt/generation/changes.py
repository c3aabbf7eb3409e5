"""Changes of files: planned first, then shown or made."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Change:
    """Hold what a file is to hold; ``before`` is None where there is none yet."""

    path: Path
    before: str | None
    after: str

    @property
    def told(self) -> str:
        """Say in a few words what the change does."""
        return f"{'made' if self.before is None else 'changed'} {self.path}"

    def make(self) -> None:
        """Write the file, its folders too. Raises OSError where that cannot be done."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(self.after.encode("utf-8"))

    def diff(self) -> str:
        """Return the change as a unified diff."""
        before = (self.before or "").splitlines(keepends=True)
        name = "/dev/null" if self.before is None else str(self.path)
        lines = difflib.unified_diff(
            before, self.after.splitlines(keepends=True), name, str(self.path)
        )
        return "".join(_ended(lines))


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def changed(path: Path, after: str) -> Change | None:
    """Return the change that gives a file a text, None where it holds it already."""
    before = read(path) if path.exists() else None
    return None if before == after else Change(path, before, after)


def read(path: Path) -> str:
    """Return the text of a file with its own line ends.

    Raises OSError where it cannot be read and UnicodeDecodeError where it is no text in UTF-8.
    """
    return path.read_bytes().decode("utf-8")

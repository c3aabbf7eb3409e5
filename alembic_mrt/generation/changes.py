"""Changes of files: planned first, then shown or made."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alembic_mrt.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Change:
    """Hold what a file is to hold; ``before`` is None where there is none yet."""

    path: Path
    before: str | None
    after: str

    @property
    def told(self) -> str:
        """Say in a few words what the change does."""
        return f"{'made' if self.before is None else 'changed'} {shown(self.path)}"

    def check(self) -> None:
        """Raise ConfigurationError where a file stands in the place of one of the folders."""
        for folder in self.path.parents:
            if folder.exists() and not folder.is_dir():
                raise ConfigurationError(
                    f"{shown(self.path)} cannot be made: {shown(folder)} is no folder.",
                    "Move that file away.",
                )

    def make(self) -> None:
        """Write the file, its folders too. Raises OSError where that cannot be done."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(self.after.encode("utf-8"))

    def diff(self) -> str:
        """Return the change as a unified diff."""
        before = (self.before or "").splitlines(keepends=True)
        own = shown(self.path)
        name = "/dev/null" if self.before is None else own
        lines = difflib.unified_diff(before, self.after.splitlines(keepends=True), name, own)
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

    Raises OSError where it cannot be read and ConfigurationError where it is no text in UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise ConfigurationError(
            f"{shown(path)} is no text in UTF-8.", "Save it in that encoding."
        ) from None


def shown(path: Path) -> str:
    """Return a path as messages name it: from the working folder where it lies below that."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)

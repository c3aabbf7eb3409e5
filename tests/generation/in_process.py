"""A project whose commands run within the process of the tests, which takes no time to start."""

from __future__ import annotations

import contextlib
import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alembic.config import main

from tests.generation.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@contextlib.contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@dataclass(frozen=True)
class QuickProject(Project):
    """A folder in which nothing is imported but env.py and revision scripts."""

    def alembic(self, *arguments: str, status: int = 0) -> str:
        """Run Alembic, make sure of its exit status and return what it printed."""
        printed, told, found = io.StringIO(), io.StringIO(), 0
        with (
            _working_in(self.folder),
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(told),
        ):
            try:
                main(list(arguments))
            except SystemExit as end:
                found = int(end.code or 0)
        assert found == status, printed.getvalue() + told.getvalue()
        return printed.getvalue() + (told.getvalue() if status else "")

    def commands(self, *lines: Sequence[str], program: str = "alembic") -> list[str]:
        """Run commands and return what they printed."""
        assert program == "alembic"
        return [*(self.alembic(*line) for line in lines), ""]

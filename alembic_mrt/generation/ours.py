"""Whether a migration environment uses the template of this package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

MARK: Final = "## alembic-mrt: "
"""Begins a comment of the template, which Mako does not write into scripts."""


def uses_our_template(script_directory: ScriptDirectory) -> bool:
    """Tell whether the environment's ``script.py.mako`` is ours, or was made out of it."""
    template = Path(script_directory.dir, "script.py.mako")
    try:
        return MARK in template.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False

"""Find the line of the user's code that an exception, or the present call, comes from."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path
from types import FrameType, TracebackType

from alembic_mrt.finding import Location

_PACKAGES = tuple(
    f"{Path(sysconfig.get_paths()[name])}/"
    for name in ("stdlib", "platstdlib", "purelib", "platlib")
)
_OURS = f"{Path(__file__).parent.parent}/"
_COMPILED = (".pyx", ".pxd", ".pxi")
"""What a compiled library is made of is named by a path of the machine that built it."""
_BUILT = "lib/sqlalchemy/"
"""So does SQLAlchemy 2.1 with those of its modules that are Python as well."""
_DETAIL = "DETAIL:"
_LONGEST = 300
"""Characters of a message; some name every row."""


def is_user_file(name: str) -> bool:
    """Tell whether a code object's file is neither a library's nor generated."""
    if name.startswith(("<", _BUILT, _OURS, *_PACKAGES)) or "/site-packages/" in name:
        return False
    return not name.endswith(_COMPILED)


def displayed(path: str | Path) -> str:
    """Return a path as the user would type it: relative to the working directory if below it."""
    try:
        return str(Path(path).resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def user_frame() -> Location | None:
    """Return the innermost line of user code that is running, or None."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if is_user_file(frame.f_code.co_filename):
            return Location(displayed(frame.f_code.co_filename), frame.f_lineno)
        frame = frame.f_back
    return None


def lines_of(script: str) -> set[int]:
    """Return the running lines of the file of this name."""
    found = set()
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename.endswith(script):
            found.add(frame.f_lineno)
        frame = frame.f_back
    return found


def user_line(error: BaseException) -> Location | None:
    """Return the innermost line of user code in the traceback of ``error``, or None."""
    found: Location | None = None
    entry: TracebackType | None = error.__traceback__
    while entry is not None:
        if is_user_file(entry.tb_frame.f_code.co_filename):
            found = Location(displayed(entry.tb_frame.f_code.co_filename), entry.tb_lineno)
        entry = entry.tb_next
    return found


def on_row(error: BaseException) -> str:
    """Word an exception as :func:`sentence` does, with the row that the server refused.

    PostgreSQL names it in its DETAIL; where nothing does, it is what the statement was sent with.
    """
    lines = str(getattr(error, "orig", None) or error).splitlines()
    detail = next((_cut(line[len(_DETAIL) :].strip()) for line in lines if _DETAIL in line), "")
    params = getattr(error, "params", None)
    if not detail and isinstance(params, dict | tuple) and params:
        detail = f"sent with {_cut(repr(params))}"
    return f"{sentence(error)} ({detail.rstrip('.')})" if detail else sentence(error)


def sentence(error: BaseException) -> str:
    """Word an exception in one line: its type and the first line of its message."""
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    if not lines:
        return type(error).__name__
    return f"{type(error).__name__}: {_cut(lines[0])}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

"""Read a file of a versions folder into a revision script, or into the fault that it is."""

from __future__ import annotations

import ast
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.history.build import Reading, build_script
from alembic_mrt.history.faults import stopping, unreadable
from alembic_mrt.history.header import Header, read_header
from alembic_mrt.history.stops import stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.finding import Finding

LARGEST: Final = 5 * 1024 * 1024

_SCRIPT_NAME = re.compile(r"(?!\.#|__init__).*\.py$")
_HEADER_LINE = re.compile(r"(?:(?:down_)?revision|depends_on|branch_labels)\s*[:=]")


def script_files(locations: Sequence[Path], *, recursive: bool) -> Iterator[Path]:
    """Yield the files that Alembic takes for revision scripts, each once, in its order.

    Raises ConfigurationError for a folder that cannot be read.
    """
    seen: set[str] = set()
    for location in locations:
        for folder, subfolders, names in os.walk(os.path.realpath(location), onerror=_refuse):
            subfolders[:] = sorted(subfolders) if recursive else []
            if folder.endswith("__pycache__"):
                continue
            for name in filter(_SCRIPT_NAME.match, sorted(names)):
                path = os.path.join(folder, name)  # noqa: PTH118 (a Path costs ten times as much)
                path = os.path.realpath(path) if os.path.islink(path) else path  # noqa: PTH114
                if path not in seen:
                    seen.add(path)
                    yield Path(path)


def _refuse(error: OSError) -> None:
    raise ConfigurationError(
        f"The folder {display_name(str(error.filename))} cannot be read: {error.strerror}.",
        "Make it readable.",
    ) from error


def read_file(path: Path, here: str = "", *, keep_tree: bool = False) -> Reading:
    """Read one file; it is parsed, never imported, and whatever it holds, never fails.

    ``here`` is the folder that its name is relative to, by default the one we are in. With
    ``keep_tree`` the script keeps its syntax tree.
    """
    file = display_name(str(path), here)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Reading(None, (unreadable(file, None, f"{file} is not a file.", "Move it."),))
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"{file} cannot be read: {reason}."
        return Reading(None, (unreadable(file, None, message, "Make the file readable."),))
    return read_content(path, file, content, keep_tree=keep_tree)


def read_content(path: Path, file: str, content: bytes, *, keep_tree: bool = False) -> Reading:
    """Read the content of a script that is, or was, at ``path``."""
    if len(content) > LARGEST:
        return _too_large(path, file, content)
    try:
        tree = ast.parse(content, filename=file)
        header, stopped = read_header(tree), stop(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return _unparsable(path, file, content, error)
    if stopped is not None:
        fault = stopping(file, *stopped, _known_id(header))
        return _faulty(path, content, header, fault, "the script cannot be imported")
    header.tree = tree if keep_tree else None
    return build_script(path, file, content, header)


def display_name(path: str, here: str = "") -> str:
    """Return a path as the user would type it: relative where it lies below our folder."""
    folder = (here or working_directory()) + os.sep
    return path[len(folder) :] if path.startswith(folder) else path


def working_directory() -> str:
    """Return the folder we are in, links resolved."""
    return os.path.realpath(os.curdir)


def _too_large(path: Path, file: str, content: bytes) -> Reading:
    size = f"{len(content) / 1024 / 1024:.0f} MB"
    reason = f"the file has {size}, scripts up to {LARGEST // 1024 // 1024} MB are read"
    return build_script(path, file, content, _header_lines(content), reason)


def _unparsable(path: Path, file: str, content: bytes, error: Exception) -> Reading:
    reason, line = _reason(error)
    remedy = "Correct the line."
    if b"\0" in content[:4]:
        reason, remedy = "it is encoded in UTF-16, which Python does not read", "Save it as UTF-8."
    header = _header_lines(content)
    message = f"{file} is not valid Python: {reason}{'' if reason.endswith('?') else '.'}"
    fault = unreadable(file, line, message, remedy, _known_id(header))
    return _faulty(path, content, header, fault, f"the file is not valid Python ({reason})")


def _faulty(path: Path, content: bytes, header: Header, fault: Finding, unread: str) -> Reading:
    """Return the fault, with the script's place in the graph where it is known."""
    if fault.revision is None or fault.location is None:
        return Reading(None, (fault,))
    reading = build_script(path, fault.location.file, content, header, unread)
    return Reading(reading.script, (fault, *reading.faults))


def _known_id(header: Header) -> str | None:
    revision = header.values.get("revision")
    return revision if isinstance(revision, str) else None


def _reason(error: Exception) -> tuple[str, int]:
    if isinstance(error, SyntaxError):
        return error.msg.rstrip("."), error.lineno or 1
    if isinstance(error, ValueError):
        return str(error).rstrip("."), 1
    return "an expression is nested too deeply", 1


def _header_lines(content: bytes) -> Header:
    """Pick the header out of a file that cannot be parsed as a whole, statement by statement."""
    header = Header()
    lines = content.decode("utf-8-sig", errors="replace").splitlines()
    for number, line in enumerate(lines):
        if _HEADER_LINE.match(line):
            _read_lines(lines[number : number + 20], number, header)
    return header


def _read_lines(lines: list[str], offset: int, header: Header) -> None:
    for end in range(1, len(lines) + 1):
        try:
            part = read_header(ast.parse("\n".join(lines[:end])))
        except (SyntaxError, ValueError):
            continue
        for name in part.values:
            header.bind(name, part.values[name], part.lines[name] + offset)
        return

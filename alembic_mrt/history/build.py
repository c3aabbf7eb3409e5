"""Make a revision script of a header, or say what is wrong with the header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding
from alembic_mrt.history.faults import not_constant, unreadable
from alembic_mrt.history.header import NOT_CONSTANT, Header
from alembic_mrt.history.script import RevisionScript

if TYPE_CHECKING:
    from pathlib import Path

_NAME_IS_ID = re.compile(r"([a-f0-9]+)\.py$")
_IDENTIFIERS = ("revision", "down_revision", "depends_on", "branch_labels")
_POINTED_AT = (*_IDENTIFIERS, "irreversible")


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what became of one file; ``complete`` tells that the graph misses nothing of it."""

    script: RevisionScript | None = None
    faults: tuple[Finding, ...] = ()

    @property
    def complete(self) -> bool:
        """Tell whether the file's place in the graph is known."""
        return self.script is not None


def build_script(
    path: Path, file: str, content: bytes, header: Header, unread: str = ""
) -> Reading:
    """Make a script of ``header``; ``unread`` says why the rest of the file is not looked at."""
    named = _revision_id(path, file, header)
    if isinstance(named, Finding):
        return Reading(None, (named,))
    wrong = next(_wrong_values(file, named, header), None)
    if wrong is not None:
        return Reading(None, (wrong,))
    script = RevisionScript(
        revision=named,
        down_revisions=_identifiers(header, "down_revision"),
        depends_on=_identifiers(header, "depends_on"),
        branch_labels=_identifiers(header, "branch_labels"),
        title=_title(path, named, header),
        path=path,
        file=file,
        irreversible=_irreversible(header),
        binds=frozenset(header.values),
        lines={name: header.lines[name] for name in header.lines if name in _POINTED_AT},
        unread=unread,
        content=content,
        kept=header.tree,
    )
    return Reading(script, tuple(_missing_parent(script)))


def _revision_id(path: Path, file: str, header: Header) -> str | Finding:
    if "revision" in header.values:
        value = header.values["revision"]
        if isinstance(value, str):
            return value
        return _wrong_value(file, "revision", header, "one string", None)
    if "*" in header.values:
        return not_constant(file, "revision", header.lines["*"], None)
    if match := _NAME_IS_ID.match(path.name):
        return match.group(1)
    message = f"{file} holds no revision id; Alembic refuses the whole folder because of it."
    remedy = 'Give it `revision = "..."` and `down_revision = ...`, or move it elsewhere.'
    return unreadable(file, 1, message, remedy)


def _wrong_values(file: str, revision: str, header: Header) -> Iterator[Finding]:
    if illegal := sorted(set("@-+:") & set(revision)):
        message = f"Revision id {revision!r} holds {', '.join(illegal)}, which Alembic refuses."
        line = header.lines.get("revision", 1)
        yield unreadable(file, line, message, "Choose another id.", revision)
    for name in _IDENTIFIERS[1:]:
        value = header.values.get(name)
        strings = value if isinstance(value, tuple) else (value,)
        if value is not None and not all(isinstance(item, str) for item in strings):
            yield _wrong_value(file, name, header, "a string, a tuple of strings or None", revision)


def _wrong_value(
    file: str, name: str, header: Header, wanted: str, revision: str | None
) -> Finding:
    value, line = header.values[name], header.lines[name]
    if value is NOT_CONSTANT:
        return not_constant(file, name, line, revision)
    message = f"{name} in {file} is {value!r}; it must be {wanted}."
    return unreadable(file, line, message, f"Correct {name}.", revision)


def _missing_parent(script: RevisionScript) -> Iterator[Finding]:
    if script.unread or {"down_revision", "*"} & script.binds:
        return
    message = f"{script.file} sets no down_revision; Alembic cannot load it."
    remedy = "Name the revision that it follows, or None for the first one."
    yield unreadable(script.file, script.line, message, remedy, script.revision)


def _identifiers(header: Header, name: str) -> tuple[str, ...]:
    value = header.values.get(name)
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _irreversible(header: Header) -> str | None:
    value = header.values.get("irreversible")
    if "irreversible" not in header.assigned or value is None or value is False:
        return None
    return value.strip() if isinstance(value, str) else ""


def _title(path: Path, revision: str, header: Header) -> str:
    first = header.docstring.strip().partition("\n")[0].strip()
    slug = path.stem.removeprefix(revision).strip("_-").replace("_", " ")
    return first or slug or revision

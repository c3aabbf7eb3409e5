"""Suppression: the comments in a script with which its author accepts a finding.

::

    op.drop_column("users", "fax")  # noqa: MRT201 nobody has sent one since 2009
    # mrt: ignore[MRT201, MRT202] archived in the warehouse
    op.drop_table("faxes")
    # mrt: file-ignore[MRT302] the old indexes stay away

A comment counts for the statement on whose lines it stands or, on lines of its own, for the
statement that follows it. ``# noqa`` and ``# mrt: ignore`` without codes accept whatever is found
there. What is found of a function as a whole (at its ``def`` line) may also be accepted at the
script's ``revision = ...``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.comments import Comments, Directive, read_comments
from alembic_mrt.finding import Location

if TYPE_CHECKING:
    from alembic_mrt.finding import Finding
    from alembic_mrt.history.script import RevisionScript

Span = tuple[int, int]

_OURS = re.compile(rb"mrt", re.IGNORECASE)


@dataclass(slots=True)
class FileSuppressions:
    """Hold the comments of one file, and what each of them has suppressed."""

    comments: Comments
    spans: tuple[Span, ...] = ()
    definitions: tuple[Span, ...] = ()
    header_line: int | None = None
    spent: dict[Directive, set[str]] = field(default_factory=dict)

    def suppress(self, code: str, line: int | None, *, by_name: bool = False) -> bool:
        """Tell whether a finding at ``line`` is accepted; the comments that do are spent.

        With ``by_name`` a comment that names no code does not do.
        """
        places = self._places(line)
        accepting = [
            directive
            for directive in self.comments.directives
            if directive.accepts(code)
            and (directive.whole_file or directive.line in places)
            and (directive.codes or not by_name)
        ]
        for directive in accepting:
            self.spent.setdefault(directive, set()).add(code)
        return bool(accepting)

    def unused(self) -> Iterator[tuple[Directive, tuple[str, ...]]]:
        """Yield the comments that accept nothing that was found, with the codes in vain."""
        for directive in self.comments.directives:
            spent = self.spent.get(directive, set())
            vain = tuple(sorted(directive.codes - spent))
            if vain or (directive.ours and not spent):
                yield directive, vain

    def _places(self, line: int | None) -> set[int]:
        anchors = [line if line is not None else self.header_line]
        if any(first <= (line or 0) <= last for first, last in self.definitions):
            anchors.append(self.header_line)
        return {place for anchor in anchors if anchor for place in self._around(anchor)}

    def _around(self, line: int) -> Iterator[int]:
        """Yield the lines of the statement at ``line``, and of the comments right above it."""
        spans = [span for span in self.spans if span[0] <= line <= span[1]]
        first, last = min(spans, key=lambda span: span[1] - span[0], default=(line, line))
        yield from range(first, last + 1)
        while first - 1 in self.comments.alone:
            first -= 1
            yield first


class Suppressions:
    """Sort out the findings that a comment accepts, whichever file they point at."""

    def __init__(self, scripts: Mapping[str, RevisionScript]) -> None:
        self._scripts = {script.file: script for script in scripts.values()}
        self._files: dict[str, FileSuppressions] = {}

    def suppress(self, finding: Finding, *, by_name: bool = False) -> bool:
        """Tell whether a comment accepts the finding, ``by_name`` only one that names its code."""
        if finding.location is None:
            return False
        file = self._file(finding.location.file)
        return file.suppress(finding.code, finding.location.line, by_name=by_name)

    def unused(self) -> Iterator[tuple[RevisionScript, Location, Directive, tuple[str, ...]]]:
        """Yield the comments in revision scripts that accept nothing that was found."""
        for name, script in self._scripts.items():
            if not _OURS.search(script.content):
                continue
            for directive, vain in self._file(name).unused():
                yield script, Location(name, directive.line), directive, vain

    def _file(self, name: str) -> FileSuppressions:
        if name not in self._files:
            script = self._scripts.get(name)
            content = script.content if script else _read(name)
            self._files[name] = _suppressions(content, script.line if script else None)
        return self._files[name]


def _read(name: str) -> bytes:
    """Return what a file holds; reading what is no file, such as a pipe, might never end."""
    path = Path(name)
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""


def _suppressions(content: bytes, header_line: int | None) -> FileSuppressions:
    comments = read_comments(content)
    if not comments.directives:
        return FileSuppressions(comments)
    try:
        tree = ast.parse(content)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return FileSuppressions(comments, header_line=header_line)
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    definitions = [node for node in statements if isinstance(node, ast.FunctionDef)]
    return FileSuppressions(
        comments,
        spans=tuple(_span(statement) for statement in statements),
        definitions=tuple(_span(definition) for definition in definitions),
        header_line=header_line,
    )


def _span(statement: ast.stmt) -> Span:
    """Return the lines of a statement, of a compound one those up to its body."""
    first = statement.lineno
    for decorator in getattr(statement, "decorator_list", ()):
        first = min(first, decorator.lineno)
    body = getattr(statement, "body", None) or getattr(statement, "cases", None)
    if not body:
        return first, statement.end_lineno or first
    inner = getattr(body[0], "lineno", None) or body[0].pattern.lineno
    return first, max(statement.lineno, inner - 1)

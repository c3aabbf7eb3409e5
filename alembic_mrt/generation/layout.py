"""Lay out generated statements as ``ruff format`` would.

What does not fit on a line is written one argument a line with a comma behind each; a formatter
leaves that as it is, whatever its line length.
"""

from __future__ import annotations

import ast
import io
import tokenize
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from alembic_mrt.generation.expressions import Part, chained, flat, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH: Final = 88
_STEP: Final = "    "


def layout(source: str, *, indent: int = 4, width: int = WIDTH) -> str:
    """Return statements laid out for a block that is indented by ``indent`` blanks.

    The first line carries no indentation, as Alembic's templates want it. A text that is no
    Python, and a statement with a comment inside, is left as it is.
    """
    text = "\n".join(_dedented(source))
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return source
    page = _Page(text, width)
    lines = list(page.block(tree.body, " " * indent))
    lines += page.remaining(" " * indent)
    return "\n".join(lines).strip()


def _dedented(source: str) -> Iterator[str]:
    """Take the indentation of a function's body off; the first line has none already."""
    first, *others = source.split("\n")
    yield first.strip()
    for line in others:
        yield line.removeprefix(_STEP).rstrip()


@dataclass
class _Page:
    """Hold a text, and the comments of it that are not written yet."""

    text: str
    width: int
    comments: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        self.comments = {t.start[0]: t.string for t in tokens if t.type == tokenize.COMMENT}
        self._lines = self.text.split("\n")

    def block(self, body: Sequence[ast.stmt], pad: str) -> Iterator[str]:
        """Yield the lines of statements."""
        for number, statement in enumerate(body):
            before = self._taken(statement.lineno)
            first = min([statement.lineno, *before])
            if number and not self._lines[first - 2].strip():
                yield ""
            yield from (f"{pad}{comment}" for comment in before.values())
            yield from self._statement(statement, pad)

    def remaining(self, pad: str) -> Iterator[str]:
        """Yield the comments behind the last statement."""
        yield from (f"{pad}{comment}" for _, comment in sorted(self.comments.items()))

    def _taken(self, line: int) -> dict[int, str]:
        lines = sorted(number for number in self.comments if number < line)
        return {number: self.comments.pop(number) for number in lines}

    def _statement(self, statement: ast.stmt, pad: str) -> Iterator[str]:
        own = range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
        if isinstance(statement, (ast.With, ast.If)) and not getattr(statement, "orelse", None):
            yield from self._header(statement, pad)
            yield from self.block(statement.body, pad + _STEP)
        elif any(number in own for number in self.comments):
            yield from self._verbatim(own, pad)
        else:
            yield from _split(_opened(statement), pad, self.width)

    def _header(self, statement: ast.With | ast.If, pad: str) -> Iterator[str]:
        if isinstance(statement, ast.If):
            yield f"{pad}if {flat(statement.test)}:"
            return
        *others, last = statement.items
        head = "".join(f"{flat(item.context_expr)}{_name_of(item)}, " for item in others)
        opening = (f"with {head}", last.context_expr)
        yield from _split(opening, pad, self.width, f"{_name_of(last)}:")

    def _verbatim(self, own: range, pad: str) -> Iterator[str]:
        for number in own:
            self.comments.pop(number, None)
            line = self._lines[number - 1]
            yield f"{pad}{line.strip() if number == own.start else line}"


def _name_of(item: ast.withitem) -> str:
    return f" as {flat(item.optional_vars)}" if item.optional_vars else ""


def _opened(statement: ast.stmt) -> Part:
    """Return what stands before the expression of a statement, and the expression."""
    if isinstance(statement, ast.Expr):
        return "", statement.value
    if isinstance(statement, ast.Assign):
        return "".join(f"{flat(target)} = " for target in statement.targets), statement.value
    if isinstance(statement, ast.Raise) and statement.exc is not None and statement.cause is None:
        return "raise ", statement.exc
    return "", ast.unparse(statement)


def _split(what: Part, pad: str, width: int, tail: str = "") -> Iterator[str]:
    """Yield one line where all fits, else one line for each argument of the last call."""
    head, node = what
    line = f"{pad}{head}{node if isinstance(node, str) else flat(node)}{tail}"
    found = None if isinstance(node, str) or len(line) <= width else parts(node)
    if found is None:
        yield from line.split("\n")
        return
    opening, arguments, closing = found
    if len(pad + head + opening) > width and isinstance(node, ast.Call):
        chain = chained(node)
        if chain is not None:
            inner, last = chain
            yield from _split((head, inner), pad, width, f"{last}{tail}")
            return
    yield f"{pad}{head}{opening}"
    for argument in arguments:
        yield from _split(argument, pad + _STEP, width, ",")
    yield f"{pad}{closing}{tail}"

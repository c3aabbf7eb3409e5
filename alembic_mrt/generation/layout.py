"""Lay out generated statements as ``ruff format`` would.

What does not fit on a line is written one argument a line with a comma behind each; a formatter
leaves that as it is, whatever its line length.
"""

from __future__ import annotations

import ast
import io
import tokenize
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from alembic_mrt.generation.literals import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH: Final = 88
_STEP: Final = "    "
Part: TypeAlias = "tuple[str, ast.expr | str]"
"""What stands before an expression on its line, and the expression, or its text."""


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
    parts = None if isinstance(node, str) or len(line) <= width else _parts(node)
    if parts is None:
        yield from line.split("\n")
        return
    opening, arguments, closing = parts
    if len(pad + head + opening) > width and isinstance(node, ast.Call):
        chained = _chained(node)
        if chained is not None:
            inner, last = chained
            yield from _split((head, inner), pad, width, f"{last}{tail}")
            return
    yield f"{pad}{head}{opening}"
    for argument in arguments:
        yield from _split(argument, pad + _STEP, width, ",")
    yield f"{pad}{closing}{tail}"


def _chained(node: ast.Call) -> tuple[ast.Call, str] | None:
    """Return the call that another one is chained to, and the text of the last one."""
    func = node.func
    if not isinstance(func, ast.Attribute) or not isinstance(func.value, ast.Call):
        return None
    inner = func.value
    has_arguments = inner.args or inner.keywords
    return (inner, flat(node).removeprefix(flat(inner))) if has_arguments else None


def _parts(node: ast.expr) -> tuple[str, list[Part], str] | None:
    """Return the opening, the arguments and the closing of what can be written on several lines."""
    match node:
        case ast.Call(args=args, keywords=named) if args or named:
            last: list[Part] = [(f"{k.arg}=" if k.arg else "**", k.value) for k in named]
            return f"{flat(node.func)}(", [("", arg) for arg in args] + last, ")"
        case ast.List(elts=items) if items:
            return "[", [("", item) for item in items], "]"
        case ast.Tuple(elts=items) if items:
            return "(", [("", item) for item in items], ")"
        case ast.Dict(keys=keys, values=values) if keys:
            return "{", [(_key(k), v) for k, v in zip(keys, values, strict=True)], "}"
    return None


def flat(node: ast.expr) -> str:
    """Return an expression on one line, its strings in the quotes of ``ruff format``."""
    parts = None if isinstance(node, ast.Tuple) and len(node.elts) == 1 else _parts(node)
    if parts is None:
        return _small(node)
    opening, arguments, closing = parts
    inner = ", ".join(f"{h}{v if isinstance(v, str) else flat(v)}" for h, v in arguments)
    return f"{opening}{inner}{closing}"


def _small(node: ast.expr) -> str:
    """Return an expression that is never parted."""
    text = ast.unparse(node)
    match node:
        case ast.Constant(value=str() as value, kind=None):
            text = quoted(value)
        case ast.Call():
            text = f"{flat(node.func)}()"
        case ast.Attribute():
            text = f"{flat(node.value)}.{node.attr}"
        case ast.Compare(ops=[ast.Eq()]):
            text = f"{flat(node.left)} == {flat(node.comparators[0])}"
        case ast.BinOp(op=ast.Add()):
            text = f"{flat(node.left)} + {flat(node.right)}"
        case ast.Subscript():
            text = f"{flat(node.value)}[{flat(node.slice)}]"
        case ast.Starred():
            text = f"*{flat(node.value)}"
        case ast.Tuple(elts=[only]):
            text = f"({flat(only)},)"
    return text


def _key(node: ast.expr | None) -> str:
    return "**" if node is None else f"{flat(node)}: "

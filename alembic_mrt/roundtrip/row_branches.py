"""Branches that a script takes by what it has read out of tables, and that no trip has taken.

``if bind.execute(count).scalar() > 100:`` leads nowhere where fewer rows are seeded: what stands
there has never run, and the trip proves nothing of it.
"""

from __future__ import annotations

import ast
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.row_queries import (
    Named,
    assigned,
    called,
    calls_in,
    functions_of,
    is_of_schema,
    is_sent_change,
    lines_of,
    query_in,
    shortened,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_SENDS_NOTHING: Final = frozenset({"get_bind", "get_context", "f", "inline_literal"})
_BLOCKS: Final = ("body", "orelse", "finalbody")


@dataclass(frozen=True, slots=True)
class RowBranch:
    """Hold the lines of a query, of a branch that its rows decide on, and of a statement in it.

    ``test`` is the condition, ``text`` the statement.
    """

    query: range
    lines: range
    statement: range
    test: str
    text: str

    def is_missed(self, lines: Collection[int]) -> bool:
        """Tell whether the query was sent from ``lines``, and nothing in the branch was."""
        sent = set(lines)
        return not sent.isdisjoint(self.query) and sent.isdisjoint(self.lines)

    def told(self) -> str:
        """Say what was not reached."""
        return f"line {self.statement.start}, `{self.text}`, past `if {self.test}`"


@functools.lru_cache(maxsize=4)
def row_branches(source: str) -> tuple[RowBranch, ...]:
    """Return the branches that a script takes by rows and that send something."""
    if "if " not in source or not ("execute" in source or "scalar" in source or "query" in source):
        return ()
    tree = ast.parse(source)
    functions = functions_of(tree)
    script = _Script(
        assigned(tree),
        frozenset(f.name for f in functions if _gives_rows(f)),
        frozenset(f.name for f in functions if any(map(_is_operation, _calls(f)))),
    )
    blocks = (block for f in functions for node in ast.walk(f) for block in _blocks(node))
    return tuple(dict.fromkeys(found for block in blocks for found in script.of_block(block)))


@dataclass(frozen=True, slots=True)
class _Script:
    """Know what is assigned in a script, and its functions that read rows or send something."""

    named: Named
    readers: frozenset[str]
    senders: frozenset[str]

    def of_block(self, block: Sequence[ast.stmt]) -> Iterator[RowBranch]:
        """Yield the branches of statements that follow each other."""
        for number, statement in enumerate(block):
            if not isinstance(statement, ast.If) or "dialect" in ast.unparse(statement.test):
                continue
            query = query_in(statement.test, self.named, self.readers)
            if query is None or is_of_schema(query, self.named):
                continue
            rest = block[number + 1 :] if _leaves(statement.body) else ()
            for branch in (statement.body, statement.orelse or rest):
                yield from self._of_branch(query, statement.test, branch)

    def _of_branch(
        self, query: ast.expr, test: ast.expr, branch: Sequence[ast.stmt]
    ) -> Iterator[RowBranch]:
        calls = (call for statement in branch for call in calls_in(statement))
        sent = next(filter(self._sends, calls), None)
        if sent is not None:
            lines = range(branch[0].lineno, lines_of(branch[-1]).stop)
            yield RowBranch(
                lines_of(query), lines, lines_of(sent), shortened(test), shortened(sent)
            )

    def _sends(self, call: ast.Call) -> bool:
        own = isinstance(call.func, ast.Name) and call.func.id in self.senders
        return own or _is_operation(call) or is_sent_change(call, self.named)


def _calls(function: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(function) if isinstance(node, ast.Call))


def _is_operation(call: ast.Call) -> bool:
    """Tell whether a call is a directive of Alembic's that sends something."""
    function = call.func
    on_op = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)
    return on_op and ast.unparse(function).startswith("op.") and called(call) not in _SENDS_NOTHING


def _gives_rows(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Tell whether a function returns what it has read out of a table."""
    named = assigned(ast.Module([function], []))
    returned = (n.value for n in ast.walk(function) if isinstance(n, ast.Return))
    queries = [query_in(value, named) for value in returned if value is not None]
    return any(query is not None and not is_of_schema(query, named) for query in queries)


def _blocks(node: ast.AST) -> Iterator[Sequence[ast.stmt]]:
    for name in _BLOCKS:
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield block


def _leaves(block: Sequence[ast.stmt]) -> bool:
    return isinstance(block[-1], ast.Return | ast.Raise | ast.Continue | ast.Break)

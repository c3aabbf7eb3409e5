"""``match`` as the ``if`` that it is short for."""

from __future__ import annotations

import ast


def as_conditions(node: ast.Match) -> list[ast.stmt]:
    """Return the statements that ``match`` is short for.

    A pattern that takes its subject apart becomes a test of which nothing is known.
    """
    rest: list[ast.stmt] = []
    for case in reversed(node.cases):
        body = [*_captures(case.pattern, node.subject), *case.body]
        test = _test(case.pattern, node.subject)
        if case.guard is not None:
            test = ast.BoolOp(ast.And(), [test, case.guard])
        rest = [ast.If(test, body, rest)]
    for made in rest:
        ast.copy_location(made, node)
        ast.fix_missing_locations(made)
    return rest


def _test(pattern: ast.pattern, subject: ast.expr) -> ast.expr:
    if isinstance(pattern, ast.MatchValue):
        return ast.Compare(subject, [ast.Eq()], [pattern.value])
    if isinstance(pattern, ast.MatchSingleton):
        return ast.Compare(subject, [ast.Is()], [ast.Constant(pattern.value)])
    if isinstance(pattern, ast.MatchOr):
        return ast.BoolOp(ast.Or(), [_test(part, subject) for part in pattern.patterns])
    if isinstance(pattern, ast.MatchAs):
        inner = pattern.pattern
        return ast.Constant(True) if inner is None else _test(inner, subject)
    return ast.Name(f"{ast.unparse(subject)} like {ast.unparse(pattern)}", ast.Load())


def _captures(pattern: ast.pattern, subject: ast.expr) -> list[ast.stmt]:
    if isinstance(pattern, ast.MatchAs) and pattern.name is not None:
        return [ast.Assign([ast.Name(pattern.name, ast.Store())], subject)]
    return []

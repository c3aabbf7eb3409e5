"""What the patterns of ``match`` say of a value, and the names that they bind."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.truth import compare, truth
from alembic_mrt.operations.values import Unread, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Equals = Callable[[ast.expr, Value], Value]
    """Compare a value with what an expression of a pattern stands for."""

_NO_SEQUENCES: Final = str | bytes | int | float | dict | set | frozenset | None


def matches(pattern: ast.pattern, value: Value, equals: Equals) -> bool | None:
    """Tell whether a pattern matches a value, None where that cannot be told."""
    if isinstance(pattern, ast.MatchValue):
        return truth(equals(pattern.value, value))
    if isinstance(pattern, ast.MatchSingleton):
        return compare(value, ast.Is(), pattern.value)
    if isinstance(pattern, ast.MatchOr):
        return _any(matches(part, value, equals) for part in pattern.patterns)
    if isinstance(pattern, ast.MatchAs):
        return pattern.pattern is None or matches(pattern.pattern, value, equals)
    if isinstance(pattern, ast.MatchSequence):
        return _sequence_matches(pattern, value, equals)
    return True if isinstance(pattern, ast.MatchStar) else None


def _sequence_matches(pattern: ast.MatchSequence, value: Value, equals: Equals) -> bool | None:
    if not isinstance(value, list | tuple):
        return False if isinstance(value, _NO_SEQUENCES) else None
    parts = _parts(pattern, value)
    if parts is None:
        return False
    found = [matches(part, item, equals) for part, item in parts]
    return False if False in found else None if None in found else True


def _any(outcomes: Iterable[bool | None]) -> bool | None:
    """Tell whether one holds; those after it are not tried."""
    unknown = False
    for outcome in outcomes:
        if outcome:
            return True
        unknown |= outcome is None
    return None if unknown else False


def _parts(
    pattern: ast.MatchSequence, value: list[Value] | tuple[Value, ...]
) -> list[tuple[ast.pattern, Value]] | None:
    """Return the parts of a pattern with what each stands for, None for another length."""
    parts, items = pattern.patterns, list(value)
    stars = [place for place, part in enumerate(parts) if isinstance(part, ast.MatchStar)]
    spare = len(items) - len(parts)
    if spare < -len(stars) or (spare and not stars):
        return None
    for place in stars:
        items[place : place + spare + 1] = [items[place : place + spare + 1]]
    return list(zip(parts, items, strict=True))


def captured(pattern: ast.pattern, value: Value, equals: Equals) -> dict[str, Value]:
    """Return the names that a pattern binds; Unread where it is not known to what."""
    found: dict[str, Value] = {name: Unread(pattern) for name in _names(pattern)}
    if isinstance(pattern, ast.MatchAs | ast.MatchStar) and pattern.name is not None:
        found[pattern.name] = value
    if isinstance(pattern, ast.MatchAs) and pattern.pattern is not None:
        found |= captured(pattern.pattern, value, equals)
    if isinstance(pattern, ast.MatchSequence) and isinstance(value, list | tuple):
        for part, item in _parts(pattern, value) or ():
            found |= captured(part, item, equals)
    if isinstance(pattern, ast.MatchOr):
        for part in pattern.patterns:
            outcome = matches(part, value, equals)
            if outcome is not False:
                return captured(part, value, equals) if outcome else found
    return found


def _names(pattern: ast.pattern) -> Iterator[str]:
    for node in ast.walk(pattern):
        name = getattr(node, "rest" if isinstance(node, ast.MatchMapping) else "name", None)
        if isinstance(name, str):
            yield name


def condition(case: ast.match_case, subject: ast.expr) -> ast.expr:
    """Return what decides about a case, as an expression for people to read."""
    test = _test(case.pattern, subject)
    if case.guard is None:
        return test
    certain = isinstance(test, ast.Constant)
    return case.guard if certain else ast.BoolOp(ast.And(), [test, case.guard])


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

"""Texts of which statements know a part: a prefix that is put on, a word that is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alembic_mrt.analyzer.data.flow import Assignment

_REST = "x1"


def patterned(trees: Iterable[Any]) -> Iterator[str]:
    """Yield texts that fit the patterns of LIKE and hold what replace() takes and gives."""
    from sqlglot import exp

    for tree in trees:
        for found in tree.find_all(exp.Like, exp.Replace):
            yield from (_filled(part) for part in _parts(found))


def expects(turn: Assignment, value: str) -> bool:
    """Tell whether an UPDATE expects that a column holds what it makes of other values.

    Its WHERE leaves such texts alone (NOT LIKE, <>), or it replaces a word in all of them.
    """
    from sqlglot import exp

    if turn.where is not None:
        negated = (tree for tree in turn.where.find_all(exp.Expression) if _negates(tree))
        return any(_is_in(value, part) for tree in negated for part in _literals(tree))
    if turn.condition or turn.value is None:
        return False
    replaced = turn.value.find_all(exp.Replace)
    return any(_is_in(value, part) for tree in replaced for part in _parts(tree)[1:])


def _negates(tree: Any) -> bool:
    from sqlglot import exp

    return isinstance(tree, exp.Not | exp.NEQ) or bool(tree.args.get("negate"))


def _parts(tree: Any) -> list[str]:
    items = [tree.expression, tree.args.get("replacement")]
    return [str(item.this) for item in items if getattr(item, "is_string", False)]


def _literals(tree: Any) -> Iterator[str]:
    from sqlglot import exp

    yield from (str(found.this) for found in tree.find_all(exp.Literal) if found.is_string)


def _filled(pattern: str) -> str:
    return pattern.replace("%", _REST) if "%" in pattern else pattern + _REST


def _is_in(value: str, pattern: str) -> bool:
    part = pattern.strip("%")
    return bool(part) and part in value

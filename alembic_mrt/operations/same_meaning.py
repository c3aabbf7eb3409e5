"""Expressions that PostgreSQL writes back in other words than they were given in.

It adds the casts that it makes, turns IN and BETWEEN into other operators and drops parentheses
that mean nothing, so that what autogenerate has reflected reads unlike what was once written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from alembic_mrt.schema.difference import Difference

_DIALECTS: Final = ("postgresql", None)
_ATTRIBUTES: Final = frozenset({"expression", "where", "columns", "generated", "type"})
_DIMENSIONS: Final = re.compile(r"(\[\])+")
_CASTS: Final = ("TEXT", "VARCHAR", "CHAR", "BPCHAR", "ARRAY")


def means_the_same(found: Difference, dialect: str | None) -> bool:
    """Tell whether what differs is how PostgreSQL writes an expression, and not its meaning."""
    pair = _texts(found) if dialect in _DIALECTS else None
    if pair is None:
        return False
    old, new = pair
    return len(old) == len(new) and all(map(_alike, old, new))


def may_mean_the_same(found: Difference, dialect: str | None) -> bool:
    """Tell whether an expression differs from what looks like PostgreSQL's words for it."""
    pair = _texts(found) if dialect in _DIALECTS else None
    return pair is not None and any(_is_reflected(text) for side in pair for text in side)


def _is_reflected(text: str) -> bool:
    return "::" in text or "~" in text


def _texts(found: Difference) -> tuple[list[str], list[str]] | None:
    if found.change != "changed" or found.attribute not in _ATTRIBUTES:
        return None
    sides = [getattr(side, found.attribute, None) for side in (found.before, found.after)]
    old, new = ([side] if isinstance(side, str) else side for side in sides)
    if not isinstance(old, list | tuple) or not isinstance(new, list | tuple):
        return None
    return [str(text) for text in old], [str(text) for text in new]


def _alike(old: str, new: str) -> bool:
    # PostgreSQL takes the number of dimensions of an array, and keeps to none.
    if _DIMENSIONS.sub("[]", old) == _DIMENSIONS.sub("[]", new):
        return True
    first, second = _meaning(old), _meaning(new)
    return first is not None and first == second


def _meaning(text: str) -> Any:
    """Return the tree of an expression without what PostgreSQL adds, None for no expression."""
    import sqlglot
    from sqlglot import exp

    try:
        tree = sqlglot.parse_one(f"SELECT 1 ORDER BY {text}", read="postgres")
    except sqlglot.errors.SqlglotError:
        return None
    while (plainer := tree.transform(lambda node: _plain(node, exp))) != tree:
        tree = plainer
    return tree


def _plain(node: Any, exp: Any) -> Any:
    while isinstance(node, exp.Paren) or _is_added_cast(node, exp):
        node = node.this
    if isinstance(node, exp.And) and isinstance(node.expression, exp.And):
        inner = node.expression
        first = exp.And(this=node.this, expression=inner.this)
        return exp.And(this=first, expression=inner.expression)
    if isinstance(node, exp.Between):
        low = exp.GTE(this=node.this.copy(), expression=node.args["low"])
        return exp.And(this=low, expression=exp.LTE(this=node.this, expression=node.args["high"]))
    if isinstance(node, exp.In) and len(node.expressions) == 1:
        return exp.EQ(this=node.this, expression=node.expressions[0])
    if isinstance(node, exp.EQ) and isinstance(node.expression, exp.Any):
        return _among(node, node.expression.this, exp)
    if isinstance(node, exp.NEQ) and node.expression.name.upper() == "ALL":
        found = _among(node, node.expression.expressions[0], exp)
        return found if found is node else exp.Not(this=found)
    return node


def _among(node: Any, listed: Any, exp: Any) -> Any:
    while isinstance(listed, exp.Paren | exp.Cast):
        listed = listed.this
    if not isinstance(listed, exp.Array):
        return node
    return exp.In(this=node.this, expressions=listed.expressions)


def _is_added_cast(node: Any, exp: Any) -> bool:
    """Tell whether a cast is one to a text, or one of a literal, which PostgreSQL adds."""
    if not isinstance(node, exp.Cast):
        return False
    inner = node.this
    while isinstance(inner, exp.Paren | exp.Neg):
        inner = inner.this
    return isinstance(inner, exp.Literal) or str(node.to.this.name) in _CASTS

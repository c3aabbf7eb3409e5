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
_TEXTS: Final = frozenset({"TEXT", "VARCHAR", "BPCHAR"})
_INTEGERS: Final = frozenset({"SMALLINT", "INT", "BIGINT"})
_WIDER: Final = frozenset({"DECIMAL", "DOUBLE"})
"""What a number is taken for next to a column of that type; only a division then differs."""
_NARROWER: Final = frozenset({"CHAR", "NCHAR", "BIT", "NAME", "FLOAT"})
"""Types that keep less than a literal says, without being given a length."""
_COMPARISONS: Final = ("EQ", "NEQ", "GT", "GTE", "LT", "LTE", "In", "Between")
_LISTS: Final = ("Paren", "Array", "Any", "Tuple")
_SAME_IN_ANY_TYPE: Final = (
    "Paren", "Neg", "Add", "Sub", "Mul", "Coalesce", "Case", "If", "Ordered", "Array", "Any",
)  # fmt: skip
_ENDS: Final = (*_COMPARISONS, "Order", "And", "Or", "Not")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


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
    while isinstance(listed, exp.Paren) or _is_added_cast(listed, exp):
        listed = listed.this
    if not isinstance(listed, exp.Array):
        return node
    return exp.In(this=node.this, expressions=listed.expressions)


def _is_added_cast(node: Any, exp: Any) -> bool:
    """Tell whether a cast is one that PostgreSQL adds and that leaves the meaning as it is.

    Those to a text have no length. Those of a literal are to the type that it is compared as.
    """
    if not isinstance(node, exp.Cast):
        return False
    inner = node.this
    while isinstance(inner, exp.Paren | exp.Neg):
        inner = inner.this
    kind, element = str(node.to.this.name), node.to
    while element.this.name == "ARRAY" and element.expressions:
        element = element.expressions[0]
    if element.expressions:
        return False
    if str(element.this.name) in _TEXTS:
        return True
    return isinstance(inner, exp.Literal) and _is_own_type(node, inner, kind)


def _is_own_type(cast: Any, literal: Any, kind: str) -> bool:
    """Tell whether a literal would be of a type without a cast to it, too."""
    if literal.is_string:
        loses = kind in _NARROWER or (kind == "DATE" and not _DAY.fullmatch(literal.name))
        return not loses and _stands_in(cast, _LISTS, _COMPARISONS)
    if literal.name.isdigit():
        return kind in _INTEGERS or (kind in _WIDER and _stands_in(cast, _SAME_IN_ANY_TYPE))
    return kind == "DECIMAL" or (kind in _WIDER and _stands_in(cast, _SAME_IN_ANY_TYPE))


def _stands_in(node: Any, passing: tuple[str, ...], ends: tuple[str, ...] = _ENDS) -> bool:
    """Tell whether all that stands around a node is of some kinds, up to one that ends it."""
    around = node.parent
    while type(around).__name__ in passing:
        around = around.parent
    return type(around).__name__ in ends

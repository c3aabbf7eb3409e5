"""SQL expressions built with SQLAlchemy's functions, turned into SQL by SQLAlchemy itself."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.nesting import operands, parts, weight
from alembic_mrt.operations.realize import REFUSALS, NotExpressibleError, realize
from alembic_mrt.operations.values import HOLE, Attribute, Term, Unread, Value

if TYPE_CHECKING:
    from collections.abc import Collection

_STATEMENTS: Final = frozenset({"select", "insert", "update", "delete", "text", "values", "union"})

_LARGEST: Final = 200_000
"""How many operands, members and characters an expression may have that is turned into SQL."""


def sql_of(value: Value, dialect: str | None = None) -> str | None:
    """Return the SQL of an expression or statement, or None where that cannot be told."""
    if isinstance(value, Term) and value.last == "text" and value.base is None:
        text = value.arg(0, "text")
        return text.replace(HOLE, ":unknown") if isinstance(text, str) else None
    if weight(value) > _LARGEST:
        return None
    try:
        return _compiled(realize(value), dialect or _hinted_dialect(value))
    except NotExpressibleError:
        return None


def _hinted_dialect(value: Value) -> str | None:
    """Return the dialect whose package an expression comes from."""
    while isinstance(value, Term):
        names = value.head.split(".")
        if value.base is None and names[:2] == ["sqlalchemy", "dialects"] and len(names) > 3:
            return names[2]
        value = value.base
    return None


def _compiled(element: Any, dialect: str | None) -> str:
    with warnings.catch_warnings():
        # SQLAlchemy warns of comparisons with NULL, which what is not known may look like.
        warnings.simplefilter("ignore")
        return _compiled_as(element, dialect)


def _compiled_as(element: Any, dialect: str | None) -> str:
    from sqlalchemy.dialects import registry
    from sqlalchemy.exc import SQLAlchemyError

    try:
        known = registry.load(dialect)(paramstyle="named") if dialect else None
        try:
            return str(element.compile(dialect=known, compile_kwargs={"literal_binds": True}))
        except (SQLAlchemyError, NotImplementedError, TypeError, ValueError):
            # Some values have no literal form: they stay parameters.
            return str(element.compile(dialect=known))
    except (*REFUSALS, SQLAlchemyError) as error:
        raise NotExpressibleError(str(error)) from error


def is_statement(value: Value) -> bool:
    """Tell whether a value is a statement, such as ``sa.update(t).values(...)``."""
    while isinstance(value, Term):
        if value.last in _STATEMENTS:
            return True
        value = value.base
    return False


def has_unknown(value: Value) -> bool:
    """Tell whether some part of an expression is not known."""
    return any(map(_is_unknown, parts(value, _given)))


def _given(value: Value) -> Collection[Value]:
    return () if isinstance(value, Attribute) else operands(value)


def _is_unknown(part: Value) -> bool:
    if isinstance(part, str):
        return HOLE in part
    return isinstance(part, Unread) or (isinstance(part, Term) and part.incomplete)

"""Which column of a table SQLAlchemy makes SERIAL on PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.sa_columns import is_column
from alembic_mrt.operations.values import Term, Value, text_of
from alembic_mrt.schema.objects import Column, ForeignKey, PrimaryKey, SchemaObject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_OWN_VALUES: Final = frozenset({"Sequence", "ColumnDefault", "FetchedValue", "DefaultClause"})


def serial_columns(
    items: Iterable[Value], objects: Collection[SchemaObject], keyed: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the autoincrement column among the items of a table, of which there is one at most.

    ``objects`` are what the items were read as, ``keyed`` is the primary key where it is none of
    them.
    """
    keys = [o.columns for o in objects if isinstance(o, PrimaryKey)]
    key = keys[0] if len(keys) == 1 and isinstance(keys[0], tuple) else keyed
    columns = (item for item in items if isinstance(item, Term) and is_column(item))
    terms = {text_of(item.arg(0, "name")): item for item in columns}
    referring = {c for o in objects if isinstance(o, ForeignKey) for c in _names(o)}
    for column in objects:
        if isinstance(column, Column) and column.name in key and column.name in terms:
            plain = len(key) == 1 and column.name not in referring
            if _counts(terms[column.name], column, plain):
                return (str(column.name),)
    return ()


def _names(key: ForeignKey) -> tuple[str, ...]:
    return key.columns if isinstance(key.columns, tuple) else ()


def _counts(term: Term, column: Column, plain: bool) -> bool:
    """Tell whether a column of the primary key counts; ``plain`` ones do unless told not to."""
    has_value = "default" in term.kwargs or any(
        isinstance(item, Term) and item.last in _OWN_VALUES for item in term.args
    )
    if has_value or column.default is not None or column.identity is not None:
        return False
    asked = term.kwargs.get("autoincrement", "auto")
    return asked is True or (asked == "auto" and plain)

"""Which columns a constraint stands on, and whether a schema demands as much as it does."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.data.trail import Spot, column_at
from alembic_mrt.operations.replay_names import used_columns
from alembic_mrt.schema.objects import (
    CheckConstraint,
    Constraint,
    ExcludeConstraint,
    Index,
    PrimaryKey,
    Schema,
    TableObject,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def key_columns(made: TableObject, schema: Schema) -> tuple[str, ...]:
    """Return the columns that a constraint or index stands on; none where they are not known."""
    columns = schema.columns(made.table, made.schema)
    if isinstance(made, CheckConstraint):
        return tuple(used_columns(made.expression, columns))
    if isinstance(made, ExcludeConstraint):
        return tuple(used_columns(made.definition, columns))
    listed = getattr(made, "columns", ())
    if not isinstance(listed, tuple):
        return ()
    known = {str(column.name).casefold() for column in columns}
    if all(name.casefold() in known for name in listed):
        return listed
    return tuple(used_columns(" ".join(listed), columns))


def unique_keys(schema: Schema, table: str, space: str | None) -> Iterator[TableObject]:
    """Yield what makes columns of a table distinct."""
    for found in schema.of_table(table, space):
        unique = isinstance(found, Index) and found.unique is True
        if unique or isinstance(found, PrimaryKey | UniqueConstraint):
            yield found


def keyed_by(schema: Schema, places: Sequence[Spot], wanted: TableObject) -> bool:
    """Tell whether a schema keeps the columns distinct wherever ``wanted`` does.

    A key on some of the columns does, or on what follows from them: rows that are alike in a column
    are alike in its lower(). So does a partial index with the same predicate.
    """
    held = column_at(schema, places[0])
    if held is None:
        return True
    names = {place.column for place in places}
    for found in unique_keys(schema, held.table, held.schema):
        columns = getattr(found, "columns", ())
        where = getattr(found, "where", None)
        same = where is None or where == getattr(wanted, "where", None)
        plain = isinstance(columns, tuple) and bool(columns)
        if same and plain and all(_follows_from(item, names) for item in columns):
            return True
        if same and isinstance(wanted, Index) and columns == wanted.columns:
            return True
    return False


def _follows_from(item: str, names: set[str]) -> bool:
    """Tell whether what a key stands on is one of some columns, or computed from them alone.

    The functions are those that give NULL for nothing but NULL, which a key lets pass.
    """
    from sqlglot import exp

    if item.casefold() in names:
        return True
    tree = parsed(item)
    if tree is None or any(type(node).__name__ not in _TOTAL for node in tree.walk()):
        return False
    used = {column.name.casefold() for column in tree.find_all(exp.Column)}
    return bool(used) and used <= names


_TOTAL: Final = frozenset(
    {"Column", "Identifier", "Literal", "Paren", "Lower", "Upper", "Trim", "DPipe", "Coalesce",
     "MD5", "Length", "Abs", "Cast", "DataType", "DataTypeParam"}
)  # fmt: skip


def is_enforced(schema: Schema, wanted: Constraint) -> bool:
    """Tell whether a schema holds a constraint that demands the same, under whatever name.

    When it is checked does not count: a deferred one has refused the same rows by the COMMIT.
    """
    demanded = _demand(wanted)
    return any(
        isinstance(found, type(wanted)) and _demand(found) == demanded
        for found in schema.of_table(wanted.table, wanted.schema)
    )


def _demand(constraint: Constraint) -> str:
    timeless = replace(constraint, deferrable=None)
    if isinstance(timeless, ExcludeConstraint) and isinstance(timeless.definition, str):
        folded = " ".join(_TIMING.sub(" ", timeless.definition).split()).casefold()
        timeless = replace(timeless, definition=folded)
    return timeless.content


_TIMING = re.compile(r"\b(not\s+)?deferrable\b|\binitially\s+(deferred|immediate)\b", re.IGNORECASE)

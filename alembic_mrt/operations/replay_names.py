"""The names that a database, or a naming convention, gives to what has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.schema.objects import (
    CheckConstraint,
    Column,
    Constraint,
    ForeignKey,
    Index,
    PrimaryKey,
    SchemaObject,
    TableObject,
    UniqueConstraint,
    Unknown,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

_LIMIT: Final = 63
_SHORT: Final = {
    PrimaryKey: "pk",
    UniqueConstraint: "uq",
    ForeignKey: "fk",
    CheckConstraint: "ck",
    Index: "ix",
}
_SQLALCHEMY: Final = {"ix": "ix_%(column_0_label)s"}


def name_of(
    found: TableObject,
    dialect: str | None,
    naming: Mapping[str, str],
    taken: Collection[str],
    columns: Collection[Column],
) -> tuple[str | None, bool]:
    """Return the name that an unnamed constraint or index gets, and whether a convention gave it.

    The name is None where the database gives none (SQLite).
    """
    conventional = _conventional(found, {**_SQLALCHEMY, **naming})
    if conventional is not None:
        return conventional, True
    if not isinstance(found, Constraint) or dialect == "sqlite":
        return None, False
    choose = _CHOICES.get(dialect or "", _postgresql)
    return choose(found, taken, columns), False


def _conventional(found: SchemaObject, naming: Mapping[str, str]) -> str | None:
    short = next((key for kind, key in _SHORT.items() if isinstance(found, kind)), "")
    pattern = naming.get(short)
    values = pattern and _tokens(found)
    if not pattern or not values:
        return None
    try:
        return pattern % values
    except (KeyError, ValueError, TypeError):
        return None


def _tokens(found: SchemaObject) -> dict[str, str]:
    table = getattr(found, "table", "")
    columns = getattr(found, "columns", ())
    if isinstance(columns, Unknown) or (not columns and not isinstance(found, PrimaryKey)):
        return {}
    tokens = {"table_name": table, "column_0_N_name": "_".join(columns)}
    tokens["column_0_N_label"] = "_".join(f"{table}_{column}" for column in columns)
    tokens["column_0N_name"] = "".join(columns)
    for index, column in enumerate(columns):
        tokens[f"column_{index}_name"] = tokens[f"column_{index}_key"] = column
        tokens[f"column_{index}_label"] = f"{table}_{column}"
    referred = getattr(found, "referred_table", None)
    if isinstance(referred, str):
        tokens["referred_table_name"] = referred
        for index, column in enumerate(getattr(found, "referred_columns", None) or ()):
            tokens[f"referred_column_{index}_name"] = column
    return tokens


def _postgresql(
    found: Constraint, taken: Collection[str], columns: Collection[Column]
) -> str | None:
    listed = getattr(found, "columns", ())
    if isinstance(listed, Unknown):
        return None
    if isinstance(found, CheckConstraint):
        used = used_columns(found.expression, columns)
        middle, label = (used[0] if len(used) == 1 else ""), "check"
    elif isinstance(found, PrimaryKey):
        middle, label = "", "pkey"
    else:
        middle = "_".join(listed)
        label = {"foreign key": "fkey", "unique constraint": "key"}.get(found.kind, "excl")
    return _untaken(lambda number: _joined(found.table, middle, f"{label}{number}"), taken)


def _joined(table: str, middle: str, label: str) -> str:
    """Join the parts as PostgreSQL does, which cuts the longer of the first two."""
    room = _LIMIT - len(label) - 1 - (1 if middle else 0)
    first, second = len(table.encode()), len(middle.encode())
    while first + second > room:
        if first > second:
            first -= 1
        else:
            second -= 1
    parts = (_cut(table, first), _cut(middle, second), label)
    return "_".join(part for part in parts if part)


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")


def _mysql(found: Constraint, taken: Collection[str], _columns: Collection[Column]) -> str | None:
    listed = getattr(found, "columns", ())
    if isinstance(found, PrimaryKey):
        return "PRIMARY"
    if isinstance(found, UniqueConstraint):
        if not listed or isinstance(listed, Unknown):
            return None
        return _untaken(lambda number: f"{listed[0]}{number and f'_{int(number) + 1}'}", taken)
    middle = "ibfk" if isinstance(found, ForeignKey) else "chk"
    numbers = (f"{found.table}_{middle}_{n}" for n in range(1, len(taken) + 2))
    return next((name for name in numbers if name not in taken), None)


def _untaken(make: Callable[[str], str], taken: Collection[str]) -> str:
    number = 0
    while (name := make(str(number or ""))) in taken:
        number += 1
    return name


_CHOICES: Final = {"mysql": _mysql, "mariadb": _mysql}


def used_columns(expression: object, columns: Collection[Column]) -> list[str]:
    """Return the columns that an expression mentions."""
    words = words_of(expression)
    return list(dict.fromkeys(str(c.name) for c in columns if str(c.name).casefold() in words))


def words_of(expression: object) -> frozenset[str]:
    """Return the words of an expression outside of its string literals, folded."""
    if not isinstance(expression, str):
        return frozenset()
    bare = re.sub(r"'(?:[^']|'')*'", " ", expression)
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d]\w*", bare))

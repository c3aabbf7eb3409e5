"""What SQLAlchemy makes of a column without being told in so many words."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.defaults import quoted
from alembic_mrt.operations.sa_types import read_enum
from alembic_mrt.operations.sql.tokens import canonical_text
from alembic_mrt.operations.values import Term, Value, text_of
from alembic_mrt.schema.objects import CheckConstraint, Column, EnumType, SchemaObject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WITH_ENUMS: Final = frozenset({None, "postgresql", "mysql", "mariadb"})
_WITH_BOOLEANS: Final = frozenset({None, "postgresql"})
_WITH_CHECK: Final = frozenset({"Boolean", "BOOLEAN", "Enum", "ENUM"})


class NameOfType(str):
    """A name that a type gives, which a naming convention takes as ``%(constraint_name)s``."""

    __slots__ = ()


def may_be_called(found: CheckConstraint, name: str) -> bool:
    """Tell whether a naming convention may have made a name out of that of a type."""
    return isinstance(found.name, NameOfType) and str(found.name) in name


def check_name(kind: Value) -> str | None:
    """Return the name of the CHECK that a boolean or enum type may make, None if not known."""
    if not isinstance(kind, Term) or kind.incomplete or kind.last not in _WITH_CHECK:
        return None
    given = kind.kwargs.get("name")
    name = text_of(given)
    return "" if given is None else name if isinstance(name, str) else None


def type_checks(
    kinds: Iterable[Value], column: Column, dialect: str | None
) -> Iterator[CheckConstraint]:
    """Yield the CHECK that ``create_constraint=True`` asks for where a type is not native."""
    for kind in kinds:
        if isinstance(kind, Term) and kind.kwargs.get("create_constraint") is True:
            allowed = _allowed(kind, dialect)
            if allowed:
                name = text_of(kind.kwargs.get("name"))
                yield CheckConstraint(
                    schema=column.schema, table=column.table,
                    name=NameOfType(name) if isinstance(name, str) else None,
                    expression=canonical_text(f"{column.name} IN ({allowed})"), apart=True,
                )  # fmt: skip


def _allowed(kind: Term, dialect: str | None) -> str:
    if kind.last == "Boolean":
        return "" if dialect in _WITH_BOOLEANS else "0, 1"
    native = kind.kwargs.get("native_enum") is not False and dialect in _WITH_ENUMS
    enum = read_enum(kind)
    known = enum is not None and isinstance(enum.labels, tuple) and not native
    return ", ".join(map(quoted, enum.labels)) if known else ""  # type: ignore[arg-type,union-attr]


def inherited(term: Term, enum: EnumType | None, schema: str | None) -> EnumType | None:
    """Return the enum type of a column in the schema that ``inherit_schema`` gives it."""
    if enum is None or enum.schema is not None:
        return enum
    kinds = [kind for kind in (*term.args, term.kwargs.get("type_")) if isinstance(kind, Term)]
    asks = any(kind.kwargs.get("inherit_schema") is True for kind in kinds)
    return dataclasses.replace(enum, schema=schema) if asks else enum


def with_names_for_keys(
    found: Sequence[SchemaObject], items: Sequence[Value]
) -> list[SchemaObject]:
    """Return what a table holds, its constraints on columns' names where they give ``key``s."""
    keys: dict[str, Any] = {}
    for item in items:
        if isinstance(item, Term) and isinstance(item.kwargs.get("key"), str):
            keys[item.kwargs["key"]] = text_of(item.arg(0, "name"))
    return [_renamed(o, keys) for o in found] if keys else list(found)


def _renamed(found: SchemaObject, keys: dict[str, Any]) -> SchemaObject:
    columns = getattr(found, "columns", None)
    if not isinstance(columns, tuple):
        return found
    return dataclasses.replace(found, columns=tuple(keys.get(c, c) for c in columns))  # type: ignore[call-arg]

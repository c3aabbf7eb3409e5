"""How an object is called in a message."""

from __future__ import annotations

from alembic_mrt.schema.objects import (
    CheckConstraint,
    Column,
    Constraint,
    Grant,
    SchemaObject,
    TableDefinition,
    Unknown,
)


def title(found: SchemaObject) -> str:
    """Name an object with its kind; a column goes by its table instead.

    >>> title(Column(table="users", name="email"))
    'users.email'
    """
    if isinstance(found, Column):
        return found.label
    if isinstance(found, TableDefinition):
        return f"{found.kind} {found.name} on {found.table}"
    if isinstance(found, Constraint) and found.name is None:
        return f"unnamed {found.kind} on {found.table}{_content(found)}"
    if isinstance(found, Grant):
        return _privileges(found)
    return f"{found.kind} {found.label}"


def subject(found: SchemaObject) -> str:
    """Name an object at the head of a sentence.

    >>> subject(Column(table="users", name="email"))
    'column users.email'
    """
    return f"column {found.label}" if isinstance(found, Column) else title(found)


def _privileges(found: Grant) -> str:
    defaults, of_whom = "defaults ", found.label
    if of_whom.startswith(defaults):
        return f"default privileges {of_whom.removeprefix(defaults)}"
    return f"privileges on {of_whom}"


def _content(constraint: Constraint) -> str:
    if isinstance(constraint, CheckConstraint):
        known = isinstance(constraint.expression, str)
        return f" ({constraint.expression})" if known else ""
    columns = getattr(constraint, "columns", ())
    if isinstance(columns, Unknown) or not columns:
        return ""
    return f" ({', '.join(columns)})"

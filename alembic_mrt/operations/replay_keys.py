"""Constraints and indexes: how they come into a table, named or not, and out of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.operations.replay_names import name_of
from alembic_mrt.operations.replay_serial import add_sequence
from alembic_mrt.operations.replay_workspace import Workspace
from alembic_mrt.operations.vocabulary import (
    DropConstraint,
    DropIndex,
    Operation,
)
from alembic_mrt.schema.objects import (
    Column,
    Constraint,
    EnumType,
    Index,
    SchemaObject,
    Sequence,
    TableObject,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alembic_mrt.schema.buckets import BucketKey


def enum_types_exist(dialect: str | None) -> bool:
    """Tell whether an enum type is an object of its own; a history for any dialect may meet one."""
    return dialect in (None, "postgresql", "cockroachdb")


def add_objects(
    operation: Operation,
    work: Workspace,
    objects: Iterable[SchemaObject],
    *,
    with_types: bool,
) -> None:
    """Add what comes with a table or a column; ``with_types`` makes enum types that are missing."""
    objects = list(objects)
    columns = [o for o in objects if isinstance(o, Column)]
    for found in objects:
        if isinstance(found, EnumType):
            if with_types and enum_types_exist(work.dialect) and work.held_like(found) is None:
                work.create(operation, found, optional=True)
        elif isinstance(found, Sequence):
            add_sequence(operation, work, found)
        elif isinstance(found, (Constraint, Index)) and found.name is None:
            add_named(operation, work, found, columns)
        else:
            work.create(operation, found)


def add_named(
    operation: Operation,
    work: Workspace,
    found: Constraint | Index,
    columns: Iterable[Column] = (),
    optional: bool = False,
) -> None:
    """Add a constraint or index under the name that it gets where it has none."""
    if found.name is not None:
        work.create(operation, found, optional)
        return
    given, chosen = named(work, found, columns, in_sql=operation.in_sql)
    work.create(operation, given, optional)
    certain = operation.in_sql and work.naming is None and given.name is not None
    if chosen and isinstance(given, Constraint) and not certain:
        work.choose(given)


def named(
    work: Workspace,
    found: Constraint | Index,
    columns: Iterable[Column] = (),
    *,
    in_sql: bool = False,
) -> tuple[Constraint | Index, bool]:
    """Return a constraint or index with a name, and whether the database chose it."""
    bucket = (found.schema or "", found.table)
    held = work.schema.buckets.bucket(bucket).values()
    taken = {str(o.name) for o in held if isinstance(o, (Constraint, Index))}
    known = [*columns, *(o for o in held if isinstance(o, Column))]
    naming = {} if in_sql else work.naming or {}
    name, conventional = name_of(found, work.dialect, naming, taken, known)
    return (replace(found, name=name) if name else found), not conventional


def on_columns(found: TableObject, names: Iterable[str]) -> bool:
    """Tell whether a constraint or index stands on one of some columns."""
    columns = getattr(found, "columns", ())
    return isinstance(columns, tuple) and not set(columns).isdisjoint(names)


def drops_other_kind(
    operation: DropIndex | DropConstraint, work: Workspace, bucket: BucketKey, name: str
) -> bool:
    """Drop what MySQL lets one drop as either: a UNIQUE constraint is an index there."""
    if work.dialect not in ("mysql", "mariadb", None):
        return False
    kind, other = (Index, UniqueConstraint)
    if isinstance(operation, DropConstraint):
        kind, other = (UniqueConstraint, Index)  # type: ignore[assignment]
    found = work.held(other, name, bucket)
    if found is None or work.held(kind, name, bucket) is not None:
        return False
    work.take(found)
    if work.dialect is None:
        work.mark(found)
        work.fail("missing", kind(name=name, table=bucket[1]), certain=False, related=found)
    return True

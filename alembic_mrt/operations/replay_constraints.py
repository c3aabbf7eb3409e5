"""Replay of what makes and drops constraints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.replay_apply import apply, bucket_in
from alembic_mrt.operations.replay_keys import add_named, drops_other_kind, named
from alembic_mrt.operations.replay_state import Problem
from alembic_mrt.operations.replay_workspace import Workspace, asks
from alembic_mrt.operations.sa_implied import may_be_called
from alembic_mrt.operations.vocabulary import CreateConstraint, DropConstraint
from alembic_mrt.schema.objects import (
    UNKNOWN,
    CheckConstraint,
    Column,
    Constraint,
    ExcludeConstraint,
    ForeignKey,
    PrimaryKey,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from alembic_mrt.schema.buckets import BucketKey

_TYPES: Final[dict[str, type[Constraint]]] = {
    "foreignkey": ForeignKey,
    "unique": UniqueConstraint,
    "primary": PrimaryKey,
    "check": CheckConstraint,
    "exclude": ExcludeConstraint,
}


@apply.register
def _create_constraint(operation: CreateConstraint, work: Workspace) -> None:
    bucket = bucket_in(work, operation.table, operation.constraint.schema)
    if bucket is None:
        return
    if operation.name is UNKNOWN:
        work.taint(bucket)
        return
    work.adopt(bucket)
    name = operation.name if isinstance(operation.name, str) else operation.constraint.name
    placed = replace(operation.constraint, name=name, table=bucket[1], schema=bucket[0] or None)
    if isinstance(placed, ForeignKey) and isinstance(placed.referred_table, str):
        work.adopt(work.place(placed.referred_table, placed.referred_schema))
    if isinstance(placed, PrimaryKey):
        _replace_key(operation, work, bucket)
    _need_name(operation, work, placed)
    add_named(operation, work, placed)
    if isinstance(placed, PrimaryKey) and isinstance(placed.columns, tuple):
        _require(work, bucket, placed.columns)


def _need_name(operation: CreateConstraint, work: Workspace, placed: Constraint) -> None:
    """Note that batch mode cannot copy a table with a new constraint that has no name.

    Alembic raises "Constraint must have a name", but not of the CHECK of a type. Whether a naming
    convention of the batch gives one is not looked into.
    """
    options = operation.batch_options
    given = operation.of_type or placed.name is not None
    if options is None or work.dialect != "sqlite" or operation.maybe or given:
        return
    copies = options.recreate != "never" and not options.naming_convention
    if copies and named(work, placed)[0].name is None:
        work.fail("nameless", placed, work.naming is not None)


def _replace_key(operation: CreateConstraint, work: Workspace, bucket: BucketKey) -> None:
    """Take out the primary key that a new one replaces, which only a batch that copies does."""
    held = [o for o in work.schema.buckets.bucket(bucket).values() if isinstance(o, PrimaryKey)]
    options = operation.batch_options
    always = options is not None and options.recreate == "always"
    replaces = operation.batch and (always or work.dialect in (None, "sqlite"))
    if held and not replaces and not operation.maybe:
        work.fail("exists", held[0], held[0].key not in work.state.doubted)
    work.take(*held)


def _require(work: Workspace, bucket: BucketKey, columns: tuple[str, ...]) -> None:
    for name in columns:
        column = work.held(Column, name, bucket)
        if column is not None:
            work.swap(column, replace(column, nullable=False))


@apply.register
def _drop_constraint(operation: DropConstraint, work: Workspace) -> None:
    bucket = bucket_in(work, operation.table, operation.schema)
    if bucket is None:
        return
    kind = _TYPES.get(operation.type_ or "", Constraint)
    if operation.by_inspector or operation.name is UNKNOWN:
        _drop_looked_up(operation, work, bucket, kind)
    elif operation.name is None:
        _drop_unnamed(operation, work, bucket, kind)
    elif not (
        work.let_go(operation) or drops_other_kind(operation, work, bucket, str(operation.name))
    ):
        work.adopt(bucket)
        wanted = kind(name=str(operation.name), table=bucket[1], schema=bucket[0] or None)
        _drop_by_name(operation, work, bucket, _unknown(wanted))


def _drop_by_name(
    operation: DropConstraint, work: Workspace, bucket: BucketKey, wanted: Constraint
) -> None:
    held = work.held(Constraint, str(wanted.name), bucket)
    of_type = None if held is not None else _of_type(work, bucket, str(wanted.name))
    if of_type is not None:
        work.take(of_type)
        return
    guessed = None if held is not None else _guessed(work, bucket, wanted)
    if guessed is not None and not operation.maybe and not operation.if_exists:
        _drop_guessed(operation, work, wanted, guessed)
        return
    if held is None and work.dialect is None and _may_be_of_a_type(work, bucket, wanted):
        return
    work.drop(operation, wanted, operation.if_exists)


def _may_be_of_a_type(work: Workspace, bucket: BucketKey, wanted: Constraint) -> bool:
    """Tell whether a type has made a constraint on the dialects that lack the type.

    The replay for no particular dialect takes every type for native.
    """
    could_be = isinstance(wanted, CheckConstraint) or type(wanted) is Constraint
    columns = work.schema.buckets.bucket(bucket).of_kind(Column)
    return could_be and any(_may_name(column, str(wanted.name).casefold()) for column in columns)


def _may_name(column: Column, name: str) -> bool:
    """Tell whether a constraint may be that of a column's type, under a convention or not."""
    words = str(column.type).casefold().split()
    if column.check:
        return column.check.casefold() in name
    if "boolean" not in words:
        return name in words
    return column.check is None or str(column.name).casefold() in name


def _of_type(work: Workspace, bucket: BucketKey, name: str) -> CheckConstraint | None:
    """Return the CHECK that a type made under a name that a convention may have put words to."""
    checks = (
        o for o in work.schema.buckets.bucket(bucket).values() if isinstance(o, CheckConstraint)
    )
    return next((check for check in checks if may_be_called(check, name)), None)


def _drop_guessed(
    operation: DropConstraint, work: Workspace, wanted: Constraint, guessed: Constraint
) -> None:
    """Drop a constraint by a name that nobody gave it.

    An upgrade has run, so the name is right there, and a naming convention must be behind it. A
    batch that is given one names the constraint for its own use.
    """
    options = operation.batch_options
    if options is None or not options.naming_convention:
        _tell_guess(work, wanted, guessed)
    work.take(guessed)


def _tell_guess(work: Workspace, wanted: Constraint, guessed: Constraint) -> None:
    if work.upgrading:
        work.learned.append((guessed, replace(guessed, name=wanted.name)))
    else:
        work.fail("guessed", wanted, _name_is_certain(work, guessed), related=guessed)


def _name_is_certain(work: Workspace, guessed: Constraint) -> bool:
    known = work.knows_all_of((guessed.schema or "", guessed.table))
    return work.naming is not None and known and guessed.key not in work.state.doubted


def _guessed(work: Workspace, bucket: BucketKey, wanted: Constraint) -> Constraint | None:
    """Return the one constraint without a name of its own that a wrong name may be meant for."""
    found = [
        o
        for o in work.schema.buckets.bucket(bucket).values()
        if isinstance(o, type(wanted)) and o.key in work.state.chosen
        and not isinstance(o, PrimaryKey)
    ]  # fmt: skip
    fresh = [o for o in found if work.target is not None and work.target.get(o.key) is None]
    candidates = fresh or found
    return candidates[0] if len(candidates) == 1 else _most_alike(candidates, str(wanted.name))


def _most_alike(candidates: list[Constraint], name: str) -> Constraint | None:
    """Return the candidate whose columns the name mentions, where there is only one."""
    alike = [
        o for o in candidates if all(c in name for c in getattr(o, "columns", None) or ("\0",))
    ]
    return alike[0] if len(alike) == 1 else None


def _drop_looked_up(
    operation: DropConstraint, work: Workspace, bucket: BucketKey, kind: type[Constraint]
) -> None:
    """Drop what a script finds by the Inspector: taken to be what the downgrade has to drop."""
    found = [o for o in work.schema.buckets.bucket(bucket).values() if isinstance(o, kind)]
    work.mark_all(bucket, Constraint)
    if work.target is not None:
        work.take(*(o for o in found if work.target.get(o.key) is None))
    elif not asks(operation) and not operation.by_inspector:
        work.taint(bucket)


def _drop_unnamed(
    operation: DropConstraint, work: Workspace, bucket: BucketKey, kind: type[Constraint]
) -> None:
    """Drop by the name None, which only a primary key of MySQL can be dropped by."""
    found = [o for o in work.schema.buckets.bucket(bucket).values() if isinstance(o, kind)]
    if kind is PrimaryKey and work.dialect in ("mysql", "mariadb", None):
        work.take(*found)
        return
    fresh = [o for o in found if o.key in work.state.chosen]
    if not operation.maybe:
        subject = fresh[-1] if fresh else _unknown(kind(table=bucket[1], schema=bucket[0] or None))
        work.problem = work.problem or Problem(kind="unnamed", subject=subject)
    work.take(*fresh[-1:])


def _unknown(wanted: Constraint) -> Constraint:
    """Return a constraint of which only the kind and the name are known."""
    unknown = {
        name: UNKNOWN for name in wanted.attributes() if name not in {"referred_schema", "schema"}
    }
    return replace(wanted, **unknown)  # type: ignore[arg-type]

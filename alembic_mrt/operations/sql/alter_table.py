"""ALTER TABLE, one operation an action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.operations.sql.alter_column import alter, modify
from alembic_mrt.operations.sql.alter_state import switched, whole_table
from alembic_mrt.operations.sql.alter_target import Target
from alembic_mrt.operations.sql.columns import column_definition, is_serial
from alembic_mrt.operations.sql.constraints import STARTS, table_constraint
from alembic_mrt.operations.sql.cursor import Cursor, NotUnderstoodError
from alembic_mrt.operations.sql.indexes import index_columns
from alembic_mrt.operations.sql.tokens import canonical, split_on
from alembic_mrt.operations.vocabulary import (
    AddColumn,
    AlterColumn,
    CreateConstraint,
    CreateIndex,
    DropColumn,
    DropConstraint,
    DropIndex,
    Operation,
    RenameTable,
)
from alembic_mrt.schema.objects import Constraint, Index, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.operations.site import Site

_HOW = {"algorithm", "lock"}


def alter_table(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows ALTER TABLE."""
    cursor.accept("if exists")
    cursor.accept("only")
    target = Target(site, *cursor.name())
    cursor.accept("*")
    for action in split_on(cursor.rest):
        if action[0].value in _HOW:
            continue
        if len(action) > 1 and action[0].value == "add" and action[1].text == "(":
            for part in split_on(Cursor(action[1:]).parentheses()):
                yield from _action(Cursor([action[0], *part], cursor.dialect), target)
            continue
        yield from _action(Cursor(action, cursor.dialect), target)


def _action(cursor: Cursor, target: Target) -> Iterator[Operation]:
    for read in (_add, _drop, alter, _rename, switched, modify, whole_table):
        found = read(cursor, target)
        if found is not None:
            yield found
            return
    raise NotUnderstoodError(f"ALTER TABLE ... {canonical(cursor.rest)[:60]} is not understood")


def _add(cursor: Cursor, target: Target) -> Operation | None:
    if not cursor.accept("add"):
        return None
    if _adds_index(cursor):
        return _add_index(cursor, target)
    if cursor.word in {"partition", "period", "system"}:
        return _of_the_server(cursor, target)
    if cursor.word in STARTS:
        constraint, name = table_constraint(cursor, target.name, target.schema)
        return _add_constraint(cursor, target, constraint, name)
    cursor.accept("column")
    guarded = cursor.accept("if not exists")
    kind = cursor.peek(1)
    column, extras = column_definition(cursor, target.name, target.schema)
    return AddColumn(
        **target.fields, column=column, objects=tuple(extras), if_not_exists=guarded,
        serial=kind is not None and is_serial(kind),
    )  # fmt: skip


def _adds_index(cursor: Cursor) -> bool:
    after = cursor.peek(1)
    unique = cursor.word == "unique" and after is not None and after.value in {"index", "key"}
    return unique or cursor.word in {"index", "key", "fulltext", "spatial"}


def _add_constraint(
    cursor: Cursor, target: Target, constraint: Constraint, name: Text
) -> Operation:
    cursor.remaining()
    return CreateConstraint(
        **target.site.common, constraint=constraint, table=target.table, name=name
    )


def _add_index(cursor: Cursor, target: Target) -> Operation:
    unique = cursor.next().value == "unique"
    cursor.accept_any("index", "key")
    name = None if cursor.word == "(" else cursor.identifier()
    columns = index_columns(cursor.parentheses())
    index = Index(
        schema=target.schema, table=target.name, name=name, columns=columns, unique=unique
    )
    return CreateIndex(**target.site.common, index=index, name=name, table=target.table)


def _drop(cursor: Cursor, target: Target) -> Operation | None:
    if not cursor.accept("drop"):
        return None
    if _drops_partition(cursor):
        raise NotUnderstoodError("DROP PARTITION is not understood")
    kind = cursor.accept_any("constraint", "foreign key", "primary key", "check", "index", "key")
    guarded = cursor.accept("if exists")
    if kind in {"index", "key"}:
        return DropIndex(**target.fields, name=cursor.plain_name(), if_exists=guarded)
    if kind:
        words = {"foreign key": "foreignkey", "primary key": "primary", "check": "check"}
        type_ = words.get(kind, "")
        name = None if kind == "primary key" else cursor.plain_name()
        return DropConstraint(**target.fields, name=name, type_=type_, if_exists=guarded)
    guarded = (cursor.accept("column") and cursor.accept("if exists")) or guarded
    column = cursor.plain_name()
    cascade = cursor.accept("cascade")
    return DropColumn(**target.fields, column=column, if_exists=guarded, cascade=cascade)


def _of_the_server(cursor: Cursor, target: Target) -> Operation | None:
    """Read ADD PARTITION and the like; a column may be called so, too."""
    after = cursor.peek(1)
    if after is not None and after.value in {"(", "for", "versioning", "if", "by", "partitions"}:
        raise NotUnderstoodError(f"ADD {cursor.word.upper()} is not understood")
    column, extras = column_definition(cursor, target.name, target.schema)
    return AddColumn(**target.fields, column=column, objects=tuple(extras))


def _drops_partition(cursor: Cursor) -> bool:
    after = cursor.peek(1)
    named = after is not None and after.value not in {"cascade", "restrict"}
    return cursor.word in {"partition", "period", "system"} and named


def _rename(cursor: Cursor, target: Target) -> Operation | None:
    if not cursor.accept("rename"):
        return None
    alone = cursor.peek(1) is None
    if cursor.accept_any("to", "as") or alone:
        return RenameTable(**target.fields, new_name=cursor.plain_name())
    kind = cursor.accept_any("constraint", "index", "key")
    cursor.accept("column")
    old = cursor.plain_name()
    cursor.expect("to")
    new = cursor.plain_name()
    if kind:
        return target.altered("constraint" if kind == "constraint" else "index", old, "name", new)
    return AlterColumn(**target.fields, column=old, new_name=new)

"""ALTER TABLE, one operation an action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alembic_mrt.operations.spelling import ALIASES, KNOWN
from alembic_mrt.operations.sql.columns import (
    column_definition,
    default_text,
    identity_text,
    is_serial,
    type_text,
)
from alembic_mrt.operations.sql.constraints import STARTS, attributes, table_constraint
from alembic_mrt.operations.sql.cursor import Cursor, NotUnderstoodError, whole
from alembic_mrt.operations.sql.indexes import index_columns
from alembic_mrt.operations.sql.tables import place_of
from alembic_mrt.operations.sql.tokens import canonical, split_on, string_value
from alembic_mrt.operations.vocabulary import (
    KEEP,
    AddColumn,
    AlterColumn,
    AlterObject,
    CreateConstraint,
    CreateIndex,
    DropColumn,
    DropConstraint,
    DropIndex,
    Operation,
    RenameTable,
)
from alembic_mrt.schema.objects import UNKNOWN, Constraint, Index, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.operations.site import Site

_STATES = {
    "enable always trigger": "always",
    "enable replica trigger": "replica",
    "enable trigger": "enabled",
    "disable trigger": "disabled",
    "enable always rule": "always",
    "enable replica rule": "replica",
    "enable rule": "enabled",
    "disable rule": "disabled",
}
_ROW_SECURITY = {
    "enable row level security": "enabled",
    "disable row level security": "disabled",
    "force row level security": "forced",
    "no force row level security": "not forced",
}


_SETTINGS = {
    "set", "reset", "cluster", "engine", "auto_increment", "convert", "inherit", "row_format",
    "default", "charset", "collate", "key_block_size", "stats_persistent", "of", "not", "replica",
    "no",
}  # fmt: skip
_HOW = {"algorithm", "lock"}


@dataclass(frozen=True)
class _Target:
    site: Site
    schema: str | None
    table: Text

    @property
    def name(self) -> str:
        return self.table if isinstance(self.table, str) else ""

    @property
    def fields(self) -> dict[str, Any]:
        return {**self.site.common, "table": self.table, "schema": self.schema}

    def altered(self, kind: str, name: Text, attribute: str, value: object) -> AlterObject:
        table = None if kind == "table" else self.name
        return AlterObject(
            **self.site.common, kind=kind, name=name, attribute=attribute, value=value,
            table=table, schema=self.schema,
        )  # fmt: skip


def alter_table(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows ALTER TABLE."""
    cursor.accept("if exists")
    cursor.accept("only")
    target = _Target(site, *cursor.name())
    cursor.accept("*")
    for action in split_on(cursor.rest):
        if action[0].value in _HOW:
            continue
        if len(action) > 1 and action[0].value == "add" and action[1].text == "(":
            for part in split_on(Cursor(action[1:]).parentheses()):
                yield from _action(Cursor([action[0], *part], cursor.dialect), target)
            continue
        yield from _action(Cursor(action, cursor.dialect), target)


def _action(cursor: Cursor, target: _Target) -> Iterator[Operation]:
    for read in (_add, _drop, _alter, _rename, _states, _mysql, _others):
        found = read(cursor, target)
        if found is not None:
            yield found
            return
    raise NotUnderstoodError(f"ALTER TABLE ... {canonical(cursor.rest)[:60]} is not understood")


def _add(cursor: Cursor, target: _Target) -> Operation | None:
    if not cursor.accept("add"):
        return None
    if cursor.word in {"index", "key", "fulltext", "spatial"} or (
        cursor.word == "unique" and (after := cursor.peek(1)) and after.value in {"index", "key"}
    ):
        return _add_index(cursor, target)
    if cursor.word in {"partition", "period", "system"}:
        return _of_the_server(cursor, target)
    if cursor.word in STARTS:
        constraint, name = table_constraint(cursor, target.name, target.schema)
        return _constraint_with_using(cursor, target, constraint, name)
    cursor.accept("column")
    guarded = cursor.accept("if not exists")
    kind = cursor.peek(1)
    column, extras = column_definition(cursor, target.name, target.schema)
    return AddColumn(
        **target.fields, column=column, objects=tuple(extras), if_not_exists=guarded,
        serial=kind is not None and is_serial(kind),
    )  # fmt: skip


def _constraint_with_using(
    cursor: Cursor, target: _Target, constraint: Constraint, name: Text
) -> Operation:
    cursor.remaining()
    return CreateConstraint(
        **target.site.common, constraint=constraint, table=target.table, name=name
    )


def _add_index(cursor: Cursor, target: _Target) -> Operation:
    unique = cursor.next().value == "unique"
    cursor.accept_any("index", "key")
    name = None if cursor.word == "(" else cursor.identifier()
    columns = index_columns(cursor.parentheses())
    index = Index(
        schema=target.schema, table=target.name, name=name, columns=columns, unique=unique
    )
    return CreateIndex(**target.site.common, index=index, name=name, table=target.table)


def _drop(cursor: Cursor, target: _Target) -> Operation | None:
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


def _of_the_server(cursor: Cursor, target: _Target) -> Operation | None:
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


def _alter(cursor: Cursor, target: _Target) -> Operation | None:
    if not cursor.accept("alter"):
        return None
    if cursor.accept("constraint"):
        return _constraint_change(cursor, target)
    cursor.accept("column")
    column = cursor.plain_name()
    if cursor.dialect in {None, "mssql"} and _is_type(cursor.word):
        return _restated(cursor, target, column)
    if cursor.accept_any("set statistics", "set storage", "set compression"):
        return target.altered(
            "column", column, "options", canonical(cursor.tokens[cursor.at - 1 :])
        )
    return AlterColumn(**target.fields, column=column, **_column_change(cursor))


def _is_type(word: str) -> bool:
    return word != "set" and (word.upper() in KNOWN or word in ALIASES)


def _restated(cursor: Cursor, target: _Target, column: Text) -> Operation:
    """Read ALTER COLUMN name type [NOT NULL] of SQL Server; nothing said is nullable."""
    type_ = type_text(cursor.until("not", "null"), cursor.dialect)
    nullable = cursor.accept_any("not null", "null") != "not null"
    return AlterColumn(**target.fields, column=column, type=type_, nullable=nullable)


def _constraint_change(cursor: Cursor, target: _Target) -> Operation:
    name = cursor.plain_name()
    if cursor.word not in {"deferrable", "not", "initially"}:
        return target.altered("constraint", name, "options", cursor.remaining())
    found = attributes(cursor)
    if "options" in found:
        return target.altered("constraint", name, "options", "not enforced")
    return target.altered("constraint", name, "deferrable", found.get("deferrable"))


def _column_change(cursor: Cursor) -> dict[str, Any]:
    if cursor.accept_any("set data type", "type"):
        return _new_type(cursor)
    phrase = cursor.accept_any(
        "set not null", "drop not null", "set default", "drop default", "drop identity",
        "drop expression", "add generated", "set generated", "restart",
    )  # fmt: skip
    simple: dict[str, dict[str, Any]] = {
        "set not null": {"nullable": False},
        "drop not null": {"nullable": True},
        "drop default": {"default": None},
        "drop identity": {"identity": None},
        "drop expression": {"generated": None},
        "restart": {},
    }
    if phrase == "set default":
        return {"default": default_text(cursor)}
    if phrase in {"add generated", "set generated"}:
        identity = _identity(cursor)
        return {"identity": identity if cursor.done else UNKNOWN}
    if phrase not in simple:
        raise NotUnderstoodError(f"ALTER COLUMN ... {canonical(cursor.rest)} is not understood")
    return simple[phrase]


def _identity(cursor: Cursor) -> str:
    how = cursor.accept_any("always", "by default")
    cursor.accept("as identity")
    options = canonical(cursor.parentheses()) if cursor.word == "(" else ""
    return identity_text(how, options)


def _new_type(cursor: Cursor) -> dict[str, Any]:
    type_ = type_text(cursor.until("using", "collate"), cursor.dialect)
    collation = cursor.plain_name() if cursor.accept("collate") else None
    using = whole(cursor.remaining()) if cursor.accept("using") else None
    return {"type": type_, "collation": collation, "using": using}


def _rename(cursor: Cursor, target: _Target) -> Operation | None:
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


def _states(cursor: Cursor, target: _Target) -> Operation | None:
    if state := cursor.accept_any(*_ROW_SECURITY):
        return target.altered("table", target.table, "row_security", _ROW_SECURITY[state])
    if state := cursor.accept_any(*_STATES):
        kind = "rule" if state.endswith("rule") else "trigger"
        return target.altered(kind, cursor.plain_name(), "enabled", _STATES[state])
    if cursor.accept("validate constraint"):
        return target.altered("constraint", cursor.plain_name(), "validated", True)
    return None


def _mysql(cursor: Cursor, target: _Target) -> Operation | None:
    """Read MODIFY and CHANGE, which state the whole column anew."""
    word = cursor.accept_any("modify", "change")
    if not word:
        return None
    cursor.accept("column")
    old: Text = cursor.plain_name() if word == "change" else None
    column, extras = column_definition(cursor, target.name, target.schema)
    if extras:
        raise NotUnderstoodError(f"{word.upper()} that adds a constraint is not understood")
    renamed = old is not None and old != column.name
    return AlterColumn(
        **target.fields,
        column=column.name if old is None else old,
        new_name=column.name if renamed else KEEP,
        type=column.type,
        collation=column.collation,
        nullable=column.nullable,
        default=column.default,
        comment=column.comment,
        identity=column.identity,
        generated=column.generated,
    )


def _partition(cursor: Cursor, target: _Target, *, attaches: bool) -> Operation:
    """Read ATTACH or DETACH PARTITION as a change of the partition, not of its parent."""
    schema, name = cursor.name()
    parent = place_of(target.schema, target.table)
    parents = (parent,) if attaches and parent is not None else ()
    return AlterObject(
        **target.site.common, kind="table", name=name, schema=schema, attribute="parents",
        value=parents,
    )  # fmt: skip


def _others(cursor: Cursor, target: _Target) -> Operation | None:
    if cursor.accept("set schema"):
        return target.altered("table", target.table, "schema", cursor.plain_name())
    if cursor.accept("owner to"):
        return target.altered("table", target.table, "owner", cursor.remaining())
    if change := cursor.accept_any("attach partition", "detach partition"):
        return _partition(cursor, target, attaches=change == "attach partition")
    if cursor.accept_any("comment =", "comment"):
        return target.altered("table", target.table, "comment", string_value(cursor.next()))
    return _settings(cursor, target)


def _settings(cursor: Cursor, target: _Target) -> Operation | None:
    if cursor.word in _SETTINGS:
        return target.altered("table", target.table, "options", cursor.remaining())
    return None

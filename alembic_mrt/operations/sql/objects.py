"""CREATE, DROP, ALTER and COMMENT of everything that is not a table or an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.sql.cursor import Cursor, NotUnderstoodError, whole
from alembic_mrt.operations.sql.tokens import canonical, split_on, string_value
from alembic_mrt.operations.values import HOLE
from alembic_mrt.operations.vocabulary import (
    AlterColumn,
    AlterObject,
    CreateObject,
    DropObject,
    Operation,
)
from alembic_mrt.schema import objects as schema_objects
from alembic_mrt.schema.objects import UNKNOWN, Names, SchemaObject, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.operations.site import Site

KINDS: Final[dict[str, type[SchemaObject]]] = {
    "materialized view": schema_objects.MaterializedView,
    "foreign table": schema_objects.Table,
    "event trigger": schema_objects.EventTrigger,
    "view": schema_objects.View,
    "function": schema_objects.Function,
    "procedure": schema_objects.Function,
    "aggregate": schema_objects.Function,
    "trigger": schema_objects.Trigger,
    "policy": schema_objects.Policy,
    "rule": schema_objects.RewriteRule,
    "sequence": schema_objects.Sequence,
    "extension": schema_objects.Extension,
    "schema": schema_objects.Namespace,
    "domain": schema_objects.Domain,
    "statistics": schema_objects.Statistics,
    "type": schema_objects.CompositeType,
}
_OF_TABLE = ("trigger", "policy", "rule")
_MODIFIERS = ("recursive", "constraint", "unlogged", "temporary", "temp", "force", "trusted")


def create_object(cursor: Cursor, site: Site, *, replace: bool) -> Iterator[Operation]:
    """Read what follows CREATE [OR REPLACE]."""
    while cursor.accept_any(*_MODIFIERS):
        pass
    kind = cursor.accept_any(*KINDS)
    if not kind:
        raise NotUnderstoodError(f"CREATE {cursor.word.upper()} is not understood")
    guarded = cursor.accept("if not exists")
    made = _made(kind, cursor)
    yield CreateObject(**site.common, object=made, if_not_exists=guarded, or_replace=replace)


def _made(kind: str, cursor: Cursor) -> SchemaObject:
    definition = whole(canonical(cursor.rest))
    schema, name = cursor.name()
    if not isinstance(name, str):
        raise NotUnderstoodError(f"the name of a {kind} is not known")
    if kind == "type" and cursor.accept("as enum"):
        return schema_objects.EnumType(schema=schema, name=name, labels=_labels(cursor))
    if kind in {"function", "procedure", "aggregate"}:
        signature = f"{name}({_argument_types(cursor)})"
        return schema_objects.Function(schema=schema, name=signature, definition=definition)
    if kind == "sequence":
        return _sequence(cursor, schema, name, definition)
    if kind in _OF_TABLE:
        return _of_table(kind, cursor, name, definition)
    return _relation(kind, cursor, (schema, name), definition)


def _relation(
    kind: str, cursor: Cursor, named: tuple[str | None, str], definition: Text
) -> SchemaObject:
    schema, name = named
    if kind == "materialized view":
        populated = "with no data" not in str(definition)
        return schema_objects.MaterializedView(
            schema=schema, name=name, definition=_query(cursor, definition), populated=populated
        )
    if kind == "view":
        return schema_objects.View(schema=schema, name=name, definition=_query(cursor, definition))
    return KINDS[kind](schema=schema, name=name, **_defined(kind, definition))


def _sequence(cursor: Cursor, schema: str | None, name: str, definition: Text) -> SchemaObject:
    options = canonical(cursor.until("owned"))
    if cursor.accept("owned by"):
        owner = _owner(cursor)
        rest = canonical(cursor.rest)
        definition = whole(" ".join(part for part in (name, options, rest) if part))
        return schema_objects.Sequence(schema=schema, name=name, definition=definition, owner=owner)
    return schema_objects.Sequence(schema=schema, name=name, definition=definition)


def _owner(cursor: Cursor) -> Text:
    """Read the column that a sequence belongs to, as table.column; NONE is none."""
    if cursor.accept("none"):
        return None
    parts = [cursor.identifier()]
    while cursor.accept("."):
        parts.append(cursor.identifier())
    return whole(".".join(parts[-2:]))


def _defined(kind: str, definition: Text) -> dict[str, Text]:
    return {} if kind == "foreign table" else {"definition": definition}


def _query(cursor: Cursor, definition: Text) -> Text:
    return definition if definition is UNKNOWN else cursor.remaining().removeprefix("as ")


def _labels(cursor: Cursor) -> Names:
    labels = tuple(string_value(t) for t in cursor.parentheses() if t.kind == "string")
    return UNKNOWN if any(HOLE in label for label in labels) else labels


def _argument_types(cursor: Cursor) -> str:
    """Return the types of a signature, without argument names, modes and defaults."""
    found = []
    for part in split_on(cursor.parentheses()) if cursor.word == "(" else ():
        words = Cursor(part)
        words.accept_any("in", "inout", "variadic")
        tokens = words.until("default", "=", ":=")
        named = len(tokens) > 1 and tokens[0].is_name and tokens[1].is_name
        named = named and canonical(tokens[:2]) not in {"double precision", "character varying"}
        found.append(canonical(tokens[1:] if named else tokens))
    return ", ".join(found)


def _of_table(kind: str, cursor: Cursor, name: str, definition: Text) -> SchemaObject:
    word = "to" if kind == "rule" else "on"
    cursor.until(word)
    cursor.expect(word)
    schema, table = cursor.name()
    if not isinstance(table, str):
        raise NotUnderstoodError(f"the table of {kind} {name} is not known")
    make = KINDS[kind]
    return make(schema=schema, table=table, name=name, definition=definition)  # type: ignore[call-arg]


def drop_object(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows DROP."""
    kind = cursor.accept_any(*KINDS)
    if not kind:
        raise NotUnderstoodError(f"DROP {cursor.word.upper()} is not understood")
    guarded = cursor.accept("if exists")
    targets = [_target(cursor)]
    while cursor.accept(","):
        targets.append(_target(cursor))
    table = cursor.name() if kind in _OF_TABLE and cursor.accept("on") else None
    cascade = cursor.accept("cascade")
    for schema, name in targets:
        yield DropObject(
            **site.common,
            kind=_kind(kind),
            name=name,
            table=str(table.name) if table and isinstance(table.name, str) else None,
            schema=table.schema if table else schema,
            if_exists=guarded,
            cascade=cascade,
        )


def _kind(word: str) -> str:
    """Return the kind of the objects that a DROP names; DROP TYPE may be of any type."""
    return KINDS[word].kind


def _target(cursor: Cursor) -> tuple[str | None, Text]:
    schema, name = cursor.name()
    if cursor.word == "(" and isinstance(name, str):
        return schema, f"{name}({_argument_types(cursor)})"
    return schema, name


def alter_object(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows ALTER, but for ALTER TABLE."""
    if cursor.accept("default privileges"):
        raise NotUnderstoodError("ALTER DEFAULT PRIVILEGES is not understood")
    kind = cursor.accept_any("index", *KINDS)
    if not kind:
        raise NotUnderstoodError(f"ALTER {cursor.word.upper()} is not understood")
    cursor.accept("if exists")
    schema, name = _target(cursor)
    kind_name = "index" if kind == "index" else _kind(kind)
    table = cursor.plain_name() if kind in _OF_TABLE and cursor.accept("on") else None
    change = _enum_change(cursor) if kind == "type" else _sequence_change(cursor, kind)
    yield AlterObject(
        **site.common,
        name=name,
        schema=schema,
        table=table if isinstance(table, str) else None,
        **(change or {"kind": kind_name, **_other_change(cursor, kind)}),  # type: ignore[arg-type]
    )


def _enum_change(cursor: Cursor) -> dict[str, object] | None:
    kind = {"kind": "enum type", "attribute": "labels"}
    if cursor.accept("add value"):
        guarded = cursor.accept("if not exists")
        label = _string(cursor)
        side = cursor.accept_any("before", "after")
        position = f"{side} {_string(cursor)}" if side else ""
        return {
            **kind, "change": "add", "value": label, "position": position,
            "if_not_exists": guarded,
        }  # fmt: skip
    if cursor.accept("rename value"):
        old = _string(cursor)
        cursor.expect("to")
        return {**kind, "change": "rename", "value": (old, _string(cursor))}
    if cursor.accept("rename to"):
        return {"kind": "enum type", "attribute": "name", "value": cursor.plain_name()}
    return None


def _sequence_change(cursor: Cursor, kind: str) -> dict[str, object] | None:
    if kind != "sequence":
        return None
    if cursor.accept("owned by"):
        return {"kind": kind, "attribute": "owner", "value": _owner(cursor)}
    if cursor.word == "restart":
        return {"kind": kind, "attribute": "reached", "value": cursor.remaining()}
    return None


def _string(cursor: Cursor) -> Text:
    token = cursor.next()
    return whole(string_value(token) if token.kind in {"string", "dollar"} else token.value)


def _other_change(cursor: Cursor, kind: str) -> dict[str, object]:
    if cursor.accept("rename to"):
        return {"attribute": "name", "value": cursor.plain_name()}
    if cursor.accept("set schema"):
        return {"attribute": "schema", "value": cursor.plain_name()}
    if cursor.accept("owner to"):
        return {"attribute": "owner", "value": cursor.remaining()}
    attribute = "options" if kind == "index" and cursor.word in {"set", "reset"} else "definition"
    return {"attribute": attribute, "value": whole(cursor.remaining())}


def comment_on(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows COMMENT ON."""
    kind = cursor.accept_any("table", "column", "index", "constraint", *KINDS)
    if not kind:
        raise NotUnderstoodError(f"COMMENT ON {cursor.word.upper()} is not understood")
    parts = [cursor.identifier()]
    while cursor.accept("."):
        parts.append(cursor.identifier())
    if cursor.word == "(":
        parts[-1] += f"({_argument_types(cursor)})"
    table = cursor.plain_name() if cursor.accept("on") else None
    cursor.expect("is")
    comment = None if cursor.accept("null") else _string(cursor)
    yield _comment(kind, [whole(part) for part in parts], table, comment, site)


def _comment(kind: str, parts: list[Text], table: Text, comment: Text, site: Site) -> Operation:
    if kind == "column":
        schema = parts[-3] if len(parts) > 2 else None
        return AlterColumn(
            **site.common, table=parts[-2] if len(parts) > 1 else UNKNOWN, column=parts[-1],
            schema=schema if isinstance(schema, str) else None, comment=comment,
        )  # fmt: skip
    schema = parts[-2] if len(parts) > 1 else None
    return AlterObject(
        **site.common,
        kind=_kind(kind) if kind in KINDS else kind,
        name=parts[-1],
        attribute="comment",
        value=comment,
        table=table if isinstance(table, str) else None,
        schema=schema if isinstance(schema, str) else None,
    )

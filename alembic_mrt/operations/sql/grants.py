"""GRANT and REVOKE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.operations.sql.cursor import Cursor, whole
from alembic_mrt.operations.sql.tokens import canonical
from alembic_mrt.operations.vocabulary import CreateObject, DropObject, Operation
from alembic_mrt.schema.objects import UNKNOWN, Grant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.operations.site import Site

_CLASSES = ("table", "sequence", "function", "procedure", "schema", "type", "database", "domain")


def grant(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows GRANT."""
    definition = whole(canonical(cursor.rest))
    for schema, name in _objects(cursor):
        made = Grant(schema=schema, name=name, definition=definition)
        yield CreateObject(**site.common, object=made)


def revoke(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows REVOKE."""
    for schema, name in _objects(cursor):
        yield DropObject(
            **site.common, kind=Grant.kind, name=UNKNOWN if name is None else name, schema=schema
        )


def _objects(cursor: Cursor) -> list[tuple[str | None, str | None]]:
    cursor.until("on")
    if not cursor.accept("on"):
        return [(None, None)]
    if cursor.accept("all"):
        return [(None, canonical(cursor.until("to", "from")))]
    cursor.accept_any(*_CLASSES)
    found = [_object(cursor)]
    while cursor.accept(","):
        found.append(_object(cursor))
    return found


def _object(cursor: Cursor) -> tuple[str | None, str | None]:
    schema, name = cursor.name()
    if cursor.word == "(":
        arguments = canonical(cursor.parentheses())
        return schema, f"{name}({arguments})" if isinstance(name, str) else None
    return schema, name if isinstance(name, str) else None

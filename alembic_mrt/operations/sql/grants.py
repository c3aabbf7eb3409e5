"""GRANT and REVOKE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.operations.sql.cursor import Cursor, names_in, whole
from alembic_mrt.operations.sql.tokens import canonical, split_on
from alembic_mrt.operations.vocabulary import CreateObject, DropObject, Operation
from alembic_mrt.schema.objects import UNKNOWN, Grant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.operations.site import Site

_CLASSES = ("table", "sequence", "function", "procedure", "schema", "type", "database", "domain")


def grant(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows GRANT."""
    definition = whole(canonical(cursor.rest))
    columns = _columns(cursor)
    for schema, name in _objects(cursor):
        for place in _places(name, columns):
            made = Grant(schema=schema, name=place, definition=definition)
            yield CreateObject(**site.common, object=made)


def revoke(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows REVOKE."""
    columns = _columns(cursor)
    for schema, name in _objects(cursor):
        for place in _places(name, columns):
            given = UNKNOWN if place is None else place
            yield DropObject(**site.common, kind=Grant.kind, name=given, schema=schema)


def _columns(cursor: Cursor) -> tuple[str | None, ...]:
    """Return the columns that privileges are on, with None where there are any on all of it."""
    ahead = Cursor(cursor.rest)
    found: dict[str | None, None] = {}
    for privilege in split_on(ahead.until("on")):
        words = Cursor(privilege)
        words.until("(")
        named = names_in(words.parentheses()) if words.word == "(" else None
        found |= dict.fromkeys(named or (None,))
    return tuple(found) or (None,)


def _places(name: str | None, columns: tuple[str | None, ...]) -> list[str | None]:
    return [name if column is None or name is None else f"{name}.{column}" for column in columns]


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

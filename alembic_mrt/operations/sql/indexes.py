"""CREATE INDEX and DROP INDEX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.operations.sql.cursor import Cursor, names_in, whole
from alembic_mrt.operations.sql.tokens import Token, canonical, canonical_text, split_on
from alembic_mrt.operations.values import HOLE
from alembic_mrt.operations.vocabulary import CreateIndex, DropIndex, Operation
from alembic_mrt.schema.objects import UNKNOWN, Index, Names, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.operations.site import Site


def create_index(cursor: Cursor, site: Site, *, unique: bool) -> Iterator[Operation]:
    """Read what follows CREATE [UNIQUE] INDEX."""
    concurrently = cursor.accept("concurrently")
    guarded = cursor.accept("if not exists")
    name: Text = None if cursor.word == "on" else cursor.plain_name()
    using = _method(cursor)
    cursor.expect("on")
    cursor.accept("only")
    schema, table = cursor.name()
    index = _index(cursor, name, (schema, table), using or _method(cursor), unique)
    yield CreateIndex(
        **site.common,
        index=index,
        name=name,
        table=table,
        concurrently=concurrently,
        if_not_exists=guarded,
    )


def _method(cursor: Cursor) -> Text:
    return cursor.identifier() if cursor.accept("using") else None


def _index(
    cursor: Cursor, name: Text, of: tuple[str | None, Text], using: Text, unique: bool
) -> Index:
    columns = index_columns(cursor.parentheses())
    include: Names = names_in(cursor.parentheses()) or UNKNOWN if cursor.accept("include") else ()
    nulls = cursor.accept_any("nulls not distinct", "nulls distinct")
    options = canonical(cursor.parentheses()) if cursor.accept("with") else ""
    cursor.until("where")
    where = canonical_text_of(cursor) if cursor.accept("where") else None
    return Index(
        schema=of[0],
        table=of[1] if isinstance(of[1], str) else "",
        name=name if isinstance(name, str) else None,
        columns=columns,
        unique=unique,
        where=where,
        using=None if using == "btree" else using,
        include=include,
        nulls_not_distinct=nulls == "nulls not distinct",
        options=(("with", options),) if options else (),
    )


def canonical_text_of(cursor: Cursor) -> Text:
    """Read the rest as an expression."""
    return whole(canonical_text(cursor.remaining()))


def index_columns(tokens: Sequence[Token]) -> Names:
    """Return the columns or expressions of an index, in one spelling."""
    parts = [canonical_text(canonical(part)) for part in split_on(tokens)]
    plain = tuple(part.removesuffix(" asc") for part in parts)
    return UNKNOWN if any(HOLE in part for part in plain) else plain


def drop_index(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows DROP INDEX."""
    concurrently = cursor.accept("concurrently")
    guarded = cursor.accept("if exists")
    names = [cursor.name()]
    while cursor.accept(","):
        names.append(cursor.name())
    table: Text = cursor.plain_name() if cursor.accept("on") else UNKNOWN
    for schema, name in names:
        yield DropIndex(
            **site.common,
            name=name,
            table=table,
            schema=schema,
            concurrently=concurrently,
            if_exists=guarded,
        )

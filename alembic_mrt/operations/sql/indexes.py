"""CREATE INDEX and DROP INDEX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic_mrt.operations.sql.cursor import Cursor, names_in, whole
from alembic_mrt.operations.sql.table_options import storage_settings
from alembic_mrt.operations.sql.tokens import Token, canonical, canonical_text, split_on
from alembic_mrt.operations.values import HOLE
from alembic_mrt.operations.vocabulary import CreateIndex, DropIndex, Operation
from alembic_mrt.schema.objects import UNKNOWN, Index, Names, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.operations.site import Site


def create_index(cursor: Cursor, site: Site, word: str) -> Iterator[Operation]:
    """Read what follows CREATE INDEX; ``word`` is what stands before INDEX, such as UNIQUE."""
    concurrently = cursor.accept("concurrently")
    guarded = cursor.accept("if not exists")
    name: Text = None if cursor.word == "on" else cursor.plain_name()
    using = _method(cursor)
    cursor.expect("on")
    cursor.accept("only")
    schema, table = cursor.name()
    index = _index(cursor, name, (schema, table), using or _method(cursor), word)
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
    cursor: Cursor, name: Text, of: tuple[str | None, Text], using: Text, word: str
) -> Index:
    columns, classes = _columns_and_classes(cursor.parentheses())
    fields: dict[str, Any] = {"using": using}
    options = [("prefix", word)] if word in {"fulltext", "spatial"} else []
    options += [("ops", ", ".join(classes))] if classes else []
    options += _clauses(cursor, fields)
    where = canonical_text_of(cursor) if cursor.accept("where") else None
    return Index(
        schema=of[0],
        table=of[1] if isinstance(of[1], str) else "",
        name=name if isinstance(name, str) else None,
        columns=columns,
        unique=word == "unique",
        where=where,
        using=None if fields["using"] == "btree" else fields["using"],
        include=fields.get("include", ()),
        nulls_not_distinct=fields.get("nulls not distinct", False),
        options=tuple(sorted(options)),
    )


def _clauses(cursor: Cursor, fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Read what stands between the columns and WHERE."""
    while phrase := cursor.accept_any(
        "include", "nulls not distinct", "nulls distinct", "with parser", "with", "tablespace",
        "using", "visible", "invisible", "comment",
    ):  # fmt: skip
        if phrase == "include":
            fields[phrase] = names_in(cursor.parentheses()) or UNKNOWN
        elif phrase == "nulls not distinct":
            fields[phrase] = True
        elif phrase == "with":
            yield phrase, storage_settings(cursor.parentheses())
        elif phrase == "using":
            fields[phrase] = cursor.identifier()
        elif phrase in {"with parser", "tablespace"}:
            yield phrase.replace(" ", "_"), cursor.identifier()
        elif phrase == "comment":
            cursor.next()


def _columns_and_classes(tokens: Sequence[Token]) -> tuple[Names, list[str]]:
    """Return the columns of an index, and apart from them the operator classes of plain ones."""
    classes, parts = [], []
    for part in split_on(tokens):
        last = part[-1].value
        if len(part) == 2 and part[0].is_name and last.endswith("_ops"):
            classes.append(f"{part[0].value} = {last}")
            parts.append(part[:1])
        else:
            parts.append(part)
    return _spelled(parts), classes


def canonical_text_of(cursor: Cursor) -> Text:
    """Read the rest as an expression."""
    return whole(canonical_text(cursor.remaining()))


def index_columns(tokens: Sequence[Token]) -> Names:
    """Return the columns or expressions of an index, in one spelling."""
    return _spelled(split_on(tokens))


def _spelled(columns: Sequence[Sequence[Token]]) -> Names:
    parts = [canonical_text(canonical(part)) for part in columns]
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

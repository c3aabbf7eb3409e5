"""Keyword arguments of ``op.create_table(...)`` and ``sa.Table(...)``, as schema values."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.dialect_keywords import dialect_keywords, settings
from alembic_mrt.operations.sql.table_options import option_pairs
from alembic_mrt.operations.sql.tokens import canonical_text
from alembic_mrt.operations.values import Value, is_whole
from alembic_mrt.schema.objects import Column, PrimaryKey, SchemaObject, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NO_STORAGE: Final = frozenset(
    {"on_commit", "resolve_synonyms", "ignore_search_path", "autoincrement", "auto_increment",
     "inherits", "partition_by", "comment"}
)  # fmt: skip
_SPELLED: Final = {
    "with_rowid": "without rowid", "default_charset": "charset", "character_set": "charset",
}  # fmt: skip


def table_keywords(
    kwargs: Mapping[str, Value], name: str, schema: str | None, dialect: str | None
) -> Table:
    """Return the table that keyword arguments describe, apart from its comment."""
    found = {option: value for _, option, value in dialect_keywords(kwargs, dialect)}
    partition = found.get("partition_by")
    return Table(
        schema=schema,
        name=name,
        options=option_pairs([*_options(kwargs, dialect), *_prefixes(kwargs)]),
        partition=canonical_text(f"partition by {partition}") if is_whole(partition) else None,
        parents=tuple(_parents(found.get("inherits"))),
    )


def _options(kwargs: Mapping[str, Value], dialect: str | None) -> Iterator[tuple[str, str]]:
    for _, option, value in dialect_keywords(kwargs, dialect):
        if option not in _NO_STORAGE:
            yield _SPELLED.get(option, option), settings(value)
    for key in ("sqlite_with_rowid", "postgresql_with_oids"):
        if kwargs.get(key) is False and dialect in (None, key.partition("_")[0]):
            yield {"sqlite_with_rowid": "without rowid"}.get(key, "without oids"), "True"


def _prefixes(kwargs: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for word in _words(kwargs):
        if word not in {"temporary", "temp", "global", "local"}:
            yield word, "True"


def _words(kwargs: Mapping[str, Value]) -> list[str]:
    prefixes = kwargs.get("prefixes")
    known = prefixes if isinstance(prefixes, list | tuple) else ()
    return [word for text in known if is_whole(text) for word in text.lower().split()]


def is_temporary(kwargs: Mapping[str, Value]) -> bool:
    """Tell whether a table goes with the session that makes it."""
    return not {"temporary", "temp"}.isdisjoint(_words(kwargs))


def _parents(inherits: Value) -> Iterator[tuple[str, str]]:
    for parent in [inherits] if isinstance(inherits, str) else inherits or ():
        if is_whole(parent):
            schema, _, name = parent.rpartition(".")
            yield ("" if schema == "public" else schema, name)


def counting_upwards(
    objects: Sequence[SchemaObject], kwargs: Mapping[str, Value], dialect: str | None
) -> tuple[SchemaObject, ...]:
    """Return ``objects``, the key of SQLite as AUTOINCREMENT where the keywords ask for it."""
    if kwargs.get("sqlite_autoincrement") is not True or dialect not in (None, "sqlite"):
        return tuple(objects)
    keys = [found.columns for found in objects if isinstance(found, PrimaryKey)]
    return tuple(_upwards(found, keys) for found in objects)


def _upwards(found: SchemaObject, keys: Sequence[object]) -> SchemaObject:
    if isinstance(found, Column) and found.type == "INTEGER" and (found.name,) in keys:
        return dataclasses.replace(found, identity="AUTOINCREMENT")
    return found

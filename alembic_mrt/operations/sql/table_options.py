"""What stands behind the parentheses of CREATE TABLE."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.sql.cursor import Cursor, whole
from alembic_mrt.operations.sql.tokens import canonical, split_on, string_value
from alembic_mrt.schema.objects import Table, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from alembic_mrt.operations.sql.tokens import Token

_CLAUSES: Final = ("using", "with", "without", "tablespace", "on", "inherits", "strict")
_MYSQL: Final = {
    "engine": "engine", "default charset": "charset", "charset": "charset",
    "default character set": "charset", "character set": "charset", "collate": "collate",
    "default collate": "collate", "row_format": "row_format", "auto_increment": "",
    "key_block_size": "key_block_size", "stats_persistent": "stats_persistent", "comment": "",
}  # fmt: skip
_USUAL: Final = frozenset({("engine", "innodb"), ("charset", "utf8mb4"), ("using", "heap")})
"""What a server takes where nothing is said."""


@dataclass
class TableTail:
    """Hold the clauses behind a table's columns."""

    options: tuple[tuple[str, str], ...] = ()
    partition: Text = None
    comment: Text = None
    inherits: bool = False


def option_pairs(found: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return options in one spelling and order, without those that are usual anyway."""
    folded = {(name, value.casefold()) for name, value in found}
    return tuple(sorted(folded - _USUAL))


def beyond_name(own: Table) -> tuple[Table, ...]:
    """Return a table where there is more to it than its name, else nothing."""
    return () if own == Table(schema=own.schema, name=own.name) else (own,)


def table_tail(cursor: Cursor) -> TableTail:
    """Read the clauses behind a table's columns; the rest is how it is partitioned."""
    found = TableTail()
    options: list[tuple[str, str]] = []
    while not cursor.done:
        cursor.accept(",")
        if cursor.word == "partition":
            found.partition = _partition(cursor)
        elif phrase := cursor.accept_any(*_MYSQL):
            cursor.accept("=")
            found.comment = string_value(cursor.next()) if phrase == "comment" else found.comment
            if phrase != "comment":
                options.append((_MYSQL[phrase], cursor.next().value.strip("'\"")))
        else:
            options += _clause(cursor, found)
    found.options = option_pairs(pair for pair in options if pair[0])
    return found


def _partition(cursor: Cursor) -> Text:
    """Read PARTITION BY up to the next clause, PARTITION OF to the end."""
    after = cursor.peek(1)
    if after is None or after.value != "by":
        return whole(cursor.remaining())
    tokens = [cursor.next(), cursor.next(), *cursor.until(*_CLAUSES)]
    return whole(canonical(tokens))


def _clause(cursor: Cursor, found: TableTail) -> Iterator[tuple[str, str]]:
    word = cursor.next().value
    if word == "inherits":
        found.inherits = True
        cursor.parentheses()
    elif word == "with" and cursor.word == "(":
        yield "with", storage_settings(cursor.parentheses())
    elif word in {"using", "tablespace"}:
        yield word, cursor.identifier()
    elif word == "without":
        yield f"without {cursor.next().value}", "True"
    elif word == "on":
        cursor.until("tablespace")
    elif word == "strict":
        yield word, "True"
    else:
        yield word, canonical(cursor.until(",", *_CLAUSES)).removeprefix("= ") or "True"


def storage_settings(tokens: Sequence[Token]) -> str:
    """Return storage parameters in one spelling: ``70`` and ``'70'`` are the same to the server."""
    return ", ".join(canonical(part) for part in split_on([_unquoted(t) for t in tokens]))


def _unquoted(token: Token) -> Token:
    return replace(token, value=string_value(token)) if token.kind == "string" else token

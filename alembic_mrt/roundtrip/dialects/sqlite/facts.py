"""What seeding must know of SQLite beyond a schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.sqlite.encode import encode
from alembic_mrt.roundtrip.dialects.sqlite.room import has_room
from alembic_mrt.roundtrip.dialects.sqlite.rows import literal_of
from alembic_mrt.roundtrip.dialects.sqlite.values import pool_for
from alembic_mrt.roundtrip.seed.facts import (
    Catalog,
    ColumnFacts,
    DialectFacts,
    execute,
    qualified,
    query,
    quote,
)
from alembic_mrt.schema.objects import PrimaryKey, Schema, SchemaObject, Table

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.roundtrip.seed.pool import Value
    from alembic_mrt.schema.objects import Column

_HAS_SEQUENCES = "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'"


class SQLiteFacts(DialectFacts):
    """Know how SQLite spells, stores and refuses rows; our connection enforces no foreign key."""

    name = "sqlite"
    made_by_server = "NULL"
    row_id = "rowid"
    row_id_value = "%s"
    default_schema = "main"
    enforces_foreign_keys = False

    @property
    def errors(self) -> tuple[type[BaseException], ...]:
        """Return the root of the driver's errors."""
        return (sqlite3.Error,)

    def message(self, error: BaseException) -> str:
        """Return the only line that SQLite gives."""
        return str(error)

    def catalog(self, session: Session, schema: Schema) -> Catalog:  # noqa: ARG002
        """Return nothing: the schema tells everything."""
        return Catalog()

    def column(
        self,
        catalog: Catalog,  # noqa: ARG002
        column: Column,
        table: Sequence[SchemaObject],
        salt: int,
    ) -> ColumnFacts:
        """Describe a column by its declared type; an INTEGER PRIMARY KEY is the row id."""
        default = column.default if isinstance(column.default, str) else ""
        type_ = column.type if isinstance(column.type, str) else ""
        return ColumnFacts(
            name=str(column.name),
            type=type_,
            pool=pool_for(type_, salt, str(column.name), default),
            nullable=column.nullable is True and not _is_strict_key(column, table),
            optional=column.nullable is True or bool(default),
            server=_is_row_id(column, table),
            generated=column.generated is not None,
            as_written=True,
        )

    def read_back(self, column: str) -> str:
        """Read values as they are stored."""
        return column

    def literal(self, value: str | None) -> str:
        """Return the literal that a snapshot holds."""
        return "NULL" if value is None else value

    def spelled(self, value: object) -> str | None:
        """Spell a value as a literal."""
        return literal_of(value)

    @contextmanager
    def enforcing(self, session: Session) -> Iterator[None]:
        """Enforce foreign keys, which SQLite does by connection and between transactions only."""
        session.execute("PRAGMA foreign_keys = ON")
        try:
            yield
        finally:
            session.execute("PRAGMA foreign_keys = OFF")

    def astray(self, session: Session, table: TableName) -> int:
        """Look for what a deferred foreign key refuses at the end of the transaction alone."""
        try:
            return len(query(session, f"PRAGMA foreign_key_check({quote(table[1])})"))
        except sqlite3.Error:
            # A foreign key that matches no key of its parent: nothing is known of its rows.
            return 0

    def has_room(self, type_: str, value: str | None) -> bool:
        """Heed lengths, digits and ranges, which SQLite takes note of and does not enforce."""
        return has_room(type_, value)

    def accepts(self, expression: str) -> str:
        """Let NULL and every number but zero pass."""
        return f"coalesce(({expression}), 1)"

    def candidates(self, names: Sequence[str], types: Sequence[str], rows: int) -> str:  # noqa: ARG002
        """Return a subquery; values keep the type that they are given in."""
        line = f"({', '.join(['%s'] * len(names))})"
        places = ", ".join(f"column{i} AS {quote(n)}" for i, n in enumerate(names, start=1))
        return f"(SELECT {places} FROM (VALUES {', '.join([line] * rows)}))"

    def next_keys(self, session: Session, table: TableName, column: str, count: int) -> list[Value]:
        """Count on from the largest key ever used."""
        found = query(session, f"SELECT max({quote(column)}) FROM {qualified(table)}")
        last = found[0][0] if isinstance(found[0][0], int) else 0
        if session.query(_HAS_SEQUENCES):
            sql = "SELECT seq FROM sqlite_sequence WHERE name = %s"
            last = max([last, *(row[0] for row in session.query(sql, [table[1]]))])
        return [last + i for i in range(1, count + 1)]

    def encode(self, value: object, type_: str) -> Value:
        """Store a value as SQLAlchemy does."""
        return encode(value, type_)

    def sequences(
        self,
        session: Session,
        schema: Schema,  # noqa: ARG002
        ignore: frozenset[TableName] = frozenset(),  # noqa: ARG002
    ) -> tuple[tuple[object, ...], ...]:
        """Read what AUTOINCREMENT remembers, if anything was ever declared so."""
        if not session.query(_HAS_SEQUENCES):
            return ()
        return tuple(session.query("SELECT name, seq FROM sqlite_sequence ORDER BY name"))

    def put_back(self, session: Session, sequences: tuple[tuple[object, ...], ...]) -> None:
        """Write back what AUTOINCREMENT remembered."""
        if not session.query(_HAS_SEQUENCES):
            return
        session.execute("DELETE FROM sqlite_sequence")
        for row in sequences:
            session.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", row)

    def empty(self, session: Session, tables: Sequence[str]) -> None:
        """Delete table by table."""
        for table in tables:
            execute(session, f"DELETE FROM {table}")


def _primary(table: Sequence[SchemaObject]) -> tuple[str, ...]:
    keys = (o.columns for o in table if isinstance(o, PrimaryKey))
    return next((columns for columns in keys if isinstance(columns, tuple)), ())


def _without_row_id(table: Sequence[SchemaObject]) -> bool:
    options = (o.options for o in table if isinstance(o, Table))
    found = (name for pairs in options if isinstance(pairs, tuple) for name, _ in pairs)
    return any(name.lower() == "without rowid" for name in found)


def _is_row_id(column: Column, table: Sequence[SchemaObject]) -> bool:
    alone = _primary(table) == (column.name,) and str(column.type).upper() == "INTEGER"
    return alone and column.nullable is False and not _without_row_id(table)


def _is_strict_key(column: Column, table: Sequence[SchemaObject]) -> bool:
    """Tell a column of the primary key: SQLite lets NULL in there, nobody means it."""
    return column.name in _primary(table)

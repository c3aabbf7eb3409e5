"""What only the text of a CREATE TABLE tells: names of constraints, CHECKs, collations and more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from alembic_mrt.roundtrip.dialects.sqlite.tokens import (
    Cursor,
    Token,
    group_end,
    normal,
    normal_expression,
    split,
    tokens,
)
from alembic_mrt.schema.objects import (
    CheckConstraint,
    Constraint,
    ForeignKey,
    PrimaryKey,
    UniqueConstraint,
)

_COLUMN_WORDS = frozenset(
    [
        "constraint",
        "primary",
        "not",
        "null",
        "unique",
        "check",
        "default",
        "collate",
        "references",
        "generated",
        "as",
    ]
)
_TABLE_WORDS = frozenset(["constraint", "primary", "unique", "check", "foreign"])
_TWO_WORD_ACTIONS = frozenset({"set", "no"})


@dataclass(slots=True)
class ColumnClauses:
    """Hold the clauses of a column definition that no PRAGMA tells."""

    name: str
    collation: str | None = None
    generated: str | None = None
    autoincrement: bool = False
    descending_key: bool = False
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class CreateTable:
    """Hold what the text of a CREATE TABLE says; columns by their name in lower case."""

    columns: Mapping[str, ColumnClauses]
    constraints: tuple[Constraint, ...]
    options: tuple[tuple[str, str], ...]


@lru_cache(maxsize=4096)
def parse_create_table(table: str, sql: str) -> CreateTable:
    """Parse the text that sqlite_master keeps of ``table``."""
    found = tokens(sql)
    start = next(i for i, token in enumerate(found) if token.text == "(")
    end = group_end(found, start)
    reader = _Reader(table)
    for part in split(found[start + 1 : end - 1]):
        reader.read(part)
    options = tuple((normal(part), "yes") for part in split(found[end:]) if part)
    return CreateTable(reader.columns, tuple(reader.constraints), options)


@dataclass(slots=True)
class _Reader:
    """Read the definitions of one table, each a column or a row of table constraints."""

    table: str
    columns: dict[str, ColumnClauses] = field(default_factory=dict)
    constraints: list[Constraint] = field(default_factory=list)
    cursor: Cursor = field(default_factory=lambda: Cursor(()))
    column: ColumnClauses | None = None
    name: str | None = None

    def read(self, part: Sequence[Token]) -> None:
        """Read one definition."""
        self.cursor, self.column, self.name = Cursor(part), None, None
        if self.cursor.peek() not in _TABLE_WORDS:
            self._start_column()
        while self.cursor:
            clause = _CLAUSES.get(self.cursor.next().word)
            if clause:
                clause(self)

    def _start_column(self) -> None:
        self.column = ColumnClauses(self.cursor.next().name)
        self.columns[self.column.name.lower()] = self.column
        while self.cursor and self.cursor.peek() not in _COLUMN_WORDS:
            self.cursor.skip()

    def _declared(self, name: str) -> str:
        column = self.columns.get(name.lower())
        return column.name if column else name

    def _columns(self) -> tuple[str, ...]:
        """Take the columns of a table constraint, or the column that the clause stands on."""
        if self.cursor.peek() == "(":
            return tuple(self._key_part(part) for part in split(self.cursor.group()))
        return (self.column.name,) if self.column else ()

    def _key_part(self, part: Sequence[Token]) -> str:
        rest = [token for token in part[1:] if token.word not in ("asc", "autoincrement")]
        if part[-1].word == "autoincrement":
            self.columns[part[0].name.lower()].autoincrement = True
        return " ".join(filter(None, (self._declared(part[0].name), normal(rest))))

    def _conflict(self) -> tuple[tuple[str, str], ...]:
        found = self.cursor.take("on", "conflict")
        return (("on conflict", self.cursor.next().word),) if found else ()

    def _take_name(self) -> str | None:
        name, self.name = self.name, None
        return name

    def constraint(self) -> None:
        self.name = self.cursor.next().name

    def primary(self) -> None:
        self.cursor.take("key")
        columns = self._columns()
        self.cursor.take("asc")
        descending = self.cursor.take("desc")
        options = self._conflict()
        autoincrement = self.cursor.take("autoincrement")
        if self.column:
            self.column.descending_key = descending
            self.column.autoincrement = autoincrement
        name = self._take_name()
        self.constraints.append(
            PrimaryKey(table=self.table, name=name, columns=columns, options=options)
        )

    def unique(self) -> None:
        columns, options, name = self._columns(), self._conflict(), self._take_name()
        self.constraints.append(
            UniqueConstraint(table=self.table, name=name, columns=columns, options=options)
        )

    def check(self) -> None:
        expression, name = normal_expression(self.cursor.group()), self._take_name()
        self._conflict()
        self.constraints.append(CheckConstraint(table=self.table, name=name, expression=expression))

    def not_null(self) -> None:
        self.cursor.take("null")
        self.null()

    def null(self) -> None:
        self._take_name()
        conflict = self._conflict()
        if conflict and self.column:
            self.column.conflict = conflict[0][1]

    def default(self) -> None:
        self._take_name()
        if self.cursor.peek() in ("+", "-"):
            self.cursor.skip()
        self.cursor.skip()

    def collate(self) -> None:
        self._take_name()
        collation = self.cursor.next().name.upper()
        if self.column:
            self.column.collation = collation

    def generated(self) -> None:
        self._take_name()
        expression = normal_expression(self.cursor.group())
        stored = self.cursor.take("stored")
        if self.column:
            self.column.generated = f"{expression} {'STORED' if stored else 'VIRTUAL'}"

    def foreign(self) -> None:
        self.cursor.take("key")
        columns = tuple(self._declared(part[0].name) for part in split(self.cursor.group()))
        self.cursor.take("references")
        self._foreign_key(columns)

    def references(self) -> None:
        self._foreign_key((self.column.name,) if self.column else ())

    def _foreign_key(self, columns: tuple[str, ...]) -> None:
        referred = self.cursor.next().name
        parts = split(self.cursor.group()) if self.cursor.peek() == "(" else []
        clauses = self._foreign_key_clauses()
        self.constraints.append(
            ForeignKey(
                table=self.table,
                name=self._take_name(),
                columns=columns,
                referred_table=referred,
                referred_columns=tuple(part[0].name for part in parts),
                ondelete=clauses.get("delete"),
                onupdate=clauses.get("update"),
                match=clauses.get("match"),
                deferrable=clauses.get("deferrable"),
            )
        )

    def _foreign_key_clauses(self) -> dict[str, str | None]:
        clauses: dict[str, str | None] = {}
        while True:
            if self.cursor.peek() == "on":
                self.cursor.skip()
                event = self.cursor.next().word
                clauses[event] = self._action()
            elif self.cursor.take("match"):
                clauses["match"] = self.cursor.next().name.upper()
            elif self.cursor.take("not", "deferrable"):
                self._initially_deferred()
            elif self.cursor.take("deferrable"):
                # SQLite checks at once in every other form, which is its default
                deferred = self._initially_deferred()
                clauses["deferrable"] = "DEFERRABLE INITIALLY DEFERRED" if deferred else None
            else:
                return clauses

    def _initially_deferred(self) -> bool:
        return self.cursor.take("initially") and self.cursor.next().word == "deferred"

    def _action(self) -> str | None:
        count = 2 if self.cursor.peek() in _TWO_WORD_ACTIONS else 1
        action = " ".join(self.cursor.next().word for _ in range(count)).upper()
        return None if action == "NO ACTION" else action


_CLAUSES: Mapping[str, Callable[[_Reader], None]] = {
    "constraint": _Reader.constraint,
    "primary": _Reader.primary,
    "unique": _Reader.unique,
    "check": _Reader.check,
    "not": _Reader.not_null,
    "null": _Reader.null,
    "default": _Reader.default,
    "collate": _Reader.collate,
    "as": _Reader.generated,
    "foreign": _Reader.foreign,
    "references": _Reader.references,
}

"""Column definitions of CREATE TABLE and ADD COLUMN."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from alembic_mrt.operations import spelling
from alembic_mrt.operations.defaults import canonical_default
from alembic_mrt.operations.sql.constraints import attributes, references
from alembic_mrt.operations.sql.cursor import Cursor, NotUnderstoodError, whole
from alembic_mrt.operations.sql.tokens import Token, canonical, string_value
from alembic_mrt.operations.values import HOLE
from alembic_mrt.schema.objects import (
    UNKNOWN,
    CheckConstraint,
    Column,
    PrimaryKey,
    SchemaObject,
    Text,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_TYPE_ENDS = (
    "not", "null", "default", "primary", "unique", "references", "check", "constraint",
    "generated", "collate", "comment", "auto_increment", "autoincrement", "as", "on",
    "first", "after", "storage", "compression", "using", "identity", "deferrable", "initially",
    "set", "enforced", "charset", "visible", "invisible",
)  # fmt: skip
_SERIAL = {"serial", "bigserial", "smallserial", "serial2", "serial4", "serial8"}
_EXPRESSION_ENDS = tuple(word for word in _TYPE_ENDS if word not in {"as", "set", "on", "after"})


@dataclass
class _Definition:
    table: str
    schema: str | None
    name: str
    fields: dict[str, Any] = field(default_factory=dict)
    objects: list[SchemaObject] = field(default_factory=list)

    def where(self, name: Text = None) -> dict[str, Any]:
        return {
            "table": self.table,
            "schema": self.schema,
            "name": name if isinstance(name, str) else None,
        }


def column_definition(
    cursor: Cursor, table: str, schema: str | None, position: int = 0
) -> tuple[Column, list[SchemaObject]]:
    """Read one column definition; return the column and the constraints that come with it."""
    definition = _Definition(table, schema, cursor.identifier())
    if HOLE in definition.name:
        raise NotUnderstoodError("the name of a column is not known")
    tokens = list(cursor.until(*_TYPE_ENDS))
    if tokens and tokens[-1].value == "character" and cursor.accept("set"):
        _option(definition.fields, "charset", cursor.next().value)
        del tokens[-1]
    definition.fields["type"] = type_text(tokens, cursor.dialect)
    if tokens and is_serial(tokens[0]):
        definition.fields["nullable"] = False
    while not cursor.done:
        _clause(cursor, definition)
    column = Column(
        table=table, schema=schema, name=definition.name, position=position, **definition.fields
    )
    return column, definition.objects


def is_serial(kind: Token) -> bool:
    """Tell whether a type is an integer that a sequence numbers."""
    return kind.value in _SERIAL


def type_text(tokens: Sequence[Token], dialect: str | None = None) -> Text:
    """Return the one spelling of a type, or UNKNOWN where there is none."""
    text = canonical(tokens)
    if HOLE in text or not text:
        return UNKNOWN
    return spelling.for_dialect(spelling.from_sql(text), dialect)


def _clause(cursor: Cursor, definition: _Definition) -> None:
    name: Text = cursor.plain_name() if cursor.accept("constraint") else None
    constraint = cursor.accept_any("primary key", "unique", "check")
    if constraint:
        _constraint(cursor, definition, constraint, name)
    elif cursor.word == "references":
        _reference(cursor, definition, name)
    else:
        _attribute(cursor, definition.fields)


def _constraint(cursor: Cursor, definition: _Definition, kind: str, name: Text) -> None:
    where = definition.where(name)
    if kind == "check":
        expression = whole(canonical(cursor.parentheses()))
        check = CheckConstraint(**where, expression=expression)
        definition.objects.append(dataclasses.replace(check, **attributes(cursor)))  # type: ignore[arg-type]
        return
    cursor.accept("key")
    cursor.accept_any("asc", "desc")
    of = PrimaryKey if kind == "primary key" else UniqueConstraint
    made = of(**where, columns=(definition.name,))
    if isinstance(made, UniqueConstraint):
        strict = cursor.accept_any("nulls not distinct", "nulls distinct") == "nulls not distinct"
        made = dataclasses.replace(made, nulls_not_distinct=strict)
    definition.objects.append(made)
    if kind == "primary key":
        definition.fields["nullable"] = False


def _reference(cursor: Cursor, definition: _Definition, name: Text) -> None:
    key = references(cursor, definition.where(name), (definition.name,))
    definition.objects.append(dataclasses.replace(key, **attributes(cursor)))  # type: ignore[arg-type]


def _attribute(cursor: Cursor, fields: dict[str, Any]) -> None:
    phrase = cursor.accept_any(
        "not null", "null", "default", "collate", "comment", "generated", "as", "identity",
        "auto_increment", "autoincrement", "on update", "storage", "compression", "first", "after",
        "character set", "charset", "deferrable", "initially deferred", "initially immediate",
        "on conflict", "visible", "invisible",
    )  # fmt: skip
    if not phrase:
        raise NotUnderstoodError(f"a column with {cursor.next().text.upper()} is not understood")
    if phrase in {"not null", "null"}:
        fields["nullable"] = phrase == "null"
    elif phrase == "default":
        fields["default"] = default_text(cursor)
    elif phrase in {"collate", "comment"}:
        token = cursor.next()
        fields["collation" if phrase == "collate" else "comment"] = _word(token)
    elif phrase in {"generated", "as", "identity"}:
        _generated(cursor, fields, phrase)
    else:
        _storage(cursor, fields, phrase)


def _storage(cursor: Cursor, fields: dict[str, Any], phrase: str) -> None:
    """Read what only some dialects know of a column."""
    if phrase == "autoincrement":
        fields["identity"] = phrase.upper()
    elif phrase == "auto_increment":
        fields |= {"identity": phrase.upper(), "nullable": False}
    elif phrase == "on update":
        _option(fields, phrase, canonical(cursor.until(*_EXPRESSION_ENDS)))
    elif phrase in {"storage", "compression", "on conflict", "charset"}:
        _option(fields, phrase, cursor.next().value)
    elif phrase in {"after", "character set"}:
        cursor.next()


def _option(fields: dict[str, Any], name: str, value: str) -> None:
    fields["options"] = tuple(sorted({*fields.get("options", ()), (name, value)}))


def _word(token: Token) -> str:
    return string_value(token) if token.kind == "string" else token.value


def default_text(cursor: Cursor) -> Text:
    """Read the expression of a DEFAULT."""
    first = cursor.next()
    ends = {*_EXPRESSION_ENDS, "on", "after"} - ({"null"} if first.value == "null" else set())
    text = canonical([first, *_rest_of_expression(cursor, first, ends)])
    return UNKNOWN if HOLE in text else canonical_default(text)


def _rest_of_expression(cursor: Cursor, first: Token, ends: set[str]) -> list[Token]:
    found: list[Token] = []
    if first.text == "(":
        cursor.at -= 1
        inside = cursor.parentheses()
        found += [*inside, cursor.tokens[cursor.at - 1]]
    found += cursor.until(*ends)
    return found


def _generated(cursor: Cursor, fields: dict[str, Any], phrase: str) -> None:
    how = cursor.accept_any("always", "by default on null", "by default")
    if phrase == "identity" or cursor.accept("as identity"):
        options = canonical(cursor.parentheses()) if cursor.word == "(" else ""
        fields["identity"] = identity_text(how or "by default", options)
        fields["nullable"] = False
        return
    cursor.accept("as")
    fields["generated"] = whole(canonical(cursor.parentheses()))
    how = cursor.accept_any("stored", "virtual", "persistent", "persisted")
    if how and how != "virtual" and cursor.dialect != "postgresql":
        _option(fields, "stored", "true")


def identity_text(how: str, options: str = "") -> str:
    """Return the one spelling of an identity."""
    return f"{how.upper()} ({options})" if options else how.upper()

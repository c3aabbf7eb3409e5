"""Constraints as they stand in CREATE TABLE, ALTER TABLE and behind a column."""

from __future__ import annotations

import dataclasses
import re
from typing import Final

from alembic_mrt.operations.sql.cursor import Cursor, NotUnderstoodError, names_in, whole
from alembic_mrt.operations.sql.tokens import canonical
from alembic_mrt.schema.objects import (
    UNKNOWN,
    CheckConstraint,
    Constraint,
    ExcludeConstraint,
    ForeignKey,
    Names,
    PrimaryKey,
    Text,
    UniqueConstraint,
)

STARTS = frozenset({"constraint", "primary", "unique", "foreign", "check", "exclude"})
_ACTIONS = ("cascade", "restrict", "no action", "set null", "set default")


_METHOD: Final = re.compile(r"^(using \w+)\(")


def table_constraint(cursor: Cursor, table: str, schema: str | None) -> tuple[Constraint, Text]:
    """Read a constraint of a table; return it and its name, which may be UNKNOWN."""
    name: Text = cursor.plain_name() if cursor.accept("constraint") else None
    where = {"table": table, "schema": schema, "name": None if name is UNKNOWN else name}
    constraint = dataclasses.replace(_body(cursor, where), apart=True)
    return _with_attributes(cursor, constraint), name


def _body(cursor: Cursor, where: dict[str, str | None]) -> Constraint:
    if phrase := cursor.accept_any("primary key using index", "unique using index"):
        cursor.identifier()
        of = PrimaryKey if phrase.startswith("primary") else UniqueConstraint
        return of(**where, columns=UNKNOWN)  # type: ignore[arg-type]
    if cursor.accept("primary key"):
        return PrimaryKey(**where, columns=_columns(cursor))  # type: ignore[arg-type]
    if cursor.accept("unique"):
        return _unique(cursor, where)
    if cursor.accept("foreign key"):
        return _foreign_key(cursor, where)
    if cursor.accept("check"):
        expression = whole(canonical(cursor.parentheses()))
        return CheckConstraint(**where, expression=expression)  # type: ignore[arg-type]
    if cursor.accept("exclude"):
        found = canonical(cursor.until("deferrable", "initially"))
        definition = whole(_METHOD.sub(r"\1 (", found))
        return ExcludeConstraint(**where, definition=definition)  # type: ignore[arg-type]
    raise NotUnderstoodError(f"no constraint that is known at {cursor.word.upper()}")


def _unique(cursor: Cursor, where: dict[str, str | None]) -> Constraint:
    cursor.accept_any("key", "index")
    distinct = cursor.accept_any("nulls not distinct", "nulls distinct")
    if cursor.word != "(":
        name = cursor.identifier()
        where = {**where, "name": where["name"] or name}
    columns = _columns(cursor)
    strict = distinct == "nulls not distinct"
    return UniqueConstraint(**where, columns=columns, nulls_not_distinct=strict)  # type: ignore[arg-type]


def _foreign_key(cursor: Cursor, where: dict[str, str | None]) -> Constraint:
    if cursor.word != "(":
        name = cursor.identifier()
        where = {**where, "name": where["name"] or name}
    return references(cursor, where, _columns(cursor))


def references(cursor: Cursor, where: dict[str, str | None], columns: Names) -> ForeignKey:
    """Read REFERENCES and what follows it."""
    cursor.expect("references")
    schema, table = cursor.name()
    referred: Names = _columns(cursor) if cursor.word == "(" else ()
    match, actions = _match_and_actions(cursor)
    return ForeignKey(
        **where,  # type: ignore[arg-type]
        columns=columns,
        referred_schema=schema,
        referred_table=table,
        referred_columns=referred,
        match=match,
        ondelete=actions.get("delete"),
        onupdate=actions.get("update"),
    )


def _match_and_actions(cursor: Cursor) -> tuple[str | None, dict[str, str]]:
    match: str | None = None
    actions: dict[str, str] = {}
    while word := cursor.accept_any("match", "on delete", "on update"):
        if word == "match":
            match = cursor.identifier().upper()
            continue
        action = cursor.accept_any(*_ACTIONS)
        if action != "no action":
            actions[word[3:]] = action.upper()
        if cursor.word == "(":
            cursor.parentheses()
    return match, actions


def _columns(cursor: Cursor) -> Names:
    found = names_in(cursor.parentheses())
    return UNKNOWN if found is None else found


def attributes(cursor: Cursor) -> dict[str, object]:
    """Read NOT VALID, DEFERRABLE, INCLUDE and the like."""
    found: dict[str, object] = {}
    options: list[tuple[str, str]] = []
    deferrable = ""
    while phrase := cursor.accept_any(
        "not valid", "not deferrable", "deferrable", "initially deferred",
        "initially immediate", "not enforced", "enforced", "no inherit", "include",
        "on conflict", "using index tablespace",
    ):  # fmt: skip
        if phrase == "not valid":
            found["validated"] = False
        elif phrase in {"deferrable", "initially deferred"}:
            deferrable = phrase if phrase == "initially deferred" else deferrable or phrase
        elif phrase == "include":
            options.append((phrase, canonical(cursor.parentheses())))
        elif phrase in {"on conflict", "using index tablespace"}:
            options.append((phrase, cursor.next().value))
        elif phrase in {"not enforced", "no inherit"}:
            options.append((phrase, "true"))
    if options:
        found["options"] = tuple(sorted(options))
    if deferrable:
        suffix = " INITIALLY DEFERRED" if deferrable == "initially deferred" else ""
        found["deferrable"] = f"DEFERRABLE{suffix}"
    return found


def _with_attributes(cursor: Cursor, constraint: Constraint) -> Constraint:
    found = attributes(cursor)
    return dataclasses.replace(constraint, **found) if found else constraint  # type: ignore[arg-type]

"""Types, defaults and collations as one dialect takes them.

Two spellings of one thing are equal there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations import spelling
from alembic_mrt.schema.objects import UNKNOWN

if TYPE_CHECKING:
    from alembic_mrt.schema.objects import Column, Text

_VARIANT: Final = re.compile(r"^(?P<base>.+) \((?P<names>[a-z_, ]+): (?P<variant>.+)\)$")
_CUSTOM: Final = re.compile(r"^(?!ENUM)[A-Za-z_]*[a-z]\w*\(.*\)$", re.DOTALL)
_WITHOUT_UUID: Final = frozenset({"sqlite", "mysql", "mariadb"})
_FALSE: Final = frozenset({"0", "false", "'f'", "'n'", "'no'", "'off'", "b'0'"})
_TRUE: Final = frozenset({"1", "true", "'t'", "'y'", "'yes'", "'on'", "b'1'"})


def settled(column: Column, dialect: str | None) -> Column:
    """Return a column with its type, default and collation in the spelling of a dialect."""
    kind = type_on(column.type, dialect)
    default = default_on(column.default, kind)
    collation = collation_on(column.collation, dialect)
    if (kind, default, collation) == (column.type, column.default, column.collation):
        return column
    return replace(column, type=kind, default=default, collation=collation)


def type_on(text: Text, dialect: str | None) -> Text:
    """Return a type as a dialect has it; what an application's own class makes is not known."""
    if not isinstance(text, str) or text.startswith("\0"):
        return text
    match = _VARIANT.match(text) if dialect is not None else None
    if match:
        chosen = dialect in match["names"].replace(" ", "").split(",")
        return type_on(match["variant"] if chosen else match["base"], dialect)
    if text == "UUID" and dialect in _WITHOUT_UUID:
        return "CHAR(32)"
    return UNKNOWN if _CUSTOM.match(text) else spelling.for_dialect(text, dialect)


def collation_on(text: Text, dialect: str | None) -> Text:
    """Return the name of a collation, whose case counts on PostgreSQL alone."""
    if not isinstance(text, str) or text == "default":
        return UNKNOWN if text is UNKNOWN else None
    return text if dialect == "postgresql" else text.casefold()


def default_on(text: Text, kind: Text) -> Text:
    """Return a default as a column of some type takes it."""
    if not isinstance(text, str):
        return text
    if kind == "BOOLEAN" and text.casefold() in _FALSE | _TRUE:
        return "false" if text.casefold() in _FALSE else "true"
    return re.sub(r"^- (?=\d)", "-", text)

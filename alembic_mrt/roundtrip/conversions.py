"""What a new type of a column demands of the texts that are in it already.

ALTER COLUMN ... TYPE integer USING x::integer refuses a text that spells no number. That is no
fault of the revision; texts that the new type reads must come through, in whatever way they spell
a value. The demand is written as a CHECK, in the way of PostgreSQL: SQLite refuses no conversion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from alembic_mrt.schema.objects import CheckConstraint, Column, Domain, EnumType, Schema

_TEXT: Final = re.compile(r"(character varying|character|text|citext)\b")
_NUMBER: Final = "^0?[1-9][0-9]{0,2}$"
_DAY: Final = "^20[0-3][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
_CLOCK: Final = "(0[0-9]|1[0-9]):[0-5][0-9]"
_PATTERNS: Final = {
    **dict.fromkeys(("smallint", "integer", "bigint", "real", "double precision"), _NUMBER),
    "numeric": _NUMBER,
    "uuid": "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9A-F]{12}$",
    "date": f"{_DAY}( {_CLOCK})?$",
    "timestamp": f"{_DAY}[ T]{_CLOCK}(:[0-5][0-9])?$",
    "time": f"^{_CLOCK}(:[0-5][0-9])?$",
    "boolean": "^(true|false|t|f|yes|no)$",
    "json": '^[{]"[a-z]{3}": [1-9][0-9]{0,2}[}]$',
    "jsonb": '^[{]"[a-z]{3}": [1-9][0-9]{0,2}[}]$',
}
_WITHOUT: Final = re.compile(r"\(.*|\s+with.*", re.DOTALL)


def readable(before: Column, after: Column, schema: Schema) -> Iterator[CheckConstraint]:
    """Yield what a text must be for the type that a column gets; ``schema`` has that type."""
    if is_read_anew(before, after):
        quoted = '"{}"'.format(str(before.name).replace('"', '""'))
        for expression in _conditions(quoted, str(after.type), schema):
            yield CheckConstraint(schema=before.schema, table=before.table, expression=expression)


def is_read_anew(before: Column, after: Column) -> bool:
    """Tell whether a column of text becomes one of another type."""
    if not isinstance(before.type, str) or not isinstance(after.type, str):
        return False
    return _TEXT.match(before.type) is not None and _TEXT.match(after.type) is None


def _conditions(column: str, type_: str, schema: Schema) -> Iterator[str]:
    pattern = _PATTERNS.get(_WITHOUT.sub("", type_))
    if pattern is not None:
        yield f"{column} ~ '{pattern}'"
        return
    for found in schema:
        if not isinstance(found, (EnumType, Domain)) or not _is_named(found, type_):
            continue
        if isinstance(found, EnumType) and isinstance(found.labels, tuple):
            labels = ", ".join("'{}'".format(label.replace("'", "''")) for label in found.labels)
            yield f"{column} IN ({labels})"
        elif isinstance(found, Domain):
            yield from (_VALUE.sub(column, check) for check in _checks(str(found.definition)))


def _is_named(found: EnumType | Domain, type_: str) -> bool:
    return type_ in (found.name, f"{found.schema or 'public'}.{found.name}")


_VALUE: Final = re.compile(r"\bVALUE\b")


def _checks(definition: str) -> Iterator[str]:
    """Yield the expressions of the CHECKs of a domain, each in its parentheses."""
    for match in re.finditer(r"CHECK (?=\()", definition):
        depth, start = 0, match.end()
        for end, sign in enumerate(definition[start:], start=start + 1):
            depth += (sign == "(") - (sign == ")")
            if depth == 0:
                yield definition[start:end]
                break

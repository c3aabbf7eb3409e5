"""One spelling of expressions that the server spells in two ways.

A list of texts that a ``varchar`` is compared with is read back with one cast of the whole list,
and once that text has been given to the server, with a cast of each text (PostgreSQL docs,
"System Information Functions": a decompiled expression is no original text). Both are the same
comparison, and a downgrade that was written down from a dump comes to the second.

``x BETWEEN 1 AND 2 AND y`` is kept as an AND within an AND, and read back and given to the server
as one AND of three; see :mod:`.conjunctions`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.roundtrip.dialects.postgresql.conjunctions import unnested
from alembic_mrt.schema.objects import (
    CheckConstraint,
    Column,
    Domain,
    Index,
    MaterializedView,
    Schema,
    TableDefinition,
    View,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.schema.objects import SchemaObject

_FIELDS: Final[tuple[tuple[type[SchemaObject], str], ...]] = (
    (CheckConstraint, "expression"),
    (Index, "where"),
    (Column, "generated"),
    (Domain, "definition"),
    (View, "definition"),
    (MaterializedView, "definition"),
    (TableDefinition, "definition"),
)
_NESTED: Final = "))"
_VARYING: Final = "::character varying"
_TEXT: Final = r"'(?:[^']|'')*'"
_ONE: Final = re.compile(rf"\(({_TEXT}){_VARYING}\)::text\b(?!\[)")
_ALL: Final = re.compile(rf"\((ARRAY\[{_TEXT}{_VARYING}(?:, {_TEXT}{_VARYING})*\])\)::text\[\]")


def in_one_spelling(expression: str) -> str:
    """Return an expression as it is compared.

    >>> in_one_spelling("ANY ((ARRAY['a'::character varying])::text[])")
    "ANY (ARRAY['a'::text])"
    >>> in_one_spelling("ANY (ARRAY[('a'::character varying)::text])")
    "ANY (ARRAY['a'::text])"
    """
    each = _ONE.sub(r"\1::text", expression)
    return unnested(_ALL.sub(lambda found: found[1].replace(_VARYING, "::text"), each))


def spelled(schema: Schema) -> Schema:
    """Return a schema with all expressions in one spelling."""
    changed = tuple(_changed(schema))
    return schema.add(*changed) if changed else schema


def _changed(schema: Schema) -> Iterator[SchemaObject]:
    for kind, field in _FIELDS:
        for _, found in schema.buckets.every(kind):
            text = getattr(found, field)
            if isinstance(text, str) and (_VARYING in text or _NESTED in text):
                one = in_one_spelling(text)
                fields: dict[str, Any] = {field: one}
                if one != text:
                    yield replace(found, **fields)

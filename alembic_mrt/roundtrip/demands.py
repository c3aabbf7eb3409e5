"""What an upgrade demands of rows that are there already.

A revision may add a NOT NULL, a FOREIGN KEY, a UNIQUE or a CHECK to columns that exist; rows that
break it are no fault of the revision, but rows that obey it must come through.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from alembic_mrt.roundtrip.conversions import is_read_anew, readable
from alembic_mrt.roundtrip.seed.tamed import Column as ColumnName
from alembic_mrt.schema.objects import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    PrimaryKey,
    Schema,
    SchemaObject,
    UniqueConstraint,
    Unknown,
)


def with_demands(before: Schema, after: Schema) -> Schema:
    """Return ``before`` with what ``after`` demands of its tables and columns."""
    return before.add(*_demands(before, after))


def all_distinct(schema: Schema, chosen: Collection[ColumnName] | None = None) -> Schema:
    """Return ``schema`` with every column unique, but those that refer to other tables.

    A revision may derive a unique value from columns that were never meant to be; where it is known
    from which, only those that are ``chosen`` need be.
    """
    referring = {
        (item.schema, item.table, column)
        for item in schema
        if isinstance(item, ForeignKey) and not isinstance(item.columns, Unknown)
        for column in item.columns
    }
    columns = (item for item in schema if isinstance(item, Column))
    return schema.add(
        *(
            UniqueConstraint(schema=c.schema, table=c.table, columns=(str(c.name),))
            for c in columns
            if (c.schema, c.table, c.name) not in referring
            and (chosen is None or ((c.schema, c.table), c.name) in chosen)
        )
    )


def _demands(before: Schema, after: Schema) -> Iterator[SchemaObject]:
    for item in after:
        if isinstance(item, Column):
            present = before.get(item.key)
            if isinstance(present, Column) and present.nullable and not item.nullable:
                yield replace(present, nullable=False)
            if isinstance(present, Column):
                yield from readable(present, item, after)
        elif before.get(item.key) is None and _applies(item, before, after):
            yield item


def _applies(item: SchemaObject, before: Schema, after: Schema) -> bool:
    match item:
        case ForeignKey() if not isinstance(item.referred_table, str):
            return False
        case ForeignKey():
            referred = (item.referred_schema, str(item.referred_table))
            return _has(before, item.table, item.schema, item.columns) and _has(
                before, referred[1], referred[0], item.referred_columns
            )
        case PrimaryKey() | UniqueConstraint() | Index(unique=True):
            return _has(before, item.table, item.schema, item.columns)
        case CheckConstraint():
            return _speaks_of_known(item, before, after)
        case _:
            return False


def _has(
    schema: Schema, table: str, namespace: str | None, columns: tuple[str, ...] | Unknown
) -> bool:
    names = {column.name for column in schema.columns(table, namespace)}
    return not isinstance(columns, Unknown) and bool(columns) and names.issuperset(columns)


def _speaks_of_known(check: CheckConstraint, before: Schema, after: Schema) -> bool:
    """Tell whether a CHECK names a column of the old table, and none that is new or read anew."""
    words = set(re.findall(r"\w+", str(check.expression)))
    old = {str(c.name): c for c in before.columns(check.table, check.schema)}
    new = {
        str(c.name)
        for c in after.columns(check.table, check.schema)
        if str(c.name) not in old or is_read_anew(old[str(c.name)], c)
    }
    return bool(words & old.keys()) and not words & new

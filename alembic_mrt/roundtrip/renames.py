"""Which tables and columns an upgrade has given another name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.new_rows import Renames
from alembic_mrt.schema.difference import difference
from alembic_mrt.schema.objects import Column, Schema, Table

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import TableName


def renames(before: Schema, after: Schema) -> Renames:
    """Return the old names of what is there under a new one and is else the same."""
    tables: dict[TableName, TableName] = {}
    columns: defaultdict[TableName, dict[str, str]] = defaultdict(dict)
    for found in difference(before, after):
        if found.attribute != "name":
            continue
        match found.before, found.after:
            case Table() as old, Table() as new:
                tables[new.schema, str(new.name)] = (old.schema, str(old.name))
            case Column() as old, Column() as new:
                columns[new.schema, new.table][str(new.name)] = str(old.name)
    return Renames(tables, columns)

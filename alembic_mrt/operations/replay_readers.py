"""What a view or trigger reads: the tables and views behind FROM, JOIN and the like."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.replay_names import words_of
from alembic_mrt.operations.sql.tables_read import read_tables
from alembic_mrt.operations.sql.tokens import tokenize
from alembic_mrt.schema.objects import MaterializedView, SchemaObject, Trigger, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.schema.objects import Schema

_WRITES: Final = frozenset({"into", "update"})


def views_on(schema: Schema, name: str) -> Iterator[SchemaObject]:
    """Yield the views that read a table or view, not those that read them in turn."""
    under = schema.buckets.under
    for found in (*under(View.kind), *under(MaterializedView.kind)):
        if found.name != name and reads(found.definition, name):
            yield found


def readers_of(schema: Schema, name: str) -> list[SchemaObject]:
    """Return the views that read a table or view, and those that read them in turn."""
    found: dict[str, SchemaObject] = {}
    names = [name]
    for read in names:
        for view in views_on(schema, read):
            if str(view.name) not in found:
                found[str(view.name)] = view
                names.append(str(view.name))
    return list(found.values())


def triggers_on(schema: Schema, name: str) -> Iterator[Trigger]:
    """Yield the triggers of other tables that read or write a table."""
    for found in schema.buckets.under(Trigger.kind):
        if found.table.casefold() != name.casefold() and reads(found.definition, name):
            yield found


def reads(definition: object, name: str) -> bool:
    """Tell whether a definition reads or writes a table."""
    folded = name.casefold()
    if not isinstance(definition, str) or folded not in words_of(definition):
        return False
    return folded in _named_in(definition)


@functools.lru_cache(maxsize=256)
def _named_in(definition: str) -> frozenset[str]:
    tokens = tokenize(definition)
    written = [
        after.value
        for before, after in itertools.pairwise(tokens)
        if before.value in _WRITES and after.is_name
    ]
    return frozenset(found.casefold() for found in (*read_tables(tokens), *written))

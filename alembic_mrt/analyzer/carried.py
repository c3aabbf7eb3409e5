"""Copies under names that last: each place is called as it is before or after a whole step.

A statement in the middle of upgrade() or downgrade() uses the names of that moment. What it fills
is called here as it is when the step is through, what it takes as it was when the step began: so
what upgrade() fills and downgrade() takes have one name, and so have what is lost and what is
filled again. All names are folded.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.copies import Copy, Source
from alembic_mrt.analyzer.copies_read import copies_of
from alembic_mrt.analyzer.data.trail import back, forth, spot

if TYPE_CHECKING:
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.schema.objects import Schema


def carried(steps: Sequence[Applied]) -> Iterator[tuple[int, Copy]]:
    """Yield the copies that stay where they were made, each with the index of its statement."""
    for index, copy in copies(steps):
        lasting = _lasting(copy, steps, index)
        if lasting is not None:
            yield index, lasting


def copies(steps: Sequence[Applied]) -> Iterator[tuple[int, Copy]]:
    """Yield the copies as they are written, each with the index of its statement."""
    for index, applied in enumerate(steps):
        schemas = (applied.before, steps[0].before)
        for copy in copies_of(applied.operation, functools.partial(_names, schemas)):
            yield index, copy


def name_before(steps: Sequence[Applied], table: object, schema: object = None) -> str:
    """Return what a table was called before ``steps``, empty where they made it."""
    place = back(steps, spot(table, "", schema))
    return place.table if place is not None else ""


def name_after(steps: Sequence[Applied], table: object, schema: object = None) -> str:
    """Return what a table is called after ``steps``, empty where they drop it."""
    place = forth(steps, spot(table, "", schema))
    return place.table if place is not None else ""


def _lasting(copy: Copy, steps: Sequence[Applied], index: int) -> Copy | None:
    schema = getattr(copy.operation, "schema", None)
    later = steps[index + 1 :]
    target = forth(later, spot(copy.target, "", schema))
    if target is None:
        return None
    filled = {name: forth(later, spot(copy.target, name, schema)) for name in _filled(copy)}
    return replace(
        copy,
        target=target.table,
        columns={
            place.column: _first(source, steps[:index])
            for name, source in copy.columns.items()
            if (place := filled[name]) is not None
        },
        join=tuple((place.column, by) for mine, by in copy.join if (place := filled[mine])),
        joined=tuple(place.column for name in copy.joined if (place := filled[name])),
    )


def _filled(copy: Copy) -> Iterator[str]:
    yield from copy.columns
    yield from (mine for mine, _ in copy.join)


def _first(source: Source, earlier: Sequence[Applied]) -> Source:
    """Call the source as it was called before the step; one that the step made has no table."""
    if source.column is None:
        return source
    place = back(earlier, spot(source.table, source.column))
    if place is None:
        return replace(source, table="", column=source.column.casefold())
    return replace(source, table=place.table, column=place.column)


def _names(schemas: Sequence[Schema], table: str) -> tuple[str, ...]:
    """Return the columns of a table, as the first of some schemas has them that knows any.

    A partition that is detached has those that it had before.
    """
    return next((names for schema in schemas if (names := names_of(schema, table))), ())


def names_of(schema: Schema, table: str) -> tuple[str, ...]:
    """Return the columns of a table; a partition has those of the table that it is of."""
    own = tuple(str(column.name) for column in schema.columns(table))
    found = None if own else schema.table(table)
    if found is None or len(found.parents) != 1:
        return own
    space, parent = found.parents[0]
    return tuple(str(column.name) for column in schema.columns(parent, space or None))

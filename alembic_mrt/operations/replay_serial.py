"""Columns that PostgreSQL numbers: the sequence and the default that come with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.schema.objects import UNKNOWN, Column, SchemaObject, Sequence

if TYPE_CHECKING:
    from alembic_mrt.operations.replay_workspace import Workspace
    from alembic_mrt.operations.vocabulary import Operation
    from alembic_mrt.schema.difference import Difference

_INTEGERS: Final = frozenset({"INTEGER", "BIGINT", "SMALLINT"})
_LONGEST_NAME: Final = 63


def numbered(
    objects: Iterable[SchemaObject], serial: Collection[str], dialect: str | None
) -> Iterator[SchemaObject]:
    """Yield ``objects``, and the sequences of those columns that are named in ``serial``."""
    for found in objects:
        if isinstance(found, Column) and found.name in serial:
            column, sequences = counting(found, dialect)
            yield column
            yield from sequences
        else:
            yield found


def counting(column: Column, dialect: str | None) -> tuple[Column, list[Sequence]]:
    """Return a serial column as a dialect has it, and the sequence that numbers it there.

    Its default is not known, as its text names the sequence in the words of the database; nor is
    the sequence where its name would be too long.
    """
    if column.type in _INTEGERS and dialect in ("mysql", "mariadb"):
        return replace(column, identity="AUTO_INCREMENT"), []
    if column.type not in _INTEGERS or dialect not in (None, "postgresql"):
        return column, []
    name, owner = f"{column.table}_{column.name}_seq", f"{column.table}.{column.name}"
    sequence = Sequence(schema=column.schema, name=name, definition=UNKNOWN, owner=owner)
    is_usual = len(name.encode()) <= _LONGEST_NAME
    return replace(column, default=UNKNOWN), [sequence] if is_usual else []


def add_sequence(operation: Operation, work: Workspace, found: Sequence) -> None:
    """Add the sequence of a column; where the name is taken, the database finds another.

    On an unknown dialect it may be that there is none, so nothing is proven of it.
    """
    if work.held_like(found) is not None:
        return
    work.put(found)
    if operation.maybe or work.dialect is None:
        work.mark(found)
    if work.dialect is None:
        work.state = replace(work.state, doubted=work.state.doubted | {found.key})


def is_implied(found: Difference) -> bool:
    """Tell whether the sequence of a serial column is what came or went.

    Where that is not proven it is not worth a word: it may be that there never was a sequence.
    """
    what = found.subject
    implied = isinstance(what, Sequence) and what.definition is UNKNOWN
    return implied and found.change != "changed"

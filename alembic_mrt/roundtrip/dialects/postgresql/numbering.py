"""Where the sequences stand that rows take numbers from, and the way back there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.postgresql.rows import qualified
from alembic_mrt.schema.objects import Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.schema.objects import Schema

Standing = tuple[object, ...]
"""The name of a sequence, its last value, and whether that was handed out."""


def sequence_values(
    session: Session, schema: Schema, ignore: frozenset[TableName]
) -> tuple[Standing, ...]:
    """Read where the sequences stand that rows of other tables than ``ignore`` may move."""
    return _read(session, sorted(map(qualified, _moving(schema, ignore))))


def put_back(session: Session, standing: tuple[Standing, ...]) -> None:
    """Set each sequence that has moved to where it stood."""
    now = set(_read(session, (str(name) for name, *_ in standing)))
    moved = [sequence for sequence in standing if sequence not in now]
    if moved:
        calls = ", ".join(["setval(%s::regclass, %s, %s)"] * len(moved))
        session.query(f"SELECT {calls}", [value for sequence in moved for value in sequence])


def owner_of(sequence: Sequence) -> TableName | None:
    """Return the table that a sequence goes with, where it lies in the same schema."""
    if not isinstance(sequence.owner, str):
        return None
    return (sequence.schema, sequence.owner.rpartition(".")[0])


def _moving(schema: Schema, ignore: frozenset[TableName]) -> Iterator[TableName]:
    """Name the sequences that no table of ``ignore`` owns, or that the default of another calls."""
    tables = ((t.schema, str(t.name)) for t in schema.tables())
    filled = (name for name in tables if name not in ignore)
    defaults = " ".join(str(c.default) for s, t in filled for c in schema.columns(t, s))
    for _, found in schema.buckets.every(Sequence):
        name = str(found.name)
        if owner_of(found) not in ignore or name in defaults:
            yield (found.schema, name)


def _read(session: Session, names: Iterable[str]) -> tuple[Standing, ...]:
    selects = (f"SELECT {_literal(name)}, last_value, is_called FROM {name}" for name in names)
    sql = " UNION ALL ".join(selects)
    return tuple(session.query(sql)) if sql else ()


def _literal(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"

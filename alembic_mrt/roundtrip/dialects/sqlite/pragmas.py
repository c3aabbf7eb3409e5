"""The numbers that an application keeps in the header of a SQLite file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.schema.objects import Pragma

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Session, Since

_OF_THE_APPLICATION = ("application_id", "user_version")
_READ = f"SELECT {', '.join(f'(SELECT {n} FROM pragma_{n})' for n in _OF_THE_APPLICATION)}"


def read_pragmas(session: Session, since: Since | None = None) -> tuple[Pragma, ...]:
    """Read the PRAGMAs that SQLite only stores (SQLite docs, "PRAGMA user_version").

    They are those of ``since`` unless a statement sent since then was a PRAGMA.
    """
    if since is not None and "pragma" not in since.words:
        return tuple(pragma for _, pragma in since.schema.buckets.every(Pragma))
    (values,) = session.query(_READ)
    found = zip(_OF_THE_APPLICATION, values, strict=True)
    return tuple(Pragma(name=name, definition=str(value)) for name, value in found)

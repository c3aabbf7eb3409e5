"""A text column whose texts the user's code reads as JSON.

No type says so; the failure of the code does, for it carries the text that was no JSON.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seam import Failure, attempt, chain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.roundtrip.seed.pool import Value


class JSONText:
    """Read texts as JSON, where a :class:`~.code_type.CodeType` would ask a type."""

    labels: tuple[str, ...] = ()

    def refusal(self, value: Value) -> Failure | None:
        """Return what reading ``value`` raises, or None; no code reads NULL so."""
        return attempt(lambda: json.loads(value)) if isinstance(value, str) else None

    def written(self, salt: int) -> Iterator[Value]:
        """Yield documents, as a column of the type JSON would hold them."""
        from alembic_mrt.roundtrip.seed.documents import documents

        yield from documents(salt).everything()


def text_that_is_no_json(failure: Failure) -> str | None:
    """Return the text that code took for JSON, where ``failure`` says so."""
    found = (error.doc for error in chain(failure) if isinstance(error, json.JSONDecodeError))
    return next(found, None)

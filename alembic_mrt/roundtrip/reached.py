"""Which schema each step of a trip leads to, so that it is read once.

The same statements on the same schema lead to the same schema, whatever rows there are, as long as
the statements tell all that was done: no function, trigger or block of code that the server runs
took part, and none of them failed (see :mod:`~alembic_mrt.roundtrip.scope`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.dialects.base import Since

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from alembic_mrt.schema.objects import Schema

Statements = tuple[str, ...]
_WORD: Final = re.compile(r"[a-z]+")


def words(statements: Iterable[str]) -> frozenset[str]:
    """Return the words of statements, also those of names, texts and comments."""
    return frozenset(_WORD.findall("\n".join(statements).casefold()))


class Reached:
    """Hold the schema that the database has at present, None where it must be read.

    ``since`` is the one of before the last step, where that is known and its statements tell all.
    ``compare_as`` returns a schema as it is compared.
    """

    def __init__(self, compare_as: Callable[[Schema], Schema]) -> None:
        self.present: Schema | None = None
        self.since: Since | None = None
        self._start: Schema | None = None
        self._compare_as = compare_as
        self._known: list[tuple[Schema, Schema]] = []
        self._led: dict[tuple[int, Statements], Schema] = {}
        self._way: tuple[int, Statements] | None = None

    def begin(self, schema: Schema) -> None:
        """Begin a trip at ``schema``."""
        self._start = self.present = schema
        self._known = [pair for pair in self._known if pair[0] is schema]
        self.compared(schema)
        self._led.clear()
        self._way = None

    def is_start(self, schema: Schema) -> bool:
        """Tell whether a schema that was read is the one in which the trip began."""
        return schema is self._start

    def return_to_start(self) -> None:
        """Note that the database is back in the state in which the trip began."""
        self.present, self._way = self._start, None

    def move(self, statements: Statements | None) -> None:
        """Note the statements of a step, None where they do not tell what it did."""
        here = self.present
        self.since = None if here is None or statements is None else Since(here, words(statements))
        self._way = None if here is None or statements is None else (id(here), statements)
        self.present = None if self._way is None else self._led.get(self._way)

    def read(self, schema: Schema) -> Schema:
        """Note what the present schema is; return it, or the one before that equals it."""
        known = (known for known, _ in self._known if known == schema)
        self.present = found = next(known, schema)
        self.compared(found)
        if self._way is not None:
            self._led[self._way] = found
        return found

    def compared(self, schema: Schema) -> Schema:
        """Return a schema as it is compared, one and the same for one schema of the trip."""
        found = next((compared for known, compared in self._known if known is schema), None)
        if found is None:
            found = self._compare_as(schema)
            self._known.append((schema, found))
        return found

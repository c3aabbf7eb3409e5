"""Values that a type of the user's code reads back, where the database would hold any text.

An Enum without a CHECK, or a TypeDecorator over Text, is text to the server; code that reads a
row through it refuses what the type itself would never have written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from alembic_mrt.roundtrip.seam import Failure, attempt
from alembic_mrt.roundtrip.seed.documents import documents
from alembic_mrt.roundtrip.seed.json_text import JSONText
from alembic_mrt.roundtrip.seed.pool import Pool, Takes, Value, salt_of
from alembic_mrt.roundtrip.seed.samples import samples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy.engine import Dialect
    from sqlalchemy.types import TypeEngine

    from alembic_mrt.roundtrip.seed.facts import ColumnFacts

Reader: TypeAlias = "CodeType | JSONText"
"""What says of a value whether the user's code reads it."""

Processor: TypeAlias = "Callable[[Any], Any] | None"


class CodeType:
    """Ask one type what it reads and writes; ``labels`` are those of an Enum."""

    def __init__(self, type_: TypeEngine[Any], dialect: Dialect) -> None:
        self.labels: tuple[str, ...] = tuple(getattr(type_, "enums", None) or ())
        self._type = type_
        self._dialect = dialect
        self._reader: Processor = None
        self._writer: Processor = None
        # A type may want to know the driver's code of the column's type, and refuse none.
        attempt(self._make)

    def _make(self) -> None:
        type_ = self._type.dialect_impl(self._dialect)
        self._writer = type_.bind_processor(self._dialect)
        self._reader = type_.result_processor(self._dialect, None)

    def refusal(self, value: Value) -> Failure | None:
        """Return what reading ``value`` raises, or None.

        A type that lacks a module to read with can say nothing of values, and is not asked again.
        """
        failure = None if self._reader is None else attempt(partial(self._reader, value))
        if not isinstance(failure, ImportError):
            return failure
        self._reader = None
        return None

    def written(self, salt: int) -> Iterator[Value]:
        """Yield values that the type itself writes, all made of one kind of Python's objects."""
        for kind in samples(salt):
            found = [value for value in map(self._write, kind) if value is not None]
            if found:
                yield from found
                return

    def _write(self, thing: object) -> Value:
        made: list[Value] = []
        if self._writer is not None:
            writer = self._writer
            failure = attempt(lambda: made.append(writer(thing)))
            if isinstance(failure, ImportError):
                self._writer = None
        value = made[0] if made else None
        return (
            value if isinstance(value, str | int | float | bytes) and self._reads(value) else None
        )

    def _reads(self, value: Value) -> bool:
        return self.refusal(value) is None


@dataclass(frozen=True, slots=True)
class Typed:
    """Hold the types of one column in the user's code.

    ``declared`` is the one that the migrations gave it, ``read`` those that the code at hand reads
    it through.
    """

    declared: CodeType | None = None
    read: tuple[Reader, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels of all types that have some."""
        return tuple(dict.fromkeys(chain.from_iterable(t.labels for t in self._types())))

    def allows(self, value: Value) -> bool:
        """Tell whether the types read ``value``."""
        return self.readable(value) and (
            self.declared is None or self.declared.refusal(value) is None
        )

    def admits(self, value: Value) -> bool:
        """Tell whether ``value`` may stand in the column all the same.

        A list of labels grows without a migration, so that code may speak of one that the
        declaration lacks; what the declaration cannot decipher is nobody's value.
        """
        if not self.readable(value):
            return False
        refusal = None if self.declared is None else self.declared.refusal(value)
        return refusal is None or isinstance(refusal, LookupError)

    def readable(self, value: Value) -> bool:
        """Tell whether the code at hand reads ``value``, through one of its types at least."""
        return not self.read or any(type_.refusal(value) is None for type_ in self.read)

    def parts(self) -> Iterator[Typed]:
        """Yield all of it, then what to keep to where nothing satisfies both."""
        yield self
        if self.read and self.declared is not None:
            yield Typed(None, self.read)
            yield Typed(self.declared)

    def pool(self, pool: Pool, salt: int) -> Pool | None:
        """Return ``pool`` without what the types refuse, or None where nothing is left."""
        labels = _turned([v for v in map(pool.takes, self.labels) if v is not None], salt)
        kept = self._kept(labels or pool.plain) or self._made(pool, salt)
        if not kept:
            return None
        least = pool.least if not labels and self.allows(pool.least) else kept[0]
        hard = kept[-1:] if labels else self._kept(pool.hard)
        if any(isinstance(type_, JSONText) for type_ in self.read):
            of_json = documents(salt)
            takes = _taking(replace(pool, takes=_both(of_json.takes, pool.takes)), self.allows)
            return replace(of_json, plain=kept, least=least, hard=hard, takes=takes)
        return Pool(kept, least, hard, _taking(pool, self.allows), _taking(pool, self.admits))

    def _types(self) -> Iterator[Reader]:
        yield from filter(None, (self.declared, *self.read))

    def _kept(self, values: Sequence[Value]) -> tuple[Value, ...]:
        return tuple(value for value in values if self.allows(value))

    def _made(self, pool: Pool, salt: int) -> tuple[Value, ...]:
        """Return values that a type writes, and that the column takes."""
        for type_ in self._types():
            made = (v if isinstance(v, bytes) else pool.takes(v) for v in type_.written(salt))
            kept = self._kept(tuple(dict.fromkeys(v for v in made if v is not None)))
            if kept:
                return kept
        return ()


def shaped(column: ColumnFacts, typed: Typed, *, checked: bool = False) -> ColumnFacts:
    """Return a column with the values that its types in the code leave it.

    Where it is ``checked``, what the check speaks of comes first, whatever the types say.
    """
    pool = column.pool
    if pool is None or all(map(typed.allows, pool.everything())):
        return column
    for part in typed.parts():
        found = part.pool(pool, salt_of(column.name))
        if found is not None:
            takes = found.admitted if checked else found.takes
            return replace(column, pool=replace(found, takes=takes), labels=part.labels)
    return column


def _turned(values: list[Value], salt: int) -> list[Value]:
    start = salt % len(values) if values else 0
    return values[start:] + values[:start]


def _both(first: Takes, second: Takes) -> Takes:
    """Take of a literal what the second makes of what the first does."""
    return lambda literal: second(first(literal))


def _taking(pool: Pool, allows: Callable[[Value], bool]) -> Callable[[object], Value]:
    def takes(literal: object) -> Value:
        value = pool.takes(literal)
        return value if value is not None and allows(value) else None

    return takes

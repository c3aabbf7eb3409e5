"""What the user gives to one table or column: read from a list, or made by a callable.

A callable is called once in a run, so that every revision meets the same rows.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import Any, Final, NoReturn

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.roundtrip.caller import sentence, user_line
from alembic_mrt.roundtrip.seam import Failure, attempt
from alembic_mrt.roundtrip.seed.pool import SIZE

MOST: Final = 1000
"""Rows or values of one seed."""

_CORRECT: Final = "Correct the seed."


class Source:
    """Hold one seed under its ``key``; ``place`` is where the key "seeds" stands.

    Raises ConfigurationError where its callable cannot be imported.
    """

    def __init__(self, key: str, seed: object, place: str) -> None:
        self.key = key
        self._place = place
        self._seed = self._imported(seed) if isinstance(seed, str) else seed

    @cached_property
    def rows(self) -> Sequence[Mapping[str, object]]:
        """Return the rows of a table."""
        rows = self._all(self._called())
        for number, row in enumerate(rows, start=1):
            if not isinstance(row, Mapping):
                self.refuse(
                    f"gives {_kind(row)} as row {number}, which is no mapping of columns to values",
                    "Let each row be a dictionary.",
                )
            for name in (name for name in row if not isinstance(name, str)):
                self.refuse(
                    f"names a column {name!r} in row {number}, which is no text",
                    "Name each column by a string.",
                )
        return rows

    @cached_property
    def values(self) -> Sequence[object]:
        """Return the values of a column."""
        seed = self._seed
        if callable(seed):
            return self._collected(lambda found: found.extend(seed(n) for n in range(SIZE)))
        return self._all(seed)

    def refuse(self, fault: str, remedy: str = _CORRECT) -> NoReturn:
        """Raise a ConfigurationError that names the seed; ``fault`` is what it does."""
        raise ConfigurationError(f"The {self} {fault}.", remedy)

    def __str__(self) -> str:
        return f'seed "{self.key}" (key "seeds" in {self._place})'

    def _called(self) -> Any:
        seed = self._seed
        return self._collected(lambda found: found.append(seed()))[0] if callable(seed) else seed

    def _all(self, made: Any) -> list[Any]:
        if isinstance(made, str | bytes | Mapping) or not hasattr(made, "__iter__"):
            self.refuse(f"gives {_kind(made)} in the place of a list of rows")
        rows = self._collected(lambda found: found.extend(islice(made, MOST + 1)))
        if len(rows) > MOST:
            self.refuse(f"gives more than {MOST} rows", "Give fewer.")
        return rows

    def _collected(self, collect: Callable[[list[Any]], None]) -> list[Any]:
        found: list[Any] = []
        error = attempt(lambda: collect(found))
        if error is not None:
            self._raised(error)
        return found

    def _raised(self, error: Failure) -> NoReturn:
        line = user_line(error)
        where = f" at {line}" if line else ""
        self.refuse(f"raises {sentence(error)}{where}")

    def _imported(self, reference: str) -> Callable[..., object]:
        module, _, path = reference.partition(":")
        found: list[Any] = []
        error = attempt(lambda: found.append(importlib.import_module(module)))
        if error is not None:
            self._not_imported(module, error)
        error = attempt(lambda: found.append(attrgetter(path)(found[0])))
        if isinstance(error, AttributeError):
            self.refuse(f"names {reference}, and {module} has no {path}", "Correct the name.")
        if error is not None:
            self._raised(error)
        if not callable(found[-1]):
            self.refuse(f"names {reference}, {_kind(found[-1])} that cannot be called")
        made: Callable[..., object] = found[-1]
        return made

    def _not_imported(self, module: str, error: Failure) -> NoReturn:
        line = user_line(error)
        where = f" at {line}" if line else ""
        lacking = isinstance(error, ModuleNotFoundError)
        remedy = "Correct the name, or name its folder in prepend_sys_path of alembic.ini."
        self.refuse(
            f"names the module {module}, which cannot be imported: {sentence(error)}{where}",
            remedy if lacking else "Correct the module.",
        )


def _kind(value: object) -> str:
    kind = type(value).__name__
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"

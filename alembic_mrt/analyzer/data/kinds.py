"""What values a column type holds, read from the one spelling of the replay."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from alembic_mrt.schema.objects import Text

Family: TypeAlias = Literal[
    "integer", "exact", "float", "text", "boolean", "date", "timestamp", "time", "uuid", "json",
    "enum", "other",
]  # fmt: skip

_SHAPE: Final = re.compile(
    r"^(?P<name>[A-Z][A-Z0-9 ]*?)(?:\((?P<args>[\d, ]+)\))?(?P<zone> WITH TIME ZONE)?$"
)
_INTEGERS: Final = {
    "TINYINT": 8, "SMALLINT": 16, "MEDIUMINT": 24, "INTEGER": 32, "BIGINT": 64,
}  # fmt: skip
_FAMILIES: Final[dict[str, Family]] = {
    "NUMERIC": "exact", "FLOAT": "float", "REAL": "float", "DOUBLE PRECISION": "float",
    "VARCHAR": "text", "CHAR": "text", "TEXT": "text", "NVARCHAR": "text", "NCHAR": "text",
    "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "timestamp", "TIME": "time",
    "UUID": "uuid", "JSON": "json", "JSONB": "json",
}  # fmt: skip
_DIGITS_OF_A_FLOAT: Final = {"REAL": 6, "FLOAT": 15, "DOUBLE PRECISION": 15}


@dataclass(frozen=True, slots=True)
class Kind:
    """Hold a type: ``size`` are bits, digits or characters, ``scale`` digits behind the point.

    None stands for no limit. ``name`` is the spelling as a whole.
    """

    name: str
    family: Family
    size: int | None = None
    scale: int | None = None
    zoned: bool = False

    @property
    def whole_digits(self) -> int | None:
        """Return the digits that a number may have before the point; None is any number."""
        if self.family == "integer":
            return {8: 3, 16: 5, 24: 7, 32: 10, 64: 19}[self.size or 64]
        if self.family == "exact" and self.size is not None:
            return self.size - (self.scale or 0)
        return None


@functools.lru_cache(maxsize=1024)
def kind_of(text: Text) -> Kind | None:
    """Read the spelling of a type; None where it is not known."""
    if not isinstance(text, str):
        return None
    if text.startswith("ENUM"):
        return Kind(text, "enum")
    match = _SHAPE.match(text.removesuffix(" UNSIGNED"))
    if match is None:
        return Kind(text, "other")
    sizes = [int(part) for part in (match["args"] or "").split(",") if part.strip()]
    return _kind(text, match["name"], sizes, match["zone"] is not None)


def _kind(text: str, name: str, sizes: list[int], zoned: bool) -> Kind:
    size = sizes[0] if sizes else None
    if name in _INTEGERS:
        return Kind(text, "integer", _INTEGERS[name])
    family = _FAMILIES.get(name, "other")
    if family == "exact":
        return Kind(text, family, size, [*sizes, 0][1] if sizes else None)
    if family == "float":
        return Kind(text, family, _DIGITS_OF_A_FLOAT[name])
    if family == "text" and name in {"CHAR", "NCHAR"} and size is None:
        size = 1
    return Kind(text, family, size, zoned=zoned)


def refuses(source: Kind, target: Kind) -> bool:
    """Tell whether ``target`` refuses some value of ``source`` (PostgreSQL, MySQL's strict mode).

    Rounding is no refusal. What is not known of a type does not count.
    """
    if source.name == target.name:
        return False
    numbers = {"integer", "exact", "float"}
    if target.family == "text":
        return _too_long(source, target)
    if source.family == "text":
        return target.family in numbers | {"boolean", "date", "timestamp", "time", "uuid", "json",
                                           "enum"}  # fmt: skip
    if source.family in numbers and target.family in numbers:
        return _too_large(source, target)
    return False


def _too_large(source: Kind, target: Kind) -> bool:
    if target.family == "float":
        return False
    if source.family == target.family == "integer":
        return (source.size or 64) > (target.size or 64)
    most, room = source.whole_digits, target.whole_digits
    if room is None:
        return False
    # The largest number of as many digits before the point is rounded up to one digit more.
    rounds_up = most == room and (source.scale or 0) > (target.scale or 0)
    return most is None or most > room or rounds_up


_LENGTHS: Final[dict[Family, int]] = {
    "boolean": 5, "date": 10, "time": 15, "timestamp": 35, "uuid": 36, "float": 24,
}  # fmt: skip


def _too_long(source: Kind, target: Kind) -> bool:
    """Tell whether the text of a value may be longer than a column of text takes."""
    if target.size is None:
        return False
    if source.family == "text":
        return source.size is None or source.size > target.size
    if source.family == "json":
        return True
    digits = source.whole_digits
    length = digits + 1 + ((source.scale or -1) + 1) if digits else _LENGTHS.get(source.family, 0)
    return length > target.size

"""Values of one type, the raw material of seeds.

Everything is deterministic: a salt, made from the seed number and the column's name, moves each
pool to a place of its own, so that two columns of a table never hold the same values.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import TypeAlias

Value: TypeAlias = str | int | float | bytes | None
Takes: TypeAlias = Callable[[object], Value]
Mixes: TypeAlias = Callable[[Sequence[object]], "tuple[Value, ...]"]

_WHOLE = re.compile("[+-]?[0-9]+")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
SIZE = 40
LONGEST = 2000
FINE = 9
"""Digits behind the point of a number that may have any; SQLAlchemy reads ten of a double."""

_INEXACT = (1003, 29)
"""Whole numbers that a double loses when it divides them and multiplies again: by 100 either, by 60
and by 1,000 the first. What is cut off then, not rounded, is one less."""

FEW = 12
"""How many labels are looked at one by one."""

# PostgreSQL allows 1,000 digits; the default context rounds to 28.
_EXACT = Context(prec=1200)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WORDS = [
    "amber",
    "birch",
    "cedar",
    "delta",
    "ember",
    "fjord",
    "grove",
    "heath",
    "iris",
    "jade",
    "karst",
    "lotus",
    "maple",
    "north",
    "opal",
    "pearl",
]
_TRAPS = (
    "  Mixed  Case Überstraße ",
    'O\'Neill 100% "q" \\n :x {y}',
    "NoBlankAtAll",
    "ÀÉÎÕÜ ñ ß ø",
    "A &amp; <b>B</b>\r\n\tC",
    "pear,apple, fig;apple",
)


def refuse(_: object) -> Value:
    """Take no literal at all."""
    return None


@dataclass(frozen=True, slots=True)
class Inner:
    """Tell of a value that is made of others: of ``parts``, or of the first one ``repeated``.

    ``write`` makes a value of one for each part, or of any number of them; ``nest`` makes one of
    several lists.
    """

    parts: tuple[Pool, ...]
    write: Callable[[Sequence[Value]], Value]
    nest: Callable[[Sequence[Sequence[Value]]], Value] = refuse
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Pool:
    """Offer the values of a type.

    ``plain`` are distinct, also without regard to case and blanks; ``least`` is the minimum or
    the empty value; ``hard`` are the extremes, three at most, and then the oddities; ``takes``
    turns a literal from elsewhere into a value of the type, or None where it is not one.
    ``opened`` does so where more may stand in the column than its type says. ``mixes`` makes
    values of several literals at once, where the type has parts. ``close`` are values that lie
    close together, where those of ``plain`` do not; ``inner`` tells of a value that is made of
    others. A text has ``room`` for so many characters, None for any number.
    """

    plain: tuple[Value, ...]
    least: Value
    hard: tuple[Value, ...]
    takes: Takes = refuse
    opened: Takes | None = None
    mixes: Mixes | None = None
    close: tuple[Value, ...] = ()
    inner: Inner | None = None
    room: int | None = None

    @property
    def admitted(self) -> Takes:
        """Return what turns a literal of the user's code into a value."""
        return self.opened or self.takes

    @property
    def is_list(self) -> bool:
        """Tell whether the type is a list of labels, each of which one may forget."""
        return self.takes("no such label") is None and len(self.plain) <= FEW

    def everything(self) -> tuple[Value, ...]:
        """Return every value, plain ones first, without repetition."""
        return tuple(dict.fromkeys((*self.plain, self.least, *self.hard)))


def salt_of(*parts: object) -> int:
    """Make a number from names that is the same in every process."""
    return zlib.crc32("\0".join(map(str, parts)).encode("utf-8", "surrogatepass"))


def code(number: int, width: int) -> str:
    """Write a number in letters and digits, its lowest ``width`` places."""
    found = ""
    for _ in range(width):
        number, digit = divmod(number, 36)
        found = _DIGITS[digit] + found
    return found


def texts(salt: int, limit: int | None, *, padded: bool = False) -> Pool:
    """Offer texts of at most ``limit`` characters, ``padded`` ones without a blank at the end."""
    size = LONGEST if limit is None else min(limit, LONGEST)
    start = salt % 900 + 10
    if size >= 10:
        plain = [f"{_WORDS[(salt + i) % len(_WORDS)]} {start + i}" for i in range(SIZE)]
    else:
        count = min(SIZE, 36**size)
        plain = [code(salt % 36**size + i, size) for i in range(count)]
    hard = _hard_texts(salt, size)
    # char(n) holds blanks at the end of a text for the padding of its own.
    stripped = dict.fromkeys(text.rstrip(" ") for text in hard)
    hard = tuple(stripped) if padded else hard
    return Pool(tuple(plain), "", hard, _text_taker(limit), room=limit)


def _hard_texts(salt: int, size: int) -> tuple[str, ...]:
    longest = long_text(salt, size)
    cut = [trap if len(trap) <= size else trap[:size].rstrip() or "Z" for trap in _TRAPS]
    if 1 < size < len(_TRAPS[0]):
        cut[0] = f"{_TRAPS[0][: size - 1].rstrip() or 'Z'} "
    return tuple(dict.fromkeys([*cut[:1], longest, *cut[1:]]))


def long_text(salt: int, size: int) -> str:
    """Write a text of ``size`` characters, without a blank at its end."""
    text = (f"Longest {code(salt, 4)} " * (size // 13 + 1))[:size]
    return text.rstrip().ljust(size, "x")


def _text_taker(limit: int | None) -> Takes:
    def takes(literal: object) -> Value:
        if not isinstance(literal, str) or (limit is not None and len(literal) > limit):
            return None
        return None if _UNSTORABLE.search(literal) else literal

    return takes


def integers(salt: int, low: int, high: int, write: Callable[[int], Value] = int) -> Pool:
    """Offer whole numbers from ``low`` to ``high``."""
    start = salt % 90 + 2
    plain = [write(start + i) for i in range(min(SIZE, high - start))]
    below = [write(-start)] * (low <= -start)
    inexact = [write(number) for number in _INEXACT if number <= high]

    def takes(literal: object) -> Value:
        number = whole(literal)
        return write(number) if number is not None and low <= number <= high else None

    return Pool(
        tuple(plain),
        write(max(0, low)),
        (write(high), write(low), write(1), *below, *inexact),
        takes,
    )


def whole(literal: object) -> int | None:
    """Return a literal as the whole number that it is or spells."""
    if isinstance(literal, bool):
        return None
    if isinstance(literal, int):
        return literal
    if isinstance(literal, str) and _WHOLE.fullmatch(literal.strip()):
        return int(literal)
    return None


def decimals(salt: int, precision: int, scale: int, write: Callable[[Decimal], Value]) -> Pool:
    """Offer decimal fractions of ``precision`` digits, ``scale`` of them behind the point."""
    most = 10**precision - 1

    def scaled(unscaled: int) -> Value:
        return write(_EXACT.scaleb(Decimal(unscaled), -scale))

    step = max(1, min(10 ** max(scale, 0) + 1, most // (SIZE + 1)))
    plain = [scaled((salt % 89 + 1 + i) * step % most + 1) for i in range(min(SIZE, most))]
    plain += [scaled(-number) for number in range(1, most)] if most < SIZE else []
    hard = [scaled(most), scaled(-most), scaled(1), scaled(-(salt % 89 + 1) * step % -most - 1)]
    hard += [scaled(number) for number in _INEXACT if number <= most]

    def takes(literal: object) -> Value:
        number = fraction(literal)
        if number is None:
            return None
        unscaled = _EXACT.scaleb(number, scale)
        fits = unscaled == unscaled.to_integral_value() and unscaled.copy_abs() <= most
        return write(number) if fits else None

    return Pool(tuple(dict.fromkeys(plain)), scaled(0), tuple(hard), takes)


def fraction(literal: object) -> Decimal | None:
    """Return a literal as the finite number that it is or spells."""
    if isinstance(literal, bool) or not isinstance(literal, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(literal))
    except ArithmeticError:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 400 else None


def choices(labels: tuple[str, ...], salt: int) -> Pool:
    """Offer a closed set of labels, each column beginning at another one."""
    start = salt % len(labels)
    turned = labels[start:] + labels[:start]
    return Pool(turned, turned[0], turned[-1:], lambda lit: lit if lit in labels else None)

"""Values that may satisfy a CHECK, guessed from what its expression speaks of."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.patterns import glob, like, regex
from alembic_mrt.roundtrip.seed.pool import Pool, Value, code
from alembic_mrt.roundtrip.seed.sqltext import Hints, hints_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_VARIANTS = 12
_PREFIXES = re.compile(r"\b(substr(ing)?|left|starts_with|strpos|instr|position)\b", re.IGNORECASE)
_NEAR = (0, 1, -1, 2, -2, 3, 4, 5, 6, 7, 8, -3, -4, -5)
_COMMON = (
    *("a1", "abc", "ABC", "Abc", "abc def", "1", "12", "123", "0123456789", "1.5", "true"),
    *(
        "ann@example.com",
        "bob@example.org",
        "https://example.com/a",
        "/a/b",
        "a-b",
        "a_b",
        "#a0b1c2",
    ),
    *("2024-01-31", "12:30", "+15551234567", "en", "en-US", "EUR", "[]", "{}", "[1]", '{"a": 1}'),
)


def guesses(expression: str, pool: Pool) -> list[Value]:
    """Return values of ``pool``'s type that ``expression`` may ask for, the likeliest first."""
    hints = hints_of(expression)
    literals: Iterable[object] = chain(
        hints.strings,
        _patterned(hints),
        _numbers(hints),
        _documents(hints) if _asks_for_json(expression, pool) else (),
        _begun(hints) if _PREFIXES.search(expression) else (),
        _sized(hints, pool),
        _COMMON,
    )
    take = _document if _is_json(pool) else pool.takes
    found = (take(literal) for literal in literals)
    return list(dict.fromkeys(value for value in found if value is not None))


def _is_json(pool: Pool) -> bool:
    return pool.plain != () and str(pool.plain[0]).startswith(('{"id"', '[{"id"'))


def _document(literal: object) -> Value:
    """Take JSON of every shape: a check may ask for another one than is usual."""
    try:
        json.loads(str(literal))
    except ValueError:
        return None
    return str(literal)


def _asks_for_json(expression: str, pool: Pool) -> bool:
    return _is_json(pool) or "json" in expression.casefold()


def _begun(hints: Hints) -> Iterator[str]:
    """Continue the strings of an expression that looks at how a text begins."""
    endings = ("x1", "0123456789abcdef" * 6, "A" * 40, " ")
    yield from (text + ending for ending in endings for text in hints.strings)


def _patterned(hints: Hints) -> Iterator[str]:
    likes = dict.fromkeys((*hints.likes, *(s for s in hints.strings if "%" in s)))
    for variant in range(_VARIANTS):
        yield from (like(pattern, variant) for pattern in likes)
        yield from (glob(pattern, variant) for pattern in hints.globs)
        yield from (regex(pattern, variant) for pattern in hints.regexes)


def _numbers(hints: Hints) -> Iterator[object]:
    numbers = [Decimal(n) for n in hints.numbers]
    for low, high in zip(sorted(numbers), sorted(numbers)[1:], strict=False):
        yield from (_plain(low + (high - low) * part / 16) for part in range(1, 16))
    for near in _NEAR:
        yield from (_plain(number + near) for number in numbers)
    yield from (_plain(number * 2) for number in numbers)


def _plain(number: Decimal) -> object:
    return int(number) if number == number.to_integral_value() else number


def _documents(hints: Hints) -> Iterator[str]:
    """Offer JSON whose keys and values are the strings of the expression."""
    paths = list(dict.fromkeys(p for p in map(_path, hints.strings) if p))[:8]
    contents: list[object] = [*_patterned(hints), 1, "a", True, [], {}, None, "2024-01-31"]
    contents += [*hints.strings[:8], -1, 1.5]
    contents += [int(n) for n in hints.numbers if n.lstrip("-").isdigit()]
    for content in contents:
        yield json.dumps(_nested([(path, content) for path in paths]))
        yield from (json.dumps(_nested([(path, content)])) for path in paths)
    yield from ("[]", "{}", "[1, 2]", '"a"', "1", "true", '[{"id": 1}]')


def _path(text: str) -> tuple[str, ...]:
    """Read ``$.a."b"``, ``{a,b}`` or a single key as a path into a document."""
    if text.startswith("$"):
        return tuple(_steps(text))
    if text.startswith("{") and text.endswith("}"):
        return tuple(part.strip(' "') for part in text[1:-1].split(",") if part)
    return (text,) if text and len(text) < 100 else ()


def _steps(text: str) -> list[str]:
    return [quoted or bare for quoted, bare in re.findall(r'\."([^"]+)"|\.(\w+)', text)]


def _nested(entries: list[tuple[tuple[str, ...], object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for path, content in entries:
        level = found
        for step in path[:-1]:
            below = level.setdefault(step, {})
            level = below if isinstance(below, dict) else {}
        level[path[-1]] = content
    return found


def _sized(hints: Hints, pool: Pool) -> Iterator[str]:
    """Cut and stretch texts to the lengths that the expression speaks of."""
    sizes = dict.fromkeys(
        n for size in hints.lengths for n in (size, size + 1, size - 1) if 0 <= n <= 2000
    )
    texts = [str(v) for v in pool.plain[:_VARIANTS] if v is not None]
    for size in sizes:
        yield from ((text[-size:] if size else "").rjust(size, "a") for text in texts)
        yield from (code(36 ** min(size, 8) // 3 + i, size) for i in range(3))
        yield from (str(10**size // 9 + i)[:size].rjust(size, "1") for i in range(_VARIANTS))

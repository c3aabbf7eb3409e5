"""Values that may satisfy a CHECK, guessed from what its expression speaks of."""

from __future__ import annotations

import json
import re
from copy import copy
from functools import lru_cache
from itertools import chain, islice, product
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.hints import Hints, hints_of
from alembic_mrt.roundtrip.seed.near import moments_near, numbers_near
from alembic_mrt.roundtrip.seed.patterns import glob, like, regex, similar
from alembic_mrt.roundtrip.seed.pool import Inner, Pool, Value, code
from alembic_mrt.roundtrip.seed.usual import usual_literals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_KEPT = 512
"""Guesses that are kept: a history has the same checks in many revisions."""

_VARIANTS = 80
"""More than the rows before an upgrade use up: a unique key is to have some left after it."""
_FEW = 12
_ROWS = 300
_LONGEST = 2000
_PREFIXES = re.compile(r"\b(substr(ing)?|left|starts_with|strpos|instr|position)\b", re.IGNORECASE)

_CONTAINS = re.compile(r"<@|@>|_inf\b")
_CONTAINING = ("(,)",)
"""The range that has no bounds and contains every value of its subtype."""

_SPELLED = '{"b":1,  "a" : [1.50]}'
"""A document in a spelling that no type but text and json gives back."""


@lru_cache(maxsize=_KEPT)
def guesses(expression: str, pool: Pool) -> tuple[Value, ...]:
    """Return values of ``pool``'s type that ``expression`` may ask for, the likeliest first."""
    hints = hints_of(expression)
    literals: Iterable[object] = chain(
        hints.strings,
        _CONTAINING if _CONTAINS.search(expression) else (),
        _patterned(hints, _VARIANTS),
        numbers_near(hints.numbers),
        moments_near(hints.strings),
        _documents(hints) if _asks_for_json(expression, pool) else (),
        _begun(hints) if _PREFIXES.search(expression) else (),
        _sized(hints, pool),
    )
    found = [*_taken(pool, literals), *_composed(expression, hints, pool.inner)]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=_KEPT)
def common(pool: Pool) -> tuple[Value, ...]:
    """Return values of ``pool``'s type that are usual where there is a CHECK."""
    return tuple(dict.fromkeys(_taken(pool, usual_literals())))


def _taken(pool: Pool, literals: Iterable[object]) -> Iterator[Value]:
    take = _document if _is_json(pool) else pool.takes
    found = (take(literal) for literal in literals)
    return (value for value in found if value is not None)


def _composed(expression: str, hints: Hints, inner: Inner | None) -> Iterator[Value]:
    """Compose what parts an expression may ask for, as many elements as it speaks of."""
    if inner is None:
        return
    parts = [[*guesses(expression, part), *part.plain] for part in inner.parts]
    if inner.repeated:
        yield from _lists(hints, inner, list(dict.fromkeys(parts[0])))
    else:
        width = max(2, int(_ROWS ** (1 / len(parts))))
        chosen = product(*(list(dict.fromkeys(part))[:width] for part in parts))
        yield from (inner.write(values) for values in islice(chosen, _ROWS))


def _lists(hints: Hints, inner: Inner, elements: Sequence[Value]) -> Iterator[Value]:
    asked = (n for size in hints.lengths for n in (size, size + 1, size - 1))
    sizes = dict.fromkeys(n for n in (1, 2, *asked) if 0 < n <= _LONGEST)
    lists = [
        [elements[(start + i) % len(elements)] for i in range(size)]
        for size in sizes
        for start in range(_FEW if len(elements) > 1 else 1)
    ]
    yield inner.write(elements[:_FEW])
    yield from map(inner.write, lists)
    if hints.lengths:
        yield from (inner.nest([found] * len(found)) for found in lists if len(found) < _FEW)


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
    endings = ("x1", "0123456789abcdef" * 6, "A" * 40, " ", *(f"x{n}" for n in range(_VARIANTS)))
    yield from (text + ending for ending in endings for text in hints.strings)


def _patterned(hints: Hints, variants: int) -> Iterator[str]:
    likes = dict.fromkeys((*hints.likes, *(s for s in hints.strings if "%" in s)))
    for variant in range(variants):
        yield from (like(pattern, variant) for pattern in likes)
        yield from (glob(pattern, variant) for pattern in hints.globs)
        yield from (regex(pattern, variant) for pattern in hints.regexes)
        yield from (similar(pattern, variant) for pattern in hints.similar)


def _documents(hints: Hints) -> Iterator[str]:
    """Offer JSON whose keys and values are the strings of the expression."""
    yield _SPELLED
    paths = list(dict.fromkeys(p for p in map(_path, hints.strings) if p))[:8]
    contents: list[object] = [
        *_patterned(hints, _VARIANTS),
        1,
        "a",
        True,
        [],
        {},
        None,
        "2024-01-31",
    ]
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
        # What is beneath this path may be written into it, and belongs to no other.
        level[path[-1]] = copy(content)
    return found


def _sized(hints: Hints, pool: Pool) -> Iterator[str]:
    """Cut and stretch texts to the lengths that the expression speaks of."""
    sizes = dict.fromkeys(
        n for size in hints.lengths for n in (size, size + 1, size - 1) if 0 <= n <= _LONGEST
    )
    texts = [str(v) for v in pool.plain[:_FEW] if v is not None]
    begun = [*hints.strings, *_patterned(hints, _FEW)]
    for size in sizes:
        yield from ((text[-size:] if size else "").rjust(size, "a") for text in texts)
        yield from (code(36 ** min(size, 8) // 3 + i, size) for i in range(_FEW))
        yield from (str(10**size // 9 + i)[:size].rjust(size, "1") for i in range(_FEW))
        yield from (
            (text + code(i, 3)).ljust(size, "x")[:size] for text in begun for i in range(_FEW)
        )

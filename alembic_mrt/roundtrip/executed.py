"""The literals of the statements that the steps of a trip sent.

What is compared with or written may come from another module, a loop or an f-string, so that it
stands nowhere in the script. It is read off the statements and their parameters, each with the
column that it stands beside.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from alembic_mrt.roundtrip.literals import LONGEST, NUMBER, Literal, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Sent: TypeAlias = "tuple[str, object]"
"""A statement and its parameters, or a list of those."""

Places: TypeAlias = "dict[Literal, frozenset[str]]"
"""Literals with the columns that they stood beside; "" where none is known."""

_DATA = re.compile(
    r"[\s(]*(?:with|select|update|delete|merge|insert\b.*\bselect|alter\b.*\busing"
    r"|do|create\b[^(]*\b(?:function|procedure))\b",
    re.IGNORECASE | re.DOTALL,
)
_CATALOG = re.compile(r"\b(?:pg_|sqlite_|information_schema\b|_alembic_tmp_)", re.IGNORECASE)
_TOKEN = re.compile(
    rf"""--[^\n]*|/\*.*?\*/|::\s*\w+(?:\s*\(\d+\))?
    |'(?P<string>(?:[^']|'')*)'
    |(?P<number>{NUMBER})
    |%\((?P<named>\w+)\)s|:(?P<bound>\w+)
    |(?P<next>\?|%s)
    |\$(?P<numbered>\d+)
    |"(?P<quoted>[^"]+)"
    |(?P<word>[^\W\d]\w*)""",
    re.VERBOSE | re.DOTALL,
)
_LOST = frozenset(("then", "else", "values", "limit", "offset", "fetch"))
_KEYWORDS = frozenset(
    {
        *("select", "from", "where", "and", "or", "not", "in", "is", "null", "like", "ilike"),
        *("between", "case", "when", "end", "set", "update", "delete", "insert", "into", "as"),
        *("on", "join", "left", "right", "inner", "outer", "exists", "order", "by", "group"),
        *("having", "distinct", "union", "all", "cast", "escape", "true", "false", "similar"),
        *("to", "any", "lower", "upper", "trim", "coalesce"),
    }
)
_PER_PLACE = 12
"""How many values one place of a statement may show; more are the rows of a loop."""
_TIMES = 60
"""How many executions of one statement are looked at."""


class Executed:
    """Collect the literals of one revision's steps.

    ``literals`` are those that the tables are to be seeded with beside those of its source;
    ``chosen`` tells that they were looked for.
    """

    def __init__(self, ignored: Iterable[str] = ()) -> None:
        self.literals: tuple[Literal, ...] = ()
        self.chosen = False
        self._ignored = [re.compile(rf"\b{re.escape(name)}\b") for name in ignored]
        self._upgrades: list[Places] = []
        self._downgrades: list[Places] = []

    def begin(self) -> None:
        """Forget the revision of before."""
        self.literals, self.chosen = (), False
        self.restart()

    def restart(self) -> None:
        """Forget the steps so far: the trip is made again."""
        self._upgrades.clear()
        self._downgrades.clear()

    def note(self, sent: Sequence[Sent], *, up: bool) -> None:
        """Take in the statements of one step."""
        found = _literals([s for s in sent if not any(p.search(s[0]) for p in self._ignored)])
        (self._upgrades if up else self._downgrades).append(found)

    def found(self) -> Places:
        """Return what was found; what differs from one upgrade to the next is made up each time."""
        first, *others = self._upgrades or [{}]
        lasting = {value: at for value, at in first.items() if all(value in o for o in others)}
        for places in self._downgrades:
            lasting |= {v: at | lasting.get(v, frozenset()) for v, at in places.items()}
        return lasting


def is_data(statement: str) -> bool:
    """Tell whether a statement compares with literals or writes them into rows that are there."""
    return _DATA.match(statement) is not None and _CATALOG.search(statement) is None


def _literals(sent: Iterable[Sent]) -> Places:
    by_place: dict[tuple[str, object], dict[Literal, str]] = defaultdict(dict)
    for statement, given in _samples(sent):
        for place, column, value in _scan(statement, given):
            by_place[statement, place][value] = column
    found: dict[Literal, set[str]] = defaultdict(set)
    for values in by_place.values():
        for value, column in values.items() if len(values) <= _PER_PLACE else ():
            found[value].add(column)
    return {value: frozenset(columns) for value, columns in found.items()}


def _samples(sent: Iterable[Sent]) -> Iterator[tuple[str, object]]:
    """Yield each statement with some of the parameters that it was sent with."""
    times: dict[str, int] = defaultdict(int)
    for statement, parameters in sent:
        for given in _each(parameters)[: _TIMES - times[statement]]:
            times[statement] += 1
            yield statement, given


def _each(parameters: object) -> list[object]:
    """Return the sets of parameters that a statement was sent with."""
    if isinstance(parameters, list) and all(isinstance(p, Mapping | Sequence) for p in parameters):
        return parameters
    return [parameters]


def _scan(statement: str, parameters: object) -> Iterator[tuple[object, str, Literal]]:
    """Yield place, column and value of each literal and parameter."""
    column, bounds, position = "", False, 0
    for token in _TOKEN.finditer(statement):
        word = (token["word"] or "").casefold()
        if token["quoted"] or (word and word not in _KEYWORDS | _LOST):
            column, bounds = token["quoted"] or token["word"], False
        elif word in _LOST:
            column, bounds = "", word in ("limit", "offset", "fetch")
        elif not word:
            place, value = _value(token, parameters, position)
            position += token["next"] is not None
            if not bounds:
                yield from ((place, column, v) for v in _plain(value))


def _value(token: re.Match[str], parameters: object, position: int) -> tuple[object, object]:
    """Return the place of a token and what stands there, None for nothing."""
    if token["string"] is not None:
        return token.start(), token["string"].replace("''", "'")
    if token["number"]:
        return token.start(), number(token["number"])
    name = token["named"] or token["bound"]
    if name and isinstance(parameters, Mapping):
        return name, parameters.get(name)
    if (token["next"] or token["numbered"]) and isinstance(parameters, Sequence):
        index = position if token["next"] else int(token["numbered"]) - 1
        return index, parameters[index] if index < len(parameters) else None
    return token.start(), None


def _plain(value: object) -> Iterator[Literal]:
    """Yield a value as a literal, an array as several."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from _plain(item) if not isinstance(item, list | tuple) else ()
    elif isinstance(value, date | UUID):
        yield str(value)
    elif isinstance(value, str):
        yield from [value] if 0 < len(value) <= LONGEST else []
    elif isinstance(value, float | Decimal):
        yield from [value] if Decimal(value).is_finite() else []
    elif isinstance(value, int) and not isinstance(value, bool):
        yield value

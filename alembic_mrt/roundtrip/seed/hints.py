"""What the literals of a CHECK expression are, by what they are compared with."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.seed.sqltext import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.roundtrip.seed.sqltext import Token

_KINDS: Final = {
    **dict.fromkeys(("like", "ilike", "~~", "~~*"), "likes"),
    **dict.fromkeys(("~", "~*", "regexp", "regexp_like", "regexp_match"), "regexes"),
    **dict.fromkeys(("similar", "similar_to_escape", "similar_escape"), "similar"),
    "glob": "globs",
}
"""What a string is that follows a word or an operator; the server writes SIMILAR TO as a call."""
_LENGTHS: Final = frozenset(
    [
        "length",
        "char_length",
        "character_length",
        "octet_length",
        "bit_length",
        "cardinality",
        "array_length",
        "array_ndims",
    ]
)
_LONGEST = 5000


@dataclass(frozen=True, slots=True)
class Hints:
    """Collect what an expression speaks of; ``lengths`` are those that it may ask for."""

    strings: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    globs: tuple[str, ...] = ()
    regexes: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    lengths: tuple[int, ...] = ()


def hints_of(sql: str) -> Hints:
    """Collect the literals of an expression by what they are compared with."""
    found = tokens(sql)
    strings = _strings(found)
    numbers = _numbers(found)
    plain = tuple(dict.fromkeys(strings["strings"]))
    return Hints(
        strings=plain,
        numbers=tuple(dict.fromkeys([*numbers, *filter(_is_number, plain)])),
        likes=tuple(strings["likes"]),
        globs=tuple(strings["globs"]),
        regexes=tuple(strings["regexes"]),
        similar=tuple(strings["similar"]),
        lengths=_lengths(found, numbers),
    )


def _strings(found: Sequence[Token]) -> dict[str, list[str]]:
    strings: dict[str, list[str]] = defaultdict(list)
    last = ""
    for token in found:
        if token.kind in ("string", "escaped"):
            strings[_KINDS.get(last.casefold(), "strings")].append(token.text)
        elif token.kind in ("mark", "word") and token.text not in ("::", *"(),:[]"):
            last = token.text
    return strings


def _numbers(found: Sequence[Token]) -> list[str]:
    pairs = zip([None, *found], found, strict=False)
    return [
        f"-{token.text}" if before is not None and before.text == "-" else token.text
        for before, token in pairs
        if token.kind == "number"
    ]


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None


def _lengths(found: Sequence[Token], numbers: Sequence[str]) -> tuple[int, ...]:
    asked = any(t.kind == "word" and t.text.casefold() in _LENGTHS for t in found)
    sizes = [int(n) for n in numbers if n.isdigit() and int(n) <= _LONGEST] if asked else []
    return tuple(dict.fromkeys(sizes))

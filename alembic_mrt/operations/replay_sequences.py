"""The options of a sequence, and what ALTER SEQUENCE makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.sql.cursor import Cursor
from alembic_mrt.operations.sql.tokens import tokenize
from alembic_mrt.schema.objects import Sequence

if TYPE_CHECKING:
    from alembic_mrt.schema.objects import Schema

_USUAL: Final = {
    "increment by": "1", "minvalue": "no", "maxvalue": "no", "cache": "1", "cycle": "no",
}  # fmt: skip
_LIMITS: Final = ("minvalue", "maxvalue")
_LAST: Final = 2**63 - 1
_UPWARDS: Final = {"minvalue": "1", "maxvalue": str(_LAST)}
_DOWNWARDS: Final = {"minvalue": str(-_LAST - 1), "maxvalue": "-1"}


def altered_sequence(held: Sequence, change: str, target: Schema | None) -> str | None:
    """Return the definition of a sequence after ALTER SEQUENCE, None where it is not known.

    What comes to the same as the definition that it had, or that it has in ``target``, is spelled
    like it.
    """
    old, new = _defined(held.definition), _options(Cursor(tokenize(change)))
    if old is None or new is None:
        return None
    options = _settled({**old, **new})
    wanted = target.get(held.key) if target is not None else None
    for known in (held, wanted):
        if isinstance(known, Sequence) and _defined(known.definition) == options:
            return str(known.definition)
    usual = _begun({**_USUAL, **{k: v for k, v in options.items() if k != "start"}})
    usual = {**usual, **_USUAL}
    said = [_spelled(k, v) for k, v in options.items() if v != usual.get(k)]
    return " ".join([str(held.name), *said])


def _spelled(option: str, value: str) -> str:
    if value == "no":
        return f"no {option}"
    return option if option == "cycle" else f"{option} {value}"


def _defined(definition: object) -> dict[str, str] | None:
    """Return the options of a definition, which begins with the sequence's name."""
    if not isinstance(definition, str):
        return None
    cursor = Cursor(tokenize(definition))
    cursor.plain_name()
    options = _options(cursor)
    return None if options is None else _begun(_settled({**_USUAL, **options}))


def _begun(options: dict[str, str]) -> dict[str, str]:
    """Return options with the start that a new sequence has where none is given."""
    upwards = not options["increment by"].startswith("-")
    limit = options["minvalue" if upwards else "maxvalue"]
    own = limit if limit != "no" else ("1" if upwards else "-1")
    return {"start": own, **options}


def _settled(options: dict[str, str]) -> dict[str, str]:
    """Return options with no limit where the limit is that of a bigint sequence."""
    upwards = not options["increment by"].startswith("-")
    usual = _UPWARDS if upwards else _DOWNWARDS
    return {k: "no" if usual.get(k) == v else v for k, v in options.items()}


def _options(cursor: Cursor) -> dict[str, str] | None:
    found: dict[str, str] = {}
    while not cursor.done:
        option = _option(cursor)
        if option is None:
            return None
        found |= option
    return found


def _option(cursor: Cursor) -> dict[str, str] | None:
    """Read one option; where a sequence is to go on is its state, and no option."""
    if cursor.accept("restart"):
        cursor.accept("with")
        if cursor.word.isdecimal():
            cursor.next()
        return {}
    for word in (*_LIMITS, "cycle"):
        if cursor.accept(f"no {word}"):
            return {word: "no"}
    if cursor.accept("cycle"):
        return {"cycle": "yes"}
    word = cursor.accept_any("increment by", "increment", "start with", "start", "cache", *_LIMITS)
    name = {"increment": "increment by", "start with": "start"}.get(word, word)
    return {name: _number(cursor)} if word and not cursor.done else None


def _number(cursor: Cursor) -> str:
    sign = "-" if cursor.accept("-") else ""
    return sign + cursor.next().value

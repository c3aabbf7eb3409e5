"""What a statement names outside of the database that it is sent to.

Only what a statement itself does counts: text, comments and the bodies of functions are passed
over. A DO block is read as well, with the SQL that its EXECUTE spells out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from alembic_mrt.operations.sql.split import statements
from alembic_mrt.operations.sql.tokens import string_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.operations.sql.tokens import Token

DATABASE, ROLE, TABLESPACE, SYSTEM = "database", "role", "tablespace", "system"
_KINDS = {
    DATABASE: DATABASE,
    TABLESPACE: TABLESPACE,
    **dict.fromkeys(("role", "user", "group"), ROLE),
}
_WORTH_READING = re.compile(
    r"\b(database|system|owned|tablespace|role|user|group)\b", re.IGNORECASE
)
_BEFORE_A_STATEMENT = frozenset({";", "begin", "then", "else", "loop"})


@dataclass(frozen=True, slots=True)
class Reach:
    """Say that a command works on something of the server, such as a database, by its name."""

    kind: str
    command: str
    name: str


def reaches(sql: str) -> Iterator[Reach]:
    """Yield what the statements of ``sql`` work on beyond the objects of their own database."""
    if _WORTH_READING.search(sql):
        for tokens in statements(sql):
            yield from _of_block(tokens) if tokens[0].value == "do" else _of(tokens)


def _of(tokens: Sequence[Token]) -> Iterator[Reach]:
    first, second = ([token.value for token in tokens[:2]] + [""])[:2]
    command = f"{first} {second}".upper()
    if first in {"grant", "revoke", "comment", "security"}:
        yield from _on(tokens, f"{first} on".upper())
    elif command == "ALTER SYSTEM":
        yield Reach(SYSTEM, command, "")
    elif second == "owned":
        yield from _named(ROLE, command, tokens[3:])
    elif first in {"alter", "drop", "create"} and second in _KINDS:
        yield from _definition(_KINDS[second], command, tokens[2:])


def _definition(kind: str, command: str, rest: Sequence[Token]) -> Iterator[Reach]:
    words = [token.value for token in rest]
    if words[:1] == ["mapping"]:
        return
    if words[:2] == ["if", "exists"]:
        rest = rest[2:]
    if kind == ROLE and words[1:3] == ["in", "database"]:
        yield from _named(DATABASE, f"{command} IN DATABASE", rest[3:])
    elif kind == DATABASE or not command.startswith("CREATE"):
        yield from _named(kind, command, rest)


def _on(tokens: Sequence[Token], command: str) -> Iterator[Reach]:
    for at, (on, kind) in enumerate(pairwise(tokens)):
        if on.value == "on" and kind.kind == "word" and kind.value in _KINDS:
            yield from _named(
                _KINDS[kind.value], f"{command} {kind.value.upper()}", tokens[at + 2 :]
            )
            return


def _named(kind: str, command: str, tokens: Sequence[Token]) -> Iterator[Reach]:
    """Yield the names at the start of ``tokens``, which commas part."""
    for name, comma in zip(tokens[::2], [*tokens[1::2], None], strict=False):
        if not name.is_name or (name.kind == "word" and name.value in {"to", "from"}):
            return
        yield Reach(kind, command, name.value)
        if comma is None or comma.text != ",":
            return


def _of_block(tokens: Sequence[Token]) -> Iterator[Reach]:
    for body in (token for token in tokens if token.kind in {"dollar", "string"}):
        for inner in statements(string_value(body)):
            for at, token in enumerate(inner):
                if at == 0 or inner[at - 1].value in _BEFORE_A_STATEMENT:
                    yield from _of(inner[at:])
                if token.kind == "word" and token.value == "execute":
                    yield from _executed(inner[at + 1 :])


def _executed(tokens: Sequence[Token]) -> Iterator[Reach]:
    """Read the SQL that EXECUTE is given as a literal, or as the pattern of format()."""
    if [token.value for token in tokens[:2]] == ["format", "("]:
        tokens = tokens[2:]
    if tokens and tokens[0].kind in {"dollar", "string"}:
        yield from reaches(string_value(tokens[0]))

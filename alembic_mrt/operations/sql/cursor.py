"""A cursor over the tokens of one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from alembic_mrt.operations.sql.tokens import Token, canonical, closing
from alembic_mrt.operations.values import HOLE
from alembic_mrt.schema.objects import UNKNOWN, Text

if TYPE_CHECKING:
    from collections.abc import Sequence


class NotUnderstoodError(Exception):
    """Say why a statement could not be read."""


class QualifiedName(NamedTuple):
    """Hold a name and the schema it is qualified with."""

    schema: str | None
    name: Text


class Cursor:
    """Read tokens from left to right."""

    def __init__(self, tokens: Sequence[Token], dialect: str | None = None) -> None:
        self.tokens = tokens
        self.dialect = dialect
        self.at = 0

    @property
    def rest(self) -> Sequence[Token]:
        """Return what has not been read."""
        return self.tokens[self.at :]

    @property
    def done(self) -> bool:
        """Tell whether all has been read."""
        return self.at >= len(self.tokens)

    @property
    def word(self) -> str:
        """Return the next token, folded; empty at the end."""
        token = self.peek()
        return "" if token is None or token.kind in {"string", "quoted"} else token.value

    def peek(self, ahead: int = 0) -> Token | None:
        """Return a token without reading it."""
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else None

    def next(self) -> Token:
        """Read one token."""
        token = self.peek()
        if token is None:
            raise NotUnderstoodError("the statement ends too early")
        self.at += 1
        return token

    def accept(self, phrase: str) -> bool:
        """Read the words of ``phrase`` if they all come next."""
        words = phrase.split()
        for ahead, word in enumerate(words):
            token = self.peek(ahead)
            if token is None or token.kind in {"string", "quoted"} or token.value != word:
                return False
        self.at += len(words)
        return True

    def accept_any(self, *phrases: str) -> str:
        """Read the first of ``phrases`` that comes next, and return it."""
        return next((phrase for phrase in phrases if self.accept(phrase)), "")

    def expect(self, phrase: str) -> None:
        """Read ``phrase`` or say that it is missing."""
        if not self.accept(phrase):
            raise NotUnderstoodError(f"{phrase.upper()} expected at {self.word.upper() or 'end'}")

    def identifier(self) -> str:
        """Read one identifier; a hole in it stays."""
        token = self.next()
        if not token.is_name and token.kind != "string":
            raise NotUnderstoodError(f"a name expected at {token.text}")
        return token.text[1:-1] if token.kind == "string" else token.value

    def name(self) -> QualifiedName:
        """Read a name that may be qualified."""
        parts = [self.identifier()]
        while self.accept("."):
            parts.append(self.identifier())
        schema = parts[-2] if len(parts) > 1 and HOLE not in parts[-2] else None
        return QualifiedName(schema, UNKNOWN if HOLE in parts[-1] else parts[-1])

    def plain_name(self) -> Text:
        """Read a name and forget what it is qualified with."""
        return self.name().name

    def parentheses(self) -> Sequence[Token]:
        """Read a pair of parentheses and return what is inside."""
        if self.word != "(":
            raise NotUnderstoodError(f"( expected at {self.word.upper() or 'end'}")
        end = closing(self.tokens, self.at)
        if end == len(self.tokens):
            raise NotUnderstoodError("a parenthesis is not closed")
        inside = self.tokens[self.at + 1 : end]
        self.at = end + 1
        return inside

    def until(self, *words: str) -> Sequence[Token]:
        """Read up to one of ``words`` outside of parentheses, or to the end."""
        start = self.at
        while not self.done and self.word not in words:
            self.at = closing(self.tokens, self.at) if self.word == "(" else self.at
            self.at += 1
        return self.tokens[start : self.at]

    def remaining(self) -> str:
        """Read the rest and return it as text."""
        rest = canonical(self.rest)
        self.at = len(self.tokens)
        return rest


def whole(text: str) -> Text:
    """Return text, or UNKNOWN where it has a hole."""
    return UNKNOWN if HOLE in text else text


def names_in(tokens: Sequence[Token]) -> tuple[str, ...] | None:
    """Return the names of a plain comma-separated list, or None where there is more."""
    cursor, found = Cursor(tokens), []
    while not cursor.done:
        token = cursor.next()
        if not token.is_name or HOLE in token.value:
            return None
        found.append(token.value)
        if not cursor.done and not cursor.accept(","):
            return None
    return tuple(found)

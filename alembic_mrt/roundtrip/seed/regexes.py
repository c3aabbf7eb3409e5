"""Regular expressions as trees of choices, and the texts that they match.

Look-around, back-references and the like are passed over; who needs certainty must test.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import Protocol

_CLASSES = {
    "d": string.digits,
    "w": string.ascii_lowercase + string.digits + "_",
    "s": " ",
    "D": string.ascii_lowercase,
    "W": "-",
    "S": string.ascii_lowercase,
}
_NAMED = {
    "alpha": string.ascii_lowercase,
    "digit": string.digits,
    "alnum": string.ascii_lowercase + string.digits,
    "upper": string.ascii_uppercase,
    "lower": string.ascii_lowercase,
    "space": " ",
    "xdigit": string.digits + "abcdef",
    "punct": "-_.",
}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_ANY = string.ascii_lowercase + string.digits
_EVERY = string.ascii_letters + string.digits + "-_.,:;@#/+=!?*()[]{}<>|~^$%& "


# Multiples of a prime are as many remainders, whatever they are divided by.
_PRIME = 2_654_435_761


class Choices:
    """Make choices one after the other, as the digits of a multiple of a number have it.

    Each choice uses up the lowest digit, in the base of how many there are to choose from: as
    long as a pattern leaves choices, two numbers choose differently somewhere.
    """

    def __init__(self, number: int) -> None:
        self._left = number * _PRIME
        self._made = 0

    def among(self, count: int) -> int:
        """Return a number below ``count``."""
        if count < 2:
            return 0
        self._made += 1
        self._left, digit = divmod(self._left, count)
        return (digit + 3 * self._made) % count


class Node(Protocol):
    """Stand for a part of a regular expression."""

    def sample(self, choices: Choices) -> str:
        """Return a text that the part matches."""


@dataclass(frozen=True, slots=True)
class _Text:
    text: str

    def sample(self, choices: Choices) -> str:  # noqa: ARG002
        return self.text


@dataclass(frozen=True, slots=True)
class _OneOf:
    members: str

    def sample(self, choices: Choices) -> str:
        return self.members[choices.among(len(self.members))]


@dataclass(frozen=True, slots=True)
class _Sequence:
    parts: tuple[Node, ...]

    def sample(self, choices: Choices) -> str:
        return "".join(part.sample(choices) for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Either:
    parts: tuple[Node, ...]

    def sample(self, choices: Choices) -> str:
        return self.parts[choices.among(len(self.parts))].sample(choices)


@dataclass(frozen=True, slots=True)
class _Repeated:
    part: Node
    least: int
    most: int

    def sample(self, choices: Choices) -> str:
        count = self.least + choices.among(self.most - self.least + 1)
        return "".join(self.part.sample(choices) for _ in range(count))


def parsed(pattern: str) -> Node:
    """Read a regular expression, as far as it is common."""
    return _Reader(pattern).either()


@dataclass
class _Reader:
    pattern: str
    at: int = 0

    def either(self) -> Node:
        """Read up to the end or the closing parenthesis."""
        found = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            found.append(self.sequence())
        return found[0] if len(found) == 1 else _Either(tuple(found))

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def take(self) -> str:
        self.at += 1
        return self.pattern[self.at - 1 : self.at]

    def sequence(self) -> Node:
        found: list[Node] = []
        while self.peek() and self.peek() not in "|)":
            found.append(self.repeated(self.atom()))
        return _Sequence(tuple(found))

    def repeated(self, part: Node) -> Node:
        mark = self.peek()
        if not mark or mark not in "*+?{":
            return part
        self.at += 1
        least, most = {"*": (0, 4), "+": (1, 4), "?": (0, 1)}.get(mark) or self.bounds()
        if self.peek() == "?":
            self.at += 1
        return _Repeated(part, least, max(least, most))

    def bounds(self) -> tuple[int, int]:
        end = self.pattern.find("}", self.at)
        low, comma, high = self.pattern[self.at : end].partition(",")
        self.at = end + 1
        least = int(low) if low.strip().isdigit() else 0
        if not comma:
            return least, least
        return least, min(int(high), least + 9) if high.strip().isdigit() else least + 4

    def atom(self) -> Node:
        char = self.take()
        if char == "(":
            return self.group()
        if char == "[":
            return _OneOf(self.char_class())
        if char == ".":
            return _OneOf(_ANY)
        if char == "\\":
            return self.escape()
        return _Text("" if char in "^$" else char)

    def group(self) -> Node:
        ahead = self.pattern[self.at : self.at + 2]
        if ahead.startswith("?"):
            self.at += 2
        found = self.either()
        self.at += 1
        return _Text("") if ahead.startswith("?") and ahead != "?:" else found

    def escape(self) -> Node:
        char = self.take()
        if char in _CLASSES:
            return _OneOf(_CLASSES[char])
        return _Text("" if char in "bBAZmMyY" else _ESCAPES.get(char, char))

    def char_class(self) -> str:
        negated = self.peek() in ("^", "!") and self.take() != ""
        members = ""
        while self.peek() and (self.peek() != "]" or not members):
            members += self.member()
        self.at += 1
        if negated:
            members = "".join(c for c in _ANY + _EVERY if c not in members)
        return "".join(dict.fromkeys(members)) or "a"

    def member(self) -> str:
        if self.pattern.startswith("[:", self.at):
            end = self.pattern.find(":]", self.at)
            name, self.at = self.pattern[self.at + 2 : end], end + 2
            return _NAMED.get(name, "a")
        char = self.take()
        if char == "\\":
            char = self.take()
            return _CLASSES.get(char) or _ESCAPES.get(char, char)
        if self.peek() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("]", ""):
            self.at += 1
            last = self.take()
            last = self.take() if last == "\\" else last
            return "".join(map(chr, range(ord(char), ord(last) + 1)))
        return char

"""Texts that match a LIKE, GLOB or regular expression."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass

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


def like(pattern: str, variant: int) -> str:
    """Return the ``variant``-th text that a LIKE pattern matches."""
    found, escaped = "", False
    for char in pattern:
        if escaped or char not in "%_\\":
            found, escaped = found + char, False
        elif char == "\\":
            escaped = True
        else:
            found += _filler(variant) if char == "%" else _ANY[variant % len(_ANY)]
    return found


def _filler(variant: int) -> str:
    return "" if variant == 0 else f"x{variant}"


def glob(pattern: str, variant: int) -> str:
    """Return the ``variant``-th text that a GLOB pattern matches."""
    escaped = re.sub(r"[(){}.+$|\\]|(?<!\[)\^", r"\\\g<0>", pattern)
    return regex(escaped.replace("*", ".{0,9}").replace("?", "."), variant)


def regex(pattern: str, variant: int) -> str:
    """Return the ``variant``-th text that a regular expression matches, as far as it is common.

    Look-around, back-references and the like are passed over; who needs certainty must test.
    """
    return _Sampler(pattern, variant).alternatives()


@dataclass
class _Sampler:
    pattern: str
    variant: int
    at: int = 0

    def alternatives(self) -> str:
        """Read up to the end or the closing parenthesis, and choose one alternative."""
        found = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            found.append(self.sequence())
        return found[self.variant % len(found)]

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def take(self) -> str:
        self.at += 1
        return self.pattern[self.at - 1 : self.at]

    def sequence(self) -> str:
        found = ""
        while self.peek() and self.peek() not in "|)":
            start = self.at
            piece = self.atom()
            end = self.at
            found += self.repeated(piece, start, end)
        return found

    def repeated(self, piece: str, start: int, end: int) -> str:
        count = self.quantifier()
        copies = [piece]
        for extra in range(1, count):
            again = _Sampler(self.pattern[start:end], self.variant * 7 + extra)
            copies.append(again.atom())
        return "".join(copies[:count])

    def quantifier(self) -> int:
        mark = self.peek()
        if not mark or mark not in "*+?{":
            return 1
        self.at += 1
        low, high = {"*": (0, 4), "+": (1, 4), "?": (0, 1)}.get(mark, (0, 0))
        if mark == "{":
            low, high = self.bounds()
        if self.peek() == "?":
            self.at += 1
        return low + (self.variant % (high - low + 1) if high > low else 0)

    def bounds(self) -> tuple[int, int]:
        end = self.pattern.find("}", self.at)
        low, comma, high = self.pattern[self.at : end].partition(",")
        self.at = end + 1
        least = int(low) if low.strip().isdigit() else 0
        if not comma:
            return least, least
        return least, min(int(high), least + 9) if high.strip().isdigit() else least + 4

    def atom(self) -> str:
        char = self.take()
        if char == "(":
            return self.group()
        if char == "[":
            return self.one_of(self.char_class())
        if char == ".":
            return self.one_of(_ANY)
        if char == "\\":
            return self.escape()
        return "" if char in "^$" else char

    def group(self) -> str:
        if self.pattern.startswith("?", self.at):
            ahead = self.pattern[self.at : self.at + 2]
            self.at += 2
            found = self.alternatives()
            self.at += 1
            return found if ahead == "?:" else ""
        found = self.alternatives()
        self.at += 1
        return found

    def escape(self) -> str:
        char = self.take()
        if char in _CLASSES:
            return self.one_of(_CLASSES[char])
        return "" if char in "bBAZmMyY" else _ESCAPES.get(char, char)

    def char_class(self) -> str:
        negated = self.peek() in ("^", "!") and self.take() != ""
        members = ""
        while self.peek() and (self.peek() != "]" or not members):
            members += self.member()
        self.at += 1
        if negated:
            members = "".join(c for c in _ANY + _EVERY if c not in members)
        return members or "a"

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

    def one_of(self, members: str) -> str:
        return members[(self.variant * 3 + self.at) % len(members)]

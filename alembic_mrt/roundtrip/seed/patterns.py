"""Texts that match a LIKE, GLOB, SIMILAR TO or regular expression; variants of one all differ."""

from __future__ import annotations

import re
from functools import lru_cache

from alembic_mrt.roundtrip.seed.regexes import Choices, parsed

_ANY = "abcdefghijklmnopqrstuvwxyz0123456789"
_parsed = lru_cache(maxsize=64)(parsed)


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


def similar(pattern: str, variant: int) -> str:
    """Return the ``variant``-th text that a pattern of SIMILAR TO matches."""
    parts = re.findall(r"\\.|\[[^\]]*\]|.", pattern, re.DOTALL)
    wild = {"%": ".{0,9}", "_": ".", ".": r"\.", "^": r"\^", "$": r"\$"}
    return regex("".join(wild.get(part, part) for part in parts), variant)


def regex(pattern: str, variant: int) -> str:
    """Return the ``variant``-th text that a regular expression matches, as far as it is common."""
    return _parsed(pattern).sample(Choices(variant))

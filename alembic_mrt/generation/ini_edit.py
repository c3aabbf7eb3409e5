"""Add keys and sections to the text of an ini file, and leave all else in it as it is."""

from __future__ import annotations

import configparser
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HOOK = "mrt_test_stub"
_SECTION = "post_write_hooks"


@dataclass(frozen=True)
class Section:
    """Hold the lines of a section that are to be there: comments, and keys with their values."""

    name: str
    lines: Sequence[str]


def with_section(text: str, section: Section) -> str:
    """Return the text with a section at its end, or as it is where it has one of that name."""
    if _has(text, section.name):
        return text
    end = _line_end(text)
    added = end.join([f"[{section.name}]", *section.lines])
    return f"{text.rstrip()}{end}{end}{added}{end}" if text.strip() else f"{added}{end}"


def with_hook(text: str) -> str:
    """Return the text with our post-write hook behind those that are there."""
    if not _has(text, _SECTION):
        return with_section(text, Section(_SECTION, [f"hooks = {HOOK}", _typed()]))
    hooks = _value(text, "hooks")
    if HOOK in re.split(r"[,\s]+", hooks or ""):
        return text
    if hooks is None:
        return _appended(text, [f"hooks = {HOOK}", _typed()])
    named = f"{hooks}, {HOOK}" if hooks else HOOK
    lines = text.splitlines(keepends=True)
    start, stop = _span(lines, _SECTION)
    for number in range(start, stop):
        match = re.match(r"(hooks\s*[=:])", lines[number])
        if match:
            lines[number] = f"{match[1]} {named}{_line_end(text)}"
    return _appended("".join(lines), [_typed()])


def _typed() -> str:
    return f"{HOOK}.type = {HOOK}"


def _has(text: str, section: str) -> bool:
    return _parsed(text).has_section(section)


def _value(text: str, key: str) -> str | None:
    return _parsed(text).get(_SECTION, key, fallback=None)


def _parsed(text: str) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser()
    parser.read_string(text)
    return parser


def _appended(text: str, added: Sequence[str]) -> str:
    """Put lines behind the last key of the hooks, or behind the section's first comment."""
    lines, end = text.splitlines(keepends=True), _line_end(text)
    start, stop = _span(lines, _SECTION)
    keys = [n for n in range(start, stop) if re.match(r"[^#;\s\[]", lines[n])]
    place = keys[-1] + 1 if keys else start
    while not keys and place < stop and lines[place].startswith(("#", ";")):
        place += 1
    while keys and place < stop and lines[place][:1] in " \t" and lines[place].strip():
        place += 1
    if place and not lines[place - 1].endswith("\n"):
        lines[place - 1] += end
    return "".join([*lines[:place], *(f"{line}{end}" for line in added), *lines[place:]])


def _span(lines: Sequence[str], section: str) -> tuple[int, int]:
    """Return the first line in a section, and the line behind its last."""
    heads = [n for n, line in enumerate(lines) if re.match(r"\[[^\]]+\]", line)]
    start = next(n for n in heads if lines[n].startswith(f"[{section}]"))
    return start + 1, next((n for n in heads if n > start), len(lines))


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"

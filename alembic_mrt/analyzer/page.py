"""A code's page, as Markdown: its documentation and the examples that are also its tests."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from alembic_mrt.finding import Severity

_EXPECTATION = re.compile(r"\s*# expect: (\w+) (\w+)")

Example = Mapping[str, str]
"""The scripts of one example: source by file name."""


class Documented(Protocol):
    """What a page tells of a code; a rule of the analyzer is one."""

    @property
    def code(self) -> str:
        """Return the code."""

    @property
    def name(self) -> str:
        """Return its name in kebab-case."""

    @property
    def severity(self) -> Severity:
        """Return how grave its findings are."""

    @property
    def what(self) -> str:
        """Return what it finds."""

    @property
    def why(self) -> str:
        """Return why that matters."""

    @property
    def instead(self) -> str:
        """Return what to do instead."""

    @property
    def since(self) -> str:
        """Return the version that brought it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """Document a code that the round trip alone gives."""

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    instead: str
    since: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "severity", Severity(self.severity))


MOST_SHOWN = 4
"""Examples in a section of a page."""


def render_page(rule: Documented, examples: Mapping[str, Example]) -> str:
    """Return the page of a rule; ``examples`` by name, firing ones and silent ones."""
    firing = [name for name, example in examples.items() if fires(rule, example)]
    silent = [name for name in examples if name not in firing]
    parts = [
        f"# {rule.code} {rule.name}",
        f"Severity: {rule.severity.value}. {_since(rule)}",
        rule.what,
        f"## Why\n\n{rule.why}",
        f"## What to do instead\n\n{rule.instead}",
        *_section("Found", firing, examples),
        *_section("Not found", silent, examples),
        f"## Accept it\n\n{_acceptance(rule)}",
    ]
    return "\n\n".join(parts) + "\n"


def _since(rule: Documented) -> str:
    by = "Found by the round trip. " if isinstance(rule, Observed) else ""
    off = "" if getattr(rule, "on_by_default", True) else _OFF.format(code=rule.code)
    return f"{by}{off}Since {rule.since}."


def _acceptance(rule: Documented) -> str:
    if not isinstance(rule, Observed):
        return _SUPPRESS.format(code=rule.code)
    return _NOTE if rule.severity is Severity.NOTE else _DECLARE


def fires(rule: Documented, example: Example) -> bool:
    """Tell whether an example expects a finding of the rule."""
    return any(
        match[1] == rule.code
        for source in example.values()
        for match in _EXPECTATION.finditer(source)
    )


def _section(title: str, names: Sequence[str], examples: Mapping[str, Example]) -> list[str]:
    shown = [_example(name, examples[name]) for name in sorted(names)[:MOST_SHOWN]]
    more = [f"And {len(names) - MOST_SHOWN} more."] if len(names) > MOST_SHOWN else []
    return [f"## {title}", *shown, *more] if shown else []


def _example(name: str, example: Example) -> str:
    title = name.replace("_", " ")
    blocks = [
        f"`{file}`\n\n```python\n{_shown(source)}\n```"
        if len(example) > 1
        else f"```python\n{_shown(source)}\n```"
        for file, source in sorted(example.items())
    ]
    return "\n\n".join([f"{title[0].upper()}{title[1:]}:", *blocks])


def _shown(source: str) -> str:
    """Return the source as a reader needs it: the expectation reads as a pointer."""
    return _EXPECTATION.sub(r"  # <- \1 \2", source).strip("\n")


_SUPPRESS = """\
```python
...  # noqa: {code} the reason
# mrt: ignore[{code}] the reason, on a line of its own above
# mrt: file-ignore[{code}] the reason, for the whole script
```"""

_DECLARE = """\
No comment silences what a round trip has seen. Where the revision is meant to be so, declare it
irreversible or skip it: [accepting a finding](../suppress.md)."""

_OFF = "Off by default; `extend-select = {code}` switches it on. "

_NOTE = "A note fails no run."

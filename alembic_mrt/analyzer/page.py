"""A rule's page, as Markdown: its documentation and the examples that are also its tests."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic_mrt.analyzer.rule import Rule

_EXPECTATION = re.compile(r"\s*# expect: (\w+) (\w+)")

Example = Mapping[str, str]
"""The scripts of one example: source by file name."""


def render_page(rule: Rule, examples: Mapping[str, Example]) -> str:
    """Return the page of a rule; ``examples`` by name, firing ones and silent ones."""
    firing = [name for name, example in examples.items() if fires(rule, example)]
    silent = [name for name in examples if name not in firing]
    parts = [
        f"# {rule.code} {rule.name}",
        f"Severity: {rule.severity.value}. Since {rule.since}.",
        rule.what,
        f"## Why\n\n{rule.why}",
        f"## What to do instead\n\n{rule.instead}",
        *_section("Found", firing, examples),
        *_section("Not found", silent, examples),
        f"## Accept it\n\n{_SUPPRESS.format(code=rule.code)}",
    ]
    return "\n\n".join(parts) + "\n"


def fires(rule: Rule, example: Example) -> bool:
    """Tell whether an example expects a finding of the rule."""
    return any(
        match[1] == rule.code
        for source in example.values()
        for match in _EXPECTATION.finditer(source)
    )


def _section(title: str, names: Sequence[str], examples: Mapping[str, Example]) -> list[str]:
    shown = [_example(name, examples[name]) for name in sorted(names)]
    return [f"## {title}", *shown] if shown else []


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

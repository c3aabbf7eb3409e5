"""Rules: one module a rule, found by walking :mod:`alembic_mrt.analyzer.rules`.

A rule module holds ``CODE``, ``NAME`` (kebab-case), ``SEVERITY`` and ``check(context)``, which
yields findings. One that looks at source code has ``check_code(entry, code)`` instead, and
``HINT``, a pattern that the bytes of a script must hold to be looked at.

The docstring of the module is the rule's documentation: what it finds, then paragraphs that begin
with ``Why:``, ``Instead:`` and ``Since:``. A module with ``AFTER_SUPPRESSION = True`` runs once the
findings of all others have met the comments that suppress them, one with ``ON_BY_DEFAULT = False``
only where the user selects it.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.analyzer import rules

if TYPE_CHECKING:
    from types import ModuleType

    from alembic_mrt.analyzer.code import Code
    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.finding import Finding, Severity

Check: TypeAlias = Callable[["Context"], Iterator["Finding"]]
CheckCode: TypeAlias = Callable[["Analysed", "Code"], Iterator["Finding"]]

_SECTION = re.compile(r"^(Why|Instead|Since):\s*", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Hold a rule: its identity, its documentation and the function that applies it."""

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    instead: str
    since: str
    check: Check | None = field(repr=False, compare=False)
    check_code: CheckCode | None = field(default=None, repr=False, compare=False)
    hint: re.Pattern[bytes] | None = None
    after_suppression: bool = False
    on_by_default: bool = True


@functools.cache
def every_rule() -> tuple[Rule, ...]:
    """Return the rules of the package, by code."""
    names = (info.name for info in pkgutil.iter_modules(rules.__path__, f"{rules.__name__}."))
    found = (read_rule(importlib.import_module(name)) for name in names)
    return tuple(sorted(found, key=lambda rule: rule.code))


def read_rule(module: ModuleType) -> Rule:
    """Make a rule of a module that follows the conventions above."""
    parts = _parts(inspect.cleandoc(module.__doc__ or ""))
    return Rule(
        code=module.CODE,
        name=module.NAME,
        severity=module.SEVERITY,
        what=parts["What"],
        why=parts["Why"],
        instead=parts["Instead"],
        since=parts["Since"].rstrip("."),
        check=getattr(module, "check", None),
        check_code=getattr(module, "check_code", None),
        hint=getattr(module, "HINT", None),
        after_suppression=getattr(module, "AFTER_SUPPRESSION", False),
        on_by_default=getattr(module, "ON_BY_DEFAULT", True),
    )


def _parts(docstring: str) -> dict[str, str]:
    what, *rest = _SECTION.split(docstring)
    parts = {"What": what.strip(), "Why": "", "Instead": "", "Since": ""}
    parts.update(zip(rest[::2], map(_sentence, rest[1::2]), strict=True))
    return parts


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]

"""Which rules speak, and how loudly: what the user selected, ignored and weighed otherwise."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.rule import Rule, every_rule
from alembic_mrt.pages import page_codes

if TYPE_CHECKING:
    from alembic_mrt.finding import Finding, Severity

_DIGITS = str.maketrans("OIl", "011")
"""Letters that are typed for a digit; no code has them."""

_NEAR: Final = 0.6
"""How much of a word has to be that of a code, as :mod:`difflib` measures it, to be a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Hold the user's choice of rules, by code or by the beginning of codes (``MRT3``).

    Nothing in ``select`` stands for the rules that are on by default. Where a rule is both
    selected and ignored, the longer of the two words counts. ``accepted`` are codes by revision,
    ``wanted`` those that are on whatever else is said.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    accepted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wanted: tuple[str, ...] = ()

    def takes(self, rule: Rule) -> bool:
        """Tell whether a rule speaks."""
        if rule.code in self.wanted:
            return True
        chosen = max(_reach(self.select, rule.code), _reach(self.extend_select, rule.code))
        left_out = _reach(self.ignore, rule.code)
        if chosen or left_out:
            return chosen > left_out
        return rule.on_by_default and not self.select

    def weigh(self, rule: Rule, finding: Finding) -> Finding:
        """Return the finding with the severity that the user gives to its rule.

        What the rule itself ranks lower, because it is not proven, is not raised by that; what it
        ranks higher stays.
        """
        word = max((w for w in self.severity if rule.code.startswith(w)), key=len, default=None)
        if word is None or not rule.severity.reaches(finding.severity):
            return finding
        wanted = self.severity[word]
        if finding.severity is not rule.severity and wanted.reaches(finding.severity):
            return finding
        return replace(finding, severity=wanted)


def known_codes() -> frozenset[str]:
    """Return the codes of all rules, and those that the round trip alone gives."""
    return frozenset(rule.code for rule in every_rule()).union(page_codes())


def meant(word: str) -> str:
    """Say which code may have been meant by one that nobody knows."""
    codes = sorted(known_codes())
    begun = [code for code in codes if word and code.startswith(word)]
    if begun:
        return f"It begins {', '.join(begun)}; name one of them."
    near = difflib.get_close_matches(word.translate(_DIGITS), codes, n=1, cutoff=_NEAR)
    return f"Did you mean {near[0]}?" if near else "`mrt check --list-rules` lists them."


def begins_a_rule(word: str) -> bool:
    """Tell whether a word is the code of a rule, or the beginning of one."""
    return any(rule.code.startswith(word) for rule in every_rule())


def _reach(words: Iterable[str], code: str) -> int:
    return max((len(word) for word in words if code.startswith(word)), default=0)

"""The registry: every rule module is found, complete and documented."""

from __future__ import annotations

import re
import types

import pytest

from alembic_mrt.analyzer.rule import Rule, every_rule, read_rule
from alembic_mrt.finding import Severity

EVERY = every_rule()


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.code)
def test_a_rule_is_documented(rule: Rule) -> None:
    assert re.fullmatch(r"MRT\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.what
    assert rule.why
    assert rule.instead
    assert re.fullmatch(r"\d+\.\d+", rule.since)


def test_codes_and_names_are_given_once() -> None:
    assert len({rule.code for rule in EVERY}) == len({rule.name for rule in EVERY}) == len(EVERY)


def test_a_module_becomes_a_rule() -> None:
    module = types.ModuleType("drop_moon", "It drops.\n\nMore.\n\nWhy: tides.\n\nSince: 1.2.\n")
    vars(module).update(CODE="MRT999", NAME="drop-moon", SEVERITY=Severity.NOTE, check=iter)
    rule = read_rule(module)
    assert (rule.code, rule.name, rule.severity) == ("MRT999", "drop-moon", Severity.NOTE)
    assert (rule.what, rule.why, rule.instead) == ("It drops.\n\nMore.", "Tides.", "")
    assert (rule.since, rule.after_suppression) == ("1.2", False)

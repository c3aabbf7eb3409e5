"""Pages of rules: what they hold, and that docs/rules is current."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import cast

from alembic_mrt.analyzer.page import fires, render_page
from alembic_mrt.analyzer.rule import every_rule

ROOT = Path(__file__).parents[2]
RULE = next(rule for rule in every_rule() if rule.code == "MRT101")
FIRING = {"a.py": 'revision = "a1"  # expect: MRT101 error\n'}
SILENT = {"b.py": 'revision = "b2"\n', "c.py": "x = 1  # expect: MRT102 error\n"}


def test_a_page_holds_the_rule_and_its_examples() -> None:
    page = render_page(RULE, {"not_there": FIRING, "written": SILENT})
    assert page.startswith("# MRT101 missing-downgrade\n\nSeverity: error. Since 0.1.\n")
    assert RULE.why in page
    assert 'Not there:\n\n```python\nrevision = "a1"  # <- MRT101 error\n```' in page
    assert page.index("## Found") < page.index("Not there") < page.index("## Not found")
    assert '`b.py`\n\n```python\nrevision = "b2"\n```' in page
    assert "noqa: MRT101" in page


def test_an_example_fires_for_its_own_rule_only() -> None:
    assert fires(RULE, FIRING)
    assert not fires(RULE, SILENT)


def test_the_pages_are_current() -> None:
    pages = cast(
        "dict[Path, str]", runpy.run_path(str(ROOT / "docs" / "write_rules.py"))["pages"]()
    )
    folder = ROOT / "docs" / "rules"
    written = {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    assert written == pages, "run `python docs/write_rules.py`"

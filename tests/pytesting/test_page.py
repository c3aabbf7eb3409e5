"""The tests that docs/pytest.md shows pass on the sample history."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.pytesting.conftest import ALONE

ROOT = Path(__file__).parents[2]
SHOWN = re.findall(
    r"```python\n((?:async )?def test_.*?)```", (ROOT / "docs" / "pytest.md").read_text(), re.S
)


def test_the_examples_of_the_page_pass(pytester: pytest.Pytester) -> None:
    shutil.copy(ROOT / "alembic.ini", pytester.path)
    shutil.copytree(ROOT / "sample", pytester.path / "sample")
    for number, text in enumerate(SHOWN):
        pytester.makepyfile(**{f"test_{number}": f"import sqlalchemy as sa\n\n\n{text}"})
    alone = [option for option in ALONE if "asyncio" not in option]
    modes = ["-oasyncio_mode=auto", "-oasyncio_default_fixture_loop_scope=function"]
    pytester.runpytest_inprocess(*alone, *modes).assert_outcomes(passed=len(SHOWN))
    assert len(SHOWN) == 3

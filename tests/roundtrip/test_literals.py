"""The strings and numbers of a revision script."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from alembic_mrt.history.script import RevisionScript
from alembic_mrt.roundtrip.literals import literals


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x == 'old'", ["old"]),
        ("x == 7 and y is True", [7]),
        ("x == -7", [-7, 7]),
        ("x < date(2019, 5, 6)", ["2019-05-06", 2019, 5, 6]),
        ("x < dt.datetime(2019, 5, 6, 12)", ["2019-05-06 12:00:00", 2019, 5, 6, 12]),
        ("x < date(2019, 13, 1) or date(y)", [2019, 13, 1]),
        ("x < 0.25", [0.25]),
        ("x = 'UPDATE t SET a = -7 WHERE b = 1.75'", [-7, Decimal("1.75")]),
        ("x = 'DELETE FROM t WHERE a = 12345678901'", [12345678901]),
        ("x = 'DELETE FROM t WHERE a = b-5 OR a = t1.x2'", [5]),
        ("x = \"DELETE FROM t WHERE c = 'it''s 5'\"", ["it's 5"]),
        ("f('name', 7)\nx in ('old', 'new')", ["old", "new", "name", 7]),
        ("f('name')\nx = \"DELETE FROM t WHERE a = 'old'\"", ["old", "name"]),
        ("'what it is'\nrevision: str = 'a1'\ndown_revision = ('b2', 'c3')\nx = 'old'", ["old"]),
        ("x = \"DELETE FROM t WHERE lower(a) IN ('old', 'S1')\"", ["old", "S1", "OLD", "s1"]),
        ("f('name')\nx.lower() == 'old'", ["old", "OLD", "name"]),
        ("x = \"DELETE FROM t WHERE a ILIKE '%old%'\"", ["%old%"]),
        ("def upgrade():\n    'Say what.'\n    f('old')", ["old"]),
    ],
)
def test_what_a_script_speaks_of(source: str, expected: list[object]) -> None:
    script = RevisionScript(
        revision="a1", path=Path("a1.py"), file="a1.py", content=source.encode()
    )
    assert list(literals(script)) == expected

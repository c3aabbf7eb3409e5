"""Table shapes on PostgreSQL, each through the whole round trip of a history of two revisions."""

from pathlib import Path

import pytest

from benchmarks.shapes import read_shapes, try_shape
from tests.roundtrip.dialects.postgresql.histories import HandedOver

pytestmark = pytest.mark.postgresql

SHAPES = read_shapes()


@pytest.mark.parametrize("shape", SHAPES)
def test_shape_is_filled_and_not_blamed(handed_over: HandedOver, shape: str) -> None:
    tried = try_shape(SHAPES[shape], handed_over.url)
    assert tried.faults() == []


@pytest.mark.parametrize("head", ["-- rows: 9", "-- said: t: x", "-- used up: t", "-- empty: t.a"])
def test_a_shape_that_does_otherwise_is_told(
    handed_over: HandedOver, head: str, tmp_path: Path
) -> None:
    (tmp_path / "one.sql").write_text(f"-- shape: one\n{head}\nCREATE TABLE t (a boolean)", "utf-8")
    assert len(try_shape(read_shapes(tmp_path)["one"], handed_over.url).faults()) >= 1

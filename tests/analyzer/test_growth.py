"""How the work of a check grows with what it is given, counted in calls."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from alembic_mrt.analyzer.analyze import analyze
from alembic_mrt.history.graph import history_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = 'import sqlalchemy as sa\nfrom alembic import op\nrevision = "{}"\ndown_revision = {!r}\n'
CREATE = 'op.create_table("t{0}", sa.Column("id", sa.Integer(), primary_key=True), {1})'
LEADS = 'sa.Column("to", sa.Integer(), sa.ForeignKey("t{}.id"))'
DROP = 'op.drop_table("t{}")'


def script(revision: str, parent: str | None, up: list[str], down: list[str]) -> str:
    upgrade, downgrade = "\n    ".join(up), "\n    ".join(down)
    body = f"def upgrade():\n    {upgrade}\ndef downgrade():\n    {downgrade}\n"
    return HEAD.format(revision, parent) + body


def created(number: int) -> str:
    return CREATE.format(number, LEADS.format(number - 1) if number else "")


def one_that_drops(count: int) -> list[str]:
    """Return a revision that makes many tables, and one that drops them."""
    make = [created(number) for number in range(count)]
    drop = [DROP.format(number) for number in reversed(range(count))]
    return [script("r0", None, make, drop), script("r1", "r0", drop, make)]


def one_table_each(count: int) -> list[str]:
    """Return a revision for each table."""
    return [
        script(f"r{n}", f"r{n - 1}" if n else None, [created(n)], [DROP.format(n)])
        for n in range(count)
    ]


def calls_of(run: Callable[[], object]) -> int:
    """Return how many functions are called."""
    found = 0

    def count(_: Any, event: str, __: Any) -> None:
        nonlocal found
        found += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return found


@pytest.mark.parametrize("write", [one_that_drops, one_table_each])
@pytest.mark.parametrize("dialect", [None, "postgresql"])
def test_three_times_as_much_is_three_times_the_work(
    write: Callable[[int], list[str]], dialect: str | None, tmp_path: Path
) -> None:
    def needed(count: int) -> int:
        for number, text in enumerate(write(count)):
            (tmp_path / f"r{number:03}.py").write_text(text)
        return calls_of(lambda: analyze(history_of(sorted(tmp_path.iterdir())), dialect))

    needed(1)  # imports what is not imported yet
    few, many = needed(80), needed(240)
    assert many < 3.3 * few

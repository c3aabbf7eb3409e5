"""The first signal unwinds a run, further ones are not heard, and none is swallowed."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from alembic_mrt.exceptions import Terminated
from alembic_mrt.roundtrip import stopping
from alembic_mrt.roundtrip.stopping import stoppable, undisturbed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STOPS = {signal.SIGINT: KeyboardInterrupt, signal.SIGTERM: Terminated}
ENV = """\
from alembic import context
from sqlalchemy import create_engine

with create_engine("sqlite://").connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""
SCRIPT = """\
import os, signal

revision = "a1"
down_revision = None


def upgrade():
    try:
        os.kill(os.getpid(), signal.{name})
    except {caught}:
        print("swallowed")


def downgrade():
    print("went on")
"""


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    """Let signals be heard where the tests run in the background."""
    before = {number: signal.getsignal(number) for number in STOPS}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def stopped(number: int, again: int, unwound: list[int]) -> None:
    with stoppable():
        try:
            os.kill(os.getpid(), number)
        finally:
            os.kill(os.getpid(), again)
            unwound.append(logging.getLogger("sqlalchemy.pool").level)


@pytest.mark.parametrize("number", STOPS)
@pytest.mark.parametrize("again", STOPS)
def test_the_unwinding_is_not_cut_short(number: signal.Signals, again: signal.Signals) -> None:
    unwound: list[int] = []
    level = logging.getLogger("sqlalchemy.pool").level
    with pytest.raises(STOPS[number]):
        stopped(number, again, unwound)
    assert unwound == [logging.CRITICAL + 1]
    assert logging.getLogger("sqlalchemy.pool").level == level
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_unwinding_without_end_can_be_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopping, "_PATIENCE", 0.0)
    with pytest.raises(Terminated):
        stopped(signal.SIGINT, signal.SIGTERM, [])


def test_a_signal_that_is_ignored_stays_so() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with stoppable():
        os.kill(os.getpid(), signal.SIGINT)


def test_nothing_is_heard_for_a_moment() -> None:
    with undisturbed():
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize("caught", ["BaseException", "(KeyboardInterrupt, SystemExit)"])
@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_migration_does_not_swallow_a_signal(
    name: str, status: int, caught: str, tmp_path: Path
) -> None:
    (tmp_path / "versions").mkdir()
    (tmp_path / "alembic.ini").write_text("[alembic]\nscript_location = .\n", encoding="utf-8")
    (tmp_path / "env.py").write_text(ENV, encoding="utf-8")
    script = SCRIPT.format(name=name, caught=caught)
    (tmp_path / "versions" / "a1.py").write_text(script, encoding="utf-8")
    program = """
        import signal
        from alembic_mrt.cli import main
        signal.signal(signal.SIGINT, signal.default_int_handler)
        main(["roundtrip"])
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == status
    assert "swallowed" in done.stderr
    assert "went on" not in done.stderr
    assert "Traceback" not in done.stderr

"""Threads that are no part of a run wait at the gate; those of the run are refused."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, pool
from sqlalchemy.engine import Engine

from alembic_mrt.exceptions import ForeignConnectionError
from alembic_mrt.roundtrip import outsiders as module
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Disposable, Provision
from alembic_mrt.roundtrip.gate import Gate
from alembic_mrt.roundtrip.outsiders import Outsiders

SOON = 0.1


@pytest.fixture
def disposable() -> Iterator[Disposable]:
    made = dialect_for("sqlite").provision(Provision())
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = create_engine(f"sqlite:///{tmp_path / 'own.db'}", poolclass=pool.QueuePool)
    with made.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE own (id INTEGER)")
    yield made
    made.dispose()


class Other(threading.Thread):
    """Do something as soon as it is told to, and keep what became of it."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self.told, self.error = threading.Event(), None
        self._work = work
        self.start()

    error: BaseException | None

    def run(self) -> None:
        self.told.wait()
        try:
            self._work()
        except ForeignConnectionError as error:
            self.error = error

    def ended(self, seconds: float = 10) -> bool:
        self.told.set()
        self.join(seconds)
        return not self.is_alive()


def uses(engine: Engine, path: Path) -> list[Callable[[], object]]:
    url = f"sqlite:///{path}"

    def statement() -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO own VALUES (1)")

    def another_engine() -> None:
        with create_engine(url, poolclass=pool.NullPool).begin() as connection:
            connection.exec_driver_sql("INSERT INTO own VALUES (1)")

    def creator() -> None:
        made = create_engine(url, creator=lambda: sqlite3.connect(path), poolclass=pool.NullPool)
        with made.begin() as connection:
            connection.exec_driver_sql("INSERT INTO own VALUES (1)")

    def raw() -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("ATTACH ? AS again", [str(path)])
            connection.execute("INSERT INTO again.own VALUES (1)")
            connection.commit()

    return [statement, another_engine, creator, raw]


@pytest.mark.parametrize("use", range(4), ids=["engine", "another engine", "creator", "raw"])
def test_an_older_thread_waits_and_then_uses_its_own(
    use: int, engine: Engine, disposable: Disposable, tmp_path: Path
) -> None:
    other = Other(uses(engine, tmp_path / "own.db")[use])
    with Gate(lambda _: disposable, outsiders=Outsiders([other])) as gate:
        assert not other.ended(SOON)
    assert other.ended()
    assert other.error is None
    assert gate.refusal is None
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT id FROM own").scalars().all() == [1]


@pytest.mark.parametrize("use", range(4), ids=["engine", "another engine", "creator", "raw"])
def test_it_passes_while_the_run_is_suspended(
    use: int, engine: Engine, disposable: Disposable, tmp_path: Path
) -> None:
    work = uses(engine, tmp_path / "own.db")[use]
    outsiders = Outsiders([threading.current_thread()])
    with Gate(lambda _: disposable, outsiders=outsiders) as gate, outsiders.let_by():
        work()
        younger = Other(work)
        assert younger.ended()
    assert younger.error is gate.refusal is None


def test_one_that_was_started_meanwhile_waits_when_the_run_goes_on(
    engine: Engine, disposable: Disposable, tmp_path: Path
) -> None:
    outsiders = Outsiders([])
    with Gate(lambda _: disposable, outsiders=outsiders):
        with outsiders.let_by():
            younger = Other(uses(engine, tmp_path / "own.db")[0])
        assert not younger.ended(SOON)
    assert younger.ended()
    assert younger.error is None


def test_one_that_an_older_thread_starts_in_the_middle_of_the_run_waits_too(
    engine: Engine, disposable: Disposable, tmp_path: Path
) -> None:
    started: list[Other] = []
    older = Other(lambda: started.append(Other(uses(engine, tmp_path / "own.db")[1])))
    with Gate(lambda _: disposable, outsiders=Outsiders([older])) as gate:
        assert older.ended()
        assert not started[0].ended(SOON)
    assert started[0].ended()
    assert started[0].error is gate.refusal is None
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT id FROM own").scalars().all() == [1]


def test_a_thread_of_the_run_is_refused_even_while_that_is_suspended(
    engine: Engine, disposable: Disposable, tmp_path: Path
) -> None:
    outsiders = Outsiders([])
    with Gate(lambda _: disposable, outsiders=outsiders) as gate:
        of_the_run = Other(uses(engine, tmp_path / "own.db")[0])
        with outsiders.let_by():
            assert of_the_run.ended()
    assert of_the_run.error is gate.refusal is not None


def test_one_that_the_run_itself_waits_for_is_refused_in_the_end(
    engine: Engine, disposable: Disposable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    other = Other(uses(engine, tmp_path / "own.db")[0])
    with Gate(lambda _: disposable, outsiders=Outsiders([other])) as gate:
        assert other.ended()
    assert other.error is gate.refusal is not None

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Provision
from alembic_mrt.roundtrip.dialects.sqlite import disposable as disposable_module
from alembic_mrt.roundtrip.dialects.sqlite.disposable import SQLiteDisposable
from alembic_mrt.roundtrip.dialects.sqlite.session import qmark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def disposable() -> Iterator[SQLiteDisposable]:
    made = dialect_for("sqlite").provision(Provision())
    assert isinstance(made, SQLiteDisposable)
    yield made
    made.close()


def names(disposable: SQLiteDisposable) -> list[str]:
    return [n for (n,) in disposable.session().query("SELECT name FROM sqlite_master ORDER BY 1")]


def test_the_file_is_private_and_goes_at_close(disposable: SQLiteDisposable) -> None:
    disposable.session().execute("CREATE TABLE t (a)")
    directory = disposable.path.parent
    assert directory.stat().st_mode & 0o777 == 0o700
    disposable.close()
    disposable.close()
    assert not directory.exists()


def test_states_are_saved_restored_and_forgotten(disposable: SQLiteDisposable) -> None:
    session = disposable.session()
    session.execute("CREATE TABLE t (a)")
    session.execute("INSERT INTO t VALUES (%s)", (1,))
    disposable.save("one")
    session.execute("DROP TABLE t")
    session.execute("CREATE TABLE u (a)")
    disposable.save("two")
    disposable.restore("one")
    assert disposable.session().query("SELECT a FROM t") == [(1,)]
    disposable.restore("two")
    assert names(disposable) == ["u"]
    disposable.restore(None)
    assert names(disposable) == []
    disposable.forget("one")
    with pytest.raises(KeyError):
        disposable.restore("one")


def test_a_saved_state_can_be_replaced(disposable: SQLiteDisposable) -> None:
    disposable.save("state")
    disposable.session().execute("CREATE TABLE t (a)")
    disposable.save("state")
    disposable.restore(None)
    disposable.restore("state")
    assert names(disposable) == ["t"]


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_connection_that_stays_open_sees_the_restored_state(
    disposable: SQLiteDisposable, mode: str
) -> None:
    with closing(sqlite3.connect(disposable.path)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute("CREATE TABLE t (a)")
        disposable.save("state")
        other.execute("INSERT INTO t VALUES (1)")
        other.execute("ALTER TABLE t ADD COLUMN b")
        other.commit()
        disposable.restore("state")
        assert other.execute("SELECT * FROM t").fetchall() == []
        other.execute("INSERT INTO t VALUES (2)")
        other.commit()
        assert disposable.session().query("SELECT * FROM t") == [(2,)]
        assert other.execute("PRAGMA journal_mode").fetchone() == (mode.lower(),)


def _left_open(path: Path) -> sqlite3.Cursor:
    """Return a cursor in the midst of its rows, which holds a lock."""
    cursor = sqlite3.connect(path).execute("SELECT a FROM t")
    cursor.fetchone()
    return cursor


def test_a_connection_that_was_dropped_does_not_hold_up_a_restore(
    disposable: SQLiteDisposable,
) -> None:
    disposable.session().execute("CREATE TABLE t (a)")
    disposable.session().execute("INSERT INTO t VALUES (1), (2)")
    disposable.save("one")
    disposable.session().execute("CREATE TABLE u (a)")
    dropped: list[Any] = [_left_open(disposable.path)]
    dropped.append(dropped)
    del dropped
    disposable.restore("one")
    assert names(disposable) == ["t"]


def test_a_connection_that_stays_in_the_midst_of_its_rows_ends_a_restore(
    disposable: SQLiteDisposable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disposable_module, "_LOOKS", 2)
    disposable.session().execute("CREATE TABLE t (a)")
    disposable.session().execute("INSERT INTO t VALUES (1), (2)")
    disposable.save("one")
    cursor = _left_open(disposable.path)
    with pytest.raises(ProvisionError, match="a connection holds a lock"):
        disposable.restore("one")
    cursor.close()
    disposable.restore("one")


@pytest.mark.parametrize(("saved", "live"), [("WAL", "DELETE"), ("DELETE", "WAL")])
def test_a_state_can_be_restored_over_another_journal_mode(
    disposable: SQLiteDisposable, saved: str, live: str
) -> None:
    session = disposable.session()
    session.query(f"PRAGMA journal_mode = {saved}")
    session.execute("CREATE TABLE t (a)")
    disposable.save("state")
    session.query(f"PRAGMA journal_mode = {live}")
    session.execute("DROP TABLE t")
    disposable.restore("state")
    with closing(sqlite3.connect(disposable.path)) as other:
        assert other.execute("SELECT * FROM t").fetchall() == []
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(
    ("url", "connect_args"),
    [
        ("sqlite://", {}),
        ("sqlite:///:memory:", {}),
        ("sqlite:///{decoy}", {"timeout": 3.0}),
        ("sqlite:///file:{decoy}?mode=ro&uri=true", {}),
        ("sqlite:///file::memory:?cache=shared&uri=true", {}),
        ("sqlite:///{decoy}?check_same_thread=false", {"detect_types": 1}),
    ],
)
def test_every_form_of_url_is_redirected(
    disposable: SQLiteDisposable, tmp_path: Path, url: str, connect_args: dict[str, Any]
) -> None:
    decoy = tmp_path / "decoy.db"
    engine = create_engine(url.format(decoy=decoy), connect_args=connect_args)

    def redirect(_dialect: object, _record: object, arguments: Any, parameters: Any) -> None:
        disposable.redirect("pysqlite", arguments, parameters)

    event.listen(engine, "do_connect", redirect)
    _write(engine)
    assert names(disposable) == ["landed"]
    assert not decoy.exists()


def _write(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE landed (a)"))
    engine.dispose()


def test_what_says_how_to_connect_is_kept(disposable: SQLiteDisposable) -> None:
    arguments: list[Any] = ["file:x?mode=ro"]
    parameters: dict[str, Any] = {"uri": True, "timeout": 5, "check_same_thread": False}
    disposable.redirect("aiosqlite", arguments, parameters)
    assert arguments == [str(disposable.path)]
    assert parameters == {"timeout": 5, "check_same_thread": False}


def test_an_encrypting_driver_is_refused(disposable: SQLiteDisposable) -> None:
    with pytest.raises(ProvisionError, match="pysqlcipher"):
        disposable.redirect("pysqlcipher", ["x"], {})


def test_a_url_alone_only_chooses_the_dialect(tmp_path: Path) -> None:
    decoy = tmp_path / "decoy.db"
    made = SQLiteDisposable.provision(Provision(url=f"sqlite:///{decoy}"))
    made.session().execute("CREATE TABLE t (a)")
    made.close()
    assert not decoy.exists()


class TestUseDatabase:
    @staticmethod
    def provision(path: Path) -> SQLiteDisposable:
        return SQLiteDisposable.provision(Provision(url=f"sqlite:///{path}", use_database=True))

    @pytest.mark.parametrize("before", [None, "CREATE TABLE alembic_version (version_num)"])
    def test_the_file_is_used_and_given_back_as_it_was(
        self, tmp_path: Path, before: str | None
    ) -> None:
        path = tmp_path / "app.db"
        if before is not None:
            with closing(sqlite3.connect(path)) as connection:
                connection.execute(before)
        used = self.provision(path)
        used.session().execute("CREATE TABLE t (a)")
        assert path.exists()
        used.close()
        assert path.exists() is (before is not None)
        if before is not None:
            with closing(sqlite3.connect(path)) as connection:
                held = connection.execute("SELECT name FROM sqlite_master").fetchall()
            assert held == [("alembic_version",)]

    @pytest.mark.parametrize(
        ("sql", "named"),
        [
            ("CREATE TABLE users (a)", "the table users"),
            ("CREATE TABLE users (a); CREATE TABLE v (a)", "the table users and 1 more"),
            ("CREATE VIEW v AS SELECT 1", "the table v"),
            (
                "CREATE TABLE alembic_version (version_num);"
                "INSERT INTO alembic_version VALUES ('abc')",
                "the revision abc",
            ),
        ],
    )
    def test_a_file_that_holds_something_is_refused_and_left_alone(
        self, tmp_path: Path, sql: str, named: str
    ) -> None:
        path = tmp_path / "app.db"
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(sql)
        before = path.read_bytes()
        with pytest.raises(ProvisionError, match=named):
            self.provision(path)
        assert path.read_bytes() == before

    @pytest.mark.parametrize(
        "url",
        [
            "sqlite://",
            "sqlite:///:memory:",
            "postgresql://h/d",
            "no url",
            "sqlite:////no/such/x.db",
        ],
    )
    def test_a_url_that_cannot_be_used_is_refused(self, url: str) -> None:
        with pytest.raises(ProvisionError) as caught:
            SQLiteDisposable.provision(Provision(url=url, use_database=True))
        assert caught.value.remedy

    def test_a_second_run_at_once_is_one_sentence(self, tmp_path: Path) -> None:
        first = self.provision(tmp_path / "app.db")
        with pytest.raises(ProvisionError, match=r"app\.db is in use by another run"):
            self.provision(tmp_path / "app.db")
        self.provision(tmp_path / "other.db").close()
        first.close()
        self.provision(tmp_path / "app.db").close()
        assert list(tmp_path.iterdir()) == []

    def test_a_run_that_was_killed_keeps_nobody_out(self, tmp_path: Path) -> None:
        script = (
            "import os, signal\n"
            "from alembic_mrt.roundtrip.dialects.sqlite.exclusive import Exclusive, watchdog\n"
            "from pathlib import Path\n"
            f"Exclusive(Path({str(tmp_path / 'app.db')!r}))\n"
            "os.kill(os.getpid(), signal.SIGKILL)\n"
        )
        subprocess.run([sys.executable, "-c", script], check=False)
        deadline = time.monotonic() + 10
        while list(tmp_path.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.01)
        self.provision(tmp_path / "app.db").close()

    def test_a_file_that_is_no_database_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "notes.txt"
        path.write_text("not a database at all, but long enough to have a header\n" * 20)
        with pytest.raises(ProvisionError, match="not a database"):
            self.provision(path)
        assert "long enough" in path.read_text()


class TestSession:
    def test_each_statement_is_a_transaction_of_its_own(self, disposable: SQLiteDisposable) -> None:
        disposable.session().execute("CREATE TABLE t (a)")
        disposable.session().execute("INSERT INTO t VALUES (1)")
        with closing(sqlite3.connect(disposable.path)) as other:
            assert other.execute("SELECT a FROM t").fetchall() == [(1,)]

    def test_a_transaction_is_rolled_back_on_an_error(self, disposable: SQLiteDisposable) -> None:
        session = disposable.session()
        session.execute("CREATE TABLE t (a UNIQUE)")
        with pytest.raises(sqlite3.IntegrityError), session.transaction():
            session.query("INSERT INTO t SELECT 1 UNION ALL SELECT 1")
        assert session.query("SELECT * FROM t") == []
        with session.transaction():
            session.execute("INSERT INTO t VALUES (1)")
        assert session.query("SELECT * FROM t") == [(1,)]

    @pytest.mark.parametrize(
        ("sql", "translated"),
        [
            ("SELECT %s, %s", "SELECT ?, ?"),
            ("x LIKE '%%s' AND y = %s", "x LIKE '%s' AND y = ?"),
            ("a %% %s", "a % ?"),
            ("'%%%%s'", "'%%s'"),
        ],
    )
    def test_parameters_are_given_for_percent_s(self, sql: str, translated: str) -> None:
        assert qmark(sql) == translated

    def test_a_percent_sign_is_plain_text_without_parameters(
        self, disposable: SQLiteDisposable
    ) -> None:
        assert disposable.session().query("SELECT 'a%s' LIKE 'a%'") == [(1,)]

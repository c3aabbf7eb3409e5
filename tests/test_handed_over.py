"""A URL that cannot be used is named, and env.py is not blamed for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from sqlalchemy.engine import make_url

from alembic_mrt import command
from alembic_mrt.config import MRTConfig
from alembic_mrt.exceptions import EnvironmentScriptError, MRTError
from alembic_mrt.handed_over import blamed, check_url

ENV = """\
{first}
from alembic import context
from sqlalchemy import create_engine

with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""
# psycopg2 in SQLAlchemy 2.0, psycopg in 2.1.
DEFAULT_DRIVER = make_url("postgresql://").get_dialect().driver
SCRIPT = (
    'revision = "a1"\ndown_revision = None\n\n\ndef upgrade():\n    pass\n\n\ndowngrade = upgrade\n'
)


def history(folder: Path, url: str | None, first: str = "") -> Config:
    (folder / "m" / "versions").mkdir(parents=True)
    (folder / "m" / "env.py").write_text(ENV.format(first=first), encoding="utf-8")
    (folder / "m" / "versions" / "a1.py").write_text(SCRIPT, encoding="utf-8")
    line = f"sqlalchemy.url = {url}\n" if url else ""
    text = f"[alembic]\nscript_location = {folder / 'm'}\n{line}"
    (folder / "alembic.ini").write_text(text, encoding="utf-8")
    return Config(str(folder / "alembic.ini"))


def uninstall(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a module be as one that is not installed: no finder knows it."""

    class Forgetful:
        def __init__(self, finder: Any) -> None:
            self.finder = finder

        def find_spec(self, name: str, *arguments: Any) -> Any:
            return None if name == module else self.finder.find_spec(name, *arguments)

    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setattr(sys, "meta_path", [Forgetful(finder) for finder in sys.meta_path])


@pytest.fixture
def _uninstalled(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    uninstall(module, monkeypatch)


def said(config: Config, url: str | None) -> str:
    with pytest.raises(MRTError) as raised:
        command.mrt_roundtrip(config, url=url)
    assert "\n" not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("mysql+pymysql://a@b/c", ['"mysql"', "Supported are: postgresql, sqlite."]),
        ("oracle://a@b/c", ['"oracle"', "Supported are: postgresql, sqlite."]),
        ("postgres://a@b/c", ['"postgres"', 'Did you mean "postgresql"?']),
        ("postgresql+nodriver://a@b/c", ['driver "nodriver"', "Leave it out: postgresql://"]),
    ],
)
def test_what_no_round_trip_can_be_made_on(url: str, parts: list[str], tmp_path: Path) -> None:
    message = said(history(tmp_path, "sqlite://"), url)
    assert message.startswith("The URL handed over ")
    assert [part for part in parts if part not in message] == []
    assert "env.py" not in message


@pytest.mark.parametrize("url", ["postgresql://x/", "postgresql+asyncpg://x/", "sqlite://"])
def test_a_url_that_can_be_served(url: str) -> None:
    check_url(url)


@pytest.mark.parametrize(
    ("url", "module", "install"),
    [
        ("postgresql+pg8000://x/", "pg8000", "pip install pg8000"),
        ("postgresql+psycopg://x/", "psycopg", "pip install 'psycopg[binary]'"),
        ("postgresql+psycopg2://x/", "psycopg2", "pip install psycopg2-binary"),
        ("postgresql://x/", DEFAULT_DRIVER, "pip install "),
    ],
)
@pytest.mark.parametrize("handed_over", [True, False])
@pytest.mark.usefixtures("_uninstalled")
def test_a_driver_that_is_not_installed(
    url: str, module: str, install: str, handed_over: bool, tmp_path: Path
) -> None:
    config = history(tmp_path, None if handed_over else url)
    message = said(config, url if handed_over else None)
    name = "The URL handed over" if handed_over else f"sqlalchemy.url in {config.config_file_name}"
    assert message.startswith(f"{name} asks for the driver {module}, which is not installed")
    assert install in message


def test_a_driver_that_is_not_used_may_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uninstall("aiosqlite", monkeypatch)
    config = history(tmp_path, "sqlite://")
    assert command.mrt_roundtrip(config, url="sqlite+aiosqlite://") == 0


@pytest.mark.parametrize(
    "placeholder",
    ["%(DB_URL)s", "${DATABASE_URL}", "postgresql://user:...@host:port/db", "%%(DB_URL)s", ""],
)
def test_a_placeholder_gives_way(placeholder: str, tmp_path: Path) -> None:
    config = history(tmp_path, placeholder)
    assert command.mrt_roundtrip(config, url="sqlite://") == 0
    raw = config.file_config.get("alembic", "sqlalchemy.url", raw=True, fallback="")
    assert raw == placeholder


def test_another_module_that_env_py_lacks_is_its_own_fault(tmp_path: Path) -> None:
    config = history(tmp_path, None, first="import no_such_module_of_the_user")
    message = said(config, "sqlite://")
    assert "env.py:1 raised ModuleNotFoundError" in message


def test_the_dialect_of_the_ini_that_is_not_supported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uninstall("cx_Oracle", monkeypatch)
    message = said(history(tmp_path, "oracle://a@b/c"), None)
    assert 'is for "oracle"' in message
    assert "env.py" not in message


FROM_CONFIG = """\
from alembic import context
from sqlalchemy import engine_from_config

config = context.config
engine = engine_from_config(config.get_section(config.config_ini_section), prefix="sqlalchemy.")
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""


@pytest.mark.parametrize(
    ("url", "fault", "remedy"),
    [
        (None, "sqlalchemy.url in {ini} is not set.", "Set it to a URL"),
        (" ", "sqlalchemy.url in {ini} is empty.", "Set it to a URL"),
        ("s3cret", "sqlalchemy.url in {ini} is not a database URL.", "dialect://user:password@"),
        ("sqlite://u:s3cret@h:abc/d", "sqlalchemy.url in {ini} has no number as port.", "percent-"),
        ("sqlite://u:%40s3cret@h/d", 'The key "sqlalchemy.url" in [alembic] of {ini} holds', "%%"),
        ("foo://u:s3cret@h/d", 'sqlalchemy.url in {ini} is for "foo"', "Supported are: "),
        ("postgresql+foo://u:s3cret@h/d", 'sqlalchemy.url in {ini} names the driver "foo"', "Leav"),
        ("sqlite+aiosqlite://", "sqlalchemy.url in {ini} names the asynchronous driver", "Set it"),
    ],
)
def test_the_text_of_the_ini_that_cannot_be_used(
    url: str | None, fault: str, remedy: str, tmp_path: Path
) -> None:
    config = history(tmp_path, url)
    (tmp_path / "m" / "env.py").write_text(FROM_CONFIG, encoding="utf-8")
    message = said(config, None)
    assert message.startswith(fault.format(ini=config.config_file_name))
    assert remedy in message
    assert "s3cret" not in message


def test_a_fault_that_the_text_of_the_ini_does_not_have_is_env_pys(tmp_path: Path) -> None:
    config = history(tmp_path, "sqlite://", first="int('abc')")
    assert "env.py:1 raised ValueError" in said(config, None)


@pytest.mark.postgresql
@pytest.mark.parametrize("driver", ["psycopg2", "psycopg", "pg8000"])
def test_a_query_that_the_driver_does_not_know(driver: str, tmp_path: Path) -> None:
    config = history(tmp_path, f"postgresql+{driver}://u:s3cret@h/d?foo=bar")
    message = said(config, None)
    assert f'{config.config_file_name} sets "foo", which the driver {driver} does not' in message


@pytest.mark.filterwarnings("error")
def test_nothing_is_said_of_what_is_not_awaited(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    said(history(tmp_path, "postgresql+asyncpg://u@h/d"), None)
    assert [str(warning.message) for warning in recwarn] == []


def test_an_asynchronous_driver_in_a_synchronous_env_py(tmp_path: Path) -> None:
    message = said(history(tmp_path, None), "sqlite+aiosqlite://")
    assert message == (
        "The URL handed over names the asynchronous driver aiosqlite, but env.py is synchronous. "
        "Hand over a URL with a synchronous driver, such as sqlite://..."
    )


def test_a_synchronous_driver_is_named_for_each_dialect(tmp_path: Path) -> None:
    config, settings = history(tmp_path, None), MRTConfig(db_url="postgresql+asyncpg://x/")
    error = EnvironmentScriptError("m/env.py:5 raised MissingGreenlet: greenlet_spawn.")
    told = blamed(config, settings, error)
    assert told is not None
    assert told.remedy.endswith("such as postgresql+psycopg2://...")
    other = EnvironmentScriptError("m/env.py:5 raised KeyError: 'x'.")
    assert blamed(config, settings, other) is None
